"""How similar two texts are, and which of many are worth a comparison."""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

__all__ = ["Index", "similarity"]

_WORD = re.compile(r"\w+")
_FEW = 5
"""A text with fewer words is too short to be compared by words."""
_COMMON = 200
"""A word in more texts than these does not distinguish them."""


@lru_cache(maxsize=1 << 16)
def similarity(first: str, second: str) -> float:
    """From 0 (nothing in common) to 1 (equal), by letters and, where there are enough words, also by words.

    By letters alone, unrelated texts of one language look half similar; by words alone, a misprint in a heading is
    missed.
    """
    letters = fuzz.ratio(first, second) / 100
    words = _WORD.findall(first), _WORD.findall(second)
    if min(map(len, words)) < _FEW:
        return letters
    return (letters + Indel.normalized_similarity(*words)) / 2


class Index:
    """An index of texts by their rare words, and of short texts by groups of three letters."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, texts: tuple[str, ...]) -> "Index":
        """The index of some texts, which several languages have in common."""
        return cls(texts)

    def __init__(self, texts: Sequence[str]) -> None:
        self._nearest: dict[tuple[str, int], Sequence[int]] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for feature in _features(text):
                self._places[feature].append(number)

    def nearest(self, text: str, count: int) -> Sequence[int]:
        """The numbers of the texts, at most `count`, that share most with `text`; the best first."""
        if (text, count) not in self._nearest:
            self._nearest[text, count] = self._found(text, count)
        return self._nearest[text, count]

    def _found(self, text: str, count: int) -> Sequence[int]:
        shared: defaultdict[int, float] = defaultdict(float)
        for feature in _features(text):
            places = self._places.get(feature, ())
            if len(places) <= _COMMON:
                for number in places:
                    shared[number] += 1 / len(places)
        return heapq.nsmallest(count, shared, key=lambda number: (-shared[number], number))


def _features(text: str) -> Iterator[str]:
    words = dict.fromkeys(_WORD.findall(text.casefold()))
    yield from words
    if len(words) < _FEW:
        padded = f"\n{text.casefold()}\n"
        yield from dict.fromkeys(padded[start : start + 3] for start in range(len(padded) - 2))
