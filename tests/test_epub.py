"""EPUB and the files in it: every word once, links that lead somewhere, pages of the print, what it says of itself."""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from kolofon.model.document import (
    Document,
    Figure,
    Image,
    Link,
    Role,
    Section,
    Text,
)
from kolofon.model.edition import Page
from kolofon.model.finding import Severity
from kolofon.set.pages.marks import PageStart
from kolofon.write.screen.cover import Label, cover
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import Publication, bilingual_publication
from kolofon.write.screen.subset import screen_fonts
from tests.epubs import EDITION, bound, opened, published, said_by_epubcheck, xml
from tests.later import pikepdf, typeset
from tests.machine import ROOT
from tests.pages import bodies, parsed, words
from tests.pdfs import PICTURES, extracted
from tests.press import Press
from tests.publishing import BIBLIOGRAPHY, article, everything, paragraph, sentence
from tests.setting import both, render
from tests.stress import PICTURES as STRESS_PICTURES
from tests.stress import stress_book
from tests.test_index_printed import everything as with_index


def page(document: Document) -> bytes:
    return render(document, replace(EDITION, language=document.language), {}, Page())


def letters(text: str) -> str:
    return "".join(text.split())


def text_of(made: Publication) -> str:
    return letters("".join(text for body in bodies(made) for text in body.itertext()))


def in_parts() -> Document:
    """A book with two parts, of two chapters and of one."""

    def chapter(name: str) -> Section:
        return Section(sentence(name), (paragraph(f"Tekst i {name}."),), (), Role.CHAPTER)

    first = Section(sentence("Pjesa I"), (paragraph("Hyrje."),), (chapter("Një"), chapter("Dy")), Role.PART)
    second = Section(sentence("Pjesa II"), (), (chapter("Tre"),), Role.PART)
    return Document("sq", sentence("Libri"), (), (first, second))


# --- chapters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [everything, in_parts, partial(stress_book, 3)], ids=["everything", "parts", "stress"])
def test_every_word_of_the_page_stands_in_one_chapter(make: Callable[[], Document]) -> None:
    document = make()
    images = {**PICTURES, **STRESS_PICTURES}
    body = next(parsed(page(document)).iter("body"))
    for ruby in body.iter("ruby"):  # the brackets are for programs that know no ruby, and reading systems do
        for bracket in ruby.findall("rp"):
            ruby.remove(bracket)
    assert Counter(text_of(published(document, (), images))) == Counter(letters("".join(body.itertext())))


@given(st.lists(st.text(max_size=20), max_size=4))
def test_every_word_stands_in_one_chapter_whatever_the_words(texts: list[str]) -> None:
    document = Document("sq", sentence("Titulli"), (), tuple(Section(sentence(x), (paragraph(x),)) for x in texts))
    body = next(parsed(page(document)).iter("body"))
    assert text_of(published(document)) == letters("".join(body.itertext()))


def test_a_chapter_is_a_file_named_by_its_id() -> None:
    spine = ["title-page.xhtml", "nav.xhtml", "lead.xhtml", "s1.xhtml", "s2.xhtml", "notes.xhtml", "colophon.xhtml"]
    assert list(published(everything()).spine) == spine
    made = [name for name in published(in_parts()).spine if name.startswith("s")]
    assert made == ["s1.xhtml", "s1-1.xhtml", "s1-2.xhtml", "s2.xhtml", "s2-1.xhtml"]


def test_ids_are_those_of_the_page_in_every_language() -> None:
    def ids(document: Document) -> list[str]:
        made = published(document)
        return [element.attrib["id"] for body in bodies(made) for element in body.iter() if "id" in element.attrib]

    assert {"s1-p1", "s2-b3", "lead-i1", "n1", "r1"} <= set(ids(everything()))
    assert ids(everything()) == ids(replace(everything(), language="en", title=sentence("Another")))


def in_two_languages() -> bytes:
    """An English page beside its Albanian translation."""
    documents = replace(everything(), language="en", title=sentence("The Liberation")), everything()
    return bind(bilingual_publication(*both(documents, EDITION, ({}, {}), Page()), PICTURES))


