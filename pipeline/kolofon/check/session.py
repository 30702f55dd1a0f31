"""The findings in a catalogue while it is edited: after a change, only the messages that changed are checked again.

The checks that compare messages go by their notes, which are kept, so a message that is being typed costs little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kolofon.check.comparison_flaws import ComparisonFlaws, flaws_of
from kolofon.check.family import Family
from kolofon.check.findings import Reporter
from kolofon.check.translation_unit import Book, Flaw, Unit
from kolofon.check.units import Original, book_of, merged_neighbours, published
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key
from kolofon.text.notation import MERGED

__all__ = ["EditingSession"]


@dataclass(frozen=True, slots=True)
class _Examined:
    """A translation, and what there is to see in it by the names of families: flaws, where there are any, and notes."""

    unit: Unit
    flaws: Mapping[str, tuple[Flaw, ...]]
    notes: Mapping[str, Any]

    def at(self, entry: CatalogueEntry) -> "_Examined":
        """The same in another line."""
        unit = replace(self.unit, entry=entry)
        vars(unit).update({name: value for name, value in vars(self.unit).items() if name not in vars(unit)})
        return _Examined(unit, self.flaws, self.notes)


class EditingSession:
    """The findings of some families in one catalogue, whose states are given one after the other.

    `examined` counts the translations that were checked by themselves, `reported` the messages whose findings were put
    together.
    """

    def __init__(self, original: Original, families: Sequence[Family]) -> None:
        self.examined = self.reported = 0
        self._original = original
        self._families = families
        self._reporter = Reporter(families)
        self._catalogue = Catalogue("", (), ())
        self._book: Book | None = None
        self._merged: Mapping[Key, Sequence[str]] = {}
        self._results: dict[Key, tuple[_Examined, ...]] = {}
        self._numbers: dict[Key, int] = {}
        self._compared = self._empty()
        self._reported: dict[int, tuple[Finding, ...]] = {}
        self._findings: dict[Key, tuple[Finding, ...]] = {}

    def _empty(self) -> dict[str, ComparisonFlaws]:
        return {family.name: flaws_of(family.whole) for family in self._families if family.whole}

    def findings(self, catalogue: Catalogue) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings of each message that has any.  Law: together they are those of `kolofon.check.check`."""
        if catalogue is self._catalogue:
            return self._findings
        new = self._changed(catalogue)
        changed = self._all(catalogue) if new is None else self._some(new)
        self._catalogue = catalogue
        for number in changed:
            entry = catalogue.entries[number]
            self.reported += 1
            self._reported[number] = tuple(
                self._reporter.findings_in(entry, catalogue.path, self._flaws(number, entry.key))
            )
            if not self._reported[number]:
                del self._reported[number]
        self._findings = {catalogue.entries[number].key: self._reported[number] for number in sorted(self._reported)}
        return self._findings

    def _changed(self, catalogue: Catalogue) -> dict[int, CatalogueEntry] | None:
        """The entries that are other ones than before, by their numbers; None where more than they has changed.

        That is so where the messages are not the same, in the same order, where one of them is merged or was, and where
        the letters of the source are not those that they were.
        """
        before = self._catalogue
        if self._book is None or (before.language, before.path) != (catalogue.language, catalogue.path):
            return None
        if len(before.entries) != len(catalogue.entries) or len(self._numbers) != len(before.entries):
            return None
        pairs = zip(before.entries, catalogue.entries, strict=True)
        found = {number: (old, new) for number, (old, new) in enumerate(pairs) if old is not new}
        for old, new in found.values():
            if old.key != new.key or MERGED in {old.msgstr, new.msgstr}:
                return None
            if _is_published(old) != _is_published(new) and not self._has_letters_of(new, _is_published(old)):
                return None
        return {number: new for number, (_, new) in found.items()}

    def _has_letters_of(self, entry: CatalogueEntry, gone: bool) -> bool:  # noqa: FBT001  it is there, or gone
        """Whether the book has the letters of an entry, also without it where it is gone."""
        assert self._book is not None  # noqa: S101  `_changed` has seen that there is one
        letters = book_of(self._original, self._catalogue.language, [entry]).letters
        if not letters <= self._book.letters:
            return False
        others = [other for other in self._catalogue.entries if other.key != entry.key] if gone and letters else []
        return not gone or all(
            any(letter in other.msgid for other in others if _is_published(other)) for letter in letters
        )

    def _all(self, catalogue: Catalogue) -> Iterable[int]:
        """Examine a whole catalogue; returns the numbers of the messages whose findings may have changed."""
        entries = published(catalogue)
        ground = book_of(self._original, catalogue.language, entries)
        merged = merged_neighbours(self._original, entries)
        if ground == self._book:
            ground = self._book
        else:
            self._results = {}
        results: dict[Key, tuple[_Examined, ...]] = {}
        for entry in entries:
            known = self._results.get(entry.key, ())
            if known and self._unchanged(known[0].unit.entry, entry, merged):
                here = known if known[0].unit.entry is entry else tuple([each.at(entry) for each in known])
            else:
                here = self._examine_entry(ground, entry, merged)
            results[entry.key] = here
        self._book, self._merged, self._results = ground, merged, results
        self._numbers, self._compared, self._reported = {}, self._empty(), {}
        for number, entry in enumerate(catalogue.entries):
            self._numbers.setdefault(entry.key, number)
        self._compare({self._numbers[key]: ((), here) for key, here in results.items()})
        return range(len(catalogue.entries))

    def _some(self, new: Mapping[int, CatalogueEntry]) -> Iterable[int]:
        """Examine some entries; returns as `_all`."""
        assert self._book is not None  # noqa: S101  `_all` has examined the catalogue before
        changes: dict[int, tuple[tuple[_Examined, ...], tuple[_Examined, ...]]] = {}
        for number, entry in new.items():
            known = self._results.pop(entry.key, ())
            here: tuple[_Examined, ...] = ()
            if _is_published(entry):
                if known and self._unchanged(known[0].unit.entry, entry, self._merged):
                    here = tuple([each.at(entry) for each in known])
                else:
                    here = self._examine_entry(self._book, entry, self._merged)
                self._results[entry.key] = here
            changes[number] = known, here
        self._compare(changes)
        return new.keys() | set().union(*[flaws.take_changed() for flaws in self._compared.values()])

    def _compare(self, changes: Mapping[int, tuple[tuple[_Examined, ...], tuple[_Examined, ...]]]) -> None:
        """Give the comparisons the notes on some messages as they were before, and as they are now."""
        for name, flaws in self._compared.items():
            change: dict[tuple[int, int], tuple[Unit, Any] | None] = {}
            for number, (before, now) in changes.items():
                change.update({(number, each.unit.form): None for each in before})
                change.update({(number, each.unit.form): (each.unit, each.notes[name]) for each in now})
            flaws.change(change)

    def _flaws(self, number: int, key: Key) -> list[tuple[Unit, Flaw]]:
        """The flaws of a message, in the order of the families: its own before those beside others."""
        if self._numbers.get(key) != number:
            return []
        results = self._results.get(key, ())
        found: list[tuple[Unit, Flaw]] = []
        for family in self._families:
            found += ((each.unit, flaw) for each in results for flaw in each.flaws.get(family.name, ()))
            if family.whole:
                found += self._compared[family.name].of(number)
        return found

    def findings_with(self, entry: CatalogueEntry) -> tuple[Finding, ...]:
        """The findings in one entry, if it were in the catalogue in place of the one with its key; nothing is kept."""
        if not (entry.translated and entry.msgid):
            return tuple(self._reporter.findings_in(entry, self._catalogue.path, ()))
        new = self._examine_entry(self._book_with(entry), entry, self._neighbours_with(entry))
        known, number = self._results.get(entry.key, ()), self._numbers.get(entry.key, len(self._catalogue.entries))
        numbers, results = self._numbers, self._results
        self._compare({number: (known, new)})
        self._numbers, self._results = {entry.key: number}, {entry.key: new}
        try:
            return tuple(self._reporter.findings_in(entry, self._catalogue.path, self._flaws(number, entry.key)))
        finally:
            self._numbers, self._results = numbers, results
            self._compare({number: (new, known)})

    def _book_with(self, entry: CatalogueEntry) -> Book:
        """What the messages have in common if an entry is one of them: its letters may be new."""
        alone = book_of(self._original, self._catalogue.language, [entry])
        ground = self._book or alone
        if alone.letters <= ground.letters:
            return ground
        return replace(ground, letters=ground.letters | alone.letters)

    def _neighbours_with(self, entry: CatalogueEntry) -> Mapping[Key, Sequence[str]]:
        """The merged neighbours of messages if an entry is in place of the one with its key."""
        if self._results.get(entry.key) != ():
            return self._merged
        # It was merged itself until now.
        others = [other for other in published(self._catalogue) if other.key != entry.key]
        return merged_neighbours(self._original, [*others, entry])

    def _unchanged(self, old: CatalogueEntry, entry: CatalogueEntry, merged: Mapping[Key, Sequence[str]]) -> bool:
        if self._merged.get(entry.key) != merged.get(entry.key):
            return False
        return old is entry or (old.msgstrs, old.plural, old.flags) == (entry.msgstrs, entry.plural, entry.flags)

    def _examine_entry(
        self, ground: Book, entry: CatalogueEntry, merged: Mapping[Key, Sequence[str]]
    ) -> tuple[_Examined, ...]:
        placed, near = entry.key in self._original.messages, tuple(merged.get(entry.key, ()))
        return tuple(
            [
                self._examine(Unit(ground, entry, form, placed, near))
                for form, msgstr in enumerate(entry.msgstrs)
                if msgstr != MERGED
            ]
        )

    def _examine(self, unit: Unit) -> _Examined:
        self.examined += 1
        flaws = {family.name: tuple(family.each(unit)) for family in self._families if family.each}
        notes = {family.name: family.whole.note(unit) for family in self._families if family.whole}
        return _Examined(unit, {name: found for name, found in flaws.items() if found}, notes)


def _is_published(entry: CatalogueEntry) -> bool:
    return bool(entry.translated and entry.msgid)
