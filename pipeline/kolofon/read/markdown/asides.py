"""Asides and tabs, which Python-Markdown and MkDocs add to Markdown; their text is indented by four spaces.

!!! tip "A title"             an aside, with its kind for a title where none is written; without one for ""
    Its text.
??? tip                       the same, folded on a web page; so is ???+
=== "Python 3.10"             a tab, one of several on a web page
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

__all__ = ["asides_plugin"]

_ASIDE = re.compile(
    r'(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[A-Za-z][\w-]*)(?P<more>(?:[ \t]+[\w-]+)*)(?:[ \t]+"(?P<title>.*)")?'
)
_TAB = re.compile(r'===[!+]{0,2}[ \t]*"(?P<title>.+)"')
_INDENT = 4
_OPENING = frozenset("!?=")


def asides_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read asides and tabs, as nodes of the types `aside` and `tab`.

    Their first child may be an `aside_title`.  `info` of an aside is what else its line says.
    """
    markdown.block.ruler.before("fence", "aside", _aside)


def _aside(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a line that opens an aside or a tab, and the indented lines below it; without any, it is a line of text."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[begin : begin + 1] not in _OPENING:
        return False
    line = state.src[begin : state.eMarks[start]].rstrip(" \t")
    aside, tab = _ASIDE.fullmatch(line), _TAB.fullmatch(line)
    found = aside or tab
    indent = state.sCount[start] + _INDENT
    below = _below(state, start, end, indent)
    if not found or below == start + 1:
        return False
    if silent:
        return True
    kind = "aside" if aside else "tab"
    title = found["title"]
    opening = state.push(f"{kind}_open", "", 1)
    opening.map = [start, below]
    if aside:
        opening.info = " ".join(filter(None, [aside["kind"] if title is not None else "", *aside["more"].split()]))
    _title(state, found["kind"].capitalize() if title is None else title, start)
    parent, last, block = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = kind, below, indent
    state.md.block.tokenize(state, start + 1, below)
    state.parentType, state.lineMax, state.blkIndent = parent, last, block
    state.push(f"{kind}_close", "", -1)
    state.line = below
    return True


def _below(state: StateBlock, start: int, end: int, indent: int) -> int:
    """The line after the last indented one."""
    last = start + 1
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < indent:
            break
        last = line + 1
    return last


def _title(state: StateBlock, words: str, line: int) -> None:
    if not words.strip():
        return
    state.push("aside_title_open", "", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words.strip(), [line, line + 1], []
    state.push("aside_title_close", "", -1)
