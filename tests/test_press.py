"""The printer's PDF: boxes, inks, pictures, the printing condition, the number of pages."""

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Raster

from kolofon.model.document import Document, Figure, Image, Link, Paragraph, Text
from kolofon.model.edition import Edition, Page, Press, Rights
from kolofon.model.error import EditionError
from kolofon.model.finding import Finding
from kolofon.write.paper.press.colour import FOGRA39, Inks
from kolofon.write.typography.geometry import geometry
from tests.later import impose, least_inner_margin, pikepdf
from tests.machine import in_another_process, run
from tests.pdfs import EDITION, PICTURES, picture
from tests.press import Press as Runner
from tests.publishing import article, everything, paragraph, sentence
from tests.setting import render
from tests.table import each_row

pytestmark = pytest.mark.pdf

SCREEN_OPERATORS = {"rg", "RG"}
SCREEN_SPACES = {"/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased"}
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">
    <defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset=".5" stop-color="#0f0"/>
    <stop offset="1" stop-color="#00f" stop-opacity=".5"/></linearGradient>
    <pattern id="p" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="orange"/>
    </pattern></defs>
    <rect width="30" height="30" fill="url(#g)"/><circle cx="60" cy="20" r="9" fill="hsl(9 50% 50%)" opacity=".5"/>
    <rect y="40" width="30" height="30" fill="rgb(200, 100, 50)" stroke="#333"/>
    <rect x="40" y="40" width="40" height="40" fill="url(#p)"/><text x="5" y="85" font-size="8">Tirana</text></svg>"""
LAB = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
    <rect width="9" height="9" fill="lab(50 9 9)"/></svg>"""


def edition(press: Press) -> Edition:
    return Edition("urn:isbn:9780000000002", "Kolofon", "en", "sq", Rights("Its authors", "CC0-1.0"), (), press=press)


def printed(
    document: Document,
    press: Press | None = None,
    images: Mapping[str, bytes] | None = None,
    profile: bytes | None = None,
) -> tuple[bytes, tuple[Finding, ...]]:
    imprint = replace(EDITION, language=document.language)
    made = impose(
        lambda page: render(document, imprint, {}, page), imprint, images or {}, edition(press or Press()), profile
    )
    return made.content, made.findings


@pytest.fixture(scope="module")
def whole() -> bytes:
    content, findings = printed(everything(), images=PICTURES)
    assert not findings
    return content


def test_a_drawing_keeps_every_pixel() -> None:
    drawing = Raster.new("RGB", (40, 3))
    drawing.putdata([(at * 6, 255 - at * 6, 40 * (at % 2)) for at in range(120)])
    file = io.BytesIO()
    drawing.save(file, "PNG")
    content, findings = printed(article(Figure(Image("d.png", "d"), ())), images={"d.png": file.getvalue()})
    assert not findings
    wanted = Raster.open(io.BytesIO(Inks(FOGRA39).picture(file.getvalue())))
    with opened(content) as pdf:
        streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
        (found,) = (thing for thing in streams if thing.get("/Subtype") == "/Image")
        assert [str(found[name]) for name in ("/Width", "/Height", "/ColorSpace")] == ["40", "3", "/DeviceCMYK"]
        assert found.read_bytes() == wanted.tobytes()


@pytest.mark.parametrize(("language", "direction"), [("he", "/R2L"), ("sq", None)])
def test_a_printer_learns_in_which_direction_facing_pages_go(language: str, direction: str | None) -> None:
    content, _ = printed(article(paragraph("x"), language=language))
    with opened(content) as pdf:
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        assert preferences.get("/Direction") == direction


def opened(content: bytes) -> "pikepdf.Pdf":
    return pikepdf.open(io.BytesIO(content))


def pictures(pdf: "pikepdf.Pdf") -> list[str]:
    """The colour spaces of the pictures in a file."""
    found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]
    return sorted(str(thing.ColorSpace) for thing in found)


def operators(pdf: "pikepdf.Pdf") -> set[str]:
    """Every operator by which pages, groups and patterns are drawn."""
    groups = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing)
    ]
    return {str(step.operator) for held in [*pdf.pages, *groups] for step in pikepdf.parse_content_stream(held)}


def screen_spaces(thing: "pikepdf.Object") -> set[str]:
    """The names of the screen's colour spaces in an object, at any depth but not beyond it."""
    if isinstance(thing, pikepdf.Name):
        return {str(thing)} & SCREEN_SPACES
    if isinstance(thing, pikepdf.Array):
        return set().union(*map(screen_spaces, thing)) if len(thing) else set()
    if isinstance(thing, pikepdf.Dictionary):
        return set().union(*map(screen_spaces, thing.values())) if len(thing) else set()
    return set()


