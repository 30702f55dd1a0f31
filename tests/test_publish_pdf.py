"""PDF: what it says of itself, what it holds, what it may fetch, and that it is the same each time."""

import contextlib
import hashlib
import io
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kolofon.model.document import (
    Document,
    Emphasis,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from kolofon.model.edition import Layout, Page
from kolofon.model.error import MachineError
from kolofon.model.finding import Severity
from kolofon.write.paper.weasyprint import mends
from kolofon.write.typography.geometry import geometry
from tests.later import fetcher, pango, pikepdf, typeset, weasyprint
from tests.machine import in_another_process
from tests.pdfs import PICTURES, book, drawn_lines, extracted, picture, whole_book, words_of
from tests.publishing import BIBLIOGRAPHY, IMPRINT, article, everything, infobox, paragraph, sentence
from tests.setting import render
from tests.table import each_row

pytestmark = pytest.mark.pdf

WORDS = "Forcat e brigadave që luftonin në kryeqytet vazhduan sulmet për shkatërrimin e armikut të rrethuar. "


@pytest.fixture(scope="module")
def whole() -> bytes:
    return whole_book()


@pytest.fixture
def opened(whole: bytes) -> Iterator["pikepdf.Pdf"]:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        yield pdf


def test_the_items_of_a_list_have_the_numbers_that_they_have_elsewhere(tmp_path: Path) -> None:
    items = tuple(ListItem((paragraph(word),)) for word in ("lule", "gurë"))
    content, _ = book(article(List(items, start=7)))
    text = words_of(content, tmp_path)
    assert "7. lule" in text
    assert "8. gurë" in text


def test_it_says_what_it_is(opened: "pikepdf.Pdf") -> None:
    said = {str(name): str(value) for name, value in opened.docinfo.items()}
    assert said["/Title"] == "Çlirimi"
    assert said["/Author"] == "Its authors"
    assert said["/Subject"] == "How a city was freed"
    assert said["/CreationDate"] == said["/ModDate"] == "D:20241128090000Z"
    assert str(opened.Root.Lang) == "sq"
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_the_outline_is_the_sections(opened: "pikepdf.Pdf") -> None:
    def titles(items: "list[pikepdf.OutlineItem]") -> list[object]:
        return [(item.title, *titles(item.children)) if item.children else item.title for item in items]

    with opened.open_outline() as outline:
        (title,) = titles(list(outline.root))
    assert title == (
        "Çlirimi",
        "Contents",
        ("Kreu", ("Nënkreu", "Edhe më")),
        "Literatura",
        "Notes",
        "Colophon",
    )


def test_only_the_fonts_of_the_press_are_in_it(opened: "pikepdf.Pdf") -> None:
    fonts = [
        thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
    ]
    names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert names == {
        "EB-Garamond",
        "EB-Garamond-Italic",
        "EB-Garamond-Bold",
        "EB-Garamond-Bold-Italic",
        "JetBrains-Mono",
    }
    files = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
    assert len(files) == 5
    assert all("/FontFile2" in file for file in files)


def test_a_character_that_no_font_has_is_an_error() -> None:
    content, findings = book(article(paragraph("një ꦲ dy ꦲ")))
    assert content == b""
    assert [(finding.code, finding.severity) for finding in findings] == [("missing-glyph", Severity.ERROR)]
    assert "U+A9B2" in findings[0].message


def test_what_the_typesetter_says_is_an_error() -> None:
    _, findings = book(article(paragraph(Link((Text("x"),), "#nowhere"))))
    assert [(finding.code, finding.severity) for finding in findings] == [("typesetter-message", Severity.ERROR)]
    assert "#nowhere" in findings[0].message
    assert findings[0].place.path == "sq/work.pdf"


def test_pictures_come_from_the_edition(opened: "pikepdf.Pdf") -> None:
    pictures = [thing for thing in opened.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing]
    assert [(int(found.Width), int(found.Height)) for found in pictures] == [(4, 4), (4, 4)]
    for images in ({}, {"../a map.png": picture()}, {"a map.png": b"no picture"}):
        _, findings = book(article(Figure(Image("a map.png", "hartë"), ())), images)
        code, message = (
            ("broken-picture", "the picture is no PNG, JPEG, GIF or WebP, whatever its name says")
            if "a map.png" in images
            else ("missing-picture", "there is no picture source/a map.png")
        )
        assert [(found.code, found.severity, found.message) for found in findings] == [(code, Severity.ERROR, message)]


@each_row(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://localhost/",
        "https://example.org/x.png",
        "data:text/css,p{color:red}",
        "ftp://example.org/x",
        "https://kolofon.invalid/",
        "https://kolofon.invalid/source/",
        "https://kolofon.invalid/source/../../etc/passwd",
        "https://kolofon.invalid/source/..%2f..%2fetc%2fpasswd",
        "https://kolofon.invalid/source/other.png",
        "https://kolofon.invalid/fonts/../map.png",
        "https://kolofon.invalid/source/map.png?x",
        "map.png",
    ],
)
def test_the_shelf_refuses(address: str) -> None:
    with pytest.raises(ValueError, match="not within the edition"):
        fetcher({"map.png": b"x"})(address)


