"""Books that are bound from quires: what is seen of them is what is seen of the book that is set as a whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pytest

from kolofon.model.document import Document, Role, Section
from kolofon.model.edition import Layout, Page, SourceFormat, Standard
from kolofon.segment import segment
from kolofon.translate.localize import in_alphabet, localize
from kolofon.write.fonts import families
from kolofon.write.paper.kinds import Kind
from kolofon.write.services import Memory, Services, one_by_one
from kolofon.write.themes.theme import PLAIN, Theme
from tests import stress
from tests.later import codes, compiling, impose, pdf, quire_book, quire_fonts, quire_job, typeset
from tests.pdfs import EDITION, PICTURES, valid
from tests.prose import PROSE
from tests.publishing import everything, paragraph, sentence
from tests.quires import drawn, seen
from tests.reading import EDITION as PRINTED
from tests.reading import Reader
from tests.setting import render
from tests.table import each_row
from tests.test_parts_pages import PARTS

if TYPE_CHECKING:
    from kolofon.model.finding import Finding
    from kolofon.set.pages.marks import PageStart

pytestmark = pytest.mark.pdf

ARABIC = "وصلت القوات إلى المدينة في الصباح الباكر من ذلك اليوم وبدأت المعارك في كل الشوارع حتى المساء "
TEXT = "The [First]{{index}} brigade came to [Tirana]{{index}} by the [road {0}]{{index}}.[^{0}] "
FILLING = "It was a long way. "
NOTES = "\n\n[^{0}]: That is note {0}, which says where [Tirana]{{index}} is."


class Text(NamedTuple):
    """A book: its document, how it is set, its pictures and its theme."""

    document: Document
    page: Page = Page("A6")
    pictures: Mapping[str, bytes] = MappingProxyType({})
    theme: Theme = PLAIN


def chapters(document: Document) -> Document:
    """A document whose sections are chapters."""
    return replace(document, sections=tuple(replace(section, role=Role.CHAPTER) for section in document.sections))


def indexed(sentences: int = 60) -> Document:
    """Three chapters of so many sentences, by default two pages, each with a note and with words for the index."""
    told = TEXT + FILLING * sentences
    text = "".join(f"\n\n## Chapter {number}\n\n{told.format(number)}" for number in range(1, 4))
    notes = "".join(NOTES.format(number) for number in range(1, 4))
    read = Reader(SourceFormat.MARKDOWN).clean(f"# The book\n\nBefore it begins.{text}{notes}")
    return chapters(localize(replace(segment(read), language="en")))


def formulated() -> Document:
    """Chapters with formulas and tasks, each chapter with others."""
    told = (
        "Words $x_{0}$ and $\\sqrt{{{0}}}$, and more of them.\n\n$$\\frac{{1}}{{{0}}}$$ {{#eq:{0}-{1}}}\n\n"
        "- [x] done\n- [ ] not\n\n"
    )
    text = "".join(
        f"\n\n## Chapter ${number}$\n\n{''.join(told.format(number, time) for time in range(3))}"
        for number in range(1, 4)
    )
    return segment(Reader(SourceFormat.MARKDOWN).clean(f"# The book\n\nBefore it begins.{text}"))


def leftward() -> Document:
    """Three chapters from right to left, of one, two and three pages."""
    sections = tuple(
        Section(sentence(f"الفصل {number}"), (paragraph(ARABIC * number * 8),), role=Role.CHAPTER)
        for number in range(1, 4)
    )
    return Document("ar", sentence("الكتاب"), (), sections)


def in_syllables() -> Document:
    """Chapters whose syllables are drawn by several glyphs, each chapter with others."""
    words = PROSE["hi"].split()
    sections = tuple(
        Section(sentence(words[number]), (paragraph(" ".join(words[number:] * 4)),), role=Role.CHAPTER)
        for number in range(0, 20, 5)
    )
    return Document("hi", sentence(words[0]), (), sections)


def in_parts(columns: int = 1) -> Text:
    return Text(in_alphabet(Document("en", sentence("The book"), (), PARTS)), Page(columns=columns))


GROUND = (
    "@page { background: #eee; @left-middle { content: 'x'; background: linear-gradient(red, blue); opacity: 0.5 } }"
)
PAINTED = Theme((("theme.css", GROUND.encode()),))
REFERRING = Theme((("theme.css", b".call::after { content: ' on page ' target-counter(attr(href url), page) }"),))
COLUMNED = Theme((("theme.css", b"main { columns: 2 !important }"),))
BOOKS: Mapping[str, Callable[[], Text]] = {
    "stress": lambda: Text(stress.stress_book(2, 5), Page("A5"), stress.PICTURES),
    "index": lambda: Text(indexed()),
    "parts": in_parts,
    "columns": lambda: in_parts(2),
    "leftward": lambda: Text(leftward()),
    "syllables": lambda: Text(in_syllables()),
    "short": lambda: Text(everything(), Page("A5", layout=Layout.BOOK), PICTURES),
    "painted": lambda: Text(leftward(), theme=PAINTED),
    "columned": lambda: Text(indexed(), theme=COLUMNED),
    "referring": lambda: Text(indexed(), theme=REFERRING),
    "formulas": lambda: Text(chapters(formulated())),
}


VALIDATED = {"stress", "index", "leftward", "syllables", "painted", "formulas"}
"""The books that are validated, which takes longer than setting them; between them they have all that a book has."""


SECOND = {"short", "columns", "referring"}
"""The books that are made as PDF 2.0, in which more leads from one to the other."""


@cache
def text(name: str) -> tuple[bytes, Mapping[str, bytes]]:
    """The page and the pictures of a book."""
    book = BOOKS[name]()
    imprint = replace(EDITION, language=book.document.language, draft=True)
    return render(book.document, imprint, {}, book.page, book.theme), book.pictures


def as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, books are set as a whole."""
    monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))


