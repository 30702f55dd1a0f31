"""The findings in the messages of an open book: those of `kolofon check`; only messages that changed are checked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kolofon.check.session import EditingSession
from kolofon.check.units import Original
from kolofon.commands.check import original_text
from kolofon.commands.serve.workspace.data import FindingData
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key

if TYPE_CHECKING:
    from kolofon.commands.serve.workspace.editable_book import EditableBook

__all__ = ["BookFindings", "findings_data"]


class BookFindings:
    """The findings in the catalogues of a book."""

    def __init__(self, book: "EditableBook") -> None:
        self._book = book
        self._sessions: dict[str, EditingSession] = {}
        self._checked: dict[str, Catalogue] = {}
        self._found: Mapping[Key, tuple[Finding, ...]] = {}
        self._last_keys: frozenset[Key] = frozenset()

    @property
    def examined(self) -> int:
        """How many translations were checked by themselves."""
        return sum(session.examined for session in self._sessions.values())

    @property
    def by_message(self) -> Mapping[Key, tuple[Finding, ...]]:
        """The findings of each message that has any."""
        catalogues = self._book.catalogues
        if self._checked.keys() != catalogues.keys() or any(
            self._checked[name] is not one for name, one in catalogues.items()
        ):
            self._found = self._collect(catalogues)
            self._checked = catalogues
        return self._found

    def with_translation(self, entry: CatalogueEntry, domain: str) -> tuple[Finding, ...]:
        """The findings in an entry as if it were in the catalogue and not fuzzy; nothing is kept."""
        _ = self.by_message
        return self._session(domain).findings_with(replace(entry, fuzzy=False))

    def changed_keys(self, findings: Mapping[Key, object]) -> frozenset[Key]:
        """The messages that have findings now and had none at the last call, or the reverse."""
        now = frozenset(findings)
        changed, self._last_keys = now ^ self._last_keys, now
        return changed

    def _collect(self, catalogues: Mapping[str, Catalogue]) -> Mapping[Key, tuple[Finding, ...]]:
        found: dict[Key, tuple[Finding, ...]] = {}
        for domain, catalogue in catalogues.items():
            for key, findings in self._session(domain).findings(catalogue).items():
                found[key] = (*found.get(key, ()), *findings)
        places = {(one.path, entry.line): entry.key for one in catalogues.values() for entry in one.entries}
        for finding in self._book.file_findings():
            place = (finding.place.path, finding.place.line)
            if finding.place.line > 1 and place in places:
                found[places[place]] = (finding, *found.get(places[place], ()))
        return found

    def _session(self, domain: str) -> EditingSession:
        if domain not in self._sessions:
            self._sessions[domain] = EditingSession(self._original, self._book.workspace.checks(self._book.language))
        return self._sessions[domain]

    @cached_property
    def _original(self) -> Original:
        return original_text(self._book.workspace.project, self._book.source)


def findings_data(findings: Iterable[Finding]) -> list[FindingData]:
    """Findings as data."""
    return [
        FindingData(
            finding.code,
            str(finding.severity),
            finding.message,
            finding.hint,
            finding.excerpt.spans if finding.excerpt else (),
            finding.excerpt.source_spans if finding.excerpt else (),
        )
        for finding in findings
    ]
