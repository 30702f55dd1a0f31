"""A text by its characters alone, as two that say the same have them, and what is marked in it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kolofon.model.document import (
    Code,
    Date,
    DateRange,
    Image,
    IndexMark,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Text,
)
from kolofon.model.inline import Container, children

__all__ = ["Mark", "Node", "leads_away", "traced"]

Node = Container | Code | NoteRef | Image

_DROPPED = re.compile(r"[\s\"'`´“”„‟«»″‘’‚‛‹›′~\u00ad\u200b-\u200d\u2060\ufeff]+")
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."})
_REPEATED = re.compile(r"([-.:])\1+")
_ONCE = "-.:"
_AWAY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Mark:
    """A node that marks the characters from `start` to `end` of a text, which are none for the call of a note."""

    node: Node
    start: int
    end: int


def leads_away(link: Link) -> bool:
    """Whether a link leads out of its work."""
    return _AWAY.match(link.target) is not None


def traced(inlines: Iterable[Inline], *, headed: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """The characters of some inline content without its typography, and its marks in the order in which they begin.

    White space, quotes and `~` count for nothing, all dashes and the ellipsis are as a typewriter has them, and dashes,
    stops and colons that follow each other are one.  What stands for a picture is no part of the text, and if `headed`
    neither are the words of a link within a work, which may be those of the heading that it leads to.
    """
    trace = _Trace(headed=headed)
    trace.walk(inlines)
    return "".join(trace.pieces), tuple(trace.marks)


class _Trace:
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
                case Text(text) | Date(text=text) | DateRange(text=text) | Number(text=text):
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
        if isinstance(node, Code):
            self._add(node.text)
        self.walk(children(node))
        self._silent -= silent
        self.marks[index] = Mark(node, start, self._size)

    def _add(self, text: str) -> None:
        if self._silent:
            return
        text = _DROPPED.sub("", unicodedata.normalize("NFC", text)).translate(_SIGNS)
        text = _REPEATED.sub(r"\1", text)
        if text and text[0] == self._last and text[0] in _ONCE:
            text = text[1:]
        if text:
            self.pieces.append(text)
            self._size += len(text)
            self._last = text[-1]
