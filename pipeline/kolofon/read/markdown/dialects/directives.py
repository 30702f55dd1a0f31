"""Directives: blocks between two lines of colons or backticks, the first of which has a name (`dialects.opening_line`).

Lines of colons are paired when all blocks are known: a line of colons alone closes the innermost directive that is open
in the same list, quotation or directive.  So a directive may have as many colons as the one in it (Pandoc), or more
(MyST), and colons in a listing close nothing.  A directive that nothing closes is text.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_kinds import Shape, shape_of
from kolofon.read.markdown.dialects.directive_tokens import OPENING, closed, opened, report_token, written
from kolofon.read.markdown.dialects.opening_line import Opening, backticked, coloned, options, with_options
from kolofon.read.markdown.dialects.source_lines import line_text, lines_of

__all__ = ["CLOSES", "OPENS", "directives_plugin"]

OPENS, CLOSES = "colons_open", "colons_end"
"""Types of tokens of lines that open and close a directive; both lines have the same `markup`."""
_FENCED, _FENCED_END = "directive_open", "directive_close"
_VERBATIM = frozenset({Shape.LISTING, Shape.FORMULA, Shape.INCLUDE, Shape.CHAPTERS, Shape.INDEX, Shape.VERSE})
"""The directives whose text is not Markdown, or is read as a whole, as is that of `_VALUES`."""
_VALUES = "csv-table"
_ALSO: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}


def directives_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read directives."""
    markdown.block.ruler.before("fence", "backticked_directive", _backticked, _ALSO)
    markdown.block.ruler.before("fence", "colons", _colons, _ALSO)
    markdown.core.ruler.before("attributes_of_blocks", "directives", _paired)


def _lines(state: StateBlock, start: int, end: int) -> Sequence[str]:
    """The lines of a directive that may be options."""
    found: list[str] = []
    for line in range(start, end):
        text = line_text(state, line)
        if not text.strip() and not (found and found[0].startswith("---")):
            break
        found.append(text)
        if len(found) > 1 and found[0].startswith("---") and text.startswith("---"):
            break
        if not found[0].startswith(("---", ":")):
            break
    return found


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.is_code_block(start):
        return False
    text = line_text(state, start).rstrip(" \t")
    if not text.startswith(":::"):
        return False
    if not text.strip(":"):
        if not silent:
            token = state.push(CLOSES, "", 0)
            token.map, token.content, token.markup = [start, start + 1], text, ":"
            state.line = start + 1
        return True
    opening = coloned(text)
    if not opening:
        return False
    if silent:
        return True
    below = start + 1
    if opening.name:
        count, found = options(_lines(state, below, end))
        opening, below = with_options(opening, found), below + count
    if _is_verbatim(opening) and text.lstrip(": \t").startswith("{"):
        close = _end(state, below, end, lambda line: line.startswith(":" * opening.fence) and not line.strip(":"))
        if close < end:
            state.tokens += _verbatim(state, opening, start, below, close)
            state.line = close + 1
            return True
    token = state.push(OPENS, "", 0)
    token.map, token.meta[OPENING], token.markup = [start, below], opening, ":"
    token.content = state.getLines(start, below, state.sCount[start], keepLastLF=False).strip()
    state.line = below
    return True


def _is_verbatim(opening: Opening) -> bool:
    return bool(opening.name) and (shape_of(opening.names) in _VERBATIM or opening.name.lower() == _VALUES)


