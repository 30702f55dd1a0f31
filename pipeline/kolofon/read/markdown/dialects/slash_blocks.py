"""Blocks between lines of slashes, as PyMdown Extensions have them.

/// note | A title         a directive by its name, up to a line of as many slashes
    type: warning          its options
Words.
///
"""

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kolofon.read.markdown.dialects.directive_tokens import OPENING
from kolofon.read.markdown.dialects.directives import CLOSES, OPENS
from kolofon.read.markdown.dialects.opening_line import Opening, unquoted
from kolofon.read.markdown.dialects.source_lines import line_text

__all__ = ["slashes_plugin"]

_LINE = re.compile(r"(?P<fence>/{3,})(?:[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(?P<title>.*))?)?[ \t]*")
_OPTION = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?")
_INDENT = 4
_ALSO: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}


def slashes_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read these blocks, as directives; a line without a partner is text."""
    markdown.block.ruler.before("fence", "slashes", _slashes, _ALSO)


def _slashes(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    text = line_text(state, start)
    if not text.startswith("///") or state.is_code_block(start) or not (found := _LINE.fullmatch(text.rstrip())):
        return False
    if silent:
        return True
    below = start + 1
    fence, name = found["fence"], found["name"]
    token = Token(OPENS if name else CLOSES, "", 0, markup=fence)
    if name:
        marks: dict[str, str] = {}
        while below < end and (option := _option(state, below, start)):
            marks[option["key"]] = unquoted(option["value"] or "")
            below += 1
        if name.lower() == "html" and found["title"]:
            marks["element"] = found["title"].strip()
        title = "" if name.lower() == "html" else (found["title"] or "").strip()
        token.meta[OPENING] = Opening(name, title, _kind(name, marks), text.rstrip(), len(fence))
    token.map = [start, below]
    token.content = state.getLines(start, below, state.sCount[start], keepLastLF=False).strip()
    state.tokens.append(token)
    state.line = below
    return True


def _option(state: StateBlock, line: int, start: int) -> re.Match[str] | None:
    if state.sCount[line] < state.sCount[start] + _INDENT:
        return None
    return _OPTION.fullmatch(line_text(state, line).rstrip())


def _kind(name: str, marks: dict[str, str]) -> dict[str, str]:
    """The options of an aside with its type as its class, as `{admonition}` has it."""
    if name.lower() in {"admonition", "details"} and "type" in marks:
        kind = marks.pop("type")
        return {**marks, "class": f"{kind} {marks.get('class', '')}".strip()}
    return marks