def test_two_languages_side_by_side() -> None:
    files = opened(in_two_languages())
    contents = [(words(a), a.get("href")) for a in xml(files["EPUB/nav.xhtml"])[1][0].iter("a")]
    assert contents == [
        ("Çlirimi", "lead.xhtml"),
        ("Kreu", "s1.xhtml"),
        ("Literatura", "s2.xhtml"),
        ("Notes", "notes.xhtml"),
    ]
    chapter = xml(files["EPUB/s1.xhtml"])
    ids = {element.get("id") for element in chapter.iter()}
    assert {"s1", "s1-p1", "o-s1-p1", "s1-1"} <= ids
    assert [label.text for label in chapter.iter("label")] == ["English", "Shqip"]
    assert [box.get("checked") for box in chapter.iter("input")] == ["checked", "checked"]
    assert not list(xml(files["EPUB/colophon.xhtml"]).iter("input"))
    # The style sheet tells one from the other by what stands before the text.
    body = chapter[1]
    assert [element.tag for element in body] == ["input", "label", "input", "label", "div"]
    assert body[4].get("class") == "spread"
    one, both = (xml(opened(book)["EPUB/package.opf"])[0][0].text for book in (bound(everything()), in_two_languages()))
    assert one != both


def test_every_link_leads_to_an_element() -> None:
    for document in (everything(), in_parts()):
        files = {str(file.path): file for file in published(document).files}
        ids = {
            name: {element.get("id") for element in xml(file.content).iter()}
            for name, file in files.items()
            if name.endswith(".xhtml")
        }
        links = [
            urldefrag(f"{name}{target}" if target.startswith("#") else target)
            for name in ids
            for element in xml(files[name].content).iter("a")
            if not (target := element.attrib["href"]).startswith("https:")
        ]
        assert len(links) >= len(ids)
        assert not [link for link in links if link.fragment and link.fragment not in ids[link.url]]
        assert {link.url for link in links} <= set(ids)


def test_a_link_to_nowhere_is_no_link() -> None:
    made = published(article(paragraph(Link((Text("këtu"),), "#nowhere"))))
    (link,) = [a for file in made.files if file.path.name == "s1.xhtml" for a in xml(file.content).iter("a")]
    assert (link.text, link.attrib) == ("këtu", {})


def test_notes_pop_up_and_lead_back() -> None:
    files = opened(bound(everything()))
    epub = "{http://www.idpf.org/2007/ops}type"
    call = next(a for a in xml(files["EPUB/s1.xhtml"]).iter("a") if a.get("role") == "doc-noteref")
    assert (call.get(epub), call.get("href")) == ("noteref", "notes.xhtml#n1")
    notes = xml(files["EPUB/notes.xhtml"])
    assert [section.get(epub) for section in notes.iter("section")] == ["endnotes"]
    assert [[note.get("id") for note in item] for item in notes.iter("li")] == [["n1"]]
    assert [(note.get(epub), note.get("role")) for note in notes.iter("div")] == [("footnote", "doc-footnote")]
    assert [(a.get(epub), a.get("href")) for a in notes.iter("a")] == [("backlink", "s1.xhtml#r1")]


def test_every_file_says_its_language_and_direction() -> None:
    for language, direction in (("sq", "ltr"), ("he", "rtl")):
        files = opened(bound(replace(everything(), language=language)))
        pages = [xml(content) for name, content in files.items() if name.endswith(".xhtml")]
        assert len(pages) == 8
        for root in pages:
            assert (root.get("lang"), root.get("dir")) == (language, direction)
            assert words(next(root.iter("title")))
        assert re.search(f'page-progression-direction="{direction}"', files["EPUB/package.opf"].decode())


def test_nothing_for_paper_is_left() -> None:
    assert not any(b"data-" in content for name, content in opened(bound(everything())).items() if ".xhtml" in name)


# --- pages of the print -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paged() -> tuple[Publication, tuple[PageStart, ...]]:
    """A book, and where the pages of its PDF begin."""
    starts: list[PageStart] = []
    typeset(page(stress_book(3)), EDITION, STRESS_PICTURES, starts=starts)
    return published(stress_book(3), starts, STRESS_PICTURES), tuple(starts)


@pytest.mark.pdf
def test_every_page_of_the_print_is_marked_where_it_begins(paged: tuple[Publication, tuple[PageStart, ...]]) -> None:
    made, starts = paged
    assert len(starts) > 15
    assert not made.findings
    assert made.book.folios == tuple(start.folio for start in starts)
    assert text_of(made) == text_of(published(stress_book(3), (), STRESS_PICTURES))
    elements = [element for body in bodies(made) for element in body.iter()]
    marks = [element.get("aria-label") for element in elements if element.get("role") == "doc-pagebreak"]
    # Front matter may stand elsewhere on a screen; in the text the order is that of the pages.
    text = [int(mark) for mark in marks if mark and mark.isdecimal()]
    assert len(text) > 12
    assert text == sorted(text)


