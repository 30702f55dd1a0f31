"""Colours as inks, and pictures in the colours of a product."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kolofon.model.error import EditionError
from kolofon.write.paper.press.colour import Inks, on_screen
from tests.pdfs import picture
from tests.table import each_row

INKS = Inks()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
OTHER = SRGB.replace("sRGB".encode("utf-16-be"), "some".encode("utf-16-be"))
PARTS = st.floats(0, 1)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@given(PARTS)
def test_grey_is_black_alone(part: float) -> None:
    *colours, black = INKS.colour(part, part, part)
    assert colours == [0, 0, 0]
    assert black == pytest.approx(1 - part, abs=0.003)


@given(PARTS, PARTS, PARTS)
def test_no_spot_has_more_ink_than_paper_can_take(red: float, green: float, blue: float) -> None:
    inks = INKS.colour(red, green, blue)
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 3.21


def test_the_colours_are_what_they_are_called() -> None:
    cyan, magenta, yellow, black = INKS.colour(1, 0, 0)
    assert min(magenta, yellow) > 0.9
    assert max(cyan, black) < 0.1
    cyan, magenta, yellow, _ = INKS.colour(0, 0, 1)
    assert min(cyan, magenta) > 0.6
    assert yellow < 0.1


def test_a_profile_of_a_screen_is_refused() -> None:
    with pytest.raises(EditionError, match="four inks"):
        Inks(SRGB)


def named(value: object) -> str:
    """A name for a parameter: a profile, which a picture may have in it, says at which second it was made."""
    return value if isinstance(value, str) else "picture"


@each_row(
    ("content", "mode"),
    [
        (picture("red"), "CMYK"),
        (picture("red", kind="JPEG"), "CMYK"),
        (picture((255, 0, 0, 9), "RGBA"), "CMYK"),
        (picture((255, 0, 0, 0), "RGBA"), "L"),  # nothing of it shows
        (picture((90, 90, 90)), "L"),
        (picture("grey", "L"), "L"),
        (picture("white", "1"), "L"),
        (picture((10, 90), "LA"), "L"),
        (picture("red", "P"), "CMYK"),
        (picture((0, 255, 255, 0), "CMYK", "JPEG"), "CMYK"),
    ],
)
def test_a_picture_for_the_press(content: bytes, mode: str) -> None:
    converted = opened(INKS.picture(content))
    inks = "JPEG" if opened(content).format == "JPEG" else "TIFF"
    assert (converted.mode, converted.format) == (mode, inks if mode == "CMYK" else "PNG")
    assert converted.size == (4, 4)


def test_what_is_transparent_shows_the_paper() -> None:
    assert opened(INKS.picture(picture((0, 0, 0, 0), "RGBA"))).getpixel((0, 0)) == 255


def test_inks_stay_as_they_are() -> None:
    content = picture((0, 255, 255, 0), "CMYK", "JPEG")
    pixel = opened(INKS.picture(content)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel == pytest.approx((0, 255, 255, 0), abs=3)


def test_a_picture_that_was_taken_sideways_stands_upright() -> None:
    image = Image.new("RGB", (4, 8), "red")
    exif = image.getexif()
    exif[0x0112] = 6  # Exif 3.0, 4.6.5.1: the top of the scene is at the right of the picture
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    assert opened(INKS.picture(file.getvalue())).size == (8, 4)


@pytest.mark.parametrize("content", [b"<svg/>", b""])
def test_what_is_no_raster_picture_is_left_alone(content: bytes) -> None:
    assert INKS.picture(content) == content
    assert on_screen(content) == content


@pytest.mark.parametrize(
    "content",
    [
        picture("red"),
        picture("red", kind="JPEG"),
        picture("red", icc_profile=SRGB),
        picture((255, 0, 0, 9), "RGBA"),
        picture("grey", "L", icc_profile=OTHER),
    ],
    ids=named,
)
def test_a_picture_in_srgb_or_grey_goes_into_the_archive_as_it_is(content: bytes) -> None:
    assert on_screen(content) == content


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (picture((0, 255, 255, 0), "CMYK", "JPEG"), "RGB"),
        (picture("red", icc_profile=OTHER), "RGB"),
        (picture((255, 0, 0, 9), "RGBA", icc_profile=OTHER), "RGBA"),
    ],
    ids=named,
)
def test_a_picture_in_other_colours_becomes_srgb(content: bytes, mode: str) -> None:
    converted = opened(on_screen(content))
    assert converted.mode == mode
    pixel = converted.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert max(pixel[1:3]) < 60


def test_a_broken_profile_is_none() -> None:
    assert on_screen(picture("red", icc_profile=b"broken")) == picture("red", icc_profile=b"broken")
    assert opened(INKS.picture(picture("red", icc_profile=b"broken"))).mode == "CMYK"
