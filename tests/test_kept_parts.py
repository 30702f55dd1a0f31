"""Chapters for screens are written once, whatever is edited elsewhere, and what is kept gives the same bytes."""

import io
import random
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, meta

from kolofon.model.document import Code, Document, Image, Link, Place, Role, Section, Sentence, Text
from kolofon.model.edition import Page
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart
from kolofon.set.values.line import Literal, SetSentence
from kolofon.set.walk.digest import digest
from kolofon.set.words import Words
from kolofon.write.screen import archive as archives
from kolofon.write.screen.archive import File, archive
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import publication
from kolofon.write.themes import templates
from kolofon.write.themes.templates import press_files
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml import Looks, page
from tests.pdfs import EDITION, PICTURES
from tests.publishing import everything, paragraph, sentence

HERE = Place("source/x.md", 1)


def linked(words: str, target: str) -> Sentence:
    return Sentence((Text("See "), Link((Text(words),), target), Text(".")), HERE)


def chapter(number: int, *more: Sentence) -> Section:
    said = (paragraph(f"What chapter {number} says."), *(replace(paragraph(""), sentences=(one,)) for one in more))
    inner = Section(sentence(f"Within {number}"), (paragraph("Deeper."),), ())
    return Section(sentence(f"Chapter {number}"), said, (inner,), Role.CHAPTER)


def book(*sections: Section) -> Document:
    return Document("en", sentence("The book"), (), sections)


def made(
    document: Document,
    store: dict[str, bytes] | None,
    theme: Theme = PLAIN,
    starts: tuple[PageStart, ...] = (),
    images: Mapping[str, bytes] = PICTURES,
) -> bytes:
    """The EPUB of a document."""
    words = Words({}, document.language)
    looks = Looks(replace(EDITION, language=document.language), words, Page(), theme, store)
    return bind(publication(set_document(document, words), ScreenContext(looks), images, starts))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates of parts that are filled in."""
    found: list[str] = []
    stock = templates.filled

    def filled(template: str, *more: object) -> object:
        found.append(template)
        return stock(template, *more)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(page, "filled", filled)
    return found


def chapters_in(found: list[str]) -> int:
    many = found.count("text.xhtml.jinja")
    found.clear()
    return many


@pytest.fixture
def deflated(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is compressed."""
    found: list[bytes] = []
    stock = archives.compressed

    def noted(content: bytes) -> bytes:
        found.append(content)
        return stock(content)

    monkeypatch.setattr(archives, "compressed", noted)
    return found


def test_only_a_chapter_that_changed_is_written_again(written: list[str], deflated: list[bytes]) -> None:
    store: dict[str, bytes] = {}
    sections = [chapter(number) for number in range(1, 9)]
    made(book(*sections), store)
    assert chapters_in(written) == len(sections)
    made(book(*sections), store)
    assert chapters_in(written) == 0
    deflated.clear()
    sections[3] = chapter(4, sentence("One sentence more."))
    made(book(*sections), store)
    assert chapters_in(written) == 1
    assert len(deflated) == 1
    assert b"One sentence more." in deflated[0]


def test_a_chapter_is_written_again_where_its_link_leads_elsewhere(written: list[str]) -> None:
    store: dict[str, bytes] = {}
    leads = chapter(1, linked("elsewhere", "#s2-1"))
    made(book(leads, chapter(2)), store)
    assert chapters_in(written) == 2
    assert made(book(leads, chapter(3, sentence("More."))), store) == made(
        book(leads, chapter(3, sentence("More."))), None
    )
    chapters_in(written)
    without = book(leads, replace(chapter(2), sections=()))  # nothing has that id any more
    assert made(without, store) == made(without, None)
    assert chapters_in(written) == 2 + 2
    made(without, store)
    assert chapters_in(written) == 0


def test_a_picture_that_comes_before_another_has_that_written_again(written: list[str]) -> None:
    store: dict[str, bytes] = {}
    first, second = list(PICTURES)[:2]
    shows = [Sentence((Image(path, "What it shows"),), HERE) for path in (first, second)]
    made(book(chapter(1), chapter(2, shows[1])), store)
    chapters_in(written)
    before = book(chapter(1, shows[0]), chapter(2, shows[1]))
    warm = made(before, store)
    assert chapters_in(written) == 2
    assert warm == made(before, None)
    chapters_in(written)
    assert made(before, store) == warm  # with all its pictures in it
    assert chapters_in(written) == 0


def test_pages_of_the_print_have_the_chapters_they_are_in_written_again(written: list[str]) -> None:
    store: dict[str, bytes] = {}
    document = book(*(chapter(number) for number in range(1, 5)))
    made(document, store)
    chapters_in(written)
    starts = (PageStart("1", "s2-p1", 5), PageStart("2", "contents-heading", 0))
    warm = made(document, store, starts=starts)
    assert chapters_in(written) == 1
    assert warm == made(document, None, starts=starts)


