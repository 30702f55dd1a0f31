"""The findings in a catalogue while it is edited: after a change, only the messages that changed are looked at.

The checks that compare messages go by their notes, which are kept, so a message that is being typed costs little.
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
class _Looked:
    """A translation, and what there is to see in it by the names of families: flaws, where there are any, and notes."""

    unit: Unit
    flaws: Mapping[str, tuple[Flaw, ...]]
    notes: Mapping[str, Any]

    def at(self, entry: CatalogueEntry) -> "_Looked":
        """The same in another line."""
        unit = replace(self.unit, entry=entry)
        vars(unit).update({name: value for name, value in vars(self.unit).items() if name not in vars(unit)})
        return _Looked(unit, self.flaws, self.notes)


class EditingSession:
    """The findings of some families in one catalogue, whose states are given one after the other.

    `looked_at` counts the translations that were looked at by themselves.
    """

    def __init__(self, original: Original, families: Sequence[Family]) -> None:
        self.looked_at = 0
        self._original = original
        self._families = families
        self._telling = Reporter(families)
        self._catalogue = Catalogue("", (), ())
        self._book: Book | None = None
        self._beside: Mapping[Key, Sequence[str]] = {}
        self._looked: dict[Key, tuple[_Looked, ...]] = {}
        self._flaws: dict[Key, list[tuple[Unit, Flaw]]] = {}
        self._findings: dict[Key, tuple[Finding, ...]] = {}

    def findings(self, catalogue: Catalogue) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings of each message that has any.  Law: together they are those of `kolofon.check.check`."""
        if catalogue is self._catalogue:
            return self._findings
        entries = published(catalogue)
        ground = book_of(self._original, catalogue.language, entries)
        merged = merged_neighbours(self._original, entries)
        if ground == self._book:
            ground = self._book
        else:
            self._looked = {}
        looked: dict[Key, tuple[_Looked, ...]] = {}
        for entry in entries:
            known = self._looked.get(entry.key, ())
            if known and self._same(known[0].unit.entry, entry, merged):
                here = known if known[0].unit.entry is entry else tuple([each.at(entry) for each in known])
            else:
                here = self._new(ground, entry, merged)
            looked[entry.key] = here
        self._book, self._beside, self._looked, self._catalogue = ground, merged, looked, catalogue
        self._flaws = self._judged([each for here in looked.values() for each in here])
        reported = (
            (entry.key, tuple(self._telling.of(entry, catalogue.path, self._flaws.get(entry.key, ()))))
            for entry in catalogue.entries
            if entry.comments or entry.key in self._flaws
        )
        self._findings = {key: findings for key, findings in reported if findings}
        return self._findings

    def tried(self, entry: CatalogueEntry) -> tuple[Finding, ...]:
        """The findings in one entry, if it were in the catalogue in place of the one with its key; nothing is kept."""
        if not (entry.translated and entry.msgid):
            return tuple(self._telling.of(entry, self._catalogue.path, ()))
        new = self._new(self._ground(entry), entry, self._around(entry))
        whole: list[_Looked] = []
        placed = False
        for other in self._catalogue.entries:
            if other.key == entry.key:
                whole += new
                placed = True
            else:
                whole += self._looked.get(other.key, ())
        flaws = self._judged(whole if placed else [*whole, *new]).get(entry.key, [])
        return tuple(self._telling.of(entry, self._catalogue.path, flaws))

    def _ground(self, entry: CatalogueEntry) -> Book:
        """What the messages have in common if an entry is one of them: its letters may be new."""
        alone = book_of(self._original, self._catalogue.language, [entry])
        ground = self._book or alone
        if alone.letters <= ground.letters:
            return ground
        return replace(ground, letters=ground.letters | alone.letters)

    def _around(self, entry: CatalogueEntry) -> Mapping[Key, Sequence[str]]:
        """The merged neighbours of messages if an entry is in place of the one with its key."""
        if self._looked.get(entry.key) != ():
            return self._beside
        # It was merged itself until now.
        others = [other for other in published(self._catalogue) if other.key != entry.key]
        return merged_neighbours(self._original, [*others, entry])

    def _same(self, old: CatalogueEntry, entry: CatalogueEntry, merged: Mapping[Key, Sequence[str]]) -> bool:
        if self._beside.get(entry.key) != merged.get(entry.key):
            return False
        return old is entry or (old.msgstrs, old.plural, old.flags) == (entry.msgstrs, entry.plural, entry.flags)

    def _new(self, ground: Book, entry: CatalogueEntry, merged: Mapping[Key, Sequence[str]]) -> tuple[_Looked, ...]:
        placed, near = entry.key in self._original.messages, tuple(merged.get(entry.key, ()))
        return tuple(
            [
                self._look(Unit(ground, entry, form, placed, near))
                for form, msgstr in enumerate(entry.msgstrs)
                if msgstr != MERGED
            ]
        )

    def _look(self, unit: Unit) -> _Looked:
        self.looked_at += 1
        flaws = {family.name: tuple(family.each(unit)) for family in self._families if family.each}
        notes = {family.name: family.whole.note(unit) for family in self._families if family.whole}
        return _Looked(unit, {name: found for name, found in flaws.items() if found}, notes)

    def _judged(self, looked: Sequence[_Looked]) -> dict[Key, list[tuple[Unit, Flaw]]]:
        """The flaws of each message, in the order of the families."""
        found: defaultdict[Key, list[tuple[Unit, Flaw]]] = defaultdict(list)
        flawed = [each for each in looked if each.flaws]
        for family in self._families:
            for unit, flaw in self._of(family, looked, flawed):
                found[unit.entry.key].append((unit, flaw))
        return dict(found)

    def _of(self, family: Family, looked: Sequence[_Looked], flawed: Sequence[_Looked]) -> Iterator[tuple[Unit, Flaw]]:
        """The flaws that one family finds: those of the messages by themselves before those of all together."""
        for each in flawed:
            for flaw in each.flaws.get(family.name, ()):
                yield each.unit, flaw
        if family.whole:
            notes = [(each.unit, each.notes[family.name]) for each in looked]
            yield from family.whole.judge([(unit, note) for unit, note in notes if note is not None])
