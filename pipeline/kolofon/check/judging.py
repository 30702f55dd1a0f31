"""What a family that compares translations says of them, kept up as some of them change.

Law: after any changes it is what `Whole.judge` says of all notes at once.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from kolofon.check.family import Apart, Tally, Told, Whole
from kolofon.check.translation_unit import Flaw, Unit

__all__ = ["Change", "Judging", "judging"]

Place = tuple[int, int]
"""The number of a message in its catalogue, and that of the form of its translation."""

Change = Mapping[Place, tuple[Unit, Any] | None]
"""Translations with their notes by their places, None for those that are there no more; a note may be None."""


class Judging(Protocol):
    """What a family says by its notes."""

    def change(self, changes: Change) -> None:
        """Take what changed."""

    def stale(self) -> set[int]:
        """The numbers of the messages of which other things may be said than when this was called last."""

    def of(self, number: int) -> Iterable[Told]:
        """What is said of a message by its number."""


def judging(whole: Whole[Any]) -> Judging:
    """What a family says of no translations, to begin with."""
    if whole.tally is not None:
        return _Tallied(whole.tally())
    return _Grouped(whole.apart) if whole.apart else _Together(whole.judge)


class _Lazy:
    """Says something only when it is asked, so that what is changed back meanwhile costs nothing."""

    def __init__(self) -> None:
        self._notes: dict[Place, tuple[Unit, Any]] = {}
        self._said: dict[int, list[Told]] | None = {}
        self._before: dict[int, list[Told]] = {}

    def stale(self) -> set[int]:
        before, now = self._before, self._now
        self._before = now
        if before is now:
            return set()
        return {number for number in before.keys() | now.keys() if before.get(number) != now.get(number)}

    def of(self, number: int) -> Iterable[Told]:
        return self._now.get(number, ())

    @property
    def _now(self) -> dict[int, list[Told]]:
        if self._said is None:
            self._said = {}
            for number, unit, flaw in self._judged():
                self._said.setdefault(number, []).append((unit, flaw))
        return self._said

    def _judged(self) -> Iterable[tuple[int, Unit, Flaw]]:
        raise NotImplementedError


class _Together(_Lazy):
    """All notes are judged together, if one of them has changed."""

    def __init__(self, judge: Callable[[Sequence[tuple[Unit, Any]]], Iterable[Told]]) -> None:
        super().__init__()
        self._judge = judge
        self._numbers: dict[int, int] = {}

    def change(self, changes: Change) -> None:
        ordered = True
        for place, one in changes.items():
            before = self._notes.get(place)
            if before:
                del self._numbers[id(before[0])]
                self._said = None
            if one and one[1] is not None:
                ordered = ordered and before is not None
                self._notes[place] = one
                self._numbers[id(one[0])] = place[0]
                self._said = None
            elif before:
                del self._notes[place]
        if not ordered:
            self._notes = dict(sorted(self._notes.items(), key=lambda one: one[0]))

    def _judged(self) -> Iterator[tuple[int, Unit, Flaw]]:
        for unit, flaw in self._judge(list(self._notes.values())):
            yield self._numbers[id(unit)], unit, flaw


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

    def change(self, changes: Change) -> None:
        for part in self._parts:
            part.change(changes)

    def stale(self) -> set[int]:
        return set().union(*[part.stale() for part in self._parts])

    def of(self, number: int) -> Iterator[Told]:
        for part in self._parts:
            yield from part.of(number)


class _Part:
    def __init__(self, apart: Apart[Any]) -> None:
        self._apart = apart
        self._groups: dict[Hashable, _Group] = {}
        self._keys: dict[int, dict[Place, Hashable]] = {}
        self._stale: set[int] = set()

    def stale(self) -> set[int]:
        found, self._stale = self._stale, set()
        return found

    def change(self, changes: Change) -> None:
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
        for key in touched:
            group = self._groups[key]
            self._stale.update(group.said)
            group.judged(self._apart)
            self._stale.update(group.said)
            if not group.notes:
                del self._groups[key]

    def of(self, number: int) -> Iterator[Told]:
        for key in dict.fromkeys(self._keys.get(number, {}).values()):
            yield from self._groups[key].said.get(number, ())


class _Tallied(_Lazy):
    """The family keeps a tally of its own."""

    def __init__(self, tally: Tally[Any]) -> None:
        super().__init__()
        self._tally = tally

    def change(self, changes: Change) -> None:
        for place, one in changes.items():
            before = self._notes.pop(place, None)
            if before:
                self._tally.remove(place, *before)
            if one and one[1] is not None:
                self._notes[place] = one
                self._tally.add(place, *one)
        self._said = None

    def _judged(self) -> Iterator[tuple[int, Unit, Flaw]]:
        for order, unit, flaw in sorted(self._tally.flaws(), key=lambda one: one[0]):
            yield order[0], unit, flaw
