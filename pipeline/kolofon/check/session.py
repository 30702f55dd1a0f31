"""The findings in a catalogue while it is edited: after a change, only the messages that changed are checked again.

The notes of all messages are kept for the checks that compare messages, so each change of a message costs little.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
    """A translation, with its flaws (of the families that found any) and its notes, by the name of the family."""

    unit: Unit
    flaws: Mapping[str, tuple[Flaw, ...]]
    notes: Mapping[str, Any]

    def at(self, entry: CatalogueEntry) -> "_Examined":
        """The same for an entry that differs in its line alone; what the unit has computed is kept."""
        unit = replace(self.unit, entry=entry)
        vars(unit).update({name: value for name, value in vars(self.unit).items() if name not in vars(unit)})
        return _Examined(unit, self.flaws, self.notes)


class EditingSession:
    """The findings of some families in one catalogue, which is passed again after each change.

    `examined` counts the translations that were checked by themselves.
    """

    def __init__(self, original: Original, families: Sequence[Family]) -> None:
        self.examined = 0
        self._original = original
        self._families = families
        self._reporter = Reporter(families)
        self._catalogue = Catalogue("", (), ())
        self._book: Book | None = None
        self._merged: Mapping[Key, Sequence[str]] = {}
        self._results: dict[Key, tuple[_Examined, ...]] = {}
        self._flaws: dict[Key, list[tuple[Unit, Flaw]]] = {}
        self._findings: dict[Key, tuple[Finding, ...]] = {}

    def findings(self, catalogue: Catalogue) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings of each message that has any.  Law: together they are those of `kolofon.check.check`."""
        if catalogue is self._catalogue:
            return self._findings
        entries = published(catalogue)
        book = book_of(self._original, catalogue.language, entries)
        merged = merged_neighbours(self._original, entries)
        if book == self._book:
            book = self._book
        else:
            self._results = {}
        results: dict[Key, tuple[_Examined, ...]] = {}
        for entry in entries:
            known = self._results.get(entry.key, ())
            if known and self._unchanged(known[0].unit.entry, entry, merged):
                here = known if known[0].unit.entry is entry else tuple([each.at(entry) for each in known])
            else:
                here = self._examine_entry(book, entry, merged)
            results[entry.key] = here
        self._book, self._merged, self._results, self._catalogue = book, merged, results, catalogue
        self._flaws = self._all_flaws([each for here in results.values() for each in here])
        reported = (
            (entry.key, tuple(self._reporter.findings_in(entry, catalogue.path, self._flaws.get(entry.key, ()))))
            for entry in catalogue.entries
            if entry.comments or entry.key in self._flaws
        )
        self._findings = {key: findings for key, findings in reported if findings}
        return self._findings

    def findings_with(self, entry: CatalogueEntry) -> tuple[Finding, ...]:
        """The findings in one entry, if it were in the catalogue in place of the one with its key; nothing is kept."""
        if not (entry.translated and entry.msgid):
            return tuple(self._reporter.findings_in(entry, self._catalogue.path, ()))
        new = self._examine_entry(self._book_with(entry), entry, self._neighbours_with(entry))
        whole: list[_Examined] = []
        placed = False
        for other in self._catalogue.entries:
            if other.key == entry.key:
                whole += new
                placed = True
            else:
                whole += self._results.get(other.key, ())
        flaws = self._all_flaws(whole if placed else [*whole, *new]).get(entry.key, [])
        return tuple(self._reporter.findings_in(entry, self._catalogue.path, flaws))

    def _book_with(self, entry: CatalogueEntry) -> Book:
        """What the messages have in common if an entry is one of them: its letters may be new."""
        alone = book_of(self._original, self._catalogue.language, [entry])
        book = self._book or alone
        if alone.letters <= book.letters:
            return book
        return replace(book, letters=book.letters | alone.letters)

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
        self, book: Book, entry: CatalogueEntry, merged: Mapping[Key, Sequence[str]]
    ) -> tuple[_Examined, ...]:
        placed, near = entry.key in self._original.messages, tuple(merged.get(entry.key, ()))
        return tuple(
            [
                self._examine(Unit(book, entry, form, placed, near))
                for form, msgstr in enumerate(entry.msgstrs)
                if msgstr != MERGED
            ]
        )

    def _examine(self, unit: Unit) -> _Examined:
        self.examined += 1
        flaws = {family.name: tuple(family.each(unit)) for family in self._families if family.each}
        notes = {family.name: family.whole.note(unit) for family in self._families if family.whole}
        return _Examined(unit, {name: found for name, found in flaws.items() if found}, notes)

    def _all_flaws(self, examined: Sequence[_Examined]) -> dict[Key, list[tuple[Unit, Flaw]]]:
        """The flaws of each message, in the order of the families."""
        found: defaultdict[Key, list[tuple[Unit, Flaw]]] = defaultdict(list)
        flawed = [each for each in examined if each.flaws]
        for family in self._families:
            for unit, flaw in self._family_flaws(family, examined, flawed):
                found[unit.entry.key].append((unit, flaw))
        return dict(found)

    def _family_flaws(
        self, family: Family, examined: Sequence[_Examined], flawed: Sequence[_Examined]
    ) -> Iterator[tuple[Unit, Flaw]]:
        """The flaws that one family finds: those of single messages before those of the comparison."""
        for each in flawed:
            for flaw in each.flaws.get(family.name, ()):
                yield each.unit, flaw
        if family.whole:
            notes = [(each.unit, each.notes[family.name]) for each in examined]
            yield from family.whole.compare([(unit, note) for unit, note in notes if note is not None])