def test_the_page_for_paper_is_put_together_of_the_chapters_that_were_written(written: list[str]) -> None:
    store: dict[str, bytes] = {}
    words = Words({}, "en")

    def paper(document: Document, kept: dict[str, bytes] | None, theme: Theme = PLAIN) -> bytes:
        looks = Looks(replace(EDITION, language="en"), words, Page(), theme, kept)
        return page.render(set_document(document, words), looks)

    part = Section(sentence("A part"), (paragraph("Of it."),), (chapter(1), chapter(2)), Role.PART)
    document = replace(everything(), language="en")
    for one in (document, book(part, chapter(3), chapter(4)), book(part, chapter(3, sentence("More.")), chapter(4))):
        assert paper(one, store) == paper(one, None)
        assert paper(one, store) == paper(one, None)
    themed = Theme((("title-page.xhtml.jinja", b"<h1>{{ title.markup }}</h1>"),))
    assert paper(document, store, themed) == paper(document, None, themed)
    chapters_in(written)
    paper(book(part, chapter(3, sentence("Even more.")), chapter(4)), store)
    assert chapters_in(written) == 1


def test_a_theme_with_templates_may_ask_for_all_of_the_imprint(written: list[str]) -> None:
    store: dict[str, bytes] = {}
    for mark in (b"", b" "):
        text = b'{% include "press/text.xhtml.jinja" %}<p>{{ imprint.date }}</p>' + mark
        theme = Theme((("text.xhtml.jinja", text),))
        document = book(chapter(1), chapter(2))
        assert made(document, store, theme) == made(document, None, theme)
        assert chapters_in(written) == 4
        made(document, store, theme)
        assert chapters_in(written) == 0


@pytest.mark.slow
def test_random_edits_give_the_bytes_that_a_cold_book_has() -> None:
    chance, store = random.Random(14), dict[str, bytes]()  # noqa: S311  the same each time is what is wanted
    document = everything()
    for step in range(12):
        sections = list(document.sections)
        at = chance.randrange(len(sections))
        blocks = (*sections[at].blocks, paragraph(f"Step {step}, ça va 漢."[: chance.choice((6, 12, 40))]))
        sections[at] = replace(sections[at], blocks=blocks)
        if chance.random() < 0.3:
            chance.shuffle(sections)
        document = replace(document, sections=tuple(sections))
        assert made(document, store) == made(document, None)
        for key in chance.sample(sorted(store), len(store) // 3):
            del store[key]


def test_the_press_asks_for_no_imprint_in_parts_of_the_text() -> None:
    environment = Environment(autoescape=True)
    seen, waiting = set[str](), ["text.xhtml.jinja", "contents.xhtml.jinja", "infobox.xhtml.jinja", "index.xhtml.jinja"]
    assert {*waiting, "colophon.xhtml.jinja"} <= press_files("templates")

    def asked(name: str) -> set[str]:
        tree = environment.parse(files("kolofon.write").joinpath("templates", name).read_text("utf-8"))
        waiting.extend(other for other in meta.find_referenced_templates(tree) if other)
        return meta.find_undeclared_variables(tree)

    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            assert not asked(name) & {"imprint", "page", "columns", "style", "long_date", "retitled"}, name
    assert "imprint" in asked("colophon.xhtml.jinja")


def test_the_digest_of_a_set_document_is_of_all_in_it_but_places() -> None:
    document = everything()
    words = Words({}, document.language)
    first, second = (set_document(one, words) for one in (document, everything()))
    assert digest(first) == digest(second)
    moved = replace(paragraph("x").sentences[0], place=Place("elsewhere", 9))
    one, other = (
        set_document(book(Section(sentence("S"), (replace(paragraph("x"), sentences=(told,)),), ())), words)
        for told in (paragraph("x").sentences[0], moved)
    )
    assert digest(one) == digest(other)
    assert digest(first) != digest(replace(first, code=not first.code))


INLINE = st.sampled_from((Text, Literal, Code)).flatmap(lambda kind: st.builds(kind, st.text("ab1", max_size=2)))
INLINES = st.lists(INLINE)


@given(one=INLINES, other=INLINES)
def test_the_digest_is_the_same_for_equal_values_alone(one: list[Text], other: list[Text]) -> None:
    sentences = SetSentence(tuple(one)), SetSentence(tuple(other))
    assert (digest(sentences[0]) == digest(sentences[1])) is (repr(sentences[0]) == repr(sentences[1]))
    assert digest((tuple(one), ())) != digest(((), tuple(one))) or not one


def test_an_archive_has_the_bytes_that_the_standard_library_gives() -> None:
    files = [File("mimetype", b"application/epub+zip", packed=False), File("a/b.txt", b"words " * 400), File("é", b"")]
    for moment in (datetime(2026, 11, 29, 18, 59, 31, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)):
        stock = io.BytesIO()
        with zipfile.ZipFile(stock, "w") as written:
            for file in files:
                entry = zipfile.ZipInfo(file.name, max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
                entry.compress_type = zipfile.ZIP_DEFLATED if file.packed else zipfile.ZIP_STORED
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                written.writestr(entry, file.content, compresslevel=9)
        store: dict[str, bytes] = {}
        assert archive(files, moment, store) == stock.getvalue()
        assert archive(files, moment, store) == stock.getvalue()
        assert len(store) == 2
