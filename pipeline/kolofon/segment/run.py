"""A run of inline content, which is cut into pieces from left to right."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from kolofon.model.document import Code, Formula, Inline, Link, Reference, Shows, Text
from kolofon.text.notation import normal, plain

__all__ = ["Run"]

_WORD, _NUMBER = "Words", "1"
_WHITE = re.compile(r"\s*")
_STOP, _A_LETTER = re.compile(r"[.?!…。？！]\Z"), "x"


class Run:
    """A run of inline content: `text` is its plain text, `begin` the number of characters that are cut off.

    `text` has a word for each formula, and for each link without text, which will show a heading: they may begin a
    sentence.  It has a number for each reference, because of abbreviations before it ("p. 12").  A stop at the end of
    code is replaced by a letter, since it belongs to the code and ends no sentence ("The key `?` shows all").
    """

    def __init__(self, inlines: tuple[Inline, ...]) -> None:
        self._inlines = normal(inlines)
        worded = [_worded(inline) for inline in self._inlines]
        self.text = "".join(worded)
        self.begin = 0
        self._starts = [0, *accumulate(map(len, worded))]
        self._next = 0
        self._taken = 0

    def cut(self, end: int) -> tuple[tuple[Inline, ...], str] | None:
        """The next piece, up to an offset in the text, and the white space that separates it from the rest.

        None if the offset is inside a node, or if the piece would have no words.  White space alone is cut off and
        dropped.  A node without characters (the call of a note) belongs to the text before it, or else to the next.
        """
        if not self.begin < end < len(self.text):
            return None
        index = bisect_left(self._starts, end) - 1
        inside = end < self._starts[index + 1]
        if inside and not isinstance(self._inlines[index], Text):
            return None
        behind = index
        while not inside and self._starts[behind + 1] == end:
            behind += 1
        taken = end - self._starts[index] if inside else 0
        head, before = _without_trailing_space(self._between(behind, taken))
        if head and not any(map(_worded, head)):
            return None
        after = self._leading_space(behind, taken)
        self._next, self._taken, self.begin = behind, taken + len(after), end + len(after)
        return (head, before + after) if head else None

    def rest(self) -> tuple[Inline, ...]:
        """The content that is not cut off."""
        return tuple(self._between(len(self._inlines), 0)) if self.begin else self._inlines

    def _between(self, index: int, taken: int) -> list[Inline]:
        """The content from the end of the last piece to the first characters of the inline with an index."""
        found = list(self._inlines[self._next : index])
        if taken:
            found.append(self._part(index, 0, taken))
        if self._taken and found:
            found[0] = self._part(self._next, self._taken, taken if index == self._next else None)
        return [inline for inline in found if not (isinstance(inline, Text) and not inline.text)]

    def _part(self, index: int, start: int, stop: int | None) -> Inline:
        inline = self._inlines[index]
        return Text(inline.text[start:stop]) if isinstance(inline, Text) else inline

    def _leading_space(self, index: int, taken: int) -> str:
        first = self._inlines[index]
        found = _WHITE.match(first.text, taken) if isinstance(first, Text) else None
        return found[0] if found else ""


def _worded(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Reference):
        return _WORD if inline.shows is Shows.LABEL else _NUMBER
    if isinstance(inline, Code):
        return _STOP.sub(_A_LETTER, inline.text)
    shown = isinstance(inline, Formula) or (isinstance(inline, Link) and not inline.children)
    return _WORD if shown else plain((inline,))


def _without_trailing_space(inlines: Iterable[Inline]) -> tuple[tuple[Inline, ...], str]:
    """The content without the white space at its end, and that white space."""
    *before, last = inlines
    if not isinstance(last, Text):
        return (*before, last), ""
    kept = last.text.rstrip()
    return (*before, *([Text(kept)] if kept else [])), last.text[len(kept) :]
