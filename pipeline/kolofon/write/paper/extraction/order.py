"""The order in which a line is drawn: the order of reading, run by run, as ISO 32000-1, 14.8.2.3, requires.

Letters from right to left are drawn from the left within a run, as programs expect it that turn them around.  Some take
what is no such letter for the end of these: it is drawn by itself, after the letters before it.  Others take the spaces
and marks to the left of a number, of a word from left to right or of a comma for a part of that, if no right-to-left
mark (U+200F) is between: there the space or mark says that it is one more (`ActualText`), and its glyph does not.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kolofon.write.paper.extraction.clusters import Cluster, Run

__all__ = ["Piece", "Reader"]

_MARK = "\N{RIGHT-TO-LEFT MARK}"
_FROM_THE_RIGHT = frozenset({"R", "AL"})
_NUMERIC = frozenset({"EN", "AN", "ES", "ET", "CS"})
"""Classes of characters (Unicode Standard Annex 9) that programs take for parts of numbers, whatever is around them."""
_DIGITS = ("\u0660", "\u06f9")
"""The first and the last of the digits of Arabic and of Persian."""


_RAISED = 0.7
"""How far letters may be raised or lowered within a line, in ems."""


class Piece(NamedTuple):
    """Clusters of a run, in groups that are each set by itself; and what they say as a whole, "" for what they are."""

    run: Run
    groups: tuple[tuple[Cluster, ...], ...]
    said: str = ""


class Reader:
    """Reads texts; `open` says that what was read last goes on, for some programs, until the next letter."""

    def __init__(self) -> None:
        self.open = False
        self._page: object = None
        self._base = self._size = 0.0

    def turn(self, page: object, base: float, size: float) -> None:
        """Turn to the next text: its page, its baseline and the size of its letters; a raised one is in the line."""
        if page is not self._page or abs(base - self._base) > _RAISED * max(size, self._size):
            self.open = False
        self._page, self._base, self._size = page, base, size

    def pieces(self, runs: Iterable[Run]) -> Iterator[Piece]:
        """The pieces of a line in the order in which they are read."""
        in_order = sorted(runs, key=lambda run: run.start)
        for run in in_order:
            if run.leftward:
                yield from self._leftward(run, ends=run is in_order[-1])
            else:
                self.open = True
                yield Piece(run, _singly(run.clusters))

    def _leftward(self, run: Run, *, ends: bool) -> Iterator[Piece]:
        """The pieces of a run: letters with the spaces and the like between them, and what is no letter by itself."""
        waiting = list(run.clusters)
        while waiting:
            many = _letters(waiting[::-1])
            if many:
                self.open = False
                yield Piece(run, (tuple(waiting[-many:]),))
                del waiting[-many:]
            else:
                mark = waiting.pop()
                last = ends and not waiting and not mark.text.isspace()  # what follows is not known
                said = f"{_MARK if last else ''}{mark.text}{_MARK if self.open else ''}"
                yield Piece(run, ((mark,),), said if said != mark.text else "")
                numeric = any(unicodedata.bidirectional(character) in _NUMERIC for character in mark.text)
                self.open = numeric and not last


def _singly(clusters: tuple[Cluster, ...]) -> tuple[tuple[Cluster, ...], ...]:
    """Clusters from left to right in one group, or each in its own: some programs turn digits of Arabic around."""
    digits = any(_DIGITS[0] <= character <= _DIGITS[1] for cluster in clusters for character in cluster.text)
    return tuple((cluster,) for cluster in clusters) if digits else (clusters,)


def _letters(clusters: Sequence[Cluster]) -> int:
    """How many clusters of a text are letters from right to left, with what is between them."""
    many = 0
    for number, cluster in enumerate(clusters, 1):
        if unicodedata.bidirectional(cluster.text[:1] or " ") in _FROM_THE_RIGHT:
            many = number
        elif not many or not all(map(_is_between, cluster.text)):
            break
    return many


def _is_between(character: str) -> bool:
    """Whether programs take a character for a part of what is around it."""
    ascii_mark = character.isascii() and not character.isalnum() and character < "["
    return (ascii_mark or "\u2000" <= character <= "\u206f") and unicodedata.bidirectional(character) not in _NUMERIC
