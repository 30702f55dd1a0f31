"""Which sentences of a translated paragraph belong to which of the original, by their lengths and their numbers.

After W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): sentences that
translate each other are about alike in length, and how far they differ goes with the root of it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

__all__ = ["aligned", "alike"]

_VARIANCE = 6.8
"""How much the length of a translation varies for each character of the original (section 3.1)."""
_FAR = 2.5
"""Standard deviations beyond which two sentences are strangers."""
_NUMBER = re.compile(r"\d+")


def alike(source: Sequence[str], target: Sequence[str]) -> bool:
    """Whether each sentence surely translates the one in its place.

    There are as many of both, none is much longer or shorter than the whole paragraph would have it, and a number that
    both paragraphs have stands in the same place in both.
    """
    if len(source) != len(target) or not all(map(len, (*source, *target))):
        return False
    ratio = sum(map(len, target)) / sum(map(len, source))
    numbers = [
        (set(_NUMBER.findall(here)), set(_NUMBER.findall(there))) for here, there in zip(source, target, strict=True)
    ]
    shared = set[str]().union(*(here for here, _ in numbers)) & set[str]().union(*(there for _, there in numbers))
    return all(
        abs(len(there) - ratio * len(here)) <= _FAR * sqrt(_VARIANCE * ratio * len(here))
        for here, there in zip(source, target, strict=True)
    ) and all(here & shared == there & shared for here, there in numbers)


def aligned(source: Sequence[int], target: Sequence[int]) -> Sequence[range]:
    """For each sentence of the original those of the translation, by their lengths; all in order, each once.

    One that is taken to have gone into its neighbour has none.
    """
    ratio = max(1, sum(target)) / max(1, sum(source))
    ends = range(len(target) + 1)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0 if end == 0 else float("inf"), ()) for end in ends]
    for length in source:
        expected = ratio * length
        best = [
            min(
                (cost + (sum(target[start:end]) - expected) ** 2 / (_VARIANCE * max(1, expected)), (*cuts, end))
                for start, (cost, cuts) in enumerate(best[: end + 1])
            )
            for end in ends
        ]
    cuts = (0, *best[-1][1])
    return [range(start, end) for start, end in pairwise(cuts)]
