r"""Formulas in Markdown, and the marks of Pandoc for raised and lowered text.

$a^2$  \(a^2\)              a formula in the line
$$a^2$$  \[a^2\]            one on lines of its own; `{#eq:name}` right after it asks for a number
<math>…</math>              one in MathML
H~2~O  x^2^                 lowered and raised text, without spaces in it

A dollar opens a formula by Pandoc's rules: no white space follows it; the next dollar closes the formula, has no white
space before it and no digit after it.  So prices are words; and a formula in the line holds no backtick, which begins
code.  `\(` and `\[` are, in CommonMark, escaped brackets: they open a formula only if what is in them has a sign of
mathematics, and `\[` only at the beginning of a line.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

__all__ = ["DISPLAYED", "FORMULA", "MATHML", "formulas_plugin"]

FORMULA, MATHML = "formula", "mathml"
"""The types of tokens of formulas in TeX and in MathML; `content` is the formula."""

DISPLAYED = "displayed"
"""The key of `meta` of such a token that is on lines of its own."""

_ENDS = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_LONGEST = 20_000
"""The characters in which the end of a formula is looked for, so that the work does not grow with the square."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_MATHS = re.compile(r"[\\^_=+<>{}|/*\d]|^\s*[A-Za-zα-ωΑ-Ω](?:\s*[,-]\s*[A-Za-zα-ωΑ-Ω])*\s*$")
"""What is in a formula and not in words in brackets: a sign of mathematics, or single letters."""
_NAMED = re.compile(r"[ \t]+(?=\{#)")
_BEHIND = re.compile(r"[ \t]*(?:\{#[^{}\n]*\})?[.,;:]?[ \t]*\Z")
_MARKUP = re.compile(r"<math[\s>]", re.IGNORECASE)
_MARKUP_END = re.compile(r"</math\s*>", re.IGNORECASE)
_RAISED = re.compile(r"\^((?=[^\s^]*[^\W_])(?:\\.|[^\s^\\\[\]]){1,100})\^(?!\^)")
_LOWERED = re.compile(r"~((?=[^\s~]*[^\W_])(?:\\.|[^\s~\\\[\]]){1,100})~(?!~)")


def formulas_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read formulas, as tokens of the types `FORMULA` and `MATHML`, and `sup` and `sub`."""
    markdown.block.ruler.before("fence", "formula_block", _block)
    markdown.inline.ruler.before("escape", FORMULA, _formula)
    markdown.inline.ruler.before("html_inline", MATHML, _mathml)
    markdown.inline.ruler.before("emphasis", "raised", _raised)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a paragraph that is a displayed formula; a line of it is no list, heading or rule, however it begins."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = state.src[begin : begin + 2]
    if mark not in {"$$", r"\["} or state.is_code_block(start):
        return False
    below = start + 1
    while below < end and not state.isEmpty(below) and state.sCount[below] >= state.blkIndent:
        below += 1
    whole = state.getLines(start, below, state.blkIndent, keepLastLF=False).strip()
    close = _close(whole, 2, mark)
    content = whole[: close + 2] + whole[close + 2 :].partition("\n")[0].rstrip()
    if close < 0 or not _BEHIND.fullmatch(content, close + 2):
        return False
    if not silent:
        last = start + 1 + content.count("\n")
        state.line = last
        for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
            token = state.push(kind, "p" * bool(nesting), nesting)  # type: ignore[arg-type]  # -1, 0 or 1
            token.map = [start, last]
            if not nesting:
                token.content, token.children = content, []
    return True


def _close(text: str, begin: int, mark: str, stop: int | None = None) -> int:
    r"""Where the end of a formula begins, in a text in which the formula begins at an offset; -1 if it has none.

    What is escaped is no end: `\$` is a dollar in a formula.
    """
    closing, at = _ENDS[mark], begin
    stop = min(len(text) if stop is None else stop, begin + _LONGEST)
    if text.find(closing, begin, stop) < 0:
        return -1
    while at < stop:
        if text.startswith(closing, at) and at + len(closing) <= stop:
            return at
        escaped = _ESCAPED.match(text, at)
        at = escaped.end() if escaped else at + 1
    return -1


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    source, pos = state.src, state.pos
    if source[pos] not in "$\\":
        return False
    mark = source[pos : pos + 2]
    if source[pos] == "$" and mark != "$$":
        mark = "$"
    if mark not in _ENDS:
        return False
    begin = pos + len(mark)
    close = _close(source, begin, mark, state.posMax)
    if close < 0:
        return False
    inner = source[begin:close]
    end = close + len(_ENDS[mark])
    if not inner.strip() or (mark == "$" and not _is_priceless(inner, source[end : end + 1])):
        return False
    if mark in {r"\(", r"\["} and not _MATHS.search(inner):
        return False
    if mark == r"\[" and not _begins_line(source, pos):
        return False
    displayed = mark in {"$$", r"\["}
    if not silent:
        token = state.push(FORMULA, "math", 0)
        token.content, token.markup = inner, mark
        token.meta[DISPLAYED] = displayed
    state.pos = end
    if displayed and (named := _NAMED.match(source, end, state.posMax)):
        state.pos = named.end()
    return True


def _is_priceless(inner: str, behind: str) -> bool:
    """Whether one dollar opens a formula: it is none that begins a price before another one, or before code."""
    return not (inner[0].isspace() or inner[-1].isspace() or behind.isdigit() or "`" in inner)


def _begins_line(source: str, pos: int) -> bool:
    before = source[:pos].rstrip(" \t")
    return not before or (before[-1] == "\n" and not before.endswith("\\\n"))


def _mathml(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    found = _MARKUP.match(state.src, state.pos, state.posMax)
    close = _MARKUP_END.search(state.src, state.pos, min(state.posMax, state.pos + _LONGEST)) if found else None
    if not close:
        return False
    if not silent:
        token = state.push(MATHML, "math", 0)
        token.content = state.src[state.pos : close.end()]
    state.pos = close.end()
    return True


def _raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    mark = state.src[state.pos]
    if mark not in "^~" or state.src[state.pos - 1 : state.pos] == mark:
        return False
    found = (_RAISED if mark == "^" else _LOWERED).match(state.src, state.pos, state.posMax)
    if not found:
        return False
    kind = "sup" if mark == "^" else "sub"
    if not silent:
        limit = state.posMax
        state.push(f"{kind}_open", kind, 1)
        state.pos, state.posMax = found.start(1), found.end(1)
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", kind, -1)
        state.posMax = limit
    state.pos = found.end()
    return True
