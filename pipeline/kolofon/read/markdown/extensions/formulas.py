r"""Formulas in Markdown, and the marks of Pandoc for raised and lowered text.

$a^2$  \(a^2\)              a formula in the line
$$a^2$$  \[a^2\]            one on lines of its own; `{#eq:name}` right after it asks for a number
$`a^2`$  ```math            the same as GitHub has them
\begin{align}…\end{align}   an environment of AMS-LaTeX, as MyST and Pandoc have it; `\label{eq:name}` is its name
<math>…</math>              one in MathML
H~2~O  x^2^                 lowered and raised text, without spaces in it

A dollar opens a formula by Pandoc's rules: no white space follows it; the next dollar closes the formula, has no white
space before it and no digit after it.  So prices are words.  A formula in the line has no backtick, which begins code.
In CommonMark, `\(` and `\[` are escaped brackets: they open a formula only if it has a sign of mathematics, and `\[`
within a line only if it has a command, or something raised or lowered.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["DISPLAYED", "FORMULA", "MATHML", "formulas_plugin"]

FORMULA, MATHML = "formula", "mathml"
"""The types of tokens of formulas in TeX and in MathML; `content` is the formula."""

DISPLAYED = "displayed"
"""The key of `meta` of such a token that is on lines of its own."""

_ENDS = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_LONGEST = 20_000
"""The most characters in which the end of a formula is searched, so that the work does not grow with the square."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_MATHS = re.compile(r"[\\^_=+<>{}|/*\d]|^\s*[A-Za-zα-ωΑ-Ω](?:\s*[,-]\s*[A-Za-zα-ωΑ-Ω])*\s*$")
"""Signs of mathematics, or single letters: these are in a formula, and not in words between brackets."""
_SURELY = re.compile(r"\\[A-Za-z]|(?<!\\)[\^_]")
"""A command, or a raised or lowered part: one of these is in a formula between escaped square brackets in a line."""
_WORD = re.compile(r"[A-Za-z]{3}")
_LINK_BEGINS = frozenset("([:")
_TICKED = re.compile(r"\$`(?P<inner>[^`\n]+)`\$")
_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math)\*?)\}"
)
_BARE = frozenset({"equation", "displaymath", "math", "multline"})
"""Environments that are a formula without more."""
_ALIGNED = frozenset({"alignat", "flalign", "eqnarray"})
_LABEL = re.compile(r"\\label\{([^{}]*)\}")
_FENCED = "math"
_NAMED = re.compile(r"[ \t]+(?=\{#)")
_BEHIND = re.compile(r"[ \t]*(?:\{#[^{}\n]*\})?[.,;:]?[ \t]*\Z")
_MARKUP = re.compile(r"<math[\s>]", re.IGNORECASE)
_MARKUP_END = re.compile(r"</math\s*>", re.IGNORECASE)
_RAISED = re.compile(r"\^((?=[^\s^]*[^\W_])(?:\\.|[^\s^\\\[\]]){1,100})\^(?!\^)")
_LOWERED = re.compile(r"~((?=[^\s~]*[^\W_])(?:\\.|[^\s~\\\[\]]){1,100})~(?!~)")


def formulas_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read formulas, as tokens of the types `FORMULA` and `MATHML`, and `sup` and `sub`."""
    markdown.block.ruler.before("fence", "formula_block", _block)
    markdown.block.ruler.before("fence", "environment", _environment, {"alt": ["paragraph"]})
    markdown.core.ruler.after("block", "fenced_formulas", _fenced)
    markdown.inline.ruler.before("escape", FORMULA, _formula)
    markdown.inline.ruler.before("html_inline", MATHML, _mathml)
    markdown.inline.ruler.before("emphasis", "raised", _raised)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a paragraph that is a displayed formula; a line of it is no list, heading or rule, however it begins."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = state.src[begin : begin + 2]
    if mark not in {"$$", r"\["} or state.is_code_block(start):
        return False
    closing, looked_at = _ENDS[mark], begin + 2
    if state.src.find(closing, looked_at) < 0:
        return False
    parts: list[str] = []
    below, taken, length, close = start, start, 0, -1
    while close < 0 and length <= _LONGEST and below < end and (below == start or _goes_on(state, below)):
        below += 1
        if state.src.find(closing, looked_at, state.eMarks[below - 1]) >= 0:
            # No line is taken twice, for there may be hundreds that have an escaped mark.  A part ends with a line, so
            # that a backslash at its end escapes the line end and nothing in the next part.
            part = state.getLines(taken, below, state.blkIndent, keepLastLF=False)
            part = part if parts else part.lstrip()
            close = _close(part, 0 if parts else 2, mark, min(len(part), _LONGEST + 2 - length))
            parts.append(part)
            length += len(part) + 1
            taken = below
        looked_at = state.eMarks[below - 1]
    if close < 0 or not _BEHIND.fullmatch(parts[-1].rstrip(), close + 2):
        return False
    if not silent:
        state.line = below
        for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
            token = state.push(kind, "p" * bool(nesting), nesting)  # type: ignore[arg-type]  # -1, 0 or 1
            token.map = [start, below]
            if not nesting:
                token.content, token.children = "\n".join(parts).rstrip(), []
    return True


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether a paragraph goes on in a line."""
    return not state.isEmpty(line) and state.sCount[line] >= state.blkIndent


def _close(text: str, begin: int, mark: str, stop: int | None = None) -> int:
    r"""The offset of the mark that closes a formula, which begins at an offset; -1 if nothing closes it.

    An escaped mark does not close it: `\$` is a dollar in a formula.
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
    if mark == "$`" and (ticked := _TICKED.match(source, pos, state.posMax)):
        if not silent:
            _push(state, ticked["inner"], "$", displayed=False)
        state.pos = ticked.end()
        return True
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
    surely = _SURELY.search(inner) and source[end : end + 1] not in _LINK_BEGINS
    if mark == r"\[" and not surely and (_WORD.search(inner) or not _begins_line(source, pos)):
        return False
    displayed = mark in {"$$", r"\["}
    if not silent:
        _push(state, inner, mark, displayed=displayed)
    state.pos = end
    if displayed and (named := _NAMED.match(source, end, state.posMax)):
        state.pos = named.end()
    return True


def _push(state: StateInline, inner: str, mark: str, *, displayed: bool) -> None:
    token = state.push(FORMULA, "math", 0)
    token.content, token.markup = inner, mark
    token.meta[DISPLAYED] = displayed


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read lines from the beginning of an environment of mathematics to its end as a displayed formula."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] != "\\" or state.is_code_block(start):
        return False
    opening = _ENVIRONMENT.match(state.src, begin, state.eMarks[start])
    if not opening:
        return False
    closing = f"\\end{{{opening['name']}}}"
    last = start
    while closing not in state.src[state.bMarks[last] : state.eMarks[last]]:
        last += 1
        if last >= end or state.isEmpty(last) or state.sCount[last] < state.blkIndent:
            return False
    if not state.src[state.bMarks[last] : state.eMarks[last]].rstrip().rstrip(".,;").endswith(closing):
        return False
    if not silent:
        whole = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False).strip()
        inner, behind = whole[len(opening[0]) :].rsplit(closing, 1)
        _push_block(state.tokens, _tex(opening["name"], inner), behind, (start, last + 1))
        state.line = last + 1
    return True


def _tex(name: str, inner: str) -> str:
    """An environment as a formula in dollars, with its label as its name."""
    label = _LABEL.search(inner)
    inner = _LABEL.sub("", inner).strip()
    bare, star = name.rstrip("*"), "*" if name.endswith("*") else ""
    if bare in _ALIGNED:
        columns = re.compile(r"\{[0-9]+\}").match(inner) if bare == "alignat" else None
        inner, bare = inner[columns.end() if columns else 0 :], "align"
    if bare not in _BARE:
        inner = f"\\begin{{{bare}{star}}}\n{inner}\n\\end{{{bare}{star}}}"
    return f"$$\n{inner}\n$${f' {{#{label[1]}}}' if label else ''}"


def _push_block(tokens: list[Token], content: str, behind: str, lines: tuple[int, int]) -> None:
    opening = Token("paragraph_open", "p", 1, map=list(lines))
    words = Token("inline", "", 0, content=f"{content}{behind}", map=list(lines), children=[])
    tokens += [opening, words, Token("paragraph_close", "p", -1)]


def _fenced(state: StateCore) -> None:
    """Make formulas of listings in the language `math`."""
    if not any(token.type == "fence" and token.info.strip() == _FENCED for token in state.tokens):
        return
    found: list[Token] = []
    for token in state.tokens:
        if token.type != "fence" or token.info.strip() != _FENCED or "$$" in token.content or not token.content.strip():
            found.append(token)
            continue
        lines = (token.map[0], token.map[1]) if token.map else (0, 1)
        _push_block(found, f"$$\n{token.content.strip()}\n$$", "", lines)
    state.tokens = found


def _is_priceless(inner: str, behind: str) -> bool:
    """Whether one dollar opens a formula, and not a price with another price or with code behind it."""
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
