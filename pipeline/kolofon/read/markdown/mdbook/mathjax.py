r"""Formulas of mdBook's books with `mathjax-support`: `\\( a^2 \\)` in the line, `\\[ a^2 \\]` displayed.

In Markdown `\\` is an escaped backslash, so the marks have two, and so have signs of TeX in the formula: `\\{` is `\{`.
A formula has no emphasis.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from kolofon.read.markdown.extensions.formulas import DISPLAYED, FORMULA

__all__ = ["MATHJAX", "OPENING", "mathjax_plugin"]

MATHJAX = "mathjax"
"""The key of the parser's environment for whether a text has such formulas."""

OPENING = re.compile(r"\\\\[(\[]")
_ENDS = {r"\\(": r"\\)", r"\\[": r"\\]"}
_LONGEST = 20_000
"""The most characters in which the end of a formula is searched, so that the work does not grow with the square."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def mathjax_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read such formulas, as tokens of the type `FORMULA`."""
    markdown.inline.ruler.before(FORMULA, MATHJAX, _formula)


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    mark = state.src[state.pos : state.pos + 3]
    if mark not in _ENDS or not state.env.get(MATHJAX):
        return False
    begin = state.pos + len(mark)
    close = state.src.find(_ENDS[mark], begin, min(state.posMax, begin + _LONGEST))
    inner = state.src[begin:close].strip() if close >= 0 else ""
    if not inner:
        return False
    if not silent:
        token = state.push(FORMULA, "math", 0)
        token.content, token.markup = _ESCAPED.sub(r"\1", inner), mark
        token.meta[DISPLAYED] = mark == r"\\["
    state.pos = close + len(_ENDS[mark])
    return True
