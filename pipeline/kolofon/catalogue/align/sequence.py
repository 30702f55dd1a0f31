"""Two sequences of units → the links between them: first those in order, then those of units that have moved."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kolofon.catalogue.align.band import band
from kolofon.catalogue.align.evidence import Evidence
from kolofon.catalogue.align.posterior import Bead, Gaps, Links, links
from kolofon.catalogue.align.unit import Region, Unit
from kolofon.model.part import Part

__all__ = ["Link", "align_region", "compare"]

Run = Sequence[Unit]

_GUESSED = Gaps(first=0.5, more=0.7)
"""The gaps between fields of an infobox that have different names: only their content can say that they correspond."""

_MOVED = 0.05
"""How often a paragraph that has no place in order is anywhere else at all."""

_HINT = 2.0
"""What two paragraphs must share at the least to be compared (logarithm of odds)."""
_COMMON = 50
"""The most paragraphs that may have a word for paragraphs to be found by it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two units by their numbers: the second, or a part of it, translates the first.

    `confidence` is the probability of that; `moved` says that the order is not that of the source.
    """

    source: int
    target: int
    confidence: float
    moved: bool = False


def align_region(name: Region | Part, source: Run, target: Run, evidence: Evidence) -> Sequence[Link]:
    """The likely links between the units of a region, by the units' numbers."""
    evidence = evidence.within(target)
    in_order = compare(source, target, evidence, _GUESSED if name is Region.OTHER_FIELDS else Gaps())
    found = [Link(source[i].number, target[j].number, confidence) for (i, j), confidence in in_order.likely.items()]
    while moved := _moves(source, target, found, evidence):
        found += moved
    return found


def compare(source: Run, target: Run, evidence: Evidence, gaps: Gaps) -> Links:
    """The likely links between two sequences in order, by the units' positions in them."""
    here, there = evidence.spans(source), evidence.spans(target)

    def beads(i: int, j: int) -> Sequence[Bead]:
        if i == len(here) or j == len(there):
            return ()
        return [(one.count, other.count, evidence.weight(one, other)) for one in here[i] for other in there[j]]

    return links(band(source, target, evidence), beads, gaps)


def _moves(source: Run, target: Run, found: Iterable[Link], evidence: Evidence) -> Sequence[Link]:
    """Links between paragraphs that have no link yet on either side, wherever they are."""
    here = _Rest(source, {link.source for link in found})
    there = _Rest(target, {link.target for link in found})
    moved: list[Link] = []
    for one, other in _best_of_each_other(here, there, evidence):
        near, far = here.around(one), there.around(other)
        result = compare(near, far, evidence, Gaps())
        surely = result.together + math.log(_MOVED / len(there.paragraphs))
        if surely > 0:
            chance = 1 / (1 + math.exp(-surely))
            for (i, j), confidence in result.likely.items():
                moved.append(Link(near[i].number, far[j].number, confidence * chance, moved=True))
                here.taken.add(near[i].number)
                there.taken.add(far[j].number)
    return moved


class _Rest:
    """The units of one side that have no link, in paragraphs of indices."""

    def __init__(self, units: Run, taken: set[int]) -> None:
        self._units = units
        self.taken = taken
        self.paragraphs: list[list[int]] = []
        last = -1
        for index, unit in enumerate(units):
            if unit.number not in taken:
                if unit.starts or index != last + 1 or not self.paragraphs:
                    self.paragraphs.append([])
                self.paragraphs[-1].append(index)
                last = index

    def features(self, paragraph: int) -> frozenset[str]:
        """All features of a paragraph."""
        return frozenset[str]().union(*(self._units[index].features for index in self.paragraphs[paragraph]))

    def around(self, paragraph: int) -> Run:
        """The units of a paragraph and of adjacent paragraphs, such as its heading, that have no link yet."""
        inside = list(self.paragraphs[paragraph])
        if paragraph and self.paragraphs[paragraph - 1][-1] == inside[0] - 1:
            inside = self.paragraphs[paragraph - 1] + inside
        if paragraph + 1 < len(self.paragraphs) and self.paragraphs[paragraph + 1][0] == inside[-1] + 1:
            inside += self.paragraphs[paragraph + 1]
        return [self._units[index] for index in inside if self._units[index].number not in self.taken]


def _best_of_each_other(here: _Rest, there: _Rest, evidence: Evidence) -> Sequence[tuple[int, int]]:
    """The pairs of paragraphs that share most with each other, the pair that shares most of all first."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for other in range(len(there.paragraphs)):
        for feature in there.features(other):
            holding[feature].append(other)
    best_here: dict[int, tuple[float, int]] = {}
    best_there: dict[int, tuple[float, int]] = {}
    for one in range(len(here.paragraphs)):
        shared: defaultdict[int, float] = defaultdict(float)
        for feature in here.features(one):
            others = holding.get(feature, ())
            if len(others) <= _COMMON:
                for other in others:
                    shared[other] += evidence.gains.get(feature, 0.0)
        for other, gain in sorted(shared.items()):
            if gain >= _HINT:
                best_here[one] = max(best_here.get(one, (0.0, 0)), (gain, other))
                best_there[other] = max(best_there.get(other, (0.0, 0)), (gain, one))
    both = [(gain, one, other) for one, (gain, other) in best_here.items() if best_there[other][1] == one]
    return [(one, other) for _, one, other in sorted(both, reverse=True)]
