"""The rows of a table that a plain-text extract has as lines."""

import re

from kolofon.read.text import Line

__all__ = ["RULED", "cells"]

_CELLS = re.compile(r"[ \t]*\|[ \t]+|[ \t]+\|(?:[ \t]+|$)|[ \t]*\t[ \t]*")
"""What is between two cells of a table that an extract has as lines: a tab, or a bar with room beside it."""
_BARS = re.compile(r"[ \t]*\|[ \t]*")
"""What is between them where bars stand around the row too, or in the line of dashes."""
RULED = re.compile(r"[\s|:+-]*-[\s|:+-]*")
"""The line of dashes below the head of a table."""
_BLANKS = " \t"


def cells(line: Line) -> list[tuple[int, str]]:
    """The cells of a row, each with its column; a bar at either end of the line is no cell."""
    text = line.text.rstrip(_BLANKS)
    begin = len(text) - len(text.lstrip(_BLANKS))
    opened = text[begin:].startswith("|")
    if opened:
        begin = text.index("|") + 1
    closed = text.endswith("|") and len(text) > begin
    end = len(text) - 1 if closed else len(text)
    framed = (opened and closed) or RULED.fullmatch(text)
    found: list[tuple[int, str]] = []
    for between in (_BARS if framed else _CELLS).finditer(text, begin, end):
        found.append((begin, text[begin : between.start()]))
        begin = between.end()
    found.append((begin, text[begin:end]))
    return [(column + len(cell) - len(cell.lstrip(_BLANKS)), cell.strip(_BLANKS)) for column, cell in found]
