"""What a family that compares translations says of them, kept up as some of them change.

Law: after any changes it is what `Whole.judge` says of all notes at once.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from kolofon.check.family import Apart, Told, Whole
from kolofon.check.translation_unit import Flaw, Unit

__all__ = ["Change", "Judging", "judging"]

Place = tuple[int, int]
"""The number of a message in its catalogue, and that of the form of its translation."""

Change = Mapping[Place, tuple[Unit, Any] | None]
"""Translations with their notes by their places, None for those that are there no more; a note may be None."""


class Judging(Protocol):
    """What a family says by its notes."""

    def change(self, changes: Change) -> frozenset[int]:
        """Take what changed, and return the numbers of the messages of which other things may be said now."""

    def of(self, number: int) -> Iterable[Told]:
        """What is said of a message by its number."""


def judging(whole: Whole[Any]) -> Judging:
    """What a family says of no translations, to begin with."""
    if whole.tally is not None:
        return _Tallied(whole.tally())
    return _Grouped(whole.apart) if whole.apart else _Together(whole.judge)


class _Together:
    """All notes are judged together, whenever one of them changes."""

    def __init__(self, judge: Callable[[Sequence[tuple[Unit, Any]]], Iterable[Told]]) -> None:
        self._judge = judge
        self._notes: dict[Place, tuple[Unit, Any]] = {}
        self._said: dict[int, list[Told]] = {}

    def change(self, changes: Change) -> frozenset[int]:
        noted = {place: one for place, one in changes.items() if one and one[1] is not None}
        gone = self._notes.keys() & (changes.keys() - noted.keys())
        if not noted and not gone:
            return frozenset()
        new = noted.keys() - self._notes.keys()
        for place in gone:
            del self._notes[place]
        self._notes.update(noted)
        if new:
            self._notes = dict(sorted(self._notes.items(), key=lambda one: one[0]))
        numbers = {id(unit): number for (number, _), (unit, _) in self._notes.items()}
        before, self._said = self._said, {}
        for unit, flaw in self._judge(list(self._notes.values())):
            self._said.setdefault(numbers[id(unit)], []).append((unit, flaw))
        return frozenset([*before, *self._said])

    def of(self, number: int) -> Iterable[Told]:
        return self._said.get(number, ())


class _Group:
    """The notes that are judged apart from others, and what is said by them."""

    def __init__(self) -> None:
        self.notes: dict[Place, tuple[Unit, Any]] = {}
        self.said: dict[int, list[Told]] = {}

    def judged(self, apart: Apart[Any]) -> None:
        """Judge them in the order of the catalogue."""
        ordered = sorted(self.notes.items(), key=lambda one: one[0])
        numbers = {id(unit): number for (number, _), (unit, _) in ordered}
        self.said = {}
        for unit, flaw in apart.judge([one for _, one in ordered]):
            self.said.setdefault(numbers[id(unit)], []).append((unit, flaw))


class _Grouped:
    """Only those notes are judged that belong together with one that changed."""

    def __init__(self, apart: Sequence[Apart[Any]]) -> None:
        self._parts = [_Part(one) for one in apart]

    def change(self, changes: Change) -> frozenset[int]:
        return frozenset().union(*[part.change(changes) for part in self._parts])

    def of(self, number: int) -> Iterator[Told]:
        for part in self._parts:
            yield from part.of(number)


class _Part:
    def __init__(self, apart: Apart[Any]) -> None:
        self._apart = apart
        self._groups: dict[Hashable, _Group] = {}
        self._keys: dict[int, dict[Place, Hashable]] = {}

    def change(self, changes: Change) -> frozenset[int]:
        touched: dict[Hashable, None] = {}
        for place, one in changes.items():
            here = self._keys.setdefault(place[0], {})
            before = here.pop(place, None)
            if before is not None:
                del self._groups[before].notes[place]
                touched[before] = None
            key = self._apart.key(*one) if one and one[1] is not None else None
            if one and key is not None:
                here[place] = key
                self._groups.setdefault(key, _Group()).notes[place] = one
                touched[key] = None
        stale: set[int] = set()
        for key in touched:
            group = self._groups[key]
            stale.update(group.said)
            group.judged(self._apart)
            stale.update(group.said)
            if not group.notes:
                del self._groups[key]
        return frozenset(stale)

    def of(self, number: int) -> Iterator[Told]:
        for key in dict.fromkeys(self._keys.get(number, {}).values()):
            yield from self._groups[key].said.get(number, ())


class _Tallied:
    """The family keeps a tally of its own."""

    def __init__(self, tally: Any) -> None:  # noqa: ANN401  a `Tally` of the family's notes
        self._tally = tally
        self._notes: dict[Place, tuple[Unit, Any]] = {}
        self._said: dict[int, list[Told]] = {}

    def change(self, changes: Change) -> frozenset[int]:
        for place, one in changes.items():
            before = self._notes.pop(place, None)
            if before:
                self._tally.remove(place, *before)
            if one and one[1] is not None:
                self._notes[place] = one
                self._tally.add(place, *one)
        before_, self._said = self._said, {}
        told: list[tuple[tuple[int, ...], Unit, Flaw]] = sorted(self._tally.flaws(), key=lambda one: one[0])
        for order, unit, flaw in told:
            self._said.setdefault(order[0], []).append((unit, flaw))
        return frozenset([*before_, *self._said])

    def of(self, number: int) -> Iterable[Told]:
        return self._said.get(number, ())
