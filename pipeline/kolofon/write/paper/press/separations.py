"""Pictures in four inks that keep every pixel, for the version of WeasyPrint that `mends` names.

WeasyPrint knows pictures in inks as JPEG alone, which blurs the edges of a drawing.  Here one that comes as a TIFF is
put into the file as it is, compressed without loss (ISO 32000-1, 7.4.4, FlateDecode).
"""

import zlib
from contextlib import AbstractContextManager
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

import pydyf
from PIL import Image

from kolofon.write.paper.weasyprint.mends import replaced

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kept_exactly"]


class _Raster(Protocol):
    width: int
    height: int


def kept_exactly(pictures: ModuleType) -> AbstractContextManager[None]:
    """Keep such pictures as they are.  `pictures` is `weasyprint.images`."""
    begin: Callable[..., None] = pictures.RasterImage.__init__
    written: Callable[..., object] = pictures.RasterImage.get_x_object

    def __init__(self: _Raster, image: Image.Image, *given: object, **named: object) -> None:  # noqa: N807  it replaces one
        exact = image.mode == "CMYK" and image.format == "TIFF"
        # WeasyPrint is given an empty picture of the same size, as it could not write this one.
        begin(self, Image.new("L", image.size) if exact else image, *given, **named)
        vars(self)["inks"] = zlib.compress(image.tobytes(), 9) if exact else None

    def get_x_object(self: _Raster, interpolate: bool, ratio: float) -> object:  # noqa: FBT001  as WeasyPrint has it
        content = vars(self)["inks"]
        if content is None:
            return written(self, interpolate, ratio)
        about = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": "/DeviceCMYK",
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([content], pydyf.Dictionary(about))

    return replaced(pictures.RasterImage, __init__=__init__, get_x_object=get_x_object)
