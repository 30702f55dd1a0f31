"""Grid tables of Pandoc: cells between lines, over several columns or rows, each with blocks of its own.

+-----+-------+
| a   | b     |
+=====+:=====:+
| c   | - one |
|     | - two |
+-----+-------+
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kolofon.read.markdown.dialects.table_tokens import Cell, Rows, table_tokens

__all__ = ["blocks_of_cell", "grids_plugin", "padded", "unpadded"]

_BORDER = re.compile(r"\+(?:[-=:]+\+)+[ \t]*")
_FEWEST = 3
_FILLER = "\0"
_EFFORT = 64
"""How often each character of a table may be read, so that the work does not grow with the square."""


def grids_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read grid tables, as nodes `cells`."""
    markdown.block.ruler.before("fence", "grid_table", _grid, {"alt": ["blockquote"]})


def padded(line: str) -> str:
    """A line in which each character takes the columns that it has on a screen."""
    return line if line.isascii() else "".join(c + _FILLER * (east_asian_width(c) in "WF") for c in line)


def unpadded(line: str) -> str:
    """The line before it was padded."""
    return line.replace(_FILLER, "")


def blocks_of_cell(state: StateBlock, cell: Cell) -> Sequence[Token]:
    """The tokens of the blocks in a cell."""
    if not cell.text.strip():
        return ()
    found: list[Token] = []
    state.md.block.parse(cell.text, state.md, state.env, found)
    for token in found:
        token.level += state.level + 3
        if token.map:
            token.map = [token.map[0] + cell.line, token.map[1] + cell.line]
    return found


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 2] not in {"+-", "+=", "+:"} or state.is_code_block(start):
        return False
    lines: list[str] = []
    for line in range(start, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if not text.startswith(("+", "|")) or state.sCount[line] < state.blkIndent:
            break
        lines.append(padded(text))
    while lines and not _BORDER.fullmatch(lines[-1]):
        lines.pop()
    if len(lines) < _FEWEST or not _BORDER.fullmatch(lines[0]) or max(map(len, lines)) > len(lines[0]):
        return False
    cells = _Grid(lines).cells()
    if not cells:
        return False
    if not silent:
        table = _table(lines, cells, start)
        below = start + len(lines)
        state.tokens += table_tokens(table, (start, below), {}, lambda cell: blocks_of_cell(state, cell))
        state.line = below
    return True


class _Grid:
    """The cells of a drawn table, as (top, left, bottom, right)."""

    def __init__(self, lines: Sequence[str]) -> None:
        width = max(map(len, lines))
        self._lines = [line.ljust(width) for line in lines]
        self._left = _EFFORT * width * len(lines)

    def cells(self) -> list[tuple[int, int, int, int]]:
        """Its cells, row by row; none, if the drawn lines do not divide all of it into cells."""
        found: list[tuple[int, int, int, int]] = []
        covered: dict[int, int] = {}  # down to which line each column is in a cell
        for top, line in enumerate(self._lines[:-1]):
            left = 0
            while left < len(line) - 1:
                if covered.get(left, 0) > top or line[left] != "+":
                    left += 1
                    continue
                cell = self._cell(top, left)
                if cell is None:
                    left += 1
                    continue
                found.append(cell)
                covered |= dict.fromkeys(range(left, cell[3]), cell[2])
                left = cell[3]
        area = sum((bottom - top) * (right - left) for top, left, bottom, right in found)
        whole = (len(self._lines) - 1) * (len(self._lines[0].rstrip()) - 1)
        return found if area == whole else []

    def _cell(self, top: int, left: int) -> tuple[int, int, int, int] | None:
        """The smallest cell with its corner at a place."""
        for right in range(left + 1, len(self._lines[top])):
            self._left -= 1
            if self._left < 0 or self._lines[top][right] not in "-=:+":
                return None
            if self._lines[top][right] == "+" and (bottom := self._bottom(top, left, right)):
                return top, left, bottom, right
        return None

    def _bottom(self, top: int, left: int, right: int) -> int:
        """The line at which a cell between two columns ends; 0, if it is none."""
        for bottom in range(top + 1, len(self._lines)):
            self._left -= 1
            line = self._lines[bottom]
            if self._left < 0 or line[left] not in "|+" or line[right] not in "|+":
                return 0
            if line[left] == line[right] == "+" and not line[left:right].strip("-=:+"):
                self._left -= right - left
                return bottom
        return 0


def _table(lines: Sequence[str], cells: Sequence[tuple[int, int, int, int]], start: int) -> Rows:
    tops, lefts = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    head = next((number for number, line in enumerate(lines) if number and "=" in line and _BORDER.fullmatch(line)), 0)
    if head and head + 1 == len(lines):
        head = 0  # the line below the foot of a table without a head
    rows: list[list[Cell]] = [[] for _ in tops]
    for top, left, bottom, right in sorted(cells):
        text = _text(line[left + 1 : right] for line in lines[top + 1 : bottom])
        columns = bisect_left(lefts, right) - bisect_left(lefts, left)
        row = bisect_left(tops, top)
        rows[row].append(Cell(text, start + top + 1, columns=columns, rows=bisect_left(tops, bottom) - row))
    border = lines[head] if head else lines[0]
    ends = [*lefts[1:], len(border.rstrip()) - 1]
    sides = [_side(border[left + 1 : right]) for left, right in zip(lefts, ends, strict=True)]
    return Rows(rows, sum(top < head for top in tops), sides)


def _text(lines: Iterable[str]) -> str:
    """The lines of a cell without the space that all of them begin with."""
    texts = [unpadded(line).rstrip() for line in lines]
    indent = min((len(line) - len(line.lstrip(" ")) for line in texts if line), default=0)
    return "\n".join(line[indent:] for line in texts).rstrip("\n")


def _side(border: str) -> str:
    """The alignment of a column, from the colons in the line above it."""
    left, right = border.startswith(":"), border.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
