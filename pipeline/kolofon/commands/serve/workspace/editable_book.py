"""A work in a language, open for editing: its text, its catalogue, its messages by their ids."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kolofon.catalogue.po.stanzas import Stanzas
from kolofon.catalogue.po.writer import write_po
from kolofon.catalogue.progress import file_review
from kolofon.commands.serve.book.view import BookView
from kolofon.commands.serve.workspace.data import Counts
from kolofon.commands.serve.workspace.findings import BookFindings
from kolofon.commands.serve.workspace.messages import message_id
from kolofon.commands.serve.workspace.states import State, state_of
from kolofon.edition.locale.catalogues import translation_of
from kolofon.edition.locale.findings import merge_findings, outdated_findings
from kolofon.model.finding import Finding, Severity
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Message

if TYPE_CHECKING:
    from kolofon.commands.serve.workspace.workspace import FileStamps, Workspace
    from kolofon.edition.project import Source

__all__ = ["EditableBook", "PoFile", "SavedEntry"]


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file of a book: its domain, the digest of its bytes, what is in it, and the texts of entries in it.

    `lines` is how many it has.
    """

    domain: str
    path: str
    digest: str
    lines: int
    catalogue: Catalogue
    texts: Mapping[Key, str]
    entries: Mapping[Key, CatalogueEntry]
    findings: tuple[Finding, ...] = ()

    def written(self, catalogue: Catalogue, texts: Mapping[Key, str]) -> bytes:
        """The bytes of a catalogue, of which the texts of some entries are known."""
        return write_po(catalogue, lambda entry: texts.get(entry.key))

    def saved(self, content: bytes, catalogue: Catalogue, texts: Mapping[Key, str]) -> "PoFile | None":
        """The file with the bytes that were written of a catalogue of it; None if the bytes have to be read.

        They need not be read if each entry begins in the line where it was.  Law: the result is what reading them
        gives.
        """
        if content.count(b"\n") != self.lines or self.findings:
            return None
        entries = {entry.key: entry for entry in catalogue.entries}
        digest = hashlib.sha256(content).hexdigest()
        return replace(self, digest=digest, catalogue=catalogue, texts=texts, entries=entries)


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """An entry before and after it was saved, by which an undo is recognized."""

    before: CatalogueEntry
    after: CatalogueEntry


