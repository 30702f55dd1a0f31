"""Pictures of every kind, whole and broken, in every format, and drafts that lack some."""

import io
import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

import pytest
from PIL import Image, ImageCms, ImageFile

from kolofon.model.document import Figure, Link, Paragraph, Place, Text
from kolofon.model.document import Image as Shown
from kolofon.model.error import EditionError
from kolofon.write.paper.press.colour import FOGRA39, Inks, on_screen
from kolofon.write.pictures import Pictures, unshown
from kolofon.write.pictures.raster import PIXELS, media_type, opened
from kolofon.write.pictures.vector.clean import cleaned
from kolofon.write.pictures.vector.parser import RefusedError
from tests.epubs import said_by_epubcheck
from tests.later import pikepdf
from tests.pdfs import valid
from tests.press import Press, edition_toml
from tests.publishing import article, sentence

SIZE = (6, 4)


def png(depth: int, colours: int, row: bytes, chunks: bytes = b"", size: tuple[int, int] = SIZE) -> bytes:
    """A PNG (W3C PNG, third edition, 11.2) of equal rows; `colours` is its colour type."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, 0))
    pixels = zlib.compress((b"\0" + row) * size[1])
    return b"\x89PNG\r\n\x1a\n" + header + chunks + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def saved(kind: str, mode: str = "RGB", **how: object) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize(SIZE).convert(mode).save(file, kind, **how)
    return file.getvalue()


def deep(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


TURNED = Image.Exif()
TURNED[0x0112] = 6
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
FRAMES = [Image.new("RGB", SIZE, "red")]

WHOLE = {
    "grey16.png": png(16, 0, deep(0, 13107, 26214, 39321, 52428, 65535)),
    "clear16.png": png(16, 0, deep(0, 13107, 26214, 39321, 52428, 65535), chunk(b"tRNS", deep(0))),
    "grey-alpha16.png": png(16, 4, deep(*range(0, 60000, 5000))),
    "colour16.png": png(16, 2, deep(*range(0, 54000, 3000))),
    "colour-alpha16.png": png(16, 6, deep(*range(0, 48000, 2000))),
    "black.png": png(1, 0, b"\xaa"),
    "grey2.png": png(2, 0, b"\x1b\x1b"),
    "grey4.png": png(4, 0, b"\x05\xaf\x83"),
    "colours.png": saved("PNG", "P"),
    "moving.png": saved("PNG", save_all=True, append_images=FRAMES),
    "grey.jpg": saved("JPEG", "L"),
    "inks.jpg": saved("JPEG", "CMYK"),
    "inks-told.jpg": saved("JPEG", "CMYK", icc_profile=FOGRA39),
    "turned.jpg": saved("JPEG", exif=TURNED),
    "progressive.jpg": saved("JPEG", progressive=True),
    "other-profile.jpg": saved("JPEG", icc_profile=FOGRA39),
    "lab-profile.jpg": saved("JPEG", icc_profile=LAB),
    "no-profile.png": saved("PNG", icc_profile=b"x" * 200),
    "plain.gif": saved("GIF"),
    "moving.gif": saved("GIF", save_all=True, append_images=FRAMES),
    "plain.webp": saved("WEBP", "RGBA"),
    "moving.webp": saved("WEBP", save_all=True, append_images=FRAMES),
    "a-jpeg.png": saved("JPEG"),
    "a-png.jpg": saved("PNG"),
    "a-png.svg": saved("PNG"),
}

GREY = WHOLE["grey16.png"]


def bomb() -> bytes:
    """A PNG with few bytes of words that are 70 MB."""
    words = zlib.compress(bytes(70_000_000), level=1)
    return png(8, 0, b"123456", chunk(b"zTXt", b"a\0\0" + words))


BROKEN: Mapping[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.png": (b"", "is no PNG, JPEG, GIF or WebP"),
    "words.jpg": (b"words", "is no PNG, JPEG, GIF or WebP"),
    "bitmap.png": (saved("BMP"), "is no PNG, JPEG, GIF or WebP"),
    "head.png": (GREY[:20], "cannot be read"),
    "half.png": (GREY[:-25], "cannot be read"),
    "other.png": (GREY.replace(b"IDAT", b"IDAX"), "cannot be read"),
    "nothing.png": (png(8, 0, b"", size=(0, 0)), "cannot be read"),
    "half.jpg": (saved("JPEG")[:-40], "cannot be read"),
    "junk.jpg": (b"\xff\xd8\xff" + bytes(range(200)), "cannot be read"),
    "half.gif": (saved("GIF")[:30], "cannot be read"),
    "half.webp": (saved("WEBP")[:24], "cannot be read"),
    "words.png": (bomb, "cannot be read"),
    "bomb.png": (png(1, 0, b"", size=(60_000, 60_000)), f"has more than {PIXELS // 1_000_000} million pixels"),
    "large.png": (png(1, 0, b"", size=(PIXELS // 1000 + 1, 1000)), "has more than 100 million pixels"),
    "vector.svg": (b"<svg", "is not XML"),
}


def broken_file(name: str) -> bytes:
    content, _ = BROKEN[name]
    return content if isinstance(content, bytes) else content()


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    lines = [f"Before {name}.\n\n![{name}]({name})\n" for name in WHOLE]
    sources = {
        "edition.toml": edition_toml('name = "book"\nsource = "book.md"\nformat = "markdown"', 'languages = ["sq"]'),
        "book.md": "\n".join(["# Pictures\n", *lines]),
    }
    return Press.of({**sources, **WHOLE}, tmp_path, capsys, monkeypatch)


@pytest.mark.browser
@pytest.mark.pdf
def test_every_picture_is_read_once_and_shown_in_every_format(press: Press, tmp_path: Path) -> None:
    with mock.patch("kolofon.write.pictures.opened", side_effect=opened) as reading:
        said = press("build", "en", "--format", "pdf,press,epub,html,site")
    assert said.code == 0
    assert reading.call_count == len(WHOLE)  # each is read once for all formats
    assert not re.search("missing-picture|broken-picture|typesetter-message", said.err)
    content = press.path("output/en/book.pdf").read_bytes()
    valid(content, tmp_path, "2a", "ua1")
    for name in ("book.pdf", "book-press.pdf"):
        with pikepdf.open(press.path(f"output/en/{name}")) as pdf:
            shown = {image.objgen: image for page in pdf.pages for image in page.get_images().values()}
            assert len(shown) == len(WHOLE), name
            assert {int(image.BitsPerComponent) for image in shown.values()} == {8}
    assert not said_by_epubcheck(press.path("output/en/book.epub"))
    for page in ("output/en/book.xhtml", "output/site/en/book.html", "output/en/book/part1.xhtml"):
        if press.path(page).exists():
            assert press.read(page).count("<img") >= len(WHOLE), page


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_named_once(name: str, press: Press) -> None:
    content, why = broken_file(name), BROKEN[name][1]
    press.path(f"source/{name}").write_bytes(content)
    press.path("source/book.md").write_text(f"# A\n\nWords.\n\n![It]({name})\n", "utf-8")
    said = press("build", "en", "--format", "html,epub")
    assert said.code == 1
    assert said.err.count(f"source/{name}") == 1
    assert re.search(rf"source/{re.escape(name)}(:1)?: error: the picture {why}", said.err)
    assert "with --draft it is made" in said.err
    assert not press.path("output/en").exists()


@pytest.mark.parametrize("name", ["half.png", "vector.svg", "not here.jpg", "not-here.svg", "not-here.tiff"])
def test_a_draft_has_an_empty_field_for_what_it_cannot_show(name: str, press: Press) -> None:
    if name in BROKEN:
        press.path(f"source/{name}").write_bytes(broken_file(name))
    text = f"# A\n\nWords before.\n\n![It](<{name}>)\n\n![There](grey.jpg)\n"
    press.path("source/book.md").write_text(text, "utf-8")
    said = press("build", "en", "--format", "html,epub", "--draft")
    assert said.code == 0
    assert said.err.count("in this draft a frame with its name is in its place") == 1
    assert f"source/{name}" in said.err
    assert "error" not in said.err
    page = press.read("output/en/book.xhtml")
    assert page.count('src="data:image/svg+xml;base64,') == 1
    assert "Words before." in page


@pytest.mark.browser
@pytest.mark.pdf
def test_a_draft_is_as_valid_as_a_book(press: Press, tmp_path: Path) -> None:
    press.path("source/book.md").write_text("# A\n\n![It](gone.jpg)\n\n![There](grey.jpg)\n", "utf-8")
    assert press("build", "en", "--format", "pdf,epub,html", "--draft").code == 0
    valid(press.path("output/en/book.pdf").read_bytes(), tmp_path, "2a", "ua1")
    assert not said_by_epubcheck(press.path("output/en/book.epub"))
    assert [path.name for path in press.path("output/en").rglob("*gone*")] == ["1-gone.svg"]


def test_what_is_missing_is_told_where_the_text_wants_it_and_names_the_draft(press: Press) -> None:
    press.path("source/book.md").write_text("# A\n\nWords\nand ![it](gone.png) words.\n\n![There](far.jpg)\n", "utf-8")
    said = press("build", "en", "--format", "html")
    assert said.code == 1
    assert "source/book.md:3:1: error: there is no picture source/gone.png [missing-picture]" in said.err
    assert "source/book.md:6:1: error: there is no picture source/far.jpg [missing-picture]" in said.err
    assert "output/en/book: error: not made, for 2 errors; with --draft it is made" in said.err
    assert "kolofon build en --draft" in said.err


@pytest.mark.pdf
def test_a_proof_is_made_whatever_it_lacks(press: Press) -> None:
    press.path("source/book.md").write_text("# A\n\nWords.\n\n![It](gone.png)\n", "utf-8")
    press("update", "sq")
    said = press("build", "sq", "--format", "proof")
    assert press.path("output/sq/book-proof.pdf").exists()
    assert said.err.count("gone.png") == 1


def test_a_file_is_called_by_what_is_in_it() -> None:
    pictures = Pictures({"a.png": WHOLE["grey.jpg"], "b.svg": WHOLE["plain.gif"], "c.SVG": b"<svg/>"})
    assert [pictures.find(path).suffix for path in pictures] == [".jpg", ".gif", ".svg"]
    assert [pictures.find(path).media_type for path in pictures] == ["image/jpeg", "image/gif", "image/svg+xml"]


def test_pictures_are_found_wherever_they_are_and_told_where_they_are_wanted() -> None:
    document = article(
        Paragraph(
            (
                sentence(
                    "See ", Link((Shown("a.png", "a"),), "https://example.org/"), Text(" and "), Shown("b.png", "b")
                ),
            )
        ),
        Figure(Shown("c.png", "c"), (sentence("Words ", Shown("d.png", "d")),), Place("source/x.md", 9)),
        Figure(Shown("../e.png", "e"), (), Place("source/x.md", 12)),
    )
    found = unshown(document, {"b.png": saved("PNG")})
    assert list(found) == ["a.png", "c.png", "d.png"]
    assert found["c.png"][0].place == Place("source/x.md", 9)


def test_grey_of_sixteen_bits_keeps_its_greys() -> None:
    image = opened(GREY)
    assert image.mode == "L"
    assert [image.getpixel((x, 0)) for x in range(SIZE[0])] == [0, 51, 102, 153, 204, 255]
    clear = opened(WHOLE["clear16.png"])
    assert [clear.getpixel((x, 0)) for x in range(2)] == [(0, 0), (51, 255)]
    assert on_screen(GREY) != GREY
    assert Image.open(io.BytesIO(on_screen(GREY))).mode == "L"


@pytest.fixture
def truncated() -> Iterator[None]:
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    yield
    ImageFile.LOAD_TRUNCATED_IMAGES = before


@pytest.mark.usefixtures("truncated")
@pytest.mark.parametrize("let", [True, False])
def test_half_a_picture_is_none_whatever_others_ask_of_pillow(let: bool) -> None:  # noqa: FBT001  a parameter
    ImageFile.LOAD_TRUNCATED_IMAGES = let
    with pytest.raises(RefusedError, match="cannot be read"):
        opened(broken_file("half.png"))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is let


@pytest.mark.parametrize("name", ["half.png", "bomb.png", "junk.jpg"])
def test_a_broken_picture_within_a_vector_picture_is_told(name: str) -> None:
    content = broken_file(name)
    held = f"data:{media_type(content)};base64,{b64encode(content).decode()}"
    made = cleaned(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n<image href="{held}" width="9" height="9"/></svg>'.encode()
    )
    assert b"data:" not in made.content
    ((what, line),) = made.gone
    assert what.startswith(f"a picture within it that {BROKEN[name][1]}")
    assert line == 2


def test_a_profile_that_fits_the_colours_no_more_than_the_picture_is_passed_over() -> None:
    for name in ("other-profile.jpg", "lab-profile.jpg", "no-profile.png"):
        assert on_screen(WHOLE[name]) == WHOLE[name]
        assert Inks().picture(WHOLE[name])


@pytest.mark.parametrize("broken", [FOGRA39[:200], FOGRA39[:4000] + bytes(len(FOGRA39) - 4000)], ids=["cut", "zeros"])
def test_a_broken_profile_of_a_press_is_told(broken: bytes) -> None:
    with pytest.raises(EditionError, match="cannot be read, or cannot turn"):
        Inks(broken)


def test_a_colour_of_a_gradient_has_its_place_as_svg_1_1_asks() -> None:
    gradient = '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
    made = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{gradient}</svg>'.encode()).content.decode()
    assert re.findall(r'<stop [^>]*offset="(.)"', made) == ["0", "1"]


def test_an_id_that_is_no_name_becomes_one_and_what_leads_to_it_leads_there() -> None:
    paint = '<linearGradient id="a-&gt;b"><stop offset="0"/></linearGradient><linearGradient id="c"/>'
    style = "<style>rect { fill: url('#a->b') }</style>"
    uses = '<rect fill="url(#a-&gt;b)" stroke="url(#c)"/><rect style="fill: url(#a->b)"/><use href="#a-&gt;b"/>'
    made = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{paint}{style}{uses}</svg>'.encode()).content.decode()
    (name,) = re.findall(r'id="(_[^"]*)"', made)
    assert re.fullmatch(r"[\w.-]+", name)
    assert made.count(f"#{name}") == 4
    assert 'id="c"' in made


def test_a_colour_is_no_reference_to_an_id_that_reads_as_it() -> None:
    shapes = (
        '<title id="1 a"/><title id="12">x</title><rect id="123" fill="#123" aria-labelledby="12"/><use href="#123"/>'
    )
    made = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'.encode()).content.decode()
    assert 'fill="#123"' in made
    label, rect = re.findall(r'id="(_[^"]*)"', made)[1:]
    assert f'aria-labelledby="{label}"' in made
    assert f'href="#{rect}"' in made


def test_an_id_that_is_a_name_stays() -> None:
    made = cleaned(
        b'<svg xmlns="http://www.w3.org/2000/svg"><linearGradient id="c"/><rect stroke="url(#c)"/></svg>'
    ).content.decode()
    assert 'stroke="url(#c)"' in made