def standard(name: str) -> Standard:
    """What a book is made as."""
    return Standard.A4 if name in SECOND else Standard.AUTO


@cache
def whole_book(name: str) -> "tuple[bytes, tuple[Finding, ...], list[PageStart]]":
    """A book that is set as a whole, what was found, and where its pages begin."""
    page, pictures = text(name)
    starts: list[PageStart] = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        as_a_whole(monkeypatch)
        content, findings = typeset(page, EDITION, pictures, starts=starts, standard=standard(name))
    return content, findings, starts


@pytest.mark.parametrize("name", BOOKS)
def test_a_bound_book_is_the_whole_book(name: str, tmp_path: Path) -> None:
    page, pictures = text(name)
    begun: list[PageStart] = []
    bound, findings = typeset(page, EDITION, pictures, starts=begun, standard=standard(name))
    whole, told, starts = whole_book(name)
    assert set(findings) == set(told)
    assert begun == starts
    seen(bound, tmp_path).assert_same(seen(whole, tmp_path))
    assert bound != whole
    if name == "painted":  # what has no words
        assert drawn(bound, tmp_path) == drawn(whole, tmp_path)
    if name in VALIDATED:
        valid(bound, tmp_path, "2a", "ua1")


def test_a_book_whose_chapters_have_more_codes_than_a_font_is_set_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    page, pictures = text("syllables")
    monkeypatch.setattr(quire_fonts, "merged", full)
    bound, findings = typeset(page, EDITION, pictures)
    assert whole_book("syllables")[:2] == (bound, findings)


def full(*_: object) -> None:
    raise codes.NoCodesError


THEMES = {
    "counters": "h2::before { counter-increment: chapter; content: counter(chapter) }",
    "pages": "@page :nth(2n) { background: #eee }",
    "numbers": "main p:first-child::before { content: counter(page) }",
    "words": ".call::after { content: target-text(attr(href url)) }",
    "running": "h3 { position: running(head) } @page { @left-top { content: element(head) } }",
    "fixed": "main h2 { position: fixed; top: 0 }",
    "footnotes": "main em { float: footnote }",
    "selectors": "body:has(#s2) p { color: red }",
    "counted": "main > section:nth-child(2) p { color: red }",
    "front": ".front:has(em) p { color: red }",
    "in front": ".front > nav:nth-child(2) li { color: red }",
    "on": "main > section, .title-page, .front, .front > *, main { break-before: auto !important }",
}


@each_row("name, whole", [("", False), *((name, True) for name in THEMES)])
def test_a_theme_that_reaches_from_chapter_to_chapter_has_the_book_set_whole(name: str, *, whole: bool) -> None:
    theme = Theme((("theme.css", THEMES[name].encode()),)) if whole else PLAIN
    imprint = replace(EDITION, language="en")
    page = render(indexed(), imprint, {}, Page("A6"), theme).decode()
    kind = Kind("pdf/a-2a", tagged=True, finish=lambda *_: (), picture=bytes)
    found = quire_book.portions(page, quire_job.Job(kind, imprint, {}, families(page), b"", whole=True))
    assert bool(found.reason) is whole
    assert (found.specimen is None) is whole