@pytest.mark.pdf
@pytest.mark.parametrize("make", [partial(stress_book, 2), with_index, in_parts], ids=["stress", "index", "parts"])
def test_what_stands_behind_a_mark_stands_on_that_page(make: Callable[[], Document], tmp_path: Path) -> None:
    document = make()
    xhtml, starts = page(document), list[PageStart]()
    content, _ = typeset(xhtml, EDITION, STRESS_PICTURES, starts=starts)
    (tmp_path / "book.pdf").write_bytes(content)
    with pikepdf.open(io.BytesIO(content)) as book:
        labels = [str(page.label) for page in book.pages]
    drawn = [plain_letters(told) for told in extracted(tmp_path / "book.pdf", "-raw").split("\f")]
    marks = 0
    for file in published(document, starts, STRESS_PICTURES).files:
        if file.path.suffix != ".xhtml":
            continue
        markup = file.content.decode().partition("</nav>")[0]
        for mark in re.finditer('<span id="page-([0-9a-z]+)"', markup):
            behind = plain_letters(re.sub("<[^>]*>|&[^;]*;", "", markup[mark.end() - 1 :].partition(">")[2]))[:40]
            # An article has no publisher below its title on paper.
            assert (behind if file.path.stem != "title-page" else behind[:9]) in drawn[labels.index(mark[1])]
            marks += 1
    assert marks == len(starts)


def plain_letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def test_a_page_begins_at_its_first_word() -> None:
    text = "Një „dy“ tre "
    document = article(paragraph(text, Link((Text("katër pesë"),), "https://example.org/"), " gjashtë"))
    for count, before in (
        (0, ""),
        (3, "Një "),
        (4, "Një "),
        (8, text),
        (13, f"{text}katër "),
        (17, f"{text}katër pesë "),
    ):
        made = published(document, [PageStart("7", "s1-p1", count)])
        (chapter,) = [file.content.decode() for file in made.files if file.path.name == "s1.xhtml"]
        markup = chapter.partition('<p id="s1-p1">')[2].partition("</p>")[0]
        shown = re.sub("<[^>]*>", "", markup.partition('<span id="page-7"')[0])
        assert shown == before
        assert re.sub("<[^>]*>", "", markup) == f"{text}katër pesë gjashtë"


def test_a_page_that_begins_nowhere_is_left_out() -> None:
    starts = [PageStart("1", "gone", 0), PageStart("2", "s1-p1", 999), PageStart("3", "s1-p1", 0)]
    assert published(article(paragraph("fjalë")), starts).book.folios == ("3",)


@pytest.mark.browser
@pytest.mark.pdf
def test_the_contents_name_the_pages(paged: tuple[Publication, tuple[PageStart, ...]]) -> None:
    made, starts = paged
    navs = {nav.get("id"): nav for nav in xml(opened(bind(made))["EPUB/nav.xhtml"]).iter("nav")}
    links = [(a.text, a.get("href", "")) for a in navs["pages"].iter("a")]
    assert [folio for folio, _ in links] == [start.folio for start in starts]
    assert all(href.endswith(f".xhtml#page-{folio}") for folio, href in links)
    assert "pages" not in {nav.get("id") for nav in xml(opened(bound(everything()))["EPUB/nav.xhtml"]).iter("nav")}


# --- contents and metadata --------------------------------------------------------------------------------------------


def test_the_contents_are_those_of_the_book() -> None:
    navs = {nav.get("id"): nav for nav in xml(opened(bound(everything()))["EPUB/nav.xhtml"]).iter("nav")}
    contents = [(words(a), a.get("href")) for a in navs["contents"].iter("a")]
    assert contents == [
        ("Kreu", "s1.xhtml#s1"),
        ("Nënkreu", "s1.xhtml#s1-1"),
        ("Edhe më", "s1.xhtml#s1-1-1"),
        ("Literatura", "s2.xhtml#s2"),
        ("Notes", "notes.xhtml#notes"),
    ]
    kinds = [a.get("{http://www.idpf.org/2007/ops}type") for a in navs["landmarks"].iter("a")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "endnotes", "colophon"]


