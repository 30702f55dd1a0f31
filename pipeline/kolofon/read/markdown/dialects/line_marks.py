"""Marks on lines of their own that other programs add to Markdown.

(name)=                         the name of the block below (MyST)
% a comment,  +++,  ^^^         a comment, the end of a cell or of a head (MyST, if the text is written for it)
%%                              a comment up to the next such line (Obsidian)
{: .note #name}                 attributes of the block above or below (kramdown); `{ .note }` of the lines above
text ^name                      the name of a block (Obsidian)
{{< note "A title" >}}          an aside up to `{{< /note >}}` (Hugo), `{% note %}` up to `{% endnote %}` (Liquid)
{{< figure src="a.png" >}}      a figure, with `title` and `caption` as its caption (Hugo)
{% highlight python %}          a listing up to `{% endhighlight %}`, also in Hugo's brackets
{% raw %}                       printed, with a finding
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_kinds import Shape, shape_of
from kolofon.read.markdown.dialects.directive_tokens import OPENING, closed, opened, report_token, words_of
from kolofon.read.markdown.dialects.directives import CLOSES, OPENS
from kolofon.read.markdown.dialects.inline_marks import DIALECTS, MYST, OBSIDIAN
from kolofon.read.markdown.dialects.opening_line import Opening
from kolofon.read.markdown.dialects.source_lines import line_text
from kolofon.read.markdown.extensions.attributes import LINE, MARKS, TARGET, joined, leading

__all__ = ["NAMES", "lines_plugin"]

NAMES = "names"
"""The key of a token's `meta` for names of a block, other than the one among its attributes."""

_ALSO: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
_TARGET = re.compile(r"\((?P<name>[^\s()][^()]*)\)=[ \t]*")
_BREAK = re.compile(r"(?:\+{3,}(?:[ \t]*(?P<rest>\{.*\}|[^+{].*))?|\^{3,})[ \t]*")
_HIDDEN = re.compile(r"%%[ \t]*")
_TAG = re.compile(
    r"(?:\{\{(?P<mark>[<%])[ \t]*(?P<end>/?)[ \t]*(?P<name>[A-Za-z][\w/-]*)(?P<rest>[^{}\n]*?)/?[>%]\}\}"
    r"|\{%-?[ \t]*(?P<tag>[A-Za-z_]\w*)(?P<more>[^{}%\n]*)-?%\})[ \t]*"
)
_VALUE = re.compile(r"""(?:(?P<key>[\w-]+)=)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=]+))""")
_HIGHLIGHT = "highlight"
_HIGHLIGHT_END = re.compile(r"\{%-?[ \t]*endhighlight[ \t]*-?%\}|\{\{[<%][ \t]*/[ \t]*highlight[ \t]*[>%]\}\}")
_CAPTION = ("title", "caption")
_KINDS = frozenset({"alert", "callout", "hint", "notice", "admonition", "note", "block"})
"""Tags whose argument may be the kind of an aside."""
_BEHIND = re.compile(r"(?:^|[ \t\n]+)\^(?P<name>[A-Za-z0-9-]+)[ \t]*\Z")
_KRAMDOWN = "{:"
_TAIL = re.compile(r"^[ \t>]*\{(?::|[ \t]*(?:\.|#(?!(?:fig|tbl|tab|lst|eq)[-:]))[A-Za-z])", re.MULTILINE)
"""The beginning of a line of attributes below a block, as kramdown has it, and Python-Markdown without the colon."""


