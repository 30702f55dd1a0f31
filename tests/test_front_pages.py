"""The first pages of a book: which there are, on which side of a leaf, and what their folios are."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kolofon.catalogue.extract import extract
from kolofon.language import language
from kolofon.language.folios import front_folio
from kolofon.model.contributor import Contributor
from kolofon.model.document import Document, Figure, Image, IndexMark, Opening, Role, Section, Text
from kolofon.model.edition import Imprint, Layout, Page, Rights, Work
from kolofon.model.isbn import Isbn
from kolofon.read.works.first_pages import work_opening
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.translate.localize import localize
from kolofon.write.markdown.writer import write_markdown
from kolofon.write.screen.epub import bind
from kolofon.write.text.writer import write_text
from kolofon.write.themes.theme import Theme
from tests.epubs import opened, said_by_epubcheck
from tests.later import pdf, pikepdf, quire_book, typeset
from tests.paper import sheets
from tests.pdfs import PICTURES, extracted, valid
from tests.publishing import IMPRINT, paragraph, sentence
from tests.quires import seen
from tests.setting import on_screens, published, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kolofon.set.pages.marks import PageStart

KEYS = Work(
    name="book",
    frontispiece="pictures/map.png",
    frontispiece_words="A map of the city",
    dedication="To those who\n carried the stones",
    epigraph="The water that has passed\nturns no mill.",
    epigraph_source="A proverb",
)
OPENING = work_opening(KEYS)
PLAIN = Opening()
WORDS = "And so they came to the city, and it was a long way. "
PAGE = Page("A6", layout=Layout.BOOK)
NAMED = replace(
    IMPRINT,
    language="en",
    original_title="The mill",
    rights=Rights("Its authors", "CC-BY-SA-4.0", year="2019–2024"),
    contributors=(Contributor("Ana Hoxha", "aut"), Contributor("Besa Kola", "edt")),
    place="Tirana",
    isbns=Isbn(pdf="978-0-306-40615-7", epub="978-1-86197-271-2"),
    isbn="978-0-306-40615-7",
    cataloguing=("UDC 94(496.5)",),
    printing=3,
)


BEGUN, TEXT = "i half-title, ii back, iii title, iv imprint", "1 text 1, 2 text 2, 3 index 3, 4 colophon"


def book(opening: Opening = PLAIN, *, front: int = 0, tag: str = "en") -> Document:
    """A book of two chapters, with so many in front of them, each of a page."""
    text = paragraph(WORDS * 5, IndexMark(("Stones",), number=1), Text("Stones lie there."))
    sections = [Section(sentence(f"Chapter {number}"), (text,), role=Role.CHAPTER) for number in (1, 2)]
    before = [Section(sentence(f"Preface {number}"), (text,), role=Role.FRONT) for number in range(front)]
    document = Document(tag, sentence("The mill"), (), (*before, *sections), opening=opening)
    return localize(segment(document))


def labels(content: bytes) -> list[str]:
    """The folios that a viewer shows; none where it counts."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return [str(page.label) for page in file.pages] if "/PageLabels" in file.Root else []


def pages(document: Document, folder: Path, imprint: Imprint = NAMED) -> list[str]:
    """Each page of a book: its folio by the labels, what is on it, and the folio that is printed."""
    imprint = replace(imprint, language=document.language)
    content, findings = typeset(render(document, imprint, {}, PAGE), imprint, PICTURES)
    assert not findings
    file = folder / "book.pdf"
    file.write_bytes(content)
    texts = extracted(file, "-layout").split("\f")
    return [
        f"{label} {kind(text, number)} {printed(text, label)}".strip()
        for number, (label, text) in enumerate(zip(labels(content), texts, strict=False))
    ]


def kind(text: str, number: int) -> str:
    """What a page is, by the first of these words that is on it."""
    words = " ".join(text.split())
    signs = {
        "ISBN": "imprint",
        "carried the stones": "dedication",
        "turns no mill": "epigraph",
        "CONTENTS": "contents",
        "SHA-256": "colophon",
        "Index": "index",
        "Preface": "preface",
        "Chapter": "text",
        "Tirana": "title",
        "The mill": "half-title",
    }
    return next((name for sign, name in signs.items() if sign in words), "back" if number == 1 else "blank")


