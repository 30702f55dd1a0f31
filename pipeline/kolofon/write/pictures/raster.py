"""Pictures of pixels: their format, whether they can be read, and their content.

Pillow raises exceptions of a dozen kinds for a broken file, and shows a picture that breaks off as far as it goes; here
a picture is whole, or it is refused.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from kolofon.write.pictures.vector.parser import RefusedError

if TYPE_CHECKING:
    import PIL.Image

__all__ = ["PIXELS", "SUFFIXES", "media_type", "opened"]

PIXELS = 100_000_000
"""How many pixels a picture may have: those of an A3 page at 600 dots per inch, and nearly half as many again."""

_KINDS = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
"""The suffix of a file by the media type of the picture in it."""

_ANEW = "look at it in another program, and save it anew as PNG or JPEG"


def media_type(content: bytes) -> str:
    """The media type of a PNG, JPEG, GIF or WebP picture by how it begins; nothing for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for begin, kind in _KINDS.items() if content.startswith(begin)), "")


def opened(content: bytes) -> "PIL.Image.Image":
    """A picture, read to its end; the first frame of an animation.  RefusedError if it cannot be read or is too large.

    Grey of 16 bits is returned in 8, as no screen and no press shows more; its `format` is None.
    """
    from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError  # noqa: PLC0415  only an edition that shows pictures has to wait for it

    kind = media_type(content)
    if not kind:
        raise RefusedError("broken-picture", "is no PNG, JPEG, GIF or WebP, whatever its name says", _ANEW)
    truncated, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint sets it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is another
            image = Image.open(BytesIO(content), formats=[kind.removeprefix("image/")])
            _check_size(*image.size)
            image.load()
            if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
                ImageOps.exif_transpose(image)  # the program that shows it does that
            return _eight_bits(image)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except RefusedError:
        raise
    except Exception as fault:  # noqa: BLE001  of a broken file, Pillow raises whatever its parts do
        why = "" if isinstance(fault, UnidentifiedImageError) else f": {' '.join(str(fault).split())}"
        raise RefusedError("broken-picture", f"cannot be read{why}", _ANEW) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = truncated


def _check_size(width: int, height: int) -> None:
    if width * height > PIXELS:
        raise _too_large()


def _too_large() -> RefusedError:
    what = f"has more than {PIXELS // 1_000_000} million pixels"
    return RefusedError("picture-limit", what, "save it smaller: 600 dots per inch are enough for any page")


def _eight_bits(image: "PIL.Image.Image") -> "PIL.Image.Image":
    from PIL import Image  # noqa: PLC0415  as above

    if image.mode[0] not in "IF":
        return image
    grey = image.convert("I")
    made = grey.point(lambda value: value * (1 / 257)).convert("L")
    made.info = {name: value for name, value in image.info.items() if name != "transparency"}
    clear = image.info.get("transparency")
    if clear is not None:
        values = memoryview(grey.tobytes()).cast("i")
        made.putalpha(Image.frombytes("L", image.size, bytes(0 if value == clear else 255 for value in values)))
    return made