def lines_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these lines."""
    ruler = markdown.block.ruler
    ruler.before("fence", "target", _target, _ALSO)
    ruler.before("fence", "cell_break", _break, _ALSO)
    ruler.before("fence", "hidden_lines", _hidden, _ALSO)
    ruler.before("fence", "line_comment", _comment, _ALSO)
    ruler.before("fence", "tag_line", _tag, _ALSO)
    markdown.core.ruler.after("directives", "kramdown", _kramdown)
    markdown.core.ruler.after("attributes_of_blocks", "targets", _named)


def _push(state: StateBlock, token: Token, start: int, below: int) -> None:
    token.map = [start, below]
    state.tokens.append(token)
    state.line = below


def _target(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    del end
    text = line_text(state, start)
    if not text.startswith("(") or state.is_code_block(start) or not (found := _TARGET.fullmatch(text)):
        return False
    if not silent:
        _push(state, Token(TARGET, "", 0, meta={NAMES: (found["name"],)}), start, start + 1)
    return True


def _break(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    del end
    text = line_text(state, start)
    if not text.startswith(("+++", "^^^")) or MYST not in state.env.get(DIALECTS, ()) or state.is_code_block(start):
        return False
    found = _BREAK.fullmatch(text)
    if not found:
        return False
    if not silent:
        rest = found["rest"] or ""
        _push(state, report_token("unread-attribute", f"“{rest}” of a cell", (start, start + 1)), start, start + 1)
        if not rest:
            state.tokens.pop()
    return True


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if (
        not line_text(state, start).startswith("%")
        or MYST not in state.env.get(DIALECTS, ())
        or state.is_code_block(start)
    ):
        return False
    if not silent:
        below = start + 1
        while below < end and line_text(state, below).startswith("%") and state.sCount[below] >= state.blkIndent:
            below += 1
        words = "\n".join(line_text(state, line) for line in range(start, below))
        _push(state, report_token("comment", words, (start, below)), start, below)
    return True


def _hidden(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    text = line_text(state, start)
    if not text.startswith("%%") or not _HIDDEN.fullmatch(text) or state.is_code_block(start):
        return False
    close = next((line for line in range(start + 1, end) if _HIDDEN.fullmatch(line_text(state, line))), -1)
    if close < 0 or state.sCount[close] < state.blkIndent:
        return False
    if not silent:
        words = " ".join(line_text(state, line) for line in range(start, close + 1))
        _push(state, report_token("comment", words, (start, close + 1)), start, close + 1)
    return True


def _tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    text = line_text(state, start)
    if not text.startswith("{") or state.is_code_block(start) or not (found := _TAG.fullmatch(text)):
        return False
    text = text.rstrip()
    name, rest = (found["name"] or found["tag"]).lower(), found["rest"] or found["more"] or ""
    if name == _HIGHLIGHT and not found["end"]:
        return silent or _highlighted(state, rest.split(), text, (start, end))
    if name == "figure" and found["mark"] and not found["end"] and (figure := _figure(rest, text)):
        if not silent:
            lines = (start, start + 1)
            state.tokens += [*opened(figure, lines), *words_of(_caption(rest), lines, "paragraph"), *closed(figure)]
            state.line = start + 1
        return True
    closes = found["end"] or (found["tag"] and name.startswith("end"))
    own = name.removeprefix("end") if found["tag"] and closes else name
    if closes:
        token = Token(CLOSES, "", 0, content=text, markup=f"/{own}")
    elif (opening := _opening(own, rest, text)) is not None:
        token = Token(OPENS, "", 0, content=text, markup=f"/{own}", meta={OPENING: opening})
    else:
        return False
    if not silent:
        _push(state, token, start, start + 1)
    return True


def _values(rest: str) -> tuple[dict[str, str], list[str]]:
    """The arguments of a tag: those with a key, and the others."""
    marks: dict[str, str] = {}
    words: list[str] = []
    for value in _VALUE.finditer(rest):
        text = next(each for each in (value["double"], value["single"], value["bare"]) if each is not None)
        if value["key"]:
            marks[value["key"]] = text
        else:
            words.append(text)
    return marks, words


def _figure(rest: str, written: str) -> Opening | None:
    """The opening of a figure from Hugo's tag; None if it names no picture."""
    marks, words = _values(rest)
    source = marks.pop("src", "")
    if not source or words:
        return None
    return Opening("figure", source, {key: marks[key] for key in marks if key not in _CAPTION}, written)


def _caption(rest: str) -> str:
    marks, _ = _values(rest)
    title, words = (marks.get(key, "").strip() for key in _CAPTION)
    return f"**{title}** {words}" if title and words else title or words


