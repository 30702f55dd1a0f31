"""Alerts and tasks, as GitHub and Obsidian have them: marks at the beginning of a quotation or an item.

> [!NOTE]              an alert, which is read as an aside of that kind
> [!tip]- A title      an alert with a title; a plus or a minus folds it on a screen
- [x] done, - [ ] not  the items of a list of tasks
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kolofon.read.markdown.extensions.asides import ASIDE, ASIDE_TITLE

__all__ = ["DONE", "openings_plugin"]

DONE = "done"
"""The key of `meta` of the item of a list that is a task: whether it is done."""

_ALERT = re.compile(
    r"\[!(?P<kind>[^\W\d_][\w-]*)(?:\|(?P<more>[^\]\n]*))?\](?P<fold>[+-]?)(?![(\[:{])[ \t]*(?P<title>[^\n]*)(?:\n|\Z)"
)
_TASK = re.compile(r"\[(?P<done>[ xX])\][ \t]+(?=\S)")
_PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")


def openings_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read alerts as nodes of the type `aside`, and tasks as items with `DONE`."""
    markdown.core.ruler.after("block", "openings", _openings)


def _openings(state: StateCore) -> None:
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type == "list_item_open" and _is_paragraph(tokens, at + 1):
            _task(token, tokens[at + 2])
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].type == "blockquote_open" and _is_paragraph(tokens, at + 1):
            _alert(tokens, at)


def _is_paragraph(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and tuple(token.type for token in tokens[at : at + len(_PARAGRAPH)]) == _PARAGRAPH


def _task(item: Token, words: Token) -> None:
    if found := _TASK.match(words.content):
        item.meta[DONE] = found["done"] != " "
        words.content = words.content[found.end() :]


def _alert(tokens: list[Token], at: int) -> None:
    """Make an aside of a quotation that begins as an alert."""
    opening, words = tokens[at], tokens[at + 2]
    found = _ALERT.match(words.content)
    if not found or not words.map:
        return
    end, depth = at, 1
    while depth:
        end += 1
        depth += tokens[end].nesting
    tokens[end].type = f"{ASIDE}_close"
    opening.type = f"{ASIDE}_open"
    opening.meta[ASIDE], opening.info = found["kind"], (found["more"] or "").strip()
    first = words.map[0]
    heading: list[Token] = []
    if found["title"].strip():
        title = Token("inline", "", 0, content=found["title"].strip(), children=[], map=[first, first + 1])
        around = Token(f"{ASIDE_TITLE}_open", "", 1, map=[first, first + 1])
        heading = [around, title, Token(f"{ASIDE_TITLE}_close", "", -1)]
    words.content = words.content[found.end() :]
    words.map = [first + 1, max(words.map[1], first + 2)]
    rest = tokens[at + 1 : at + 1 + len(_PARAGRAPH)] if words.content.strip() else []
    tokens[at + 1 : at + 1 + len(_PARAGRAPH)] = [*heading, *rest]
