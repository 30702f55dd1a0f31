"""Inline content → its characters without typography, and the markup around them.

Two texts that say the same have the same characters, however each is marked up.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Formula,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Reference,
    Ruby,
    Text,
)
from kolofon.model.inline import Container, children

__all__ = ["Mark", "Node", "characters_of", "leads_away"]

Node = Container | Code | Formula | NoteRef | Image | Reference

_DROPPED = re.compile(r"[\s\"'`´“”„‟«»″‘’‚‛‹›′~\u00ad\u200b-\u200d\u2060\ufeff]+")
_DROPPED_OF_ASCII = {sign: None for sign in range(128) if _DROPPED.match(chr(sign))}
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."})
_REPEATED = re.compile(r"([-.:])\1+")
_ONCE = "-.:"
_AWAY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Mark:
    """A node, and the range of characters that it marks: from `start` to `end`, equal for the call of a note."""

    node: Node
    start: int
    end: int


def leads_away(link: Link) -> bool:
    """Whether a link leads out of its work."""
    return _AWAY.match(link.target) is not None


def characters_of(inlines: Iterable[Inline], *, headed: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """The characters of some inline content without its typography, and its marks, in the order of their beginnings.

    White space, quotation marks and `~` are left out.  All dashes are `-`, the ellipsis is three stops, and repeated
    dashes, stops and colons are one.  The alternative text of a picture is left out.  With `headed`, so are the words
    of a link within a work, which may be those of the heading that it leads to.
    """
    trace = _Trace(headed=headed)
    trace.walk(inlines)
    return "".join(trace.pieces), tuple(trace.marks)


class _Trace:
    """Collects the characters of inline content, and the marks around them."""

    def __init__(self, *, headed: bool) -> None:
        self._headed = headed
        self._silent = 0
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self._size = 0
        self._last = ""

    def walk(self, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Text(text) | Ruby(text) | Date(text=text) | DateRange(text=text) | Number(text=text):
                    self._add(text)
                case LineBreak() | IndexMark():
                    pass
                case _:
                    self._mark(inline)

    def _mark(self, node: Node) -> None:
        index, start = len(self.marks), self._size
        self.marks.append(Mark(node, start, start))
        silent = self._headed and isinstance(node, Link) and not leads_away(node)
        self._silent += silent
        if isinstance(node, Code | Formula):
            self._add(node.text)
        self.walk(children(node))
        self._silent -= silent
        self.marks[index] = Mark(node, start, self._size)

    def _add(self, text: str) -> None:
        if self._silent:
            return
        if text.isascii():
            text = text.translate(_DROPPED_OF_ASCII)
        else:
            text = _DROPPED.sub("", unicodedata.normalize("NFC", text)).translate(_SIGNS)
        if ".." in text or "--" in text or "::" in text:
            text = _REPEATED.sub(r"\1", text)
        if text and text[0] == self._last and text[0] in _ONCE:
            text = text[1:]
        if text:
            self.pieces.append(text)
            self._size += len(text)
            self._last = text[-1]