def test_a_text_without_sections_has_contents_too() -> None:
    document = Document("sq", sentence("Çlirimi"), (paragraph("Teksti."),), ())
    contents = xml(opened(bound(document))["EPUB/nav.xhtml"]).find(".//nav[@id='contents']")
    assert contents is not None
    assert [(a.text, a.get("href")) for a in contents.iter("a")] == [("Çlirimi", "lead.xhtml")]


def test_the_package_says_what_the_book_is() -> None:
    package = xml(opened(bound(everything(), [PageStart("3", "lead-p1", 0)]))["EPUB/package.opf"])
    metadata = package[0]
    said = [(element.tag, element.get("property", ""), (element.text or "")) for element in metadata]
    assert Counter(tag for tag, _, _ in said)["language"] == 1
    for entry in (
        ("title", "", "Çlirimi"),
        ("meta", "dcterms:alternative", "The Liberation"),
        ("language", "", "sq"),
        ("creator", "", "Its authors"),
        ("contributor", "", "Ana"),
        ("contributor", "", "Besa"),
        ("publisher", "", "Kolofon"),
        ("date", "", "2024-11-28"),
        ("meta", "dcterms:modified", "2024-11-28T09:00:00Z"),
        ("description", "", "How a city was freed"),
        ("rights", "", "Its authors; CC-BY-SA-4.0. Share alike."),
        ("source", "", "https://source.example/"),
        ("meta", "pageBreakSource", "urn:isbn:9780000000002"),
        ("meta", "schema:accessMode", "visual"),
        ("meta", "schema:accessModeSufficient", "textual"),
        ("meta", "schema:accessibilityFeature", "alternativeText"),
        ("meta", "schema:accessibilityFeature", "pageNavigation"),
    ):
        assert entry in said, entry
    roles = [element.text for element in metadata if element.get("property") == "role"]
    assert roles == ["aut", "trl", "trl", "pbl"]
    paths = {item.get("href") for item in package.iter("item")}
    assert {f"EPUB/{path}" for path in paths} | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(
        opened(bound(everything()))
    )


def test_what_is_not_so_is_not_said() -> None:
    plain = opened(bound(article(paragraph("x"))))["EPUB/package.opf"].decode()
    for word in ("visual", "alternativeText", "pageNavigation", "pageBreakSource"):
        assert word not in plain
    silent = opened(bound(article(Figure(Image("pictures/map.png", ""), ()))))["EPUB/package.opf"].decode()
    assert 'accessModeSufficient">textual,visual<' in silent
    assert "alternativeText" not in silent


def test_two_languages_are_two_books() -> None:
    names = {
        xml(opened(bound(replace(everything(), language=language)))["EPUB/package.opf"])[0][0].text
        for language in ("sq", "en", "he")
    }
    assert len(names) == 3
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", name or "") for name in names)


def test_an_untranslated_title_says_its_language() -> None:
    document = replace(everything(), title=replace(sentence("The Liberation"), language="en"))
    title = xml(opened(bound(document))["EPUB/package.opf"]).find(".//title")
    assert title is not None
    assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


# --- pictures, fonts, cover -------------------------------------------------------------------------------------------


def test_pictures_have_names_for_every_machine() -> None:
    files = opened(bound(everything()))
    pictures = {name: content for name, content in files.items() if "/images/" in name}
    assert list(pictures.values()) == [PICTURES["pictures/a plan.png"], PICTURES["pictures/map.png"]]
    assert set(pictures) == {"EPUB/images/1-a-plan.png", "EPUB/images/2-map.png"}
    shown = [img.get("src") for img in xml(files["EPUB/s1.xhtml"]).iter("img")]
    assert [f"EPUB/{path}" for path in shown] == list(pictures)


@pytest.mark.parametrize(("source", "code"), [("gone.png", "missing-picture"), ("pictures/map.tiff", "broken-picture")])
def test_a_picture_that_is_not_there_is_an_error(source: str, code: str) -> None:
    made = published(article(Figure(Image(source, "hartë"), ())), images={"pictures/map.tiff": b"x"})
    assert [(found.code, found.severity) for found in made.findings] == [(code, Severity.ERROR)]
    assert source in f"{made.findings[0].place.path} {made.findings[0].message}"


