"""The band of an alignment: the cells near points at which two texts surely meet.

Only these cells are computed, so the work grows little faster than the texts.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.unit import Unit

__all__ = ["band"]

_MARGIN = 12
"""Sentences on either side of a meeting point that are in the band, because a point may be wrong."""
_OFTENEST = 3
"""The most times that a word may occur in both texts for its nth occurrences to be a meeting point."""
_WIDEST = 100
"""Sentences on either side of the straight line between two meeting points that are in the band at the most."""

Point = tuple[int, int]


def band(source: Sequence[Unit], target: Sequence[Unit], evidence: Evidence) -> Sequence[range]:
    """For each number of source units, the numbers of target units to try.

    A meeting point is a pair of units that share a word or a number which both texts have equally often, and seldom.
    The band follows the longest sequence of such points that is in the order of both texts.
    """
    height, width = len(source), len(target)
    points = [(0, 0), *_in_order(_meetings(source, target, evidence)), (height, width)]
    lows = [width] * (height + 1)
    highs = [0] * (height + 1)
    for (top, left), (bottom, right) in pairwise(points):
        slope = (right - left) / max(1, bottom - top)
        reach = max(_WIDEST, slope) + _MARGIN
        for row in range(max(0, top - _MARGIN), min(height, bottom + _MARGIN) + 1):
            middle = left + slope * (min(bottom, max(top, row)) - top)
            lows[row] = min(lows[row], int(max(0, left - _MARGIN, middle - reach)))
            highs[row] = max(highs[row], int(min(width, right + _MARGIN, middle + reach)))
    lows[0], highs[height] = 0, width
    for row in range(height, 0, -1):
        lows[row - 1] = min(lows[row - 1], lows[row])
    for row in range(height):
        highs[row + 1] = max(highs[row + 1], highs[row])
    return [range(low, high + 1) for low, high in zip(lows, highs, strict=True)]


def _meetings(source: Sequence[Unit], target: Sequence[Unit], evidence: Evidence) -> Iterable[Point]:
    here, there = _holders(source), _holders(target)
    return {
        (i, j)
        for feature in here.keys() & there.keys()
        if len(here[feature]) == len(there[feature]) <= _OFTENEST
        for i, j in zip(here[feature], there[feature], strict=True)
        if evidence.shared(source[i], target[j]) > 0
    }


def _holders(units: Sequence[Unit]) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        for feature in unit.features:
            found[feature].append(index)
    return found


def _in_order(points: Iterable[Point]) -> Sequence[Point]:
    """The longest subsequence of points in which both coordinates grow (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    # Of one row's points only one can be taken: they come with the farthest first.
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, column) in enumerate(ordered):
        length = bisect_left(ends, column)
        ends[length : length + 1] = [column]
        last[length : length + 1] = [index]
        before.append(last[length - 1] if length else -1)
    chain: list[Point] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]
