"""Rows of cells as columns of plain text."""

import unicodedata
from collections.abc import Sequence

__all__ = ["columns", "width"]

_GAP = "  "
_WIDEST = 40
"""The greatest width of a column, in columns of a terminal; a wider cell moves those behind it."""


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide letter, none for a mark on another."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows, a line each, with the cells of a column one below the other."""
    number = max(map(len, rows), default=0)
    widths = [
        min(max((width(row[index]) for row in rows if index < len(row)), default=0), _WIDEST) for index in range(number)
    ]
    return [
        _GAP.join(cell + " " * max(widths[index] - width(cell), 0) for index, cell in enumerate(row)).rstrip()
        for row in rows
    ]
