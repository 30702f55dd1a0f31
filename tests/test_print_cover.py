"""The cover for print: its sheet, its spine, its words, its barcode, and what printers on demand ask of it."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image as Raster

from kolofon.edition.configuration import read_edition
from kolofon.model.cover import Cover
from kolofon.model.document import Paragraph, Place
from kolofon.model.edition import Edition, Page, Press, Rights
from kolofon.model.error import EditionError
from kolofon.model.finding import Finding
from kolofon.write.paper.cover.barcode import isbn_in, placed
from kolofon.write.paper.cover.colours import BLACK, WHITE, Ink, contrast, ink_of
from kolofon.write.paper.cover.front import artwork_box
from kolofon.write.paper.cover.page import page_of
from kolofon.write.paper.cover.printers import PRINTERS
from kolofon.write.paper.cover.texts import Phrase, Texts, texts_of
from kolofon.write.paper.cover.wrap import Wrap, refused, wrap_of
from kolofon.write.paper.press.colour import FOGRA39, Inks
from kolofon.write.pictures import Pictures
from kolofon.write.themes.theme import PLAIN
from kolofon.write.typography.geometry import geometry
from tests.later import making, pikepdf, printed_cover
from tests.machine import run
from tests.pdfs import EDITION, extracted, picture
from tests.press import Press as Runner
from tests.press import edition_toml
from tests.publishing import article, sentence
from tests.table import each_row

PLACE = Place("sq/x-cover.pdf")
MILLIMETRE, INCH = 72 / 25.4, 72
ISBN = "978-0-306-40615-7"
BLURB = "In the autumn of 1944 a city was fought for, street by street, for nineteen days."
ENGLISH = Texts(
    language="en",
    original="en",
    title=Phrase("Liberation of Tirana", "en"),
    publisher="Kolofon",
    description=Phrase("Nineteen days in the autumn of 1944", "en"),
    blurb=((Phrase(f"{BLURB} ", "en"), Phrase("This book tells of it.", "en")), (Phrase("It is the first.", "en"),)),
    authors=("Ana Hoxha", "Besa Kola"),
    series="Battles · 3",
)
TITLES = {
    "en": "Liberation of Tirana",
    "sq": "Çlirimi i Tiranës",
    "nl": "De bevrijding van Tirana",
    "pt": "A libertação de Tirana",
    "pt-PT": "A libertação de Tirana",
    "he": "שחרור טירנה",
    "ja": "ティラナ解放1944年の19日",
    "ko": "티라나 해방",
}


def edition(cover: Cover = Cover(), press: Press = Press(), page: Page = Page()) -> Edition:  # noqa: B008  they are frozen
    return Edition(
        ISBN, "Kolofon", "en", "sq", Rights("Its authors", "CC0-1.0"), (), page=page, press=press, cover=cover
    )


def made(
    pages: int, of: Edition | None = None, texts: Texts = ENGLISH, images: dict[str, bytes] | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    imprint = replace(EDITION, language=texts.language)
    return printed_cover(texts, pages, imprint, Pictures(images or {}), of or edition())


def sheet(language: str, pages: int, of: Edition | None = None) -> Wrap:
    rightward = language not in {"he", "ar"}
    return wrap_of(of or edition(), geometry(Page()), pages, rightward=rightward)


def xhtml(texts: Texts, wrap: Wrap) -> str:
    return page_of(texts, wrap, (BLACK, WHITE), EDITION, PLAIN).xhtml.decode()


def titled(language: str, title: str = "") -> Texts:
    return Texts(language, "en", Phrase(title or TITLES[language], language), "Kolofon")


# --- a book of 200 pages ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cover() -> bytes:
    content, findings = made(200)
    assert not findings
    return content


@pytest.mark.pdf
def test_the_cover_of_a_book_of_200_pages(cover: bytes, tmp_path: Path) -> None:
    spine = (100 * 0.1 + 2 * 0.3) * MILLIMETRE  # a hundred leaves, and the cover twice
    width, height, bleed = 2 * 148 * MILLIMETRE + spine, 210 * MILLIMETRE, 3 * MILLIMETRE
    with pikepdf.open(io.BytesIO(cover)) as pdf:
        (page,) = pdf.pages
        assert [float(edge) for edge in page.TrimBox] == pytest.approx([0, 0, width, height], abs=0.02)
        outer = [-bleed, -bleed, width + bleed, height + bleed]
        assert [float(edge) for edge in page.BleedBox] == pytest.approx(outer, abs=0.02)
        assert [float(edge) for edge in page.MediaBox] == pytest.approx(outer, abs=0.02)
        assert "/Annots" not in page
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
        assert not operators & {"rg", "RG", "g", "G", "sh"}
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()
    file = tmp_path / "cover.pdf"
    file.write_bytes(cover)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)
    fonts = run("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all(re.search(r"yes yes yes +\d+ +\d+$", font) for font in fonts)


@pytest.mark.pdf
def test_the_barcode_is_read_back_and_is_where_it_belongs(cover: bytes, tmp_path: Path) -> None:
    (tmp_path / "cover.pdf").write_bytes(cover)
    run("gs", "-q", "-o", tmp_path / "cover.png", "-sDEVICE=pnggray", "-r300", tmp_path / "cover.pdf")
    with Raster.open(tmp_path / "cover.png") as image:
        (found,) = zxingcpp.read_barcodes(image)
        # The ground goes to the edge of the sheet, in the bleed.
        right, below = image.width - 2, image.height - 2
        corners = {image.getpixel(corner) for corner in ((1, 1), (right, 1), (1, below), (right, below))}
    assert (found.text, str(found.format)) == (ISBN.replace("-", ""), "EAN-13")
    millimetres = [
        (25.4 / 300 * point.x - 3, 25.4 / 300 * point.y - 3)
        for point in (found.position.top_left, found.position.bottom_right)
    ]
    (left, _), (right_edge, bottom) = millimetres
    assert right_edge - left == pytest.approx(95 * 0.33, abs=0.3)  # 95 modules at 100 %
    assert right_edge == pytest.approx(148 - 10 - 7 * 0.33, abs=0.3)  # ten millimetres and a quiet zone from the spine
    assert 190 < bottom < 200
    assert len(corners) == 1
    assert corners != {255}


@pytest.mark.pdf
def test_the_same_values_give_the_same_bytes(cover: bytes) -> None:
    assert made(200)[0] == cover


@pytest.mark.pdf
def test_every_word_is_on_it(cover: bytes, tmp_path: Path) -> None:
    (tmp_path / "cover.pdf").write_bytes(cover)
    told = " ".join(extracted(tmp_path / "cover.pdf", "-raw").split())
    for words in (
        "Ana Hoxha, Besa Kola",
        "Liberation of Tirana",
        "Nineteen days",
        "Battles · 3",
        f"ISBN {ISBN}",
        "It is the first.",
    ):
        assert words in told


# --- the spine --------------------------------------------------------------------------------------------------------


@each_row(
    ("language", "turn"),
    [("en", 90), ("nl", 90), ("pt", 90), ("ko", 90), ("sq", -90), ("pt-PT", -90), ("he", -90), ("ja", None)],
)
def test_the_words_of_a_spine_run_as_is_the_custom_of_the_language(language: str, turn: int | None) -> None:
    page = xhtml(titled(language), sheet(language, 300))
    if turn is not None:
        assert re.findall(r"rotate\((-?\d+)deg\);\"", page) == [str(turn)]
        assert 'class="column"' not in page
    else:  # in a column, with a number of four digits turned in it, and one of two upright
        (column,) = re.findall('class="column".*</body>', page)
        assert re.findall(r'class="turned"[^>]*>([^<]*)<', column) == ["1944", "Kolofon"]
        assert ">19</span>" in column


def test_the_title_of_a_thin_book_is_not_on_its_spine() -> None:
    # Six millimetres: 54 leaves of a tenth, and the cover twice.
    assert [sheet("en", pages).titled for pages in (106, 108)] == [False, True]
    assert 'class="spine"' not in xhtml(ENGLISH, sheet("en", 106))
    kindle = edition(Cover(printer="kdp"))
    assert [sheet("en", pages, kindle).titled for pages in (78, 80)] == [False, True]


def test_a_title_that_is_too_long_for_a_spine_is_told() -> None:
    long = titled("en", "A history of the city of Tirana from its foundation to its liberation " * 4)
    told = page_of(long, sheet("en", 110), (BLACK, WHITE), EDITION, PLAIN)
    assert (told.lost, b'class="spine"' in told.xhtml) == (("the title on the spine",), False)


def test_a_book_from_right_to_left_has_its_front_on_the_left() -> None:
    hebrew, english = sheet("he", 200), sheet("en", 200)
    assert (hebrew.front.left, english.front.left) == (0, english.width + english.spine)
    for wrap, left in ((hebrew, -hebrew.bleed), (english, english.width + english.spine)):
        box = artwork_box(wrap)  # it goes to the three edges that are cut, and to the spine
        assert (box.left, box.top, box.width) == pytest.approx((left, -wrap.bleed, wrap.width + wrap.bleed))
    # The barcode is at the spine on both.
    assert hebrew.barcode(100, 50).left == pytest.approx(hebrew.width + hebrew.spine + hebrew.corner)
    assert english.barcode(100, 50).left == pytest.approx(english.width - english.corner - 100)


@pytest.mark.parametrize(
    ("cover", "press", "millimetres"),
    [
        (Cover(), Press(), 10.6),
        (Cover(), Press(paper=130, board=250), 13.5),
        (Cover(spine="12.5mm"), Press(paper=130), 12.5),
        (Cover(printer="kdp"), Press(), 200 * 0.002252 * 25.4),
        (Cover(printer="kdp", stock="cream"), Press(), 200 * 0.0025 * 25.4),
        (Cover(printer="lulu"), Press(), (200 / 444 + 0.06) * 25.4),
        (Cover(printer="ingramspark", spine="0.45in"), Press(), 0.45 * 25.4),
    ],
)
def test_the_width_of_the_spine(cover: Cover, press: Press, millimetres: float) -> None:
    assert sheet("en", 200, edition(cover, press)).spine == pytest.approx(millimetres * MILLIMETRE, abs=0.001)


def test_what_is_not_translated_is_one_piece_and_says_its_language() -> None:
    sentences = (sentence("Ishte qytet."), sentence("It was taken."), sentence("It was free."))
    told = (sentences[0], replace(sentences[1], language="en"), replace(sentences[2], language="en"))
    document = replace(article(language="sq"), blurb=(Paragraph(told),), description=sentence("Libër"))
    words = texts_of(document, replace(EDITION, draft=True, series="Beteja", number=3), draft="Draft")
    assert words.blurb == ((Phrase("Ishte qytet. ", "sq"), Phrase("It was taken. It was free.", "en")),)
    assert (words.description, words.series, words.draft) == (Phrase("Libër", "sq"), "Beteja · 3", "Draft")
    page = xhtml(words, sheet("sq", 200))
    assert '<span lang="en" xml:lang="en">It was taken. It was free.</span>' in page
    assert ">Draft</div>" in page


# --- printers on demand -----------------------------------------------------------------------------------------------


@each_row(
    ("cover", "trim", "pages", "says"),
    [
        (Cover(printer="kdp"), "6in x 9in", 200, []),
        (Cover(printer="kdp"), "A5", 24, []),
        (Cover(printer="kdp"), "6in x 9in", 22, ["the book has 22 pages"]),
        (Cover(printer="kdp"), "6in x 9in", 830, ["the book has 830 pages"]),
        (Cover(printer="kdp", stock="cream"), "6in x 9in", 800, ["24 to 776 pages on this paper"]),
        (Cover(printer="kdp"), "9in x 9in", 22, ["22 pages", "no trim"]),
        (Cover(printer="kdp"), "9in x 9in", 200, ["no trim of 9.00in x 9.00in"]),
        (Cover(printer="lulu"), "6in x 9in", 200, []),
        (Cover(printer="lulu"), "5.1in x 8in", 200, ["no trim of 5.10in x 8.00in"]),
        (Cover(printer="lulu"), "6in x 9in", 30, ["30 pages"]),
        (Cover(printer="ingramspark", spine="0.5in"), "6in x 9in", 200, []),
        (Cover(printer="ingramspark"), "6in x 9in", 200, ["no formula for the width of the spine"]),
    ],
)
def test_what_a_printer_does_not_take_is_an_error(cover: Cover, trim: str, pages: int, says: list[str]) -> None:
    of = edition(cover, Press(trim=trim))
    wrap = wrap_of(of, geometry(Page(size=trim)), pages, rightward=True)
    found = list(refused(of, wrap, pages, PLACE))
    assert {finding.code for finding in found} <= {"cover-printer"}
    assert len(found) == len(says)
    assert all(words in f"{finding.message} {finding.hint}" for finding, words in zip(found, says, strict=True))


@pytest.mark.pdf
def test_no_cover_is_made_that_a_printer_does_not_take() -> None:
    content, findings = made(10, edition(Cover(printer="kdp")))
    assert content == b""
    assert [finding.code for finding in findings] == ["cover-printer"]


@pytest.mark.parametrize("name", PRINTERS)
def test_the_barcode_goes_into_the_room_that_a_printer_has_for_it(name: str) -> None:
    wrap = sheet("en", 200, edition(Cover(printer=name, spine="12mm")))
    barcode = placed(ISBN, wrap.room)
    assert wrap.room
    assert barcode.width <= wrap.room[0]
    assert barcode.height <= wrap.room[1]
    assert 0.8 * 0.33 <= barcode.module / MILLIMETRE <= 2 * 0.33
    assert wrap.bleed == 0.125 * INCH


# --- the barcode ------------------------------------------------------------------------------------------------------


@each_row(
    ("identifier", "isbn"),
    [
        (ISBN, ISBN),
        ("urn:isbn:9780306406157", "9780306406157"),
        ("URN:ISBN:0-306-40615-2", "0-306-40615-2"),
        ("080442957X", "080442957X"),
        ("urn:uuid:a3f97249-83cb-40a3-8997-c36bb3e9190b", ""),
        ("https://example.org/9780306406157", ""),
        ("9771234567003", ""),
        ("9780306406158", ""),
    ],
)
def test_an_identifier_that_is_an_isbn(identifier: str, isbn: str) -> None:
    assert isbn_in(identifier) == isbn


def test_an_isbn_of_ten_digits_is_a_barcode_of_thirteen() -> None:
    barcode = placed("0-306-40615-2")
    assert (barcode.digits, barcode.isbn) == ("9780306406157", "9780306406157")
    assert len(barcode.bars) == 30
    assert sum(guard for *_, guard in barcode.bars) == 6


@pytest.mark.pdf
def test_without_an_isbn_there_is_no_barcode() -> None:
    content, findings = printed_cover(ENGLISH, 200, EDITION, Pictures({}), edition(), isbn="")
    assert not findings
    with pikepdf.open(io.BytesIO(content)) as pdf:
        bars = [step for step in pikepdf.parse_content_stream(pdf.pages[0]) if str(step.operator) == "l"]
    assert len(bars) < 30


# --- colours and pictures ---------------------------------------------------------------------------------------------


def test_a_colour_is_of_the_screen_or_of_inks() -> None:
    inks = Inks(FOGRA39)
    assert ink_of("cmyk(0, 80, 60.5, 40)", inks.colour) == Ink(0, 0.8, 0.605, 0.4)
    assert ink_of("#000000", inks.colour) == BLACK
    assert ink_of("#ffffff", inks.colour) == WHITE
    assert contrast(BLACK, WHITE, inks.seen) > 10
    assert contrast(WHITE, WHITE, inks.seen) == 1


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("cover", "codes"),
    [
        (Cover(), []),
        (Cover(background="#7a2a2a"), []),
        (Cover(background="#777777", ink="#888888"), ["cover-contrast"]),
        (Cover(background="cmyk(90, 80, 80, 90)"), ["cover-ink"]),
        (Cover(printer="kdp", background="cmyk(90, 80, 80, 0)"), ["cover-ink"]),
        (Cover(printer="kdp", background="cmyk(90, 60, 30, 40)"), []),
    ],
)
def test_a_colour_that_is_not_read_or_does_not_dry_is_told(cover: Cover, codes: list[str]) -> None:
    inks = Inks(FOGRA39)
    for language in ("en", "sq", "ja", "ar", "de", "fr", "ko", "el"):
        ground, ink = making.colours_of(edition(cover), language, inks)
        found = making.colour_findings(ground, ink, edition(cover), inks, PLACE)
        assert [finding.code for finding in found] == codes


def artwork(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Raster.new("CMYK", (width, height), (90, 200, 40, 20)).save(file, "JPEG")
    return file.getvalue()


VECTOR = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("content", "codes"),
    [((1800, 1600), []), ((900, 800), ["cover-artwork"]), (VECTOR, []), (None, ["missing-picture"])],
    ids=["good", "coarse", "vector", "missing"],
)
def test_an_artwork_has_pixels_enough(content: tuple[int, int] | bytes | None, codes: list[str]) -> None:
    content = artwork(*content) if isinstance(content, tuple) else content
    images = Pictures({"a.svg": content} if content else {})
    address, found = making.artwork_of(edition(Cover(artwork="a.svg")), images, artwork_box(sheet("en", 200)))
    assert (address, [finding.code for finding in found]) == ("a.svg" if content else "", codes)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("content", "codes", "spaces"),
    [
        (picture((30, 0, 0)), {"cover-ink", "cover-artwork"}, {"/DeviceCMYK"}),
        (artwork(1800, 1600), set(), {"/DeviceCMYK"}),
        (b"no picture", {"broken-picture"}, set()),
    ],
    ids=["heavy", "good", "broken"],
)
def test_an_artwork_is_in_inks(content: bytes, codes: set[str], spaces: set[str]) -> None:
    kindle = edition(Cover(printer="kdp", artwork="a.jpg"))  # it takes 240 % of ink
    file, findings = made(200, kindle, images={"a.jpg": content})
    assert {finding.code for finding in findings} == codes
    with pikepdf.open(io.BytesIO(file)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert {str(thing.ColorSpace) for thing in streams if thing.get("/Subtype") == "/Image"} == spaces


@pytest.mark.pdf
def test_a_blurb_that_has_no_room_is_an_error() -> None:
    _, findings = made(200, texts=replace(ENGLISH, blurb=((Phrase(f"{BLURB} " * 60, "en"),),)))
    assert ("cover-room", "there is no room for the blurb") in [(found.code, found.message) for found in findings]


# --- edition.toml, and the command ------------------------------------------------------------------------------------


@each_row(
    ("more", "says"),
    [
        ('[cover]\nprinter = "gutenberg"', "“gutenberg” is no printer that the press knows (write kdp, lulu"),
        ('[cover]\nprinter = "kdp"\nstock = "vellum"', "“vellum” is no paper of that printer's (write white, cream"),
        ('[cover]\nstock = "cream"', "“cream” is no paper of that printer's (leave it out"),
        ('[cover]\nspine = "12"', "“12” is not a length"),
        ('[cover]\nbackground = "red"', "“red” is not a colour (write it as #7a2a2a"),
        ('[cover]\nink = "cmyk(0, 180, 60, 40)"', "is not a colour"),
        ('[cover]\nartwork = "../cover.jpg"', "“../cover.jpg” is not such a path"),
        ("[press]\npaper = 0", "no paper is 0 µm thick"),
        ("[press]\nboard = 9000", "no board is 9000 µm thick"),
    ],
)
def test_a_mistake_in_edition_toml_is_one_error_with_its_line(more: str, says: str) -> None:
    text = edition_toml('name = "one"\nsource = "one.txt"\n\n')
    with pytest.raises(EditionError) as caught:
        read_edition((text + more).encode(), "source/edition.toml")
    line = (text + more).count("\n") + 1
    assert str(caught.value).startswith(f"source/edition.toml:{line}: ")
    assert says in str(caught.value)


WORK = (
    f'name = "book"\nsource = "book.md"\nformat = "markdown"\nblurb = """\n{BLURB} It was a victory.\n\nRead it.\n"""\n'
)


@pytest.mark.pdf
def test_the_cover_of_an_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {
        "book.md": "# Tirana\n\nIt was free.\n",
        "edition.toml": edition_toml(WORK) + "[press]\nsignature = 64\n",
    }
    press = Runner.of(sources, tmp_path, capsys, monkeypatch)
    assert press("update", "sq").code == 0
    catalogue = press.read("locale/sq/LC_MESSAGES/book.po")
    assert catalogue.count("back of the cover") == 3
    press.path("locale/sq/LC_MESSAGES/book.po").write_text(
        catalogue.replace('msgid "Read it."\nmsgstr ""', 'msgid "Read it."\nmsgstr "Lexojeni."'), "utf-8"
    )
    assert press("build", "en", "--format", "press,cover,site").code == 0
    with pikepdf.open(press.path("output/en/book-cover.pdf")) as pdf:
        spine = float(pdf.pages[0].TrimBox[2]) - 2 * 148 * MILLIMETRE
    assert spine == pytest.approx((32 * 0.1 + 0.6) * MILLIMETRE, abs=0.02)
    assert "PDF, cover for a printer" in press.read("output/site/en/book.html")
    both = press.path("output/en/book-cover.pdf").read_bytes()
    said = press("build", "en", "--format", "cover,site")
    assert (said.code, press.path("output/en/book-cover.pdf").read_bytes() == both) == (0, True)
    assert "PDF, cover for a printer" not in press.read("output/site/en/book.html"), "it is of no use alone"
    assert press("build", "sq", "--format", "cover", "--draft").code == 0
    assert "Lexojeni." in extracted(press.path("output/sq/book-cover.pdf"))