def _end(state: StateBlock, start: int, end: int, closes: Callable[[str], bool]) -> int:
    """The line that closes a directive, or else the one behind its parent."""
    for line in range(start, end):
        text = line_text(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return line
        if closes(text.rstrip(" \t")):
            return line
    return end


def _backticked(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.is_code_block(start):
        return False
    text = line_text(state, start).rstrip(" \t")
    mark = text[:1]
    if mark not in ("`", "~") or not text.startswith(mark * 3):
        return False
    fence = len(text) - len(text.lstrip(mark))
    info = text[fence:]
    opening = None if mark in info else backticked(info, text, fence)
    if not opening:
        return False
    if silent:
        return True
    close = _end(state, start + 1, end, lambda line: line.startswith(mark * fence) and not line.strip(mark))
    closes = close < end and line_text(state, close).startswith(mark * fence)
    count, found = options(_lines(state, start + 1, close))
    opening, below = with_options(opening, found), start + 1 + count
    if _is_verbatim(opening):
        state.tokens += _verbatim(state, opening, start, below, close)
    else:
        _tokenize(state, opening, (start, below, close))
    state.line = close + closes
    return True


def _tokenize(state: StateBlock, opening: Opening, lines: tuple[int, int, int]) -> None:
    """Push the tokens of a directive whose content is Markdown: the lines of its opening, its content, and its end."""
    start, below, close = lines
    token = state.push(_FENCED, "", 1)
    token.map, token.meta[OPENING] = [start, close], opening
    parent, last, tight = state.parentType, state.lineMax, state.tight
    state.parentType, state.lineMax = "directive", close
    state.md.block.tokenize(state, below, close)
    state.parentType, state.lineMax, state.tight = parent, last, tight
    state.push(_FENCED_END, "", -1)


def _verbatim(state: StateBlock, opening: Opening, start: int, below: int, close: int) -> list[Token]:
    content = state.getLines(below, close, state.sCount[start], keepLastLF=True)
    return written(opening, content, (start, below, close))


def _paired(state: StateCore) -> None:
    """Make blocks of the lines that open and close directives."""
    tokens = state.tokens
    if not any(token.type in (OPENS, CLOSES, _FENCED) for token in tokens):
        return
    partners = _partners(tokens)
    found: list[Token] = []
    waiting: list[Opening] = []
    for at, token in enumerate(tokens):
        match token.type:
            case "directive_open":
                waiting.append(token.meta[OPENING])
                found += opened(token.meta[OPENING], lines_of(token))
            case "colons_open" if at in partners:
                waiting.append(token.meta[OPENING])
                found += opened(token.meta[OPENING], (lines_of(token)[0], lines_of(tokens[partners[at]])[1]))
            case "directive_close":
                found += closed(waiting.pop())
            case "colons_end" if at in partners:
                found += closed(waiting.pop())
            case "colons_open" | "colons_end":
                found += _as_text(token)
            case _:
                found.append(token)
    state.tokens = _with_levels(found)


def _partners(tokens: Sequence[Token]) -> Mapping[int, int]:
    """The indices of lines that open and close directives, each with that of its partner.

    A line closes the innermost open directive that has its `markup`; directives that are open within have no partner.
    """
    found: dict[int, int] = {}
    waiting: list[_Waiting] = [_Waiting()]
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            waiting.append(_Waiting())
        elif token.nesting < 0:
            waiting.pop()
        elif token.type == OPENS:
            waiting[-1].open(at, token.markup)
        elif token.type == CLOSES and (partner := waiting[-1].close(token.markup)) is not None:
            found[partner], found[at] = at, partner
    return found


class _Waiting:
    """The directives that are open in one list, quotation or directive."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._count = Counter[str]()

    def open(self, at: int, mark: str) -> None:
        self._open.append((at, mark))
        self._count[mark] += 1

    def close(self, mark: str) -> int | None:
        """The index of the innermost open one with a mark."""
        if not self._count[mark]:
            return None
        while True:
            at, other = self._open.pop()
            self._count[other] -= 1
            if other == mark:
                return at


def _as_text(token: Token) -> list[Token]:
    """A paragraph with the line of a directive that has no partner."""
    lines = lines_of(token)
    words = Token("inline", "", 0, content=token.content, map=list(lines), children=[])
    opening = Token("paragraph_open", "p", 1, map=list(lines))
    own = [report_token("unread-directive", token.content, lines)] if token.markup.startswith((":", "///")) else []
    return [*own, opening, words, Token("paragraph_close", "p", -1)]


def _with_levels(tokens: list[Token]) -> list[Token]:
    """The tokens with their levels counted anew, since directives are levels too."""
    level = 0
    for token in tokens:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0
    return tokens
