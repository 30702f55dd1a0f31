"""Asides and tabs of Python-Markdown and MkDocs; their text is indented by four spaces.

!!! tip "A title"             an aside of a kind; without a title it has the press's word for the kind, with "" none
    Its text.
??? tip                       the same, folded on a web page; so is ???+
=== "Python 3.10"             a tab, one of several on a web page
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

__all__ = ["ASIDE", "ASIDE_TITLE", "HTML", "UNTITLED", "asides_plugin"]

ASIDE, ASIDE_TITLE = "aside", "aside_title"
"""Types of nodes; `ASIDE` is also the key of the `meta` of an aside for the word that names its kind."""

HTML, UNTITLED = "html", "untitled"
"""Keys of the `meta` of an aside: it is written in HTML; it has an empty title."""

_ASIDE = re.compile(
    r'(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[A-Za-z][\w-]*)(?P<more>(?:[ \t]+[\w-]+)*)(?:[ \t]+"(?P<title>.*)")?'
)
_TAB = re.compile(r'===[!+]{0,2}[ \t]*"(?P<title>.+)"')
_INDENT = 4
_OPENING = frozenset("!?=")


def asides_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read asides and tabs, as nodes of the types `aside` and `tab`.

    Their first child may be an `ASIDE_TITLE`.  `info` of an aside has the rest of its line.
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
    kind = ASIDE if aside else "tab"
    title = found["title"] or ""
    opening = state.push(f"{kind}_open", "", 1)
    opening.map = [start, below]
    if aside:
        opening.meta = {ASIDE: aside["kind"], UNTITLED: aside["title"] is not None and not title.strip()}
        opening.info = " ".join(aside["more"].split())
    _title(state, title, start)
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
    state.push(f"{ASIDE_TITLE}_open", "", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words.strip(), [line, line + 1], []
    state.push(f"{ASIDE_TITLE}_close", "", -1)