@pytest.fixture
def set_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The portions that are set, by the title that each begins with."""
    found: list[str] = []
    stock = compiling.compile_quire

    def compile_quire(page: str, shop: "quire_job.Job", shown: Mapping[str, str] | None, *, recto: bool) -> object:
        found.append(page.partition("<body")[2])
        return stock(page, shop, shown, recto=recto)

    monkeypatch.setattr(quire_book, "compile_quire", compile_quire)
    return found


def edited(document: Document, chapter: int, *words: str) -> Document:
    """A document with more paragraphs at the end of a chapter."""
    sections = list(document.sections)
    blocks = (*sections[chapter].blocks, *map(paragraph, words))
    sections[chapter] = replace(sections[chapter], blocks=blocks)
    return replace(document, sections=tuple(sections))


def test_only_a_chapter_that_changed_is_set_again(set_again: list[str]) -> None:
    store: dict[str, bytes] = {}

    def build(document: Document, day: int = 2) -> list[str]:
        set_again.clear()
        imprint = replace(EDITION, date=EDITION.date.replace(day=day))
        typeset(render(document, imprint, {}, Page("A6")), imprint, {}, services=Services(store))
        return list(set_again)

    document = chapters(Document("en", sentence("The book"), (), PARTS[1].sections * 3))
    cold = build(document)
    assert len(cold) >= len(document.sections)
    assert not build(document)
    (once,) = build(edited(document, 2, "One line more."))
    assert "One line more." in once
    assert not build(document)
    (dated,) = build(edited(document, 2, "One line more."), day=3)
    assert "doc-colophon" in dated
    assert "<ol" not in dated  # of the contents, which are beside it
    grown = build(edited(document, 2, *["It goes on for pages. " * 60] * 4))
    assert [("pages. It" in page, 'role="doc-toc"' in page) for page in grown] == [(True, False), (False, True)]


P = TypeVar("P")
R = TypeVar("R")


def test_a_few_pages_are_set_without_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def each(work: Callable[[P], R], tasks: Sequence[P], named: Callable[[P], str] = str) -> list[R]:
        asked.append(len(tasks))
        return one_by_one(work, tasks, named)

    page = render(Document("en", sentence("The book"), (), PARTS[1:2]), EDITION, {}, Page("A6"))
    few = typeset(page, EDITION, {}, services=Services({}, each))[0]
    assert not asked
    monkeypatch.setattr(quire_book, "LITTLE", 1000)
    assert typeset(page, EDITION, {}, services=Services({}, each))[0] == few
    assert asked


def test_what_is_kept_gives_the_same_bytes(set_again: list[str]) -> None:
    store, document = dict[str, bytes](), indexed(sentences=9)
    page = warm = b""
    for step, (chapter, sentences) in enumerate(((2, 60), (1, 250), (1, 1), (0, 250))):
        document = edited(document, chapter, f"Step {step}. " * sentences)
        page = render(document, EDITION, {}, Page("A6"))
        set_again.clear()
        warm = typeset(page, EDITION, {}, services=Services(store))[0]
        if sentences == 1:  # all other quires are from the store
            assert [f"Step {step}." in content for content in set_again] == [True]
        assert warm == typeset(page, EDITION, {})[0]
    for key in list(store)[::2]:
        del store[key]
    assert warm == typeset(page, EDITION, {}, services=Services(store))[0]


def test_what_is_in_mind_of_the_last_books_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    stock = quire_book.Specimen

    def specimen(skeleton: str, job: "quire_job.Job") -> object:
        made.append(skeleton)
        return stock(skeleton, job)

    monkeypatch.setattr(quire_book, "Specimen", specimen)
    memory, document = Memory(), indexed(sentences=9)
    later, small, large = replace(EDITION, date=EDITION.date.replace(day=9)), Page("A6"), Page("A5")
    for words, title, imprint, page, anew in (
        ("One step.", "The book", EDITION, small, 1),
        ("And one more. " * 60, "The book", EDITION, small, 0),
        ("שלום לך.", "The book", EDITION, small, 1),  # another font
        ("Another day.", "The book", later, small, 0),
        ("Another title.", "Other", later, small, 1),  # the body says it, for a theme
        ("Another page.", "Other", later, large, 1),
    ):
        document = replace(edited(document, 1, words), title=sentence(title))
        xhtml = render(document, imprint, {}, page)
        made.clear()
        warm = typeset(xhtml, imprint, {}, services=Services({}, memory=memory))
        assert len(made) == anew, words
        assert warm == typeset(xhtml, imprint, {}), words


@pytest.mark.parametrize("name", ["stress", "short", "painted"])
def test_a_bound_book_for_the_press_is_the_whole_book(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pictures = text(name)
    edition = PRINTED
    bound = impose(lambda _: page, EDITION, pictures, edition)
    as_a_whole(monkeypatch)
    whole = impose(lambda _: page, EDITION, pictures, edition)
    assert set(bound.findings) == set(whole.findings)
    seen(bound.content, tmp_path).assert_same(seen(whole.content, tmp_path))
    assert bound.content != whole.content
