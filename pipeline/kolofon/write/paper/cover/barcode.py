"""The barcode of a book, its ISBN as EAN-13 (ISO/IEC 15420; GS1 General Specifications, 5.2), in points."""

import re
from dataclasses import dataclass

from barcode.ean import EuropeanArticleNumber13

from kolofon.model.isbn import is_isbn, isbn_digits
from kolofon.model.page_sizes import UNITS

__all__ = ["Barcode", "isbn_in", "placed"]

_X = 0.33 * UNITS["mm"]
"""The width of a module at 100 % (GS1 General Specifications, 5.2.3.1)."""

_BARS = 22.85 / 0.33
"""The height of the bars, in modules."""
_GUARD = 5
"""How far the guard bars go on below, in modules."""
_MODULES = 95
_BEFORE, _BEHIND = 11, 7
"""The quiet zones before and behind the bars, in modules."""
_GUARDS = (*range(3), *range(45, 50), *range(92, 95))
"""The modules of the bars at both ends and in the middle."""

_DIGITS = 10
"""The height of the line of digits below the bars, in modules; the guard bars reach into it."""
_ABOVE = 11
"""The height of the line with the ISBN above the bars, in modules."""
_PADDING = 2.5
"""What is white above and below, in modules."""

_LARGEST, _SMALLEST = 100, 80
"""The sizes that are tried, in per cent; below 80 % a scanner need not read it."""

_ISBN = re.compile(r"(?:urn:isbn:|isbn[ :]?)?([0-9][0-9 -]{8,15}[0-9Xx])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode on its white field.

    `digits` are the thirteen, `isbn` is what is printed above them; `module` is the width of the narrowest bar; `bars`
    are the bars, each by its first module from the left of the field, its width and whether it is a guard bar.
    """

    digits: str
    isbn: str
    module: float
    bars: tuple[tuple[int, int, bool], ...]

    @property
    def width(self) -> float:
        """The width of the field, with its quiet zones."""
        return self.module * (_BEFORE + _MODULES + _BEHIND)

    @property
    def height(self) -> float:
        """The height of the field, with the lines above and below."""
        return self.module * (_PADDING + _ABOVE + _BARS + _DIGITS + _PADDING)

    @property
    def top(self) -> float:
        """How far below the upper edge of the field the bars begin."""
        return self.module * (_PADDING + _ABOVE)

    @property
    def path(self) -> str:
        """The bars as a path of SVG, from the upper left corner of the field."""
        return "".join(
            f"M{first * self.module:.4f} {self.top:.4f}h{width * self.module:.4f}"
            f"v{self.module * (_BARS + _GUARD * guard):.4f}h{-width * self.module:.4f}z"
            for first, width, guard in self.bars
        )

    @property
    def below(self) -> float:
        """How far below the upper edge of the field the line of digits begins."""
        return self.top + self.module * (_BARS + 0.5)


def isbn_in(identifier: str) -> str:
    """The ISBN in an identifier, as it is written there, with or without hyphens; "" if it is none."""
    found = _ISBN.fullmatch(identifier.strip())
    return found[1] if found and is_isbn(found[1].upper()) else ""


def placed(isbn: str, room: tuple[float, float] | None = None) -> Barcode:
    """The barcode of an ISBN of ten or thirteen digits, as large as it is to be, or smaller to go into a room.

    The room is a width and a height.  It is never smaller than 80 %, which is the least that is read everywhere.
    """
    number = isbn_digits(isbn)
    stem = number[:12] if len(number) == len("9780000000002") else f"978{number[:9]}"
    symbol = EuropeanArticleNumber13(stem)
    digits = symbol.get_fullcode()
    (modules,) = symbol.build()
    bars = tuple((_BEFORE + run.start(), len(run[0]), run.start() in _GUARDS) for run in re.finditer("1+", modules))
    shown = isbn if len(number) == len(digits) else digits
    made = (Barcode(digits, shown, _X * size / 100, bars) for size in range(_LARGEST, _SMALLEST - 1, -1))
    smallest = Barcode(digits, shown, _X * _SMALLEST / 100, bars)
    return next((one for one in made if not room or (one.width <= room[0] and one.height <= room[1])), smallest)