def test_fonts_are_cut_to_what_the_book_needs() -> None:
    files = opened(bound(everything()))
    fonts = {PurePosixPath(name).name: content for name, content in files.items() if name.endswith(".ttf")}
    of_text = {"EBGaramond-Regular.ttf", "EBGaramond-Italic.ttf", "EBGaramond-Bold.ttf"}
    assert set(fonts) == {*of_text, "JetBrainsMono-Regular.ttf"}
    for name, content in fonts.items():
        font = TTFont(io.BytesIO(content))
        letters = {ord(letter) for letter in ("Çlirimi–ë" if name in of_text else "x <y=1#")}
        assert letters <= set(font.getBestCmap())
        assert ord("Ж") not in font.getBestCmap()
        assert not {"fvar", "gvar"} & set(font.keys())
        assert "Open Font License" in str(font["name"].getDebugName(13))
        assert len(content) < 100_000
    assert [
        TTFont(io.BytesIO(fonts[f"EBGaramond-{name}.ttf"]))["OS/2"].usWeightClass for name in ("Regular", "Bold")
    ] == [400, 700]
    assert not any("Bold" in name for name in opened(bound(article(paragraph("x")))))


def test_the_cover_is_a_picture_of_title_and_language() -> None:
    covers = {
        (title, language): cover(Label(title, "ltr", (language,), "Kolofon"))
        for title in ("Çlirimi i Tiranës", "Tirana")
        for language in ("sq", "en")
    }
    assert len({found.content for found in covers.values()}) == 4
    for found in covers.values():
        assert (found.path.name, found.media_type) == ("cover.png", "image/png")
        with Picture.open(io.BytesIO(found.content)) as picture:
            assert picture.size == (1600, 2400)
        assert len(found.content) < 150_000


def test_a_cover_is_set_once_for_all_formats() -> None:
    first, again = (cover(Label("Një libër", "ltr", ("sq",), "Kolofon")) for _ in range(2))
    assert first.content is again.content


def test_fonts_are_cut_once_for_the_same_letters() -> None:
    first, again = (screen_fonts(frozenset(letters), bold=False) for letters in ("libër", "rëbil"))
    assert [one is other for one, other in zip(first, again, strict=True)] == [True] * len(first)


@pytest.mark.parametrize("title", ["A", "Rindfleischetikettierungsüberwachung", "Një titull shumë i gjatë " * 8])
def test_a_title_stays_within_its_label(title: str) -> None:
    with Picture.open(io.BytesIO(cover(Label(title, "ltr", ("sq",), "Kolofon")).content)) as picture:
        colours = picture.convert("RGB")
        # Within the frame, beside the words, there is paper and nothing else.
        for x in (310, 1290):
            assert {colours.getpixel((x, y)) for y in range(470, 1350)} == {(0xF6, 0xF0, 0xE2)}


def test_a_title_that_the_press_has_no_letters_for_is_in_those_of_the_reader() -> None:
    made = published(replace(everything(), language="jv", title=sentence("ꦠꦶꦫꦤꦩꦂꦢꦶꦏꦱꦏꦧꦺꦃꦗꦩꦤ꧀ <1944>")))
    assert (made.cover.path.name, made.cover.media_type) == ("cover.svg", "image/svg+xml")
    told = xml(made.cover.content)
    assert next(told.iter("text")).text == "ꦠꦶꦫꦤꦩꦂꦢꦶꦏꦱꦏꦧꦺꦃꦗꦩꦤ꧀"
    assert next(told.iter("title")).text == "ꦠꦶꦫꦤꦩꦂꦢꦶꦏꦱꦏꦧꦺꦃꦗꦩꦤ꧀ <1944>"


# --- the archive ------------------------------------------------------------------------------------------------------


def test_the_archive_begins_with_its_type() -> None:
    book = bound(everything())
    # OCF 3.3, 4.3: at byte 30 the name, and right behind it the type.
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    signature, method = struct.unpack("<4s4xH", book[:10])
    assert (signature, method) == (b"PK\x03\x04", zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 11, 28, 9, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}


