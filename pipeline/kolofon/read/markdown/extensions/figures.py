"""Figures, captions and references in Markdown, as Pandoc and Quarto have them.

![The rivers](rivers.png){#fig-rivers place=page}      a picture by itself with a name: a figure with that caption
![A map](map.png "The rivers")                         the caption in the title; the words describe the picture

| a | b |
|---|---|
| 1 | 2 |

: The lengths {#tbl-lengths}                           the caption of the table above, or below

@fig-rivers  [-@fig-rivers]                            its label ("Figure 3"), and its number alone
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Shows
from kolofon.read.markdown.extensions.attributes import MARKS, tail
from kolofon.read.markdown.extensions.listings import LISTING

__all__ = ["CAPTION", "FIGURE", "PLACE", "REFERENCE", "figure_names", "figures_plugin", "picture_of"]

CAPTION, REFERENCE = "table_caption", "reference"
"""Types of tokens."""

PLACE = frozenset({"place"})
FIGURE = PLACE | {"alt", "fig-alt"}
"""The attributes of a table and of a figure beside its name."""

_OPENING = re.compile(r"(?:[Tt]able)?:[ \t]+(?=\S)")
_NAME = re.compile(r"@((?:fig|tbl|tab|lst|eq|sec)[-:]\w(?:[\w.:-]*\w)?)")
_NAMED = frozenset({"paragraph", "table", LISTING, "captioned", "cells", "rows"})
_OPENINGS = frozenset({"table_open", "cells_open"})
_CLOSINGS = frozenset({"table_close", "cells_close"})
_RAW = re.compile(r"<(?:figure|pre|table)\b[^<>]*?\sid\s*=\s*[\"']?([^\s\"'<>]+)")


def figures_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read captions of tables, as children of these, and references."""
    markdown.core.ruler.after("attributes_of_blocks", "captions", _captions)
    markdown.inline.ruler.before("link", REFERENCE, _reference)


def _captions(state: StateCore) -> None:
    """Move each paragraph that is the caption of the table before it, or else behind it, into that table."""
    tokens, found = state.tokens, list[Token]()
    at, opened = 0, -1  # where in `found` the last table begins, if it ends there
    while at < len(tokens):
        caption = _caption(tokens, at)
        if caption and opened >= 0 and found[opened + 1].type != CAPTION + "_open":
            _take(found, opened, caption)
            at += len(caption)
            continue
        if caption and _opens_table(tokens, at + len(caption)):
            found.append(tokens[at + len(caption)])
            _take(found, len(found) - 1, caption)
            at += len(caption) + 1
            continue
        found.append(tokens[at])
        opened = _beginning(found) if tokens[at].type in _CLOSINGS else -1
        at += 1
    state.tokens = found


def _caption(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The three tokens of a paragraph that is a caption, if one begins here."""
    if tokens[at].type != "paragraph_open" or not _OPENING.match(tokens[at + 1].content):
        return ()
    return tokens[at : at + 3]


def _opens_table(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].type in _OPENINGS


def _beginning(found: Sequence[Token]) -> int:
    return next(index for index in range(len(found) - 1, -1, -1) if found[index].type in _OPENINGS)


def _take(found: list[Token], table: int, caption: Sequence[Token]) -> None:
    """Put a caption behind the token that opens its table."""
    opening, words, closing = caption
    for token, end in ((opening, "_open"), (closing, "_close")):
        token.type, token.tag = CAPTION + end, "caption"
    words.content = _OPENING.sub("", words.content, count=1)
    words.content, marks = tail(words.content)
    own = found[table].meta.get(MARKS, {}) | opening.meta.get(MARKS, {}) | marks
    if own:
        found[table].meta[MARKS] = own
    found[table + 1 : table + 1] = caption


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read `@fig-rivers`, `[@fig-rivers]` and `[-@fig-rivers]`."""
    text, start = state.src, state.pos
    opening = next((sign for sign in ("[-", "[", "") if text.startswith(f"{sign}@", start)), None)
    if opening is None or (not opening and start and (text[start - 1].isalnum() or text[start - 1] in "_/.")):
        return False
    found = _NAME.match(text, start + len(opening), state.posMax)
    if not found or (opening and text[found.end() : found.end() + 1] != "]"):
        return False
    if not silent:
        token = state.push(REFERENCE, "", 0)
        end = found.end() + bool(opening)
        token.meta[REFERENCE] = (found[1], Shows.NUMBER if opening == "[-" else Shows.LABEL)
        token.content = text[start:end]
    state.pos = found.end() + bool(opening)
    return True


def picture_of(paragraph: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The picture that is a paragraph by itself, if it is a figure: with a name, a place or a title."""
    (words,) = paragraph.children
    if len(words.children) != 1 or words.children[0].type != "image":
        return None
    picture = words.children[0]
    marks = paragraph.meta.get(MARKS, {}) | picture.meta.get(MARKS, {})
    named = not marks.keys().isdisjoint({"id", *FIGURE}) or "title" in picture.attrs
    return picture if named and "index" not in marks else None


def figure_names(blocks: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    """The names of the figures, tables and listings in some blocks."""
    for block in blocks:
        for node in block.walk():
            marks = node.meta.get(MARKS, {}) if node.type in _NAMED else {}
            if node.type == "html_block":
                yield from _RAW.findall(node.content)
            if node.type == "paragraph" and (picture := picture_of(node)):
                marks = marks | picture.meta.get(MARKS, {})
            elif node.type == "paragraph":
                continue
            if "id" in marks:
                yield str(marks["id"])