class EditableBook:
    """A work in a language.  It is updated by each save, and read again when other programs change its files."""

    def __init__(self, workspace: "Workspace", language: str, work: str) -> None:
        self.workspace = workspace
        self.language = language
        self.work = work
        self.source: Source = workspace.source(work)
        self.files: dict[str, PoFile] = {}
        self.undo: dict[Key, SavedEntry] = {}
        self._stamps: FileStamps | None = None
        self._ground: object = None
        self._view: BookView | None = None
        self._last_view: BookView | None = None
        self._shown_catalogue: Catalogue | None = None
        self._load_text()
        self._load_translations(())

    # --- reading ------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read again what has changed."""
        source = self.workspace.source(self.work)
        if source is not self.source:
            self.source = source
            self._load_text()
            self._view = None
            self._load_translations(())
        project = self.workspace.project
        if project is not self._ground:
            self._ground = project
            self._view = None
            self.findings = BookFindings(self)
        paths = [str(project.catalogue_path(name, self.language)) for name in self._domains()]
        stamps = self.workspace.stamps(paths)
        if stamps != self._stamps:
            files = self.workspace.attempt(
                ("po", self.language, self.work), self._read_files, None if self._stamps is None else self.files
            )
            self._stamps = stamps
            if files is not self.files:
                self.files = files
                self._load_translations(())
                self.workspace.increase_revision()

    def invalidate(self, paths: Iterable[str]) -> None:
        """Have some files read again, even if their stamps are the same."""
        changed = list(paths)
        if any(file.path in changed for file in self.files.values()):
            self._stamps = () if self._stamps is not None else None
        if any(
            path.split("/")[0] == "theme" or "/images/" in path or path.endswith("furniture.po") for path in changed
        ):
            self._view = None
            self._shown_catalogue = None
        if any(path.endswith(("glossary.po", ".dic", ".aff")) for path in changed):
            self.findings = BookFindings(self)

    def _domains(self) -> tuple[str, ...]:
        project = self.workspace.project
        return project.domains(self.source.work, self.language)

    def _read_files(self) -> dict[str, PoFile]:
        project = self.workspace.project
        found: dict[str, PoFile] = {}
        for domain, content in project.translation_files(self.source.work, self.language).items():
            found[domain] = self.as_file(domain, content)
        return self.files if found == self.files else found

    def parsed(self, domain: str, content: bytes) -> PoFile:
        """A PO file of the book, of these bytes; CatalogueError if it cannot be read."""
        project = self.workspace.project
        stanzas = Stanzas()
        held, findings = project.translations_in({domain: content}, self.language, stanzas)
        catalogue = replace(held[domain], language=self.language)
        texts = {entry.key: text for entry in held[domain].entries if (text := stanzas.text(entry)) is not None}
        digest = hashlib.sha256(content).hexdigest()
        path = str(project.catalogue_path(domain, self.language))
        entries = {entry.key: entry for entry in catalogue.entries}
        return PoFile(domain, path, digest, content.count(b"\n"), catalogue, texts, entries, findings)

    def as_file(self, domain: str, content: bytes) -> PoFile:
        """The PO file of these bytes, parsed only if they have changed; CatalogueError if it cannot be read."""
        known = self.files.get(domain)
        same = known and known.digest == hashlib.sha256(content).hexdigest()
        return known if known and same else self.parsed(domain, content)

    def replace_file(self, file: PoFile, changed: Iterable[Key]) -> None:
        """Replace a file by the one that was just written, in which only the entries of `changed` differ.

        If `changed` is empty, any may differ, and what is in the other files is read again too.
        """
        changed = tuple(changed)
        self.files = {**self.files, file.domain: file}
        paths = [str(self.workspace.project.catalogue_path(name, self.language)) for name in self.files]
        self._stamps = self.workspace.stamps(paths) if changed else ()
        self._load_translations(changed)
        self.workspace.increase_revision()

    def _load_text(self) -> None:
        self.messages: dict[str, Message] = {message_id(message.key): message for message in self.source.messages}
        self.ids = {message.key: name for name, message in self.messages.items()}
        self.findings = BookFindings(self)
        self._counts: dict[str, Counts] = {}
        self._update_needed: str | None = None

    def _load_translations(self, changed: tuple[Key, ...]) -> None:
        """Update everything that depends on the files; if `changed` has messages, no others have changed."""
        self.catalogue, self.clashes = translation_of(self.language, self.catalogues)
        self.entries = {entry.key: entry for entry in self.catalogue.entries}
        review = file_review(self.catalogue)
        all_reviewed = review is not None and review.holds
        if not changed or all_reviewed != self._all_reviewed:
            self._all_reviewed = all_reviewed
            self._update_needed = None
            self._counts = {}
            self.states = {key: self._state(key) for key in self.ids}
        for key in changed:
            self.states[key] = self._state(key)
            for part in self.parts_of.get(key, ()):
                self._counts.pop(part, None)

    # --- contents -----------------------------------------------------------------------------------------------------

    _all_reviewed = False

    @property
    def catalogues(self) -> dict[str, Catalogue]:
        """The catalogues by their domains."""
        return {name: file.catalogue for name, file in self.files.items()}

    @property
    def view(self) -> BookView:
        """The pages, of the catalogue as it is now."""
        if self._view is None:
            make = partial(BookView, self.workspace.project, self.source, self.language)
            self._view = self._last_view = self.workspace.attempt(
                ("view", self.language, self.work), make, self._last_view
            )
            self._shown_catalogue = None
            vars(self).pop("_parts_of", None)
            self._counts = {}
        if self._shown_catalogue is not self.catalogue:
            self._shown_catalogue = self.catalogue
            self.workspace.attempt(("page", self.language, self.work), partial(self._refresh, self._view), last=True)
        return self._view

    def _refresh(self, view: BookView) -> bool:
        """Update the pages for the catalogue; what cannot be set stays as it was on them, and an error says why."""
        view.refresh(self.catalogue)
        return True

    @property
    def parts_of(self) -> Mapping[Key, tuple[str, ...]]:
        """The parts in which each message is."""
        if self._view is None:
            _ = self.view  # the text has changed, and with it its parts
        return self._parts_of

    @cached_property
    def _parts_of(self) -> Mapping[Key, tuple[str, ...]]:
        found: dict[Key, tuple[str, ...]] = {}
        for part in self.view.parts:
            for key in part.keys:
                found[key] = (*found.get(key, ()), part.id)
        return found

    def entry(self, name: str) -> CatalogueEntry | None:
        """The entry of a message by its id; None if the text has no such message, or no catalogue has it in use."""
        message = self.messages.get(name)
        entry = self.entries.get(message.key) if message else None
        return entry if entry and not entry.obsolete else None

    def counts(self) -> Mapping[str, Counts]:
        """The counts of every part by its id."""
        findings = self.findings.by_message
        stale = self.findings.changed_keys(findings)
        for key in stale:
            for name in self.parts_of.get(key, ()):
                self._counts.pop(name, None)
        for part in self.view.parts:
            if part.id not in self._counts:
                states = [self.states[key] for key in part.keys if key in self.states]
                found = len([key for key in part.keys if key in findings])
                each = {str(state): states.count(state) for state in State}
                self._counts[part.id] = Counts(total=len(states), findings=found, **each)
        return self._counts

    def update_needed(self) -> tuple[str, str] | None:
        """A message about what an update of the catalogues would change, and its hint; None if no update is needed."""
        if self._update_needed is None:
            found = outdated_findings(self.workspace.project, self.source, self.language, self.catalogues)
            first = next((finding for finding in found if finding.severity is not Severity.NOTE), None)
            self._update_needed = f"{first.message}\0{first.hint}" if first else ""
        message, _, hint = self._update_needed.partition("\0")
        return (message, hint) if message else None

    def file_of(self, key: Key) -> PoFile | None:
        """The file that has a message, in use rather than obsolete."""
        holders = [file for file in self.files.values() if key in file.entries]
        return next((file for file in holders if not file.entries[key].obsolete), None)

    def file_findings(self) -> tuple[Finding, ...]:
        """The findings about the files themselves, which no check has."""
        found = [finding for file in self.files.values() for finding in file.findings]
        return (*found, *self.clashes, *(one for file in self.files.values() for one in merge_findings(file.catalogue)))

    def _state(self, key: Key) -> State:
        return state_of(self.entries.get(key), whole=self._all_reviewed)
