"""The best way to break a paragraph into lines: that with the least sum of demerits (Knuth and Plass 1981).

Demerits are those of TeX (The TeXbook, chapter 14): a line is as bad as the third power of how far its spaces are from
their usual width, and its demerits are the square of that and of what it costs to end it there.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from math import inf
from typing import NamedTuple

from kolofon.write.paper.lines.composer.breakpoints import Place

__all__ = ["SHRINK", "STRETCH", "Measured", "best", "tracked"]

STRETCH, SHRINK = 0.5, 0.22
"""By what part of a space a space is stretched in a line that is bad by 1, and shrunk at most."""

_LINE = 10.0
"""How bad a line is by being one: of two ways, that with fewer lines is better."""
_HYPHEN, _HYPHENS = 60_000.0, 100_000.0
"""The demerits of a hyphen, and of two on end; three cost ten times as much."""
_LAST_HYPHEN = 50_000.0
"""Those of a hyphen before the last line."""
_CONTRAST = 30_000.0
"""Those of a loose line beside a tight one."""
_SHORT = 250_000.0
"""Those of a last line that is shorter than it may be."""
_FORBIDDEN = 1e7
"""Those of a line that ends where none should."""

_TRACKED = 100.0
"""How bad it is to move the letters of a line."""

_CLASSES = (-0.5, 0.5, 1.0)
"""Where lines are tight, as they should be, loose, and very loose."""
_SLACK = 1.1
"""By how much more than its measure what is in a line may be, when the places where it may end are looked for."""
_FEWEST = 0.5
"""What part of its measure is not filled by a line that is looser than any is, so that no earlier place is tried."""
_WORST = 20.0
"""Lines that are worse than this are bad in proportion, so that no number is too great."""
_GAPING = 1000.0
"""How many times its stretch a space is stretched in an empty line; a line without a space is bad in proportion."""
_ROUNDED = 0.01
"""Pixels by which a line may be longer than its measure: lengths are sums of numbers that are not exact."""


class Measured(NamedTuple):
    """How long the first lines are, and, as the last of these, all others; how short the last may be, in pixels.

    `tracking` is by what part of its width the text of a line may be widened or narrowed, between its letters.
    """

    lengths: tuple[float, ...]
    least: float
    tracking: float = 0.0


class _Node(NamedTuple):
    """The best way to a place, of those whose last line is of one class, and behind so many lines of other lengths."""

    demerits: float
    place: int
    before: "_Node | None"
    fitness: int
    hyphens: int
    line: int


def tracked(room: float, glue: float, most: float) -> float:
    """How much of the room of a line goes between its letters: what its spaces should not take, but not more than most.

    The room is negative in a line that is too long; `glue` is how much of the line is space.
    """
    if room > 0:
        return min(max(room - glue * STRETCH, 0.0), most)
    return max(min(room + glue * SHRINK, 0.0), -most)


def best(
    places: Sequence[Place],
    start: tuple[float, float],
    measured: Measured,
    tolerance: float,
    forbidden: Collection[int] = (),
) -> list[int] | None:
    """The indices of the places where lines end; None if a line would be worse than is tolerated.

    `start` is how wide what is before the first line is, and its spaces.  `tolerance` is how many times its stretch a
    space may be stretched.  Lines should not end in `forbidden`, in characters.
    """
    search = _Search(places, measured, tolerance, forbidden)
    search.follow(_Node(0.0, -1, None, 1, 0, 0), *start)
    for place, ways in zip(places[:-1], search.nodes, strict=False):
        for way in ways.values():
            search.follow(way, place.behind, place.glue_behind)
    ends = search.nodes[-1].values()
    node = min(ends, key=lambda way: way.demerits, default=None)
    found: list[int] = []
    while node is not None and node.before is not None:
        found.append(node.place)
        node = node.before
    return found[::-1] or None


class _Search:
    """The best ways to each place that were found up to now."""

    def __init__(
        self, places: Sequence[Place], measured: Measured, tolerance: float, forbidden: Collection[int]
    ) -> None:
        self._places, self._measured, self._tolerance, self._forbidden = places, measured, tolerance, forbidden
        self._widths = [place.before for place in places]
        self.nodes: list[dict[tuple[int, int], _Node]] = [{} for _ in places]

    def follow(self, node: _Node, behind: float, glue_behind: float) -> None:
        """Find the places where a line may end that begins where a way has come to."""
        places, tolerance, last = self._places, self._tolerance, len(self._places) - 1
        tracking, measure = self._measured.tracking, self._measured.lengths[node.line]
        furthest = min(bisect_right(self._widths, behind + measure * _SLACK), last)
        for at in range(furthest, node.place, -1):
            place = places[at]
            room = measure - (place.before - behind)
            glue = place.glue_before - glue_behind
            moved = tracked(room, glue, tracking * (place.before - behind - glue)) if tracking else 0.0
            room -= moved
            if room < 0:
                ratio = room / (glue * SHRINK) if glue else -inf
                if ratio < -1:
                    if room < -_ROUNDED:
                        continue
                    ratio = 0.0
            elif at == last:
                ratio = 0.0
            else:
                ratio = room / (glue * STRETCH) if glue else _GAPING * room / measure if room > _ROUNDED else 0.0
                if ratio > tolerance:
                    if room > measure * _FEWEST:
                        break
                    continue
            self._reach(node, at, ratio, place.before - behind, _TRACKED if moved and at != last else 0.0)

    def _reach(self, node: _Node, at: int, ratio: float, width: float, more: float) -> None:
        place, last = self._places[at], at == len(self._places) - 1
        bad = _LINE + (100 * abs(ratio) ** 3 if ratio < _WORST else 100 * _WORST**3 * ratio) + place.badness + more
        demerits = node.demerits + bad * bad
        fitness = sum(ratio > edge for edge in _CLASSES)
        if abs(fitness - node.fitness) > 1:
            demerits += _CONTRAST
        if place.hyphen:
            demerits += _HYPHEN + (_HYPHENS, 10 * _HYPHENS)[node.hyphens > 1] * (node.hyphens > 0)
        if place.end in self._forbidden:
            demerits += _FORBIDDEN
        if last:
            demerits += _LAST_HYPHEN * (node.hyphens > 0) + _SHORT * (width < self._measured.least)
        line = min(node.line + 1, len(self._measured.lengths) - 1)
        known = self.nodes[at].get((fitness, line))
        if known is None or demerits < known.demerits:
            hyphens = node.hyphens + 1 if place.hyphen else 0
            self.nodes[at][fitness, line] = _Node(demerits, at, node, fitness, hyphens, line)
