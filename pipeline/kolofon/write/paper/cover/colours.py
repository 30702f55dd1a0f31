"""The colours of a cover: as edition.toml writes them, as inks, and how well one is read on the other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["BLACK", "LEAST_CONTRAST", "WHITE", "Ink", "contrast", "ink_of", "is_colour"]

LEAST_CONTRAST = 4.5
"""The least contrast of text and ground (WCAG 2.2, success criterion 1.4.3)."""

_HEX = re.compile("#([0-9A-Fa-f]{6})")
_INKS = re.compile(r"cmyk\( *([0-9.]+) *, *([0-9.]+) *, *([0-9.]+) *, *([0-9.]+) *\)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_ALL = 100
_STEPS = 255
_LINEAR = 0.04045

Colour = Callable[[float, float, float], tuple[float, float, float, float]]
"""A function from a colour of sRGB to amounts of four inks, all from 0 to 1."""
Seen = Callable[[float, float, float, float], tuple[float, float, float]]
"""A function from amounts of four inks to the colour of sRGB that they look like, all from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Amounts of cyan, magenta, yellow and black, from 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    @property
    def parts(self) -> tuple[float, float, float, float]:
        """The four amounts."""
        return self.cyan, self.magenta, self.yellow, self.black

    @property
    def total(self) -> float:
        """How much ink is on one spot, in per cent of one ink."""
        return _ALL * sum(self.parts)

    @property
    def css(self) -> str:
        """The colour as CSS has it (CSS Color Module Level 5, 8)."""
        return f"device-cmyk({' '.join(f'{part:.4g}' for part in self.parts)})"


BLACK, WHITE = Ink(0, 0, 0, 1), Ink(0, 0, 0, 0)


def is_colour(written: str) -> bool:
    """Whether this is a colour as edition.toml has them: `#7a2a2a`, or `cmyk(0, 80, 60, 40)` in per cent."""
    return bool(_HEX.fullmatch(written)) or _amounts(written) is not None


def _amounts(written: str) -> Ink | None:
    found = _INKS.fullmatch(written)
    if not found or not all(_NUMBER.fullmatch(part) and float(part) <= _ALL for part in found.groups()):
        return None
    return Ink(*(float(part) / _ALL for part in found.groups()))


def ink_of(written: str, colour: Colour) -> Ink:
    """A colour of edition.toml as inks; `colour` converts what is in sRGB.  ValueError for what is no colour."""
    if amounts := _amounts(written):
        return amounts
    if not (found := _HEX.fullmatch(written)):
        raise ValueError(written)
    return Ink(*colour(*(part / _STEPS for part in bytes.fromhex(found[1]))))


def contrast(one: Ink, other: Ink, seen: Seen) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted(_luminance(*seen(*each.parts)) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(*parts: float) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