def _opening(name: str, rest: str, written: str) -> Opening | None:
    """The opening of an aside from a tag; None for any other tag."""
    marks, words = _values(rest)
    if shape_of([name]) not in {Shape.ASIDE, Shape.TABS, Shape.QUOTATION} and name not in _KINDS:
        return None
    kinds = [*words[:1], *(marks[key] for key in ("type", "style", "kind", "color") if key in marks)]
    kind = next((each.lower() for each in kinds if shape_of([each.lower()]) is Shape.ASIDE), "")
    if kind:
        words = [word for word in words if word.lower() != kind]
        marks = {key: value for key, value in marks.items() if value.lower() != kind}
    if name in _KINDS and kind:
        name = kind
    title = " ".join(words) or marks.pop("title", marks.pop("name", ""))
    return Opening(name if shape_of([name]) is not Shape.UNKNOWN else "aside", title, marks, written)


def _highlighted(state: StateBlock, words: Sequence[str], text: str, lines: tuple[int, int]) -> bool:
    """Push the listing between `{% highlight python %}` and `{% endhighlight %}`."""
    start, end = lines
    closing = next((line for line in range(start + 1, end) if _HIGHLIGHT_END.match(line_text(state, line))), -1)
    if closing < 0 or state.sCount[closing] < state.blkIndent:
        return False
    content = state.getLines(start + 1, closing, state.sCount[start], keepLastLF=True)
    if words[1:]:
        state.tokens.append(report_token("unread-attribute", text, (start, start + 1)))
    _push(state, Token("fence", "code", 0, content=content, info=" ".join(words[:1])), start, closing + 1)
    return True


# --- attributes and names above or behind a block ---------------------------------------------------------------------


def _kramdown(state: StateCore) -> None:
    """Give attributes with a colon to the block right above them, and make a line of those that are a paragraph."""
    if not _TAIL.search(state.src):
        return
    found: list[Token] = []
    for token in state.tokens:
        found.append(token)
        if token.type == LINE and token.markup == _KRAMDOWN:
            _above(found)
        if token.type != "paragraph_close" or found[-2].type != "inline":
            continue
        words, lines = found[-2], found[-2].content.split("\n")
        last = lines[-1].strip()
        own = leading(last) if last.startswith(_KRAMDOWN) or (len(lines) > 1 and _TAIL.match(last)) else None
        if not own or own[0] != len(last):
            continue
        if len(lines) > 1:
            both = joined(found[-3].meta.get(MARKS, {}), own[1])
            if both is not None:
                words.content = "\n".join(lines[:-1])
                found[-3].meta[MARKS] = both
            continue
        line = Token(LINE, "", 0, map=found[-3].map, meta={MARKS: own[1]})
        del found[-3:]
        found.append(line)
        _above(found)
    state.tokens = found


def _above(found: list[Token]) -> None:
    """Give the last token's attributes to the block that ends in the line above it, if one does."""
    line = found[-1]
    depth, at = 0, len(found) - 2
    while at >= 0:
        depth += found[at].nesting
        if depth == 0:
            break
        if depth > 0:
            return
        at -= 1
    if at < 0:
        return
    block = found[at]
    if block.map and line.map and block.map[1] >= line.map[0] and block.type not in {LINE, TARGET}:
        both = joined(block.meta.get(MARKS, {}), line.meta[MARKS])
        if both is not None:
            block.meta[MARKS] = both
            found.pop()


def _named(state: StateCore) -> None:
    """Give names to the blocks below them (`(name)=`), and to blocks that end in `^name`."""
    behind = OBSIDIAN in state.env.get(DIALECTS, ()) or "#^" in state.src
    waiting: list[str] = []
    found: list[Token] = []
    for token in state.tokens:
        if token.type == TARGET:
            waiting += token.meta[NAMES]
            continue
        if waiting and token.nesting >= 0 and token.type != "report":
            token.meta[NAMES] = (*token.meta.get(NAMES, ()), *waiting)
            waiting = []
        if behind and token.type == "inline" and found and (end := _BEHIND.search(token.content)):
            token.content = token.content[: end.start()]
            found[-1].meta[NAMES] = (*found[-1].meta.get(NAMES, ()), f"^{end['name']}")
        if waiting and token.nesting < 0:
            found.append(Token(TARGET, "", 0, meta={NAMES: tuple(waiting)}))
            waiting = []
        found.append(token)
    if waiting:
        found.append(Token(TARGET, "", 0, meta={NAMES: tuple(waiting)}))
    state.tokens = found