@pytest.mark.parametrize(
    ("trim", "width", "height"),
    [
        ("A4", 595.28, 841.89),
        ("A5", 419.53, 595.28),
        ("B5", 498.90, 708.66),
        ("6in x 9in", 432, 648),
        ("letter", 612, 792),
        ("130mm x 200mm", 368.50, 566.93),
    ],
)
def test_the_boxes_are_the_trim_and_3_mm_around_it(trim: str, width: float, height: float) -> None:
    bleed = 3 / 25.4 * 72
    content, findings = printed(article(paragraph("x")), Press(trim=trim))
    assert not findings
    with opened(content) as pdf:
        for page in pdf.pages:
            assert [float(edge) for edge in page.TrimBox] == pytest.approx([0, 0, width, height], abs=0.006)
            outer = [-bleed, -bleed, width + bleed, height + bleed]
            assert [float(edge) for edge in page.BleedBox] == pytest.approx(outer, abs=0.006)
            assert [float(edge) for edge in page.MediaBox] == pytest.approx(outer, abs=0.006)
            assert "/ArtBox" not in page
            assert "/CropBox" not in page


def test_a_bleed_of_its_own() -> None:
    with opened(printed(article(paragraph("x")), Press(bleed="0.25in"))[0]) as pdf:
        assert [float(edge) for edge in pdf.pages[0].BleedBox][:2] == [-18, -18]


def test_type_is_in_black_alone(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(printed(replace(everything(), sections=()))[0])
    covered = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", tmp_path / "book.pdf").splitlines()
    inks = [tuple(map(float, line.split()[:4])) for line in covered]
    assert all((cyan, magenta, yellow) == (0, 0, 0) for cyan, magenta, yellow, _ in inks)
    assert any(black > 0 for *_, black in inks)
    with opened(whole) as pdf:
        drawn = [bytes(page.Contents.read_bytes()) for page in pdf.pages]
    assert re.search(rb"/DeviceCMYK cs\s+0 0 0 1 scn", b"".join(drawn))


def test_nothing_is_in_the_colours_of_a_screen() -> None:
    names = ["a.svg", "colour.png", "clear.png", "grey.png", "photograph.jpg", "inks.jpg", "palette.png"]
    images = {
        "a.svg": SVG,
        "colour.png": picture("red"),
        "clear.png": picture((0, 255, 0, 100), "RGBA"),
        "grey.png": picture((90, 90, 90)),
        "photograph.jpg": picture("purple", kind="JPEG"),
        "inks.jpg": picture((0, 255, 255, 0), "CMYK", "JPEG"),
        "palette.png": picture("red", "P"),
    }
    content, findings = printed(article(*(Figure(Image(name, name), ()) for name in names)), images=images)
    assert not findings
    with opened(content) as pdf:
        assert pictures(pdf) == ["/DeviceCMYK"] * 5 + ["/DeviceGray"]
        assert not operators(pdf) & SCREEN_OPERATORS
        assert {"sh", "scn"} <= operators(pdf)
        shadings = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/ShadingType" in thing]
        assert shadings
        assert not any(screen_spaces(shading) for shading in shadings)
        groups = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Group" in thing]
        assert groups
        assert not any(screen_spaces(group.Group) for group in groups)


def test_a_colour_of_the_screen_that_is_left_is_an_error() -> None:
    document = article(Figure(Image("a.svg", "a"), ()))
    _, findings = printed(document, images={"a.svg": LAB})
    assert [finding.code for finding in findings] == ["screen-colour"]


def test_no_link_is_left() -> None:
    content, _ = printed(article(paragraph(Link((Text("lidhje"),), "https://example.org/"))))
    with opened(content) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)
        assert not [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Annot"
        ]
        assert "/Names" not in pdf.Root
    assert b"example.org" not in content


def test_the_printing_condition(whole: bytes) -> None:
    with opened(whole) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org"
        assert "ISO 12647-2" in str(intent.Info)
        assert int(intent.DestOutputProfile.N) == 4
        assert intent.DestOutputProfile.read_bytes() == FOGRA39
        assert pdf.pdf_version == "1.6"
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        packet = pdf.Root.Metadata.read_bytes().decode()
    for told in ("<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdf:Trapped>False<", "<xmpMM:RenditionClass>default<"):
        assert told in packet
    assert re.search(r"<xmpMM:DocumentID>uuid:[0-9a-f-]{36}<", packet)
    assert "pdfaid" not in re.sub("xmlns:[^>]*>", ">", packet)


def test_a_profile_of_the_edition() -> None:
    other = FOGRA39[:100] + b"\1" + FOGRA39[101:]  # ICC.1:2022, 7.2.19: reserved
    content, _ = printed(article(paragraph("x")), profile=other)
    with opened(content) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Custom"
        assert str(intent.Info).startswith("Coated FOGRA39L")
        assert "/RegistryName" not in intent
        assert intent.DestOutputProfile.read_bytes() == other


