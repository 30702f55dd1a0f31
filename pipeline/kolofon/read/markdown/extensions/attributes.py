"""Attributes in Markdown: `{lang=sq}`, `{translate=no}`, `{#name}`, `{index}`.

They are after a link, a picture, code or a span in brackets (`[fjalë]{lang=sq}`), at the end of a heading, or on a
line of their own above their block.  The grammar within the braces is that of `mdit_py_plugins.attrs` (Djot's).  The
rules here differ from that plugin's so that nothing is lost: braces with a comment are text, and so are braces that
are above no block.
"""

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

__all__ = ["LINE", "MARKS", "TARGET", "attributes_plugin", "joined", "leading", "tail"]

MARKS = "marks"
"""The key of a token's `meta` under which its attributes are."""

_BEFORE = frozenset({"image", "code_inline", "formula", "link_close", "span_close"})
_ALONE = re.compile(r'\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*?(?<=[{ \t])index(?=[ \t}])')
_SHARE = re.compile(r"=([0-9.]+%)(?=[ \t}]|$)")
_QUOTED_SHARE = re.compile(r'="[0-9.]+%"')
LINE = "attributes"
"""The type of a line of attributes that is above no block."""

TARGET = "target"
"""The type of a line that names the block below it (MyST)."""


def attributes_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read attributes, into `token.meta[MARKS]`."""
    markdown.block.ruler.before("fence", LINE, _line)
    markdown.core.ruler.after("block", "attributes_of_blocks", _give)
    markdown.inline.ruler.after("link", "span", _span)
    markdown.inline.ruler.before("text", "attributes_behind", _behind)


_ITEM = re.compile(
    r"""[ \t\n]*(?:\#(?P<id>[^\s{}.#=]+(?:\.[^\s{}.#=]+)*)|\.(?P<class>[^\s{}.#='"]+)|(?P<alone>-)(?=[ \t\n}])
    |(?P<key>[A-Za-z_][\w:.-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<bare>[^\s{}"'=<>`]+)))""",
    re.VERBOSE | re.DOTALL,
)
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_END = re.compile(r"[ \t\n]*\}")


def leading(text: str) -> tuple[int, dict[str, str]] | None:
    """The attributes at the beginning of a text, and their length in characters; `index` needs no value.

    They are those of Djot, or those of Pandoc and kramdown, which have single quotation marks and values such as 50%,
    `{-}` for `.unnumbered`, and a colon behind the brace (`{: .wide}`).
    """
    if not text.startswith("{"):
        return None
    return _djot(text) or _pandoc(text)


def _pandoc(text: str) -> tuple[int, dict[str, str]] | None:
    found: dict[str, str] = {}
    at = 2 if text.startswith("{:") else 1
    while item := _ITEM.match(text, at):
        at = item.end()
        if item["class"] or item["alone"]:
            found["class"] = f"{found.get('class', '')} {item['class'] or 'unnumbered'}".strip()
        elif item["id"]:
            found["id"] = item["id"]
        elif item["bare"] is not None:
            found[item["key"]] = item["bare"]
        else:
            value = item["single"] if item["quoted"] is None else re.sub(r"\\(.)", r"\1", item["quoted"])
            found[item["key"]] = " ".join(value.split())
    end = _END.match(text, at)
    return (end.end(), found) if end and found else None


def _djot(text: str) -> tuple[int, dict[str, str]] | None:
    # The plugin leaves out the second line of a value.
    flat = text.replace("\n", " ")
    alone = _ALONE.match(flat)
    if alone:
        flat = f'{flat[: alone.end()]}=""{flat[alone.end() :]}'
    shares = _SHARE.findall(flat.partition("}")[0])
    if shares:  # width=50%, as Pandoc writes it: the plugin knows it in quotation marks alone
        flat = _SHARE.sub(r'="\1"', flat, count=len(shares))
    try:
        length, found = parse(flat)
    except ParseError:
        return None
    if not found or "%" in _QUOTED_SHARE.sub("", flat[:length]):
        return None
    return length + 1 - len('=""') * bool(alone) - len('""') * len(shares), found


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a line of attributes above a block of the same parent."""
    if state.is_code_block(start):
        return False
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip(" \t")
    found = leading(text)
    below = start + 1
    if not found or found[0] != len(text) or below >= end or state.isEmpty(below):
        return False
    if state.sCount[below] < state.blkIndent:
        return False
    if not silent:
        token = state.push(LINE, "", 0)
        token.meta[MARKS] = found[1]
        token.markup = text[:2]
        token.map = [start, below]
        state.line = below
    return True


def _give(state: StateCore) -> None:
    """Give the attributes of a line to the block below it, and those at the end of a heading to the heading."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and tokens and tokens[-1].type == "heading_open":
            _take_tail(token, tokens[-1])
        if token.type == TARGET and tokens and tokens[-1].type == LINE:
            tokens.insert(-1, token)  # the attributes above a name are for the block below it
            continue
        # Where the token closes a parent, no block is below the line (the definition of a link makes no token).
        while tokens and tokens[-1].type == LINE and token.nesting >= 0:
            both = joined(tokens[-1].meta[MARKS], token.meta.get(MARKS, {}))
            if both is None:
                break
            tokens.pop()
            token.meta[MARKS] = both
        tokens.append(token)
    state.tokens = tokens


def joined(some: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str] | None:
    """The attributes of a block that has them in two places; None, if one of them has two values.

    The classes of both are its classes.
    """
    if any(key in others and others[key] != value for key, value in some.items() if key != "class"):
        return None
    classes = " ".join(marks["class"] for marks in (some, others) if "class" in marks)
    return {**some, **others, **({"class": classes} if classes else {})}


def _take_tail(words: Token, heading: Token) -> None:
    words.content, found = tail(words.content)
    if found:
        if heading.markup.startswith("#"):  # `## Words ## {#name}`: the parser saw no closing signs at the end
            words.content = _CLOSING.sub("", words.content)
        heading.meta[MARKS] = heading.meta.get(MARKS, {}) | found


def tail(text: str) -> tuple[str, dict[str, str]]:
    """A text without the attributes at its end, and these."""
    brace = text.rfind("{")
    found = leading(text[brace:]) if brace >= 0 else None
    if found and brace + found[0] == len(text) and (brace == 0 or text[brace - 1] in " \t\n"):
        return text[:brace].rstrip(), found[1]
    return text, {}


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a span: `[words]{lang=sq}`."""
    if state.src[state.pos] != "[":
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or end + 1 >= maximum or state.src[end + 1] != "{":
        return False
    found = leading(state.src[end + 1 : maximum])
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).meta[MARKS] = found[1]
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end + 1 + found[0], maximum
    return True


def _behind(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read attributes right after an element."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    found = leading(state.src[state.pos : state.posMax]) if token.type in _BEFORE else None
    if not found:
        return False
    opening = _opening(state.tokens)
    opening.meta[MARKS] = opening.meta.get(MARKS, {}) | found[1]
    state.pos += found[0]
    return True


def _opening(tokens: list[Token]) -> Token:
    """The token that opens the element that the last token closes; it may be the last token."""
    depth = 0
    for token in reversed(tokens):
        depth += token.nesting
        if depth == 0:
            return token
    raise AssertionError(tokens)
