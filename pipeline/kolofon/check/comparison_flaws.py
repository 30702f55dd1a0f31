"""The flaws of the checks that compare messages, kept up to date while messages change.

Law: after any changes they are what `Comparison.compare` finds in all notes at once.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from kolofon.check.family import Comparison, Group, NoteCounts
from kolofon.check.translation_unit import Flaw, Unit

__all__ = ["Change", "ComparisonFlaws", "flaws_of"]

_Flaws = dict[int, list[tuple[Unit, Flaw]]]
"""Flaws by the numbers of messages."""

Place = tuple[int, int]
"""The number of a message in its catalogue, and that of the form of its translation."""

Change = Mapping[Place, tuple[Unit, Any] | None]
"""Translations with their notes by their places, None for those that are there no more; a note may be None."""


class ComparisonFlaws(Protocol):
    """The flaws of one comparison in the notes that it was given; notes may be added, changed and removed."""

    def change(self, changes: Change) -> None:
        """Add, replace or remove the notes of some translations."""

    def take_changed(self) -> set[int]:
        """The numbers of the messages whose flaws may have changed since the last call."""

    def of(self, number: int) -> Iterable[tuple[Unit, Flaw]]:
        """The flaws of a message by its number."""


def flaws_of(whole: Comparison[Any]) -> ComparisonFlaws:
    """The flaws of a comparison, at first in no notes."""
    if whole.counts is not None:
        return _Counted(whole.counts())
    return _Grouped(whole.groups) if whole.groups else _Ungrouped(whole.compare)


class _Lazy:
    """Compares only when flaws are requested, so that a change that is taken back before costs nothing."""

    def __init__(self) -> None:
        self._notes: dict[Place, tuple[Unit, Any]] = {}
        self._flaws: _Flaws | None = {}
        self._before: _Flaws = {}

    def take_changed(self) -> set[int]:
        before, now = self._before, self._now
        self._before = now
        if before is now:
            return set()
        return {number for number in before.keys() | now.keys() if before.get(number) != now.get(number)}

    def of(self, number: int) -> Iterable[tuple[Unit, Flaw]]:
        return self._now.get(number, ())

    @property
    def _now(self) -> _Flaws:
        if self._flaws is None:
            self._flaws = {}
            for number, unit, flaw in self._found():
                self._flaws.setdefault(number, []).append((unit, flaw))
        return self._flaws

    def _found(self) -> Iterable[tuple[int, Unit, Flaw]]:
        raise NotImplementedError


class _Ungrouped(_Lazy):
    """All notes are compared anew, if one of them has changed."""

    def __init__(self, compare: Callable[[Sequence[tuple[Unit, Any]]], Iterable[tuple[Unit, Flaw]]]) -> None:
        super().__init__()
        self._compare = compare
        self._numbers: dict[int, int] = {}

    def change(self, changes: Change) -> None:
        ordered = True
        for place, one in changes.items():
            before = self._notes.get(place)
            if before:
                del self._numbers[id(before[0])]
                self._flaws = None
            if one and one[1] is not None:
                ordered = ordered and before is not None
                self._notes[place] = one
                self._numbers[id(one[0])] = place[0]
                self._flaws = None
            elif before:
                del self._notes[place]
        if not ordered:
            self._notes = dict(sorted(self._notes.items(), key=lambda one: one[0]))

    def _found(self) -> Iterator[tuple[int, Unit, Flaw]]:
        for unit, flaw in self._compare(list(self._notes.values())):
            yield self._numbers[id(unit)], unit, flaw


class _KeyGroup:
    """The notes of the messages with the same key, and the flaws in them by the numbers of messages."""

    def __init__(self) -> None:
        self.notes: dict[Place, tuple[Unit, Any]] = {}
        self.flaws: _Flaws = {}

    def compare(self, group: Group[Any]) -> None:
        """Compare them in the order of the catalogue."""
        ordered = sorted(self.notes.items(), key=lambda one: one[0])
        numbers = {id(unit): number for (number, _), (unit, _) in ordered}
        self.flaws = {}
        for unit, flaw in group.compare([one for _, one in ordered]):
            self.flaws.setdefault(numbers[id(unit)], []).append((unit, flaw))


class _Grouped:
    """Only those notes are compared that have the same key as one that changed."""

    def __init__(self, groups: Sequence[Group[Any]]) -> None:
        self._parts = [_GroupFlaws(one) for one in groups]

    def change(self, changes: Change) -> None:
        for part in self._parts:
            part.change(changes)

    def take_changed(self) -> set[int]:
        return set().union(*[part.take_changed() for part in self._parts])

    def of(self, number: int) -> Iterator[tuple[Unit, Flaw]]:
        for part in self._parts:
            yield from part.of(number)


class _GroupFlaws:
    """The flaws of one `Group`; the messages of each key are compared with each other."""

    def __init__(self, group: Group[Any]) -> None:
        self._group = group
        self._groups: dict[Hashable, _KeyGroup] = {}
        self._keys: dict[int, dict[Place, Hashable]] = {}
        self._changed: set[int] = set()

    def take_changed(self) -> set[int]:
        found, self._changed = self._changed, set()
        return found

    def change(self, changes: Change) -> None:
        touched: dict[Hashable, None] = {}
        for place, one in changes.items():
            here = self._keys.setdefault(place[0], {})
            before = here.pop(place, None)
            if before is not None:
                del self._groups[before].notes[place]
                touched[before] = None
            key = self._group.key(*one) if one and one[1] is not None else None
            if one and key is not None:
                here[place] = key
                self._groups.setdefault(key, _KeyGroup()).notes[place] = one
                touched[key] = None
        for key in touched:
            group = self._groups[key]
            self._changed.update(group.flaws)
            group.compare(self._group)
            self._changed.update(group.flaws)
            if not group.notes:
                del self._groups[key]

    def of(self, number: int) -> Iterator[tuple[Unit, Flaw]]:
        for key in dict.fromkeys(self._keys.get(number, {}).values()):
            yield from self._groups[key].flaws.get(number, ())


class _Counted(_Lazy):
    """The flaws are found by the counts of the family."""

    def __init__(self, counts: NoteCounts[Any]) -> None:
        super().__init__()
        self._counts = counts

    def change(self, changes: Change) -> None:
        for place, one in changes.items():
            before = self._notes.pop(place, None)
            if before:
                self._counts.remove(place, *before)
            if one and one[1] is not None:
                self._notes[place] = one
                self._counts.add(place, *one)
        self._flaws = None

    def _found(self) -> Iterator[tuple[int, Unit, Flaw]]:
        for order, unit, flaw in sorted(self._counts.flaws(), key=lambda one: one[0]):
            yield order[0], unit, flaw