def printed(text: str, label: str) -> str:
    last = text.split()[-1:]
    return label if last == [label] else ""


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("opening", "front", "expected"),
    [
        (
            PLAIN,
            0,
            BEGUN + ", v contents v, vi blank, " + TEXT,
        ),
        (
            replace(OPENING, frontispiece=()),
            0,
            BEGUN + ", v dedication, vi blank, vii epigraph, viii blank, ix contents ix, x blank, " + TEXT,
        ),
        (
            replace(PLAIN, epigraph=OPENING.epigraph),
            1,
            BEGUN + ", v epigraph, vi blank, vii contents vii, viii blank, ix preface ix, x blank, " + TEXT,
        ),
        (
            PLAIN,
            2,
            BEGUN + ", v contents v, vi blank, vii preface vii, viii preface viii, " + TEXT,
        ),
    ],
)
def test_the_pages_are_on_their_sides_and_have_their_folios(
    opening: Opening, front: int, expected: str, tmp_path: Path
) -> None:
    assert ", ".join(pages(book(opening, front=front), tmp_path)) == expected


@pytest.mark.pdf
def test_a_title_page_that_is_longer_than_a_page_leaves_the_imprint_on_a_back(tmp_path: Path) -> None:
    many = tuple(Contributor(f"Somebody with a long name, the {number}th", "ill") for number in range(40))
    found = pages(book(), tmp_path, replace(NAMED, contributors=many))
    assert [label for label, name, *_ in map(str.split, found) if name == "imprint"] == ["vi"]
    assert found[-1] == "4 colophon"


def whole_and_bound(
    page: bytes, imprint: Imprint, monkeypatch: pytest.MonkeyPatch
) -> "Sequence[tuple[bytes, list[PageStart]]]":
    made: list[tuple[bytes, list[PageStart]]] = []
    for alone in (False, True):
        starts: list[PageStart] = []
        if alone:
            monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))
        content, findings = typeset(page, imprint, PICTURES, starts=starts)
        assert not findings
        made.append((content, starts))
    return made


@pytest.mark.pdf
def test_letters_of_the_language_number_the_front_in_a_bound_book_and_in_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = book(OPENING, front=1, tag="he")
    imprint = replace(NAMED, language="he")
    page = render(document, imprint, {}, PAGE)
    (bound, begun), (whole, starts) = whole_and_bound(page, imprint, monkeypatch)
    assert begun == starts
    seen(bound, tmp_path).assert_same(seen(whole, tmp_path))
    valid(bound, tmp_path, "2a", "ua1")
    letters = language("he").front_folios
    assert labels(bound)[:14] == [*(front_folio(number, letters) for number in range(1, 13)), "1", "2"]
    assert [start.folio for start in begun] == ["א", "ב", "ג", "ד", "ה", "ז", "ט", "יא", "1", "2", "3", "4"]
    text = " ".join(extracted(tmp_path / "seen.pdf", "-raw").split())
    assert "יא" in text


@pytest.mark.pdf
@pytest.mark.browser
def test_an_epub_has_the_same_pages_as_files(tmp_path: Path) -> None:
    imprint = replace(NAMED, isbn=NAMED.isbns.epub)
    document = book(OPENING, front=1)
    starts: list[PageStart] = []
    typeset(render(document, imprint, {}, PAGE), imprint, PICTURES, starts=starts)
    content = bind(published(document, on_screens(imprint, {}, page=PAGE), PICTURES, starts))
    path = tmp_path / "book.epub"
    path.write_bytes(content)
    assert said_by_epubcheck(path) == []
    files = {name.removeprefix("EPUB/"): text for name, text in opened(content).items()}
    order = re.findall(r'<itemref idref="([^"]*)"', files["package.opf"].decode())
    assert order == [
        *("cover", "half-title", "frontispiece-page", "title-page", "imprint", "dedication-page", "epigraph-page"),
        *("nav", "s1", "s2", "s3", "index", "colophon"),
    ]
    types = {"half-title": "halftitlepage", "imprint": "copyright-page", "dedication-page": "dedication"}
    for name, kind_ in {**types, "epigraph-page": "epigraph", "title-page": "titlepage"}.items():
        assert f'epub:type="{kind_}"' in files[f"{name}.xhtml"].decode(), name
    assert 'epub:type="frontmatter"' in files["s1.xhtml"].decode()
    nav = files["nav.xhtml"].decode()
    assert '<a epub:type="copyright-page" href="imprint.xhtml">Imprint</a>' in nav
    assert '<a epub:type="bodymatter" href="s2.xhtml">' in nav
    assert [start.folio for start in starts] == re.findall(r"#page-([^\"]*)\">", nav)
    assert re.findall(r"#page-([^\"]*)\">", nav)[:6] == ["i", "ii", "iii", "iv", "v", "vii"]


