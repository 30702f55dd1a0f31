"""From lines of a plain-text extract, the rows of a table, with bars or tabs, or in the markup of a wiki."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kolofon.read.text import Line

__all__ = ["RULED", "MarkedTable", "cells", "marked_end", "marked_table"]

_CELLS = re.compile(r"[ \t]*\|[ \t]+|[ \t]+\|(?:[ \t]+|$)|[ \t]*\t[ \t]*")
"""The separator of two cells of a row: a tab, or a bar with a space beside it."""
_BARS = re.compile(r"[ \t]*\|[ \t]*")
"""The separator of two cells in a row that has bars around it too, and in the line of dashes."""
RULED = re.compile(r"[\s|:+]*-[\s|:+-]*")
"""The line of dashes below the head of a table."""
_BLANKS = " \t"


def cells(line: Line) -> list[tuple[int, str]]:
    """The cells of a row, each with its column; a bar at either end of the line makes no cell."""
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


_ATTRIBUTES = re.compile(r"[ \t]*((?:[\w-]++[ \t]*+=[ \t]*+(?:\"[^\"]*\"|'[^']*'|[^\s|\"']++)[ \t]*+)++)\|(?!\|)")
"""Possessive, without backtracking: a value without quotation marks may have `=`, and could be split in many ways."""


@dataclass(slots=True)
class MarkedTable:
    """A table in the markup of a wiki: its texts with their lines and columns, and the attributes for its look."""

    caption: list[tuple[str, Line, int]] = field(default_factory=list)
    rows: list[list[tuple[bool, str, Line, int]]] = field(default_factory=list)
    looks: list[tuple[str, Line]] = field(default_factory=list)


def marked_end(lines: Sequence[Line], start: int) -> int:
    """The index of the line that closes the table that begins at `start`; 0 if none does before a heading."""
    for index in range(start + 1, len(lines)):
        text = lines[index].text.strip()
        if text.startswith(("{|", "=")):
            return 0
        if text.startswith("|}"):
            return index if text == "|}" else 0
    return 0


def marked_table(lines: Sequence[Line]) -> MarkedTable:
    """The table in some lines, from the one with `{|` to that before `|}`."""
    made = MarkedTable(rows=[[]])
    if looks := lines[0].text.strip().removeprefix("{|").strip():
        made.looks.append((looks, lines[0]))
    for line in lines[1:]:
        start = len(line.text) - len(line.text.lstrip(_BLANKS))
        text = line.text[start:]
        if text.startswith("|-"):
            made.rows.append([])
            if looks := text.strip("|- \t"):
                made.looks.append((looks, line))
        elif text.startswith("|+"):
            made.caption.append(_cell(made, line, start + 2, len(line.text)))
        elif text.startswith(("|", "!")):
            heading = text.startswith("!")
            for begin, end in _spans(line, start + 1, heading=heading):
                made.rows[-1].append((heading, *_cell(made, line, begin, end)))
        elif text.strip() and made.rows[-1]:
            heading, before, first, column = made.rows[-1][-1]
            made.rows[-1][-1] = (heading, f"{before}\n{text.strip()}".strip(), first, column)
        elif text.strip():
            made.caption.append((text.strip(), line, start))
    made.rows = [row for row in made.rows if row]
    return made


def _spans(line: Line, begin: int, *, heading: bool) -> Iterator[tuple[int, int]]:
    for between in re.compile(r"\|\||!!" if heading else r"\|\|").finditer(line.text, begin):
        yield begin, between.start()
        begin = between.end()
    yield begin, len(line.text)


def _cell(made: MarkedTable, line: Line, begin: int, end: int) -> tuple[str, Line, int]:
    """The text of a cell without its attributes, which are kept, and its column."""
    if found := _ATTRIBUTES.match(line.text, begin, end):
        made.looks.append((found[1].strip(), line))
        begin = found.end()
    text = line.text[begin:end]
    return text.strip(_BLANKS), line, begin + len(text) - len(text.lstrip(_BLANKS))
