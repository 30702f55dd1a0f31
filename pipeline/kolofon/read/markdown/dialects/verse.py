"""Line blocks of Pandoc: lines that begin with a bar, each printed on a line of its own.

| The first line of a verse
|    the second, indented
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

__all__ = ["VERSE", "verse_plugin", "verse_tokens"]

VERSE = "verse"
"""The type of a node of verse: its children are `stanza`s, and theirs are `verse_line`s, each with an `inline`."""

_LINE = re.compile(r"\|(?:[ \t](.*))?")


def verse_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read line blocks."""
    markdown.block.ruler.after("table", "line_block", _line_block)


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    if state.is_code_block(start) or state.src[state.bMarks[start] + state.tShift[start]] != "|":
        return False
    lines: list[str] = []
    at = start
    while at < end and not state.isEmpty(at) and state.sCount[at] >= state.blkIndent:
        text = state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]
        if found := _LINE.fullmatch(text):
            if (found[1] or "").rstrip().endswith("|"):
                return False  # a row of a table
            lines.append(found[1] or "")
        elif lines and state.sCount[at] > state.sCount[start]:
            lines[-1] += f" {text.strip()}"
        else:
            break
        at += 1
    if not lines:
        return False
    if not silent:
        state.tokens += verse_tokens(lines, start)
        state.line = at
    return True


def verse_tokens(lines: Sequence[str], first: int) -> list[Token]:
    """The tokens of verse, from its lines, the first of which is at a line of the file, counted from 0."""
    tokens = [Token("verse_open", "", 1, map=[first, first + len(lines)])]
    within = False
    for number, line in enumerate(lines, first):
        if within and not line.strip():
            tokens.append(Token("stanza_close", "", -1))
            within = False
        if line.strip():
            if not within:
                tokens.append(Token("stanza_open", "", 1, map=[number, number + 1]))
            within = True
            inline = Token("inline", "", 0, content=line.strip(), map=[number, number + 1], children=[])
            tokens += [Token("verse_line_open", "", 1), inline, Token("verse_line_close", "", -1)]
    if within:
        tokens.append(Token("stanza_close", "", -1))
    return [*tokens, Token("verse_close", "", -1)]
