"""The findings in an open book, message by message: those of `kolofon check`, without looking at anything twice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kolofon.check.session import EditingSession
from kolofon.check.units import Original
from kolofon.commands.check import original_text
from kolofon.commands.serve.workspace.data import Remark
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key

if TYPE_CHECKING:
    from kolofon.commands.serve.workspace.editable_book import EditableBook

__all__ = ["BookFindings", "remarks"]


class BookFindings:
    """The findings in the catalogues of a book."""

    def __init__(self, book: "EditableBook") -> None:
        self._book = book
        self._editing: dict[str, EditingSession] = {}
        self._of: dict[str, Catalogue] = {}
        self._found: Mapping[Key, tuple[Finding, ...]] = {}
        self._counted: frozenset[Key] = frozenset()

    @property
    def looked_at(self) -> int:
        """How many translations were looked at by themselves."""
        return sum(editing.examined for editing in self._editing.values())

    @property
    def findings(self) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings of each message that has any."""
        held = self._book.held
        if self._of.keys() != held.keys() or any(self._of[name] is not one for name, one in held.items()):
            self._found = self._judged(held)
            self._of = held
        return self._found

    def tried(self, entry: CatalogueEntry, domain: str) -> tuple[Finding, ...]:
        """The findings in an entry as if it were done and in the catalogue; nothing is kept."""
        _ = self.findings
        return self._at(domain).findings_with(replace(entry, fuzzy=False))

    def counted(self, findings: Mapping[Key, object]) -> frozenset[Key]:
        """The messages that have findings now and had none at the last call, or the reverse."""
        now = frozenset(findings)
        stale, self._counted = now ^ self._counted, now
        return stale

    def _judged(self, held: Mapping[str, Catalogue]) -> Mapping[Key, tuple[Finding, ...]]:
        found: dict[Key, tuple[Finding, ...]] = {}
        for domain, catalogue in held.items():
            for key, findings in self._at(domain).findings(catalogue).items():
                found[key] = (*found.get(key, ()), *findings)
        places = {(one.path, entry.line): entry.key for one in held.values() for entry in one.entries}
        for finding in self._book.others():
            place = (finding.place.path, finding.place.line)
            if finding.place.line > 1 and place in places:
                found[places[place]] = (finding, *found.get(places[place], ()))
        return found

    def _at(self, domain: str) -> EditingSession:
        if domain not in self._editing:
            self._editing[domain] = EditingSession(self._original, self._book.workspace.checks(self._book.language))
        return self._editing[domain]

    @cached_property
    def _original(self) -> Original:
        return original_text(self._book.workspace.project, self._book.source)


def remarks(findings: Iterable[Finding]) -> list[Remark]:
    """Findings as data."""
    return [
        Remark(
            finding.code,
            str(finding.severity),
            finding.message,
            finding.hint,
            finding.excerpt.spans if finding.excerpt else (),
            finding.excerpt.source_spans if finding.excerpt else (),
        )
        for finding in findings
    ]
