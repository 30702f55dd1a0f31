"""The sentences of a paragraph and of its translation → which belong together, by lengths and numbers.

After W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): sentences that
translate each other have similar lengths, and the difference grows with the square root of the length.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

__all__ = ["align_by_length", "surely_parallel"]

_VARIANCE = 6.8
"""The variance of the length of a translation for each character of the original (section 3.1)."""
_FAR = 2.5
"""Standard deviations beyond which two sentences do not belong together."""
_NUMBER = re.compile(r"\d+")


def surely_parallel(source: Sequence[str], target: Sequence[str]) -> bool:
    """Whether each sentence surely translates the sentence in its position.

    Both sides have as many sentences, none is much longer or shorter than the lengths of the paragraphs would have it,
    and a number that both paragraphs have is in the same sentence of both.
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


def align_by_length(source: Sequence[int], target: Sequence[int]) -> Sequence[range]:
    """For each sentence of the original, the range of those of the translation, by their lengths, in order.

    A sentence that was merged into its neighbour has an empty range.
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
