"""The odds that some sentences translate some others, by length, shared numbers and names, and place in the structure.

Every weight is odds: how much more probable the two texts are if the one translates the other than if they are
unrelated.
"""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Self

from kolofon.catalogue.align.features import NUMBER
from kolofon.catalogue.align.unit import Unit

__all__ = ["Evidence", "Span"]

_PRIORS = {
    bead: math.log(share) for bead, share in {(1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011}.items()
}
"""The logarithm of how often so many sentences of the source become so many of the target.

Source: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19 (1993),
table 5.
"""

_VARIANCE = 10.0
"""The variance of the length of a translation, in characters, for each character of the source.

Gale and Church measured 6.8 between English, French and German; languages farther apart vary more.
"""

_STRONGEST_AGAINST = 12.0
"""The most that a length, or missing words and numbers, can count against a pair (natural logarithm of odds)."""
_SMALLEST = 1e-300  # so that no logarithm is taken of 0

_SURVIVES = {True: 0.9, False: 0.6}
"""How often a number (True), and a word that both texts have (False), is in the translation of its sentence."""
_SURVIVES_UNSEEN = 0.5
"""How often a number that only one of the texts has is in the translation; most are written otherwise (eleven, XI)."""
_STRONGEST_WORD, _STRONGEST_FOR = 4.0, 40.0
"""The most that one shared word or number, and all of them, can count for a pair (natural logarithm of odds)."""

_SAME_ROLE, _OTHER_ROLE = 0.95, 0.05
"""How often a list remains a list and a table a table, and how often something else becomes one."""
_START_KEPT, _START_ADDED = 0.9, 0.05
"""How often a paragraph begins where one of the source begins, and where none does."""
_MOST_STARTS = 0.98
"""The greatest share of units that begin a paragraph; one less this is the least, so that no logarithm is of 0."""
_ACROSS_PARAGRAPHS = math.log(0.05)
"""How often a sentence is split in two with a new paragraph between the halves (natural logarithm)."""

_WIDEST_RATIO = 4.0
"""The greatest ratio of lengths; no language needs more characters, but a small sample may say so."""


_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence, or two neighbours taken as one: the `first`, their `count`, and their size and features together.

    `loss` is what counts against a pair in which none of the features is found.  `across` says that a paragraph begins
    inside.
    """

    first: Unit
    count: int
    size: int
    features: frozenset[str]
    loss: float
    across: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known from two documents together, and from one region of them.

    `ratio` is the number of characters of the target for one of the source.  `gains` is how much a number or a word
    counts for a pair that shares it, `losses` how much against a pair of which only one side has it (logarithms of
    odds).  `roles` are the shares of the target's units by their role, and `starts` is the share of them that begin a
    paragraph.
    """

    ratio: float
    gains: Mapping[str, float]
    losses: Mapping[str, float]
    roles: Mapping[Hashable, float]
    starts: float

    @classmethod
    def of(cls, source: Sequence[Unit], target: Sequence[Unit]) -> Self:
        """The evidence in two documents."""
        gains, losses = _weights(source, target)
        return cls(_ratio(source, target), gains, losses, {}, 1.0).within(target)

    def within(self, target: Sequence[Unit]) -> Self:
        """The evidence for one region.

        A role that all its units have says nothing, nor do beginnings of paragraphs if every unit is one.
        """
        counts = Counter(unit.role for unit in target)
        starts = sum(unit.starts for unit in target) / max(1, len(target))
        return replace(
            self,
            roles={role: count / len(target) for role, count in counts.items()},
            starts=min(_MOST_STARTS, max(1 - _MOST_STARTS, starts)),
        )

    def shared(self, one: Unit, other: Unit) -> float:
        """How much numbers and words count for two sentences (above 0) or against them, as a logarithm of odds."""
        return self._words(self._span([one]), self._span([other]))

    def spans(self, units: Sequence[Unit]) -> Sequence[Sequence[Span]]:
        """For each unit, the spans that begin with it: itself, and itself with the next unless one is a heading."""
        alone = [[self._span([unit])] for unit in units]
        for found, (one, other) in zip(alone, pairwise(units), strict=False):
            if not (one.title or other.title):
                found.append(self._span([one, other]))
        return alone

    def weight(self, source: Span, target: Span) -> float:
        """The odds that one span is translated as the other; 0 where that is impossible."""
        if source.across or source.first.title != target.first.title:
            return 0.0
        if source.count == target.count == _SEVERAL and not source.first.running:
            return 0.0  # two facts in another order are two pairs
        total = (
            _PRIORS[source.count, target.count]
            + (_ACROSS_PARAGRAPHS if target.across else 0.0)
            + self._length(source.size, target.size)
            + self._words(source, target)
            + self._structure(source.first, target.first)
        )
        return math.exp(total)

    def _span(self, units: Sequence[Unit]) -> Span:
        features = units[0].features.union(*(unit.features for unit in units[1:]))
        return Span(
            first=units[0],
            count=len(units),
            size=sum(unit.size for unit in units),
            features=features,
            loss=sum(self.losses.get(feature, 0.0) for feature in features),
            across=units[0].group != units[-1].group,
        )

    def _length(self, source: int, target: int) -> float:
        """The logarithm of how often two lengths differ by so much or more (Gale and Church's delta)."""
        scaled = target / self.ratio
        mean = max(1.0, (source + scaled) / 2)
        delta = abs(scaled - source) / math.sqrt(mean * _VARIANCE)
        return max(-_STRONGEST_AGAINST, math.log(max(_SMALLEST, math.erfc(delta / math.sqrt(2)))))

    def _words(self, source: Span, target: Span) -> float:
        gain, loss = 0.0, source.loss + target.loss
        for feature in source.features & target.features:
            gain += self.gains[feature]
            loss -= 2 * self.losses[feature]
        return min(_STRONGEST_FOR, gain) - min(_STRONGEST_AGAINST, loss)

    def _structure(self, source: Unit, target: Unit) -> float:
        role = math.log(_SAME_ROLE / self.roles[target.role]) if source.role == target.role else math.log(_OTHER_ROLE)
        kept = _START_KEPT if source.starts else _START_ADDED
        start = math.log(kept / self.starts) if target.starts else math.log((1 - kept) / (1 - self.starts))
        return role + start


def _ratio(source: Sequence[Unit], target: Sequence[Unit]) -> float:
    """Characters of the target for one of the source, from running text and from the rest, where both texts have them.

    It is the ratio of medians, so a chapter that is missing, or a sentence that contains another, does not change it.
    """
    total = weight = 0.0
    for running in (True, False):
        sizes = [[unit.size for unit in side if unit.running is running and unit.size] for side in (source, target)]
        if all(sizes):
            count = min(map(len, sizes))
            total += count * math.log(median(sizes[1]) / median(sizes[0]))
            weight += count
    return min(_WIDEST_RATIO, max(1 / _WIDEST_RATIO, math.exp(total / weight))) if weight else 1.0


def _weights(source: Sequence[Unit], target: Sequence[Unit]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """For each feature, how much it counts for a pair that shares it, and against a pair of which one side has it.

    A word that both texts have equally often is probably kept in translation.  If one text has it far more often, its
    letters are the same by coincidence.  A word that one text does not have says nothing; a number does.
    """
    counts = [Counter(feature for unit in side for feature in unit.features) for side in (source, target)]
    total = len(source) + len(target)
    gain: dict[str, float] = {}
    loss: dict[str, float] = {}
    for feature in counts[0].keys() | counts[1].keys():
        here, there = counts[0][feature], counts[1][feature]
        number = feature.startswith(NUMBER)
        if not (here and there):
            if number:
                loss[feature] = _exact(-math.log(1 - _SURVIVES_UNSEEN))
            continue
        survives = _SURVIVES[number] * min(here, there) / max(here, there)
        rate = (here + there) / (total + 1)
        gain[feature] = _exact(min(_STRONGEST_WORD, max(0.0, math.log(survives / rate))))
        loss[feature] = _exact(max(0.0, math.log((1 - rate) / (1 - survives))))
    return gain, loss


def _exact(weight: float) -> float:
    # Sets have no order, and a sum of floats depends on it; a sum of these is exact, so every run gives the same.
    return round(weight * 1024) / 1024
