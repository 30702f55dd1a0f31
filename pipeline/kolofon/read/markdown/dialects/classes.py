"""Asides from the class of a block, and tables of org-mode.

{.note}                   makes an aside of the paragraph or quotation; so does `{: .note }` of kramdown
A paragraph

| a | b |
|---+---|                 pipes and plus signs in the line below the head
| c | d |
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.extensions.asides import ASIDE
from kolofon.read.markdown.extensions.attributes import MARKS

__all__ = ["classes_plugin"]

_KINDS = frozenset(("note", "tip", "hint", "important", "info", "warning", "caution", "attention", "danger"))
_PREFIXES = ("prompt-", "callout-", "alert-", "is-")
_PLUS = re.compile(r"\|[ \t:-]*-[ \t:-]*(?:\+[ \t:-]*-[ \t:-]*)+\|[ \t]*")


def classes_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these asides and tables."""
    markdown.block.ruler.before("table", "plus_signs", _plus_signs)
    markdown.core.ruler.after("attributes_of_blocks", "class_asides", _asides)


def _plus_signs(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Write a bar for each plus sign below the head of a table, which the rule for tables then reads."""
    del silent
    below = start + 1
    if below >= end or state.is_code_block(start):
        return False
    begin, stop = state.bMarks[below] + state.tShift[below], state.eMarks[below]
    first = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] == "|" == state.src[first : first + 1] and _PLUS.fullmatch(state.src, begin, stop):
        line = state.src[begin:stop].replace("+", "|")
        state.src = f"{state.src[:begin]}{line}{state.src[stop:]}"
    return False


def _kind(token: Token) -> tuple[str, str]:
    """The kind of aside among the classes of a block, and its other classes."""
    classes = str(token.meta.get(MARKS, {}).get("class", "")).split()
    for name in classes:
        bare = name.lower()
        for prefix in _PREFIXES:
            bare = bare.removeprefix(prefix)
        if bare in _KINDS:
            return bare, " ".join(each for each in classes if each != name)
    return "", ""


def _asides(state: StateCore) -> None:
    """Make asides of paragraphs and quotations that have the class of an aside."""
    found: list[Token] = []
    waiting: list[str] = []
    for token in state.tokens:
        kind, others = _kind(token) if token.type in {"paragraph_open", "blockquote_open"} else ("", "")
        if token.type in {"paragraph_open", "blockquote_open"}:
            waiting.append(kind)
        if kind:
            marks = {key: value for key, value in token.meta.pop(MARKS).items() if key != "class"}
            marks |= {"class": others} if others else {}
            opening = Token(
                f"{ASIDE}_open", "", 1, map=token.map, meta={ASIDE: kind, **({MARKS: marks} if marks else {})}
            )
            found.append(opening)
            if token.type == "paragraph_open":
                found.append(token)
            continue
        if token.type in {"paragraph_close", "blockquote_close"} and waiting.pop():
            found += [token] if token.type == "paragraph_close" else []
            found.append(Token(f"{ASIDE}_close", "", -1))
            continue
        found.append(token)
    state.tokens = found