def test_the_shelf_holds_pictures_and_fonts() -> None:
    fetch = fetcher({"a plan.png": picture()})
    assert getattr(fetch("https://kolofon.invalid/source/a%20plan.png"), "read")() == picture()  # noqa: B009  it has no type
    fetch("https://kolofon.invalid/fonts/EBGaramond%5Bwght%5D.ttf")


def test_a_picture_that_asks_for_more_gets_nothing() -> None:
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
        <image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>"""
    content, findings = book(article(Figure(Image("map.svg", "hartë"), ())), {"map.svg": svg})
    assert b"root:" not in content
    assert any("the address file:///etc/passwd of <image>" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<em>open", "javascript:x", "file:///etc/passwd"],
)
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    document = replace(article(paragraph(text, " ", Link((Text("lidhje"),), text)), title=text))
    content, findings = book(document)
    assert not findings
    assert words_of(content, tmp_path).count(text) == 2  # on the title page, in the text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        targets = [str(link.A.URI) for link in links if "/A" in link]
        assert {urlsplit(target).netloc for target in targets} <= {"licence.example", "source.example", "github.com"}
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


def test_the_bibliography_is_verbatim(whole: bytes, tmp_path: Path) -> None:
    words = words_of(whole, tmp_path)
    for entry in BIBLIOGRAPHY:
        assert entry in words


def test_facts_and_colophon_are_printed(whole: bytes, tmp_path: Path) -> None:
    words = words_of(whole, tmp_path)
    assert "28 tetor – 17 nëntor 1944" in words
    assert "15 000" in words
    assert IMPRINT.source_digest in words.replace(" ", "")
    assert "28 nëntor 2024" in words


def test_albanian_is_broken_by_its_syllables(tmp_path: Path) -> None:
    words = ["i" * count + " shtypshkronja" * 25 for count in range(1, 30)]  # so that lines begin anywhere in the word
    content, _ = book(article(*map(paragraph, words)))
    ends = {line.split()[-1] for line in drawn_lines(content, tmp_path) if line.endswith("\N{SOFT HYPHEN}")}
    assert ends == {"shtypsh\N{SOFT HYPHEN}", "shtypshkro\N{SOFT HYPHEN}"}


def test_a_line_before_an_inline_element_is_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Text of about one line, in many widths, so that some is longer than the line by less than its last space.  No
    # justified paragraph needs this, since its lines are planned.
    monkeypatch.setattr("kolofon.write.paper.weasyprint.session.composed", lambda *_: contextlib.nullcontext())
    line = "çlirimin e plotë të Shqipërisë. Ai ishte vazhdimi dhe kulmi i mësymjes së"
    words = [line + "i" * many + "t" * few for many in range(5) for few in range(3)]
    document = article(*[Paragraph((sentence(text + " ", Emphasis((Text("përgjithshme"),))),)) for text in words])

    def short(lines: Iterable[str]) -> list[str]:
        return [line for line in lines if line.endswith("\N{SOFT HYPHEN}") and len(line.strip()) < 30]

    mended = drawn_lines(book(document)[0], tmp_path)
    assert not short(mended)
    monkeypatch.setattr(mends, "fit_without_last_space", lambda _: contextlib.nullcontext())
    stock = drawn_lines(book(document)[0], tmp_path)
    # Pango 1.50 (Debian 12) needs it, Pango 1.56 (Debian 13) does not; there it must change nothing.
    assert short(stock) if pango.pango_version() < 15100 else short(stock) or stock == mended


def test_the_mends_are_for_the_version_that_is_installed() -> None:
    mends.assert_version(weasyprint.VERSION)
    with pytest.raises(MachineError, match="made for"):
        mends.assert_version("70.1")


def test_the_same_values_give_the_same_bytes(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
    assert book(everything(), PICTURES)[0] == whole
    assert (os.environ["SOURCE_DATE_EPOCH"], os.environ["FONTCONFIG_FILE"]) == ("1", "/nowhere")


def test_another_process_gives_the_same_bytes(whole: bytes) -> None:
    program = (
        "import hashlib; from tests.pdfs import PICTURES, book; from tests.publishing import everything;"
        "print(hashlib.sha256(book(everything(), PICTURES)[0]).hexdigest())"
    )
    assert in_another_process(program) == hashlib.sha256(whole).hexdigest()


@pytest.mark.parametrize(("size", "box"), [("A5", (419.53, 595.28)), ("6in x 9in", (432, 648))])
def test_the_page_has_its_size(size: str, box: tuple[float, float]) -> None:
    content, _ = book(article(paragraph("x")), page=size)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *box], abs=0.01)


@pytest.mark.parametrize(("language", "left"), [("sq", 0), ("he", 1)])
def test_facing_pages(language: str, left: int, tmp_path: Path) -> None:
    text = tuple(paragraph(WORDS * 8) for _ in range(12))
    document = Document(
        language, sentence("Titulli"), (paragraph("Hyrje."),), (Section(sentence("Kreu i parë"), text),)
    )
    (tmp_path / "book.pdf").write_bytes(book(document)[0])
    pages = extracted(tmp_path / "book.pdf", "-layout").split("\f")[:-1]
    # Title page and imprint, contents and a blank page; the text; the colophon.
    assert "Titulli" in pages[0]
    assert "Hyrje" in pages[4]
    pages = pages[4:-1]
    tops = [" ".join(page.split("\n\n")[0].split()) for page in pages]
    # The title on the verso, which may be in small capitals, the section on the recto.
    tops = [top.capitalize() for top in tops]
    assert tops[1:] == ["Kreu i parë" if number % 2 else "Titulli" for number in range(2, len(pages) + 1)]
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    # The inner margin is the narrow one.  From right to left, the recto is the left page.
    page = geometry(Page("A5"))
    for number in (6, 7):
        words = extracted(tmp_path / "book.pdf", "-bbox", "-f", str(number), "-l", str(number))
        edge = min(float(x) for x in re.findall(r'xMin="([\d.]+)"', words))
        assert edge == pytest.approx(page.outer if number % 2 == left else page.inner, abs=1)


def test_a_table_that_is_longer_than_a_page_is_set() -> None:
    # WeasyPrint fails where such a table must not break; the box around it may ask for that.
    facts = infobox()
    longer = replace(facts, rows=facts.rows * 12)
    content, findings = book(article(paragraph("x"), longer))
    assert content.startswith(b"%PDF")
    assert not findings


def test_no_word_of_the_colophon_is_beyond_the_margin(tmp_path: Path) -> None:
    # No line breaks between a hyphen and a digit.
    imprint = replace(IMPRINT, language="ja", identifier=f"urn:x:{'-'.join(['843194'] * 12)}")
    layout = Page("A5", layout=Layout.BOOK)
    content, _ = typeset(render(article(paragraph("あ"), language="ja"), imprint, {}, layout), imprint, {})
    (tmp_path / "book.pdf").write_bytes(content)
    words = extracted(tmp_path / "book.pdf", "-bbox")
    page = geometry(Page("A5"))
    assert "843194" in words
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', words)) <= page.width - page.inner + 1
