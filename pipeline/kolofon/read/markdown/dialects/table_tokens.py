"""From the cells of a table that is not written with pipes, its tokens.

A node `cells` has `row`s, and these have a `cell` each, whose children are blocks.  `meta[CELL]` of a cell is the value
from which it was made, and `meta[SIDES]` of the table has the alignments of its columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from kolofon.read.markdown.extensions.attributes import MARKS

__all__ = ["CELL", "SIDES", "Cell", "Rows", "table_tokens"]

CELL, SIDES = "cell", "sides"
"""Keys of a token's `meta`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text in lines, the line of the file where they begin (from 0), its columns and rows."""

    text: str
    line: int
    heading: bool = False
    columns: int = 1
    rows: int = 1


def _cell_tokens(cell: Cell, inner: Sequence[Token]) -> list[Token]:
    """The tokens of a cell around those of its blocks."""
    opening = Token("cell_open", "", 1, map=[cell.line, cell.line + 1], meta={CELL: cell})
    return [opening, *inner, Token("cell_close", "", -1)]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, of which the first `heads` name the columns, the sides of the columns, and a caption."""

    rows: Sequence[Sequence[Cell]]
    heads: int
    sides: Sequence[str] = ()
    caption: str = ""


def table_tokens(
    table: Rows,
    lines: tuple[int, int],
    marks: Mapping[str, str],
    inner: Callable[[Cell], Sequence[Token]] | None = None,
) -> list[Token]:
    """The tokens of a table; `inner` returns those of a cell's blocks; without it, each cell is a line of Markdown."""
    opening = Token("cells_open", "", 1, map=list(lines), meta={SIDES: tuple(table.sides)})
    if marks:
        opening.meta[MARKS] = dict(marks)
    found = [opening]
    if table.caption.strip():
        found += _words("table_caption", table.caption, lines[0])
    for number, row in enumerate(table.rows):
        found.append(Token("row_open", "", 1, meta={"head": number < table.heads}))
        for cell in row:
            found += _cell_tokens(cell, (inner or _one_line)(cell))
        found.append(Token("row_close", "", -1))
    return [*found, Token("cells_close", "", -1)]


def _one_line(cell: Cell) -> Sequence[Token]:
    return _words("paragraph", cell.text, cell.line) if cell.text.strip() else ()


def _words(kind: str, text: str, line: int) -> list[Token]:
    inline = Token("inline", "", 0, content=text.strip(), map=[line, line + 1], children=[])
    return [Token(f"{kind}_open", "", 1, map=[line, line + 1]), inline, Token(f"{kind}_close", "", -1)]
