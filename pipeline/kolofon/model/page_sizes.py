"""Lengths and page sizes as `edition.toml` writes them, in PostScript points (1/72 in)."""

import re

from kolofon.model.error import EditionError

__all__ = ["LARGEST", "NAMED", "SMALLEST", "UNITS", "is_length", "points", "sides"]

UNITS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
"""The units of a length, each in points."""

NAMED = {
    "A4": "210mm x 297mm",
    "A5": "148mm x 210mm",
    "A6": "105mm x 148mm",
    "B5": "176mm x 250mm",
    "letter": "8.5in x 11in",
    "legal": "8.5in x 14in",
}
"""The page sizes that have a name, width before height.  A name may be written in capitals or in small letters."""

SMALLEST, LARGEST = 200, 3000
"""The bounds for a side of a page, in points: below, there is no room for a line of text; above, the unit is a slip."""

_LENGTH = re.compile(rf"([0-9]+(?:\.[0-9]+)?) ?({'|'.join(UNITS)})")
_SIZE = re.compile(rf"({_LENGTH.pattern}) ?[x×] ?({_LENGTH.pattern})")
_BY_NAME = {name.casefold(): size for name, size in NAMED.items()}


def is_length(text: str) -> bool:
    """Whether a text is a length: a number and one of the units."""
    return _LENGTH.fullmatch(text) is not None


def points(length: str) -> float:
    """A length such as "3mm" in points; EditionError for a text that is none."""
    match = _LENGTH.fullmatch(length.strip())
    if not match:
        raise EditionError(f"{length!r} is not a length", hint=f"write a number and {', '.join(UNITS)}, such as 3mm")
    return float(match[1]) * UNITS[match[2]]


def sides(size: str) -> tuple[float, float] | None:
    """The width and the height of a page size in points; None for a text that is none.

    A size is a name of `NAMED`, or two lengths ("6in x 9in").  Whether a page of it can be printed is not looked at.
    """
    match = _SIZE.fullmatch(_BY_NAME.get(size.casefold(), size))
    return (points(match[1]), points(match[4])) if match else None
