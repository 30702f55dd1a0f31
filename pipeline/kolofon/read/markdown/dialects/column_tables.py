"""Simple and multiline tables of Pandoc, whose columns are drawn by a line of dashes.

  Right Left              -------------------------
------- ------             Centered  A text
     12 12                  Header   of two lines
      1 1                 --------- ---------------
                             one    the first
                                    of two lines

                             two    the second
                          -------------------------
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from kolofon.read.markdown.dialects.grid_tables import blocks_of_cell, padded, unpadded
from kolofon.read.markdown.dialects.table_tokens import Cell, Rows, table_tokens

__all__ = ["columns_plugin"]

_DASHES = re.compile(r"[ ]*-{2,}(?:[ ]+-{2,})+[ \t]*")
_WHOLE = re.compile(r"[ ]*-{5,}[ \t]*")
_GROUP = re.compile(r"-+")


def columns_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these tables, as nodes `cells`."""
    markdown.block.ruler.before("fence", "column_table", _table)


@dataclass(frozen=True, slots=True)
class _Found:
    """The lines of a table: those of its head, the line of its columns, those of each row, and the line behind it."""

    head: Sequence[int]
    columns: int
    rows: Sequence[Sequence[int]]
    below: int


def _text(state: StateBlock, line: int) -> str:
    return state.getLines(line, line + 1, state.blkIndent, keepLastLF=False).rstrip()


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    first = _text(state, start)
    found = None
    if _WHOLE.fullmatch(first):
        found = _multiline(state, start, end)
    elif _DASHES.fullmatch(first):
        found = _headless(state, start, end)
    elif start + 1 < end and _DASHES.fullmatch(_text(state, start + 1)) and _fits(first, _text(state, start + 1)):
        rows = _until_empty(state, start + 2, end)
        below = rows[-1] + 1 if rows else start + 2
        if rows and _DASHES.fullmatch(_text(state, rows[-1])):
            rows = rows[:-1]
        found = _Found([start], start + 1, [[line] for line in rows], below) if rows else None
    if found is None or not _all_fit(state, found):
        return False
    if not silent:
        state.tokens += table_tokens(
            _rows(state, found), (start, found.below), {}, lambda cell: blocks_of_cell(state, cell)
        )
        state.line = found.below
    return True


def _until_empty(state: StateBlock, start: int, end: int) -> list[int]:
    found: list[int] = []
    for line in range(start, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            break
        found.append(line)
    return found


def _headless(state: StateBlock, start: int, end: int) -> _Found | None:
    """A table without a head, which ends in a line of dashes; with empty lines in it, each row has several lines."""
    columns = _text(state, start)
    lines: list[int] = []
    for line in range(start + 1, end):
        text = _text(state, line)
        if _DASHES.fullmatch(text) or _WHOLE.fullmatch(text):
            if not lines or (_DASHES.fullmatch(text) and _spans(text) != _spans(columns)):
                return None
            return _Found([], start, _parted(state, lines), line + 1)
        if text and state.sCount[line] < state.blkIndent:
            return None
        lines.append(line)
    return None


def _multiline(state: StateBlock, start: int, end: int) -> _Found | None:
    """A table of which each row may have several lines, with empty lines between rows."""
    head: list[int] = []
    for line in range(start + 1, end):
        if state.isEmpty(line):
            return None
        if _DASHES.fullmatch(_text(state, line)):
            inner = _headless(state, line, end)
            return _Found(head, line, inner.rows, inner.below) if inner and head else None
        head.append(line)
    return None


def _parted(state: StateBlock, lines: Sequence[int]) -> Sequence[Sequence[int]]:
    """The lines of each row: of one line each, if no line is empty."""
    if not any(state.isEmpty(line) for line in lines):
        return [[line] for line in lines]
    rows: list[list[int]] = [[]]
    for line in lines:
        if state.isEmpty(line):
            rows.append([])
        else:
            rows[-1].append(line)
    return [row for row in rows if row]


def _spans(columns: str) -> Sequence[tuple[int, int]]:
    return [found.span() for found in _GROUP.finditer(columns)]


def _all_fit(state: StateBlock, found: _Found) -> bool:
    """Whether no word of a table covers the space between two columns."""
    columns = _text(state, found.columns)
    lines = (*found.head, *(line for row in found.rows for line in row))
    return not state.isEmpty(lines[0]) and all(_fits(_text(state, line), columns) for line in lines)


def _fits(line: str, columns: str) -> bool:
    text = padded(line)
    gaps = [(before[1], after[0]) for before, after in pairwise(_spans(columns))]
    return all(any(not text[at : at + 1].strip() for at in range(*gap)) for gap in gaps)


def _rows(state: StateBlock, found: _Found) -> Rows:
    spans = _spans(_text(state, found.columns))
    gaps = [(before[1], after[0]) for before, after in pairwise(spans)]

    def row(lines: Sequence[int]) -> list[Cell]:
        pieces = [_pieces(padded(_text(state, line)), gaps) for line in lines]
        return [Cell("\n".join(column).strip("\n"), lines[0]) for column in zip(*pieces, strict=True)]

    head = [row(found.head)] if found.head else []
    sample = found.head or found.rows[0]
    sides = [_side([padded(_text(state, line)) for line in sample], *span) for span in spans]
    return Rows([*head, *(row(lines) for lines in found.rows)], len(head), sides)


def _pieces(line: str, gaps: Sequence[tuple[int, int]]) -> list[str]:
    """The words of a line in each column: the line is cut at a space in each gap."""
    cuts = [next((at for at in range(*gap) if not line[at : at + 1].strip()), gap[0]) for gap in gaps]
    bounds = [0, *cuts, len(line)]
    return [unpadded(line[begin:end]).strip() for begin, end in pairwise(bounds)]


def _side(lines: Sequence[str], start: int, end: int) -> str:
    """The alignment of a column: the side on which its words are flush with its dashes."""
    filled = [line[start:end].ljust(end - start) for line in lines if line[start:end].strip()]
    left = bool(filled) and any(not line[0].isspace() for line in filled)
    right = bool(filled) and any(not line[-1].isspace() for line in filled)
    if left == right:
        return "" if left or not filled else "center"
    return "left" if left else "right"
