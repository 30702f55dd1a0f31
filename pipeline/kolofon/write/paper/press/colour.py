"""Colours of the screen as inks, and pictures in the colours of the finished file."""

from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageCms, ImageOps

from kolofon.model.error import EditionError
from kolofon.write.pictures.raster import media_type, opened

__all__ = ["FOGRA39", "Inks", "on_screen"]

FOGRA39 = files("kolofon.write.paper.press").joinpath("profiles", "FOGRA39L.icc").read_bytes()
"""The ICC profile of offset printing on coated paper; `profiles/README.md` says where it is from."""

_SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_QUALITY = 95
"""Quality of a photograph in four inks, which was a JPEG before.  At 95 no loss is visible."""

_STEPS = 255


class Inks:
    """The four inks of an ICC output profile.

    What is grey on the screen is printed in black alone, so that no letter needs four plates in perfect register.
    EditionError for a profile that is not of four inks.
    """

    def __init__(self, profile: bytes = FOGRA39) -> None:
        # ICC.1:2022, 7.2: the device class and the colour space of the data.
        if profile[12:20] != b"prtrCMYK":
            what = "the colour profile is not that of a press with four inks"
            raise EditionError(what, hint="ask the printer for the ICC profile to use")
        self.profile = profile
        try:
            self._opened = ImageCms.ImageCmsProfile(BytesIO(profile))
            self.name = ImageCms.getProfileDescription(self._opened).strip()
            self._inked(_STEPS, 0, 0)
        except (OSError, ImageCms.PyCMSError):
            what = "the colour profile cannot be read, or cannot turn the colours of a screen into inks"
            raise EditionError(what, hint="ask the printer for the ICC profile to use") from None
        self._colour = lru_cache(self._inked)

    def colour(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """A colour of sRGB as amounts of cyan, magenta, yellow and black, from 0 to 1."""
        return self._colour(*(round(min(max(part, 0), 1) * _STEPS) for part in (red, green, blue)))

    def _inked(self, red: int, green: int, blue: int) -> tuple[float, float, float, float]:
        if red == green == blue:
            return 0, 0, 0, round(1 - red / _STEPS, 4)
        pixel = _converted(Image.new("RGB", (1, 1), (red, green, blue)), _SCREEN, self._opened, "CMYK").tobytes()
        cyan, magenta, yellow, black = (round(part / _STEPS, 4) for part in pixel)
        return cyan, magenta, yellow, black

    def seen(self, cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, float, float]:
        """The colour of sRGB that amounts of the inks, from 0 to 1, look like on the paper of the profile."""
        amounts = tuple(round(min(max(part, 0), 1) * _STEPS) for part in (cyan, magenta, yellow, black))
        pixel = ImageCms.applyTransform(Image.new("CMYK", (1, 1), amounts), self._to_screen)
        if pixel is None:  # as it is only where a picture is converted in place
            raise AssertionError
        red, green, blue = (part / _STEPS for part in pixel.tobytes())
        return red, green, blue

    @cached_property
    def _to_screen(self) -> ImageCms.ImageCmsTransform:
        """The conversion from inks to sRGB, which takes longer to make than to use."""
        return ImageCms.buildTransform(
            self._opened,
            _SCREEN,
            "CMYK",
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def picture(self, content: bytes) -> bytes:
        """A picture in these inks, or in black alone; transparent parts show white paper.

        A vector picture is returned as it is.  RefusedError for one that cannot be read.
        """
        image = _opened(content)
        if image is None:
            return content
        exact = image.format != "JPEG"
        image = _flat(ImageOps.exif_transpose(image))
        if image.mode == "CMYK":
            return _written(image, exact=exact)
        if image.mode not in {"L", "1"}:
            image = image.convert("RGB")
            red, green, blue = image.split()
            if ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox():
                return _written(_converted(image, _profile(image, _SCREEN), self._opened, "CMYK"), exact=exact)
        return _written(image.convert("L"))


def on_screen(content: bytes) -> bytes:
    """A picture in sRGB or in grey, the only colours that the archive's file may hold (ISO 19005-2, 6.2.4.3).

    RefusedError for one that cannot be read.
    """
    image = _opened(content)
    if image is None:
        return content
    if image.mode == "CMYK":
        source = _profile(image, ImageCms.ImageCmsProfile(BytesIO(FOGRA39)))
    elif image.mode in {"RGB", "RGBA"}:
        source = _profile(image, _SCREEN)
    else:
        return content if image.format else _written(image)
    if source is _SCREEN or "sRGB" in ImageCms.getProfileDescription(source):
        return content
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    return _written(_converted(ImageOps.exif_transpose(image), source, _SCREEN, mode))


def _opened(content: bytes) -> Image.Image | None:
    """A picture of pixels; None for a vector picture, whose colours are converted when they are drawn."""
    return opened(content) if media_type(content) else None


def _flat(image: Image.Image) -> Image.Image:
    """A picture on white paper."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    profile = image.info.get("icc_profile")
    above = image.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", above.size, "white"), above).convert("RGB")
    flat.info = {"icc_profile": profile} if profile else {}
    return flat


def _profile(image: Image.Image, otherwise: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsProfile:
    """The profile embedded in a picture; another one where there is none, or it is broken or for other colours."""
    embedded = image.info.get("icc_profile")
    # ICC.1:2022, 7.2.6: the colour space of the data.
    if not embedded or embedded[16:20].strip() != image.mode.removesuffix("A").encode():
        return otherwise
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(embedded))
        _converted(Image.new(image.mode, (1, 1)), profile, _SCREEN, "RGB")
    except (OSError, ImageCms.PyCMSError):
        return otherwise
    return profile


def _converted(
    image: Image.Image, source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, mode: str
) -> Image.Image:
    converted = ImageCms.profileToProfile(
        image,
        source,
        target,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=mode,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if converted is None:  # as it is only where a picture is converted in place
        raise AssertionError
    return converted


def _written(image: Image.Image, *, exact: bool = True) -> bytes:
    """A picture as a file: in inks as a JPEG if it was one, else as a TIFF, which keeps every pixel."""
    file = BytesIO()
    if image.mode == "CMYK" and exact:
        image.save(file, "TIFF")  # and `separations` puts it into the PDF
    elif image.mode == "CMYK":
        image.save(file, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        image.save(file, "PNG", optimize=True)
    return file.getvalue()