def test_the_words_are_messages_and_are_in_every_format() -> None:
    document = book(OPENING)
    told = {message.msgid: message.comments[0] for message in extract(document)}
    assert told["To those who<br/>carried the stones"] == "dedication of the book"
    assert told["A map of the city"].startswith("picture that faces the title page")
    assert told["A proverb"] == "who said the epigraph, and where"
    words, page = Words({}, "en"), ""
    for layout in (Layout.BOOK, Layout.ARTICLE):
        made = set_document(document, words, layout)
        page = render(document, NAMED, {}, replace(PAGE, layout=layout)).decode()
        for text in (page, write_text(made, NAMED, words), write_markdown(made, words)):
            for said in ("carried the stones", "turns no mill", "A proverb"):
                assert text.count(said) == 1, (layout, said)
        assert page.count('alt="A map of the city"') == 1
    assert "half-title" not in page.partition("<body")[2]


def test_the_imprint_says_what_there_is() -> None:
    page = render(book(), NAMED, {}, PAGE).decode()
    imprint = page[page.index('id="imprint"') : page.index("</section>", page.index('id="imprint"'))]
    text = " ".join(re.sub("<[^>]*>", " ", imprint.partition(">")[2]).split())
    assert text == (
        "© 2019–2024 Its authors CC-BY-SA-4.0 Kolofon , Tirana Printing 3 ISBN 978-0-306-40615-7 "
        "Cataloguing data UDC 94(496.5)"
    ).replace(" ,", ",")
    public = replace(NAMED, rights=Rights("Its authors", "CC0-1.0"), isbn="", printing=0, cataloguing=())
    page = render(book(), public, {}, PAGE).decode()
    assert "©" not in page[page.index('id="imprint"') : page.index('id="contents"')]


@pytest.mark.pdf
def test_the_contents_of_an_article_run_on_below_its_title(tmp_path: Path) -> None:
    content, _ = typeset(render(book(), NAMED, {}, Page(layout=Layout.ARTICLE)), NAMED, PICTURES)
    (first, *_) = sheets(content, tmp_path)
    (line,) = (line for line in first.lines if "Chapter" in line.text and "·" in line.text)
    assert line.text == "CONTENTS Chapter 1 1 · Chapter 2 1 · Index 2"
    assert all(one.right < other.left for (_, one), (_, other) in pairwise(line.words))


@pytest.mark.pdf
def test_a_theme_of_before_there_were_first_pages_still_has_arabic_folios() -> None:
    body = '<main><h1 id="a">{{ title.markup }}</h1></main>'
    old = f'{{% extends "press/book.xhtml.jinja" %}}{{% block book %}}{body}{{% endblock %}}'
    page = render(book(), NAMED, {}, PAGE, Theme((("book.xhtml.jinja", old.encode()),)))
    content, findings = typeset(page, NAMED, PICTURES)
    assert not findings
    assert labels(content) == []


def test_what_the_front_is_numbered_by() -> None:
    assert [front_folio(number) for number in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]
    assert [front_folio(number, ("א", "ב")) for number in (1, 2, 3)] == ["א", "ב", "iii"]


def test_a_frontispiece_has_its_words() -> None:
    (picture,) = OPENING.frontispiece
    assert isinstance(picture, Figure)
    assert picture.image == Image("pictures/map.png", "A map of the city")