def test_a_clock_before_the_first_zip_does_not_stop_it() -> None:
    imprint = replace(EDITION, date=datetime(1970, 1, 1, tzinfo=UTC))
    made = published(everything())
    looks = replace(made.context.looks, imprint=imprint)
    book = bind(replace(made, context=replace(made.context, looks=looks)))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.epubs import bound; from tests.publishing import everything;"
        "sys.stdout.buffer.write(bound(everything()))"
    )
    environment = {"PATH": os.environ["PATH"], "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, umask=0o077, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == bound(everything())


# --- the press at work ------------------------------------------------------------------------------------------------

STEM = "output/sq/liberation-of-tirana"


def test_an_edition_may_look_otherwise(press: Press) -> None:
    (press.root / "theme" / "epub").mkdir(parents=True)
    (press.root / "theme/theme.css").write_text("p { text-indent: 3em; }\n")
    (press.root / "theme/epub/cover.xhtml.jinja").write_text(
        '{% extends "press/epub/cover.xhtml.jinja" %}{% block title %}Our cover{% endblock %}'
    )
    assert press("build", "sq", "--format", "epub").code == 0
    files = opened(press.path(f"{STEM}.epub").read_bytes())
    assert b"p { text-indent: 3em; }\n" in files["EPUB/style.css"][-99:]
    assert b"<title>Our cover</title>" in files["EPUB/cover.xhtml"]


def test_no_colour_is_set_that_a_dark_page_would_not_bear() -> None:
    sheet = opened(bound(everything()))["EPUB/style.css"].decode()
    assert set(re.findall(r"(?:^|[\s;{])((?:background-)?color|background):[^;}]*", sheet)) <= {"color"}
    assert set(re.findall(r"[\s;{]color: ([^;}]*)", sheet)) == {"inherit"}


def test_a_folder_and_an_epub_of_the_same_files(press: Press) -> None:
    assert press("build", "sq", "--format", "html,epub").code == 0
    folder = {
        name.removeprefix(f"{STEM}/"): content
        for name, content in press.everything(STEM).items()
        if "bibliography." not in name
    }
    book = {
        name.removeprefix("EPUB/"): content for name, content in opened(press.path(f"{STEM}.epub").read_bytes()).items()
    }
    assert folder.items() <= book.items()
    assert set(book) - set(folder) == {"mimetype", "META-INF/container.xml", "package.opf"}
    assert {"s1.xhtml", "s2.xhtml", "nav.xhtml", "style.css"} < set(folder)
    literature = xml(folder["s2.xhtml"])
    assert [li.text for li in literature.iter("li")][1] == BIBLIOGRAPHY[1]
    assert {path.name for path in press.path(STEM).glob("bibliography.*")} == {
        "bibliography.csl.json",
        "bibliography.bib",
        "bibliography.ris",
    }


@pytest.mark.pdf
def test_with_the_pdf_an_epub_has_its_pages(press: Press) -> None:
    press("build", "sq", "--format", "pdf,epub")
    nav = opened(press.path(f"{STEM}.epub").read_bytes())["EPUB/nav.xhtml"].decode()
    assert "title-page.xhtml#page-i" in nav
    assert "lead.xhtml#page-1" in nav


def test_a_chapter_that_went_is_gone_from_the_folder(press: Press) -> None:
    press("build", "en", "--format", "html")
    gone = press.path("output/en/liberation-of-tirana/s2.xhtml")
    assert gone.exists()
    press.replace("source/liberation-of-tirana.txt", "== Literature ==", "")
    press("build", "en", "--format", "html")
    assert not gone.exists()
    assert gone.with_name("s1.xhtml").exists()


@pytest.mark.slow
def test_what_is_read_on_screens_needs_neither_weasyprint_nor_what_else_is_slow(press: Press) -> None:
    program = (
        "import sys; from kolofon.cli import main\n"
        "for format in ('html', 'epub', 'site'):\n"
        "    code = main(['--edition', sys.argv[1], 'build', '--format', format])\n"
        "    print(format, code, *({'weasyprint', 'fontTools'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(press.root)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    told = [line for line in done.stdout.splitlines() if not line.startswith("output/")]
    # WOFF2, for the site alone, is written by fontTools.
    assert told == ["html 0", "epub 0", "site 0 fontTools"]


# --- the validator ----------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    starts = (PageStart("1", "title", 0), PageStart("2", "s1-p1", 20), PageStart("3", "s2-t1", 9))
    books = {
        "stress.epub": bound(stress_book(), starts, STRESS_PICTURES),
        "right-to-left.epub": bound(replace(everything(), language="he", title=sentence("שחרור"))),
        "bilingual.epub": in_two_languages(),
        "broken.epub": bound(everything()).replace(b"application/epub+zip", b"application/epub-zip"),
    }
    for name, book in books.items():
        (tmp_path / name).write_bytes(book)
    told = {name: said_by_epubcheck(tmp_path / name) for name in books}
    assert told.pop("broken.epub")
    assert not [message for messages in told.values() for message in messages]
