"""The characters of a message → the places in a document that have them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kolofon.catalogue.align.characters import characters_of
from kolofon.catalogue.align.unit import Unit

__all__ = ["Lookup"]

_BEGINNING = 32
"""How many characters the keys of the index have: in a book, hardly two sentences begin with the same."""


class Lookup:
    """An index of the sentences of a document by their characters; `headed` as in `characters_of`."""

    def __init__(self, units: Sequence[Unit], *, headed: bool = False) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        pieces: list[str] = []
        size = 0
        for index, unit in enumerate(units):
            text = characters_of(unit.segment.sentence.inlines, headed=headed)[0]
            if text:
                self._starts.append(size)
                self._numbers.append(index)
                pieces.append(text)
                size += len(text)
        self._text = "".join(pieces)
        self._starts.append(size)
        self._numbers.append(len(units))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, start in enumerate(self._starts[:-1]):
            self._places[self._text[start : start + _BEGINNING]].append(place)
            # What is shorter than a key is one itself.
            for end in self._starts[place + 1 : place + _BEGINNING]:
                if end >= min(start + _BEGINNING, size):
                    break
                self._places[self._text[start:end]].append(place)

    def places(self, text: str) -> Sequence[range]:
        """The ranges of sentences, by their indices, that together have exactly these characters."""
        found: list[range] = []
        for place in self._places.get(text[:_BEGINNING], ()) if text else ():
            start = self._starts[place]
            end = start + len(text)
            if self._text.startswith(text, start):
                after = bisect_left(self._starts, end)
                if self._starts[after] == end:
                    found.append(range(self._numbers[place], self._numbers[after - 1] + 1))
        return found