@pytest.mark.parametrize("profile", [b"x", b"\0" * 12 + b"mntrRGB " + b"\0" * 200])
def test_a_profile_that_is_not_of_a_press(profile: bytes) -> None:
    with pytest.raises(EditionError, match="colour profile"):
        printed(article(paragraph("x")), profile=profile)


def of_body(body: str) -> Callable[[Page], bytes]:
    """Sets a page of the press's with another body."""

    def render_body(page: Page) -> bytes:
        whole = render(article(paragraph("x")), EDITION, {}, page).decode()
        return f"{whole[: whole.index('<body')]}<body>{body}</body></html>".encode()

    return render_body


@pytest.mark.parametrize(("signature", "pages"), [(1, 3), (2, 4), (16, 16)])
def test_the_pages_fill_signatures(signature: int, pages: int) -> None:
    three = of_body("".join(f'<p style="break-before: page">{number}</p>' for number in range(3)))
    made = impose(three, EDITION, {}, edition(Press(signature=signature)))
    assert not made.findings
    assert made.pages == pages
    with opened(made.content) as pdf:
        assert len(pdf.pages) == pages
        assert [bool(page.Contents.read_bytes()) for page in pdf.pages] == [True] * 3 + [False] * (pages - 3)
        assert all("/TrimBox" in page for page in pdf.pages)


def test_the_verso_before_a_part_that_begins_on_a_recto_is_blank() -> None:
    parts = of_body('<main><h2 data-title="1">1</h2><h2 data-title="2" style="break-before: recto">2</h2></main>')
    with opened(impose(parts, EDITION, {}, edition(Press())).content) as pdf:
        assert ["TJ" in {str(step.operator) for step in pikepdf.parse_content_stream(page)} for page in pdf.pages] == [
            True,
            False,
            True,
            False,
        ]


def test_the_fonts_are_embedded(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(whole)
    fonts = run("pdffonts", tmp_path / "book.pdf").splitlines()[2:]
    assert fonts
    assert all(re.search(r"yes yes yes +\d+ +\d+$", font) for font in fonts)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", tmp_path / "book.pdf")


@each_row(
    ("pages", "inches"),
    [(1, 0.375), (150, 0.375), (151, 0.5), (300, 0.5), (500, 0.625), (501, 0.75), (828, 0.875), (2000, 0.875)],
)
def test_a_thicker_book_has_a_wider_inner_margin(pages: int, inches: float) -> None:
    assert least_inner_margin(pages) == inches * 72


def test_the_book_is_set_again_for_the_margin_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kolofon.write.paper.press.imposition._INNER", ((1, 0.1), (1000, 0.9)))
    document, pages = article(Paragraph((sentence("x"),))), list[Page]()

    def render_page(page: Page) -> bytes:
        pages.append(page)
        return render(document, EDITION, {}, page)

    impose(render_page, EDITION, {}, edition(Press()))
    assert [page.gutter for page in pages] == ["", "64.8pt"]
    assert geometry(pages[1]).inner == pytest.approx(0.9 * 72)
    # The measure stays as long as the outer margin has something to give.
    assert geometry(pages[1]).measure == pytest.approx(geometry(pages[0]).measure, abs=0.02)
    pages.clear()
    impose(render_page, EDITION, {}, edition(Press(gutter="20mm")))
    assert [page.gutter for page in pages] == ["20mm"]


def test_another_process_gives_the_same_bytes(whole: bytes) -> None:
    program = (
        "import hashlib; from tests.test_press import PICTURES, everything, printed;"
        "print(hashlib.sha256(printed(everything(), images=PICTURES)[0]).hexdigest())"
    )
    assert in_another_process(program) == hashlib.sha256(whole).hexdigest()


def test_the_real_edition(press: Runner) -> None:
    press.replace("source/edition.toml", "signature = 2", 'signature = 8\ntrim = "6in x 9in"')
    said = press("build", "sq", "--format", "press")
    assert (said.code, said.out) == (0, "output/sq/liberation-of-tirana-press.pdf\n")
    file = press.path("output/sq/liberation-of-tirana-press.pdf")
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) % 8 == 0
        assert [float(edge) for edge in pdf.pages[0].TrimBox] == [0, 0, 432, 648]
    inks = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", file).splitlines()
    assert {tuple(line.split()[:3]) for line in inks} == {("0.00000",) * 3}


def test_a_profile_that_is_not_there_is_one_line(press: Runner) -> None:
    press.replace("source/edition.toml", "signature = 2", 'profile = "press.icc"')
    said = press("build", "sq", "--format", "press")
    assert said.code == 3
    assert "source/press.icc: there is no such file" in said.err
