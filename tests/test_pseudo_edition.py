"""Books in the pseudo-languages, from left to right and from right to left: no English is left, nothing runs over."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from kolofon.edition.project import open_project
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Document, Index, Section
from kolofon.model.edition import Artefact, Page
from kolofon.write.screen.site.website import site
from kolofon.write.typography.geometry import geometry
from tests.browser import chromium, served
from tests.epubs import in_one_container, opened, said_by_epubcheck
from tests.later import Page as BrowserPage
from tests.later import pikepdf, typeset
from tests.paper import SLACK, over_the_edge, sheets
from tests.pdfs import PICTURES, valid, words_of
from tests.press import Press, put
from tests.pseudo import MADE, imprint_of, in_pseudo, proper_names, texts, unaccented, words_in
from tests.publishing import everything, paragraph, sentence
from tests.setting import on_screens, published, reading, render
from tests.stress import PICTURES as STRESS_PICTURES
from tests.stress import stress_book

pytestmark = pytest.mark.pdf

PAGE = Page("A5")
PHONE = 360
"""How many pixels a small telephone is wide."""
LANGUAGES = [*pseudo_tags()]
IMAGES = {**PICTURES, **STRESS_PICTURES}


@dataclass(frozen=True, slots=True)
class Made:
    """A book: its page, its PDF, the pages of its EPUB and its site, all of the site; and the names in it."""

    language: str
    page: bytes
    pdf: bytes
    screens: dict[str, bytes]
    site: Sequence[Artefact]
    names: Sequence[str]


def sample() -> Document:
    """A document with every kind of node, whose index stands behind the text."""
    document = everything()
    return replace(document, lead=tuple(block for block in document.lead if not isinstance(block, Index)))


def made(document: Document, language: str) -> Made:
    imprint = imprint_of(document, language)
    text = in_pseudo(document, language)
    page = render(text, imprint, words_in(language), PAGE)
    pdf, findings = typeset(page, imprint, IMAGES)
    setting = on_screens(imprint, words_in(language))
    book = published(text, setting, IMAGES)
    web, missing = site([reading(text, setting, IMAGES)])
    # Words are a third longer in a pseudo-language, and too long for the cells of one table of the stress book.
    assert {finding.code for finding in findings} <= {"narrow-cell"}
    assert not (*book.findings, *missing)
    files = {str(file.path): file.content for file in (*book.files, *web) if file.path.suffix in {".html", ".xhtml"}}
    rights = imprint.rights
    names = (imprint.publisher, imprint.identifier, rights.holder, rights.licence, rights.source_url)
    return Made(language, page, pdf, files, web, names)


@cache
def made_sample(language: str) -> Made:
    return made(sample(), language)


@pytest.fixture(scope="module", params=LANGUAGES)
def stress(request: pytest.FixtureRequest) -> Made:
    """All that is hard to set, in two chapters: it is words and widths that differ here, and not how pages break."""
    return made(stress_book(2, 5), request.param)


def left_on_paper(pdf: bytes, page: bytes, names: Iterable[str], folder: Path) -> list[str]:
    """The letters of a PDF without an accent that the page has in no other language."""
    found = texts(page)
    made = [address for told in found for address in MADE.findall(told.text)]
    known = " ".join([*names, *proper_names(), *made, *(told.text for told in found if not told.own)]).casefold()
    said = words_of(pdf, folder)
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        said += " ".join([str(file.docinfo.Title), *(item.title for item in outline.root)])
    known += known.replace("-", "")  # pdftotext puts together what a line end parts
    return [run for run in re.findall("[A-Za-z]+", MADE.sub("", said)) if run.casefold() not in known]


def test_no_word_is_left_on_any_screen(stress: Made) -> None:
    assert len(stress.screens) > 10
    left = [word for page in (stress.page, *stress.screens.values()) for word in unaccented(page, stress.names)]
    assert not left


def test_no_word_is_left_on_paper(stress: Made, tmp_path: Path) -> None:
    assert not left_on_paper(stress.pdf, stress.page, stress.names, tmp_path)


def test_nothing_stands_over_the_edge(stress: Made, tmp_path: Path) -> None:
    book = sheets(stress.pdf, tmp_path)
    assert len(book) > 40
    over = over_the_edge(book, geometry(PAGE), rtl=stress.language == "xx-XB")
    # Code that fills a line is broken nowhere before what stands behind it.
    marked = [what.replace("\N{RIGHT-TO-LEFT MARK}", "") for _, what in over]
    assert [what for what in marked if what not in {".]", "].", "]"}] == []


@pytest.fixture(scope="module")
def telephone() -> Iterator[BrowserPage]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": PHONE, "height": 2 * PHONE})


@pytest.mark.browser
def test_a_telephone_is_wide_enough(stress: Made, telephone: BrowserPage, tmp_path: Path) -> None:
    page = telephone
    put(tmp_path, {str(file.path): file.content for file in stress.site})
    with served(tmp_path) as address:
        for name in ("index.html", f"{stress.language}/work.html"):
            page.goto(f"{address}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE
            assert page.evaluate("document.documentElement.dir") == ("rtl" if stress.language == "xx-XB" else "ltr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_node_is_said_anew(language: str, tmp_path: Path) -> None:
    book = made_sample(language)
    assert not [word for page in (book.page, *book.screens.values()) for word in unaccented(page, book.names)]
    assert not left_on_paper(book.pdf, book.page, book.names, tmp_path)
    valid(book.pdf, tmp_path, "2a", "ua1")


def test_a_word_that_is_left_would_be_seen(tmp_path: Path) -> None:
    book = made_sample("xx")
    short = replace(sample(), lead=(), sections=(Section(sentence("Një"), (paragraph("Dy."),)),) * 2, notes=())
    words = {**words_in("xx"), "Contents": "Contents"}
    page = render(in_pseudo(short, "xx"), imprint_of(short, "xx"), words, PAGE)
    assert {word.rpartition(" ")[2] for word in unaccented(page, book.names)} == {"Contents"}
    pdf, _ = typeset(page, imprint_of(short, "xx"), {})
    assert {word.casefold() for word in left_on_paper(pdf, page, book.names, tmp_path)} == {"contents"}
    assert over_the_edge(sheets(book.pdf, tmp_path), geometry(Page("A6")))


# --- this project's own book ------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_first_book(press: Press, tmp_path: Path) -> None:
    assert press("update", *LANGUAGES, "--pseudo").code == 0
    said = press("build", *LANGUAGES, "--format", "pdf,html,epub,bilingual,site")
    assert said.code == 0
    assert "lost-value" in said.err
    assert said.err.count("warning") == 1
    edition = open_project(press.root).edition
    rights = edition.rights
    names = [edition.publisher, edition.identifier, rights.holder, rights.licence, rights.source_url]
    files = press.everything("output")
    pages = {name: content for name, content in files.items() if name.endswith(("html", "xhtml"))}
    assert len(pages) > 12
    left = {name: found for name, content in pages.items() if (found := unaccented(content, names))}
    assert not left
    for language in LANGUAGES:
        pdf = files[f"output/{language}/liberation-of-tirana.pdf"]
        assert not left_on_paper(pdf, pages[f"output/{language}/liberation-of-tirana.xhtml"], names, tmp_path)
        assert not over_the_edge(sheets(pdf, tmp_path), geometry(edition.page), rtl=language == "xx-XB")
        valid(pdf, tmp_path, "2a", "ua1")
        spread, page = files[f"output/{language}/liberation-of-tirana-bilingual.pdf"], geometry(edition.page)
        boxes = [box for sheet in sheets(spread, tmp_path) for line in sheet.lines for _, box in line.words]
        assert min(box.left for box in boxes) > page.outer - SLACK
        assert max(box.right for box in boxes) < 2 * page.width - page.outer + SLACK
        epub = opened(files[f"output/{language}/liberation-of-tirana.epub"])
        assert 'page-progression-direction="rtl"' in epub["EPUB/package.opf"].decode() or language == "xx"
    epubs = {language: files[f"output/{language}/liberation-of-tirana.epub"] for language in LANGUAGES}
    assert not said_by_epubcheck(in_one_container(epubs, tmp_path / "books.epub"))
