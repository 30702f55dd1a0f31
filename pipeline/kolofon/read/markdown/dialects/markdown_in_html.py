"""Markdown in an element of HTML: between empty lines, as CommonMark has it, or in an element with `markdown="1"`.

<table><tr><td>

cell **md**

</td></tr></table>
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

__all__ = ["ISLAND", "islands_plugin"]

ISLAND = "island"
"""The type of a node of HTML with Markdown in it: its children are `html_block`s and other blocks."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|ul|ol|dl|blockquote|figure)\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_WANTED = re.compile(
    r"<[A-Za-z][\w-]*(?:\s[^<>]*)?\smarkdown(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|\w+))?(?=[\s>])[^<>]*>[ \t]*"
)
_ATTRIBUTE = re.compile(r"\smarkdown(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|\w+))?(?=[\s>])")


def islands_plugin(markdown: MarkdownIt) -> None:
    """Make a parser read Markdown in HTML, as nodes of the type `ISLAND` in a table, list, quotation or figure."""
    markdown.block.ruler.before(
        "html_block", "markdown_wanted", _wanted, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.core.ruler.after("directives", "islands", _islands)


def _wanted(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  the parser calls it so
    """Read a tag on a line of its own that has the attribute `markdown`."""
    del end
    if state.is_code_block(start):
        return False
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not text.startswith("<") or "markdown" not in text or not _WANTED.fullmatch(text):
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map, token.content = [start, start + 1], _ATTRIBUTE.sub("", text, count=1)
        state.line = start + 1
    return True


def _islands(state: StateCore) -> None:
    tokens = state.tokens
    spans: list[tuple[int, int]] = []
    waiting: list[_Open] = [_Open()]
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            waiting.append(_Open())
        elif token.nesting < 0:
            waiting.pop()
        elif token.type == "html_block" and (began := waiting[-1].take(at, token.content)) is not None:
            # A block may close one element and open the next: then both are in one island.
            while spans and spans[-1][1] >= began:
                began = min(spans.pop()[0], began)
            spans.append((began, at))
    if spans:
        state.tokens = _grouped(tokens, {began for began, _ in spans}, {end for _, end in spans})


def _grouped(tokens: Sequence[Token], begins: set[int], ends: set[int]) -> list[Token]:
    """The tokens, with those from each beginning to its end within a node of the type `ISLAND`."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if at in begins:
            found.append(Token(f"{ISLAND}_open", "", 1, map=token.map))
        found.append(token)
        if at in ends:
            found.append(Token(f"{ISLAND}_close", "", -1))
    return found


class _Open:
    """The elements that are open between blocks of one parent."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._depth: dict[str, list[int]] = {}

    def take(self, at: int, content: str) -> int | None:
        """Read the tags of a block of HTML; the index of the earliest other block with an element that ends here."""
        found: int | None = None
        for tag in _TAG.finditer(content):
            name = tag["name"].lower()
            if not tag["end"]:
                if not tag["rest"].endswith("/"):
                    self._depth.setdefault(name, []).append(len(self._open))
                    self._open.append((name, at))
                continue
            if not self._depth.get(name):
                continue
            depth = self._depth[name][-1]
            _, began = self._open[depth]
            for other, _ in self._open[depth:]:
                self._depth[other].pop()
            del self._open[depth:]
            if began < at:
                found = began if found is None else min(found, began)
        return found
