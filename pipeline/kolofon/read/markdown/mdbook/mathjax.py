r"""Formulas as books of mdBook with `mathjax-support` have them: `\\( a^2 \\)` in the line, `\\[ a^2 \\]` displayed.

Markdown makes `\` of `\\`, so that the signs have two backslashes, and so has TeX before a sign: `\\{` is `\{`.
Emphasis is not looked for in a formula.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from kolofon.read.markdown.formulas import DISPLAYED, FORMULA

__all__ = ["MATHJAX", "OPENING", "mathjax_plugin"]

MATHJAX = "mathjax"
"""The key of the parser's environment that is true for a text with such formulas."""

OPENING = re.compile(r"\\\\[(\[]")
_ENDS = {r"\\(": r"\\)", r"\\[": r"\\]"}
_LONGEST = 20_000
"""The characters in which the end of a formula is looked for, so that the work does not grow with the square."""
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
