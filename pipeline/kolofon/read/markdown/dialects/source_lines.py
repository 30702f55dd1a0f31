"""The text of a line of the parser, and the lines of a token."""

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

__all__ = ["line_text", "lines_of"]


def line_text(state: StateBlock, line: int) -> str:
    """A line without its indent and without the marks of the blocks that it is in."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def lines_of(token: Token) -> tuple[int, int]:
    """The first line of a token, from 0, and the one behind its last."""
    return (token.map[0], token.map[1]) if token.map else (0, 1)
