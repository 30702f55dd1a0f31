"""A work → its document, read and segmented, its findings and its messages; what did not change is not read again."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from kolofon.catalogue.extract import extract, messages_of_rows
from kolofon.edition.store.codec import codec
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.store.key import digest_of
from kolofon.edition.store.recall import keep, recall, recalled
from kolofon.edition.texts.placeholders import Placeholders
from kolofon.edition.texts.records import FileRecord, FileRecords, RecordedTargets, file_record, finished_chapter
from kolofon.model.document import Document
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.model.message import Message
from kolofon.read import read
from kolofon.read.beside import Beside, nothing_beside
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter
from kolofon.read.table import SourceFile
from kolofon.read.works.chapters import Contents, ReadOptions, contents, parsed, read_chapters
from kolofon.segment import segment
from kolofon.segment.index_marks import blind_references

__all__ = ["TextRead", "TextReader", "WorkText"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Findings:
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Messages:
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Included:
    """The paths of the files that a text included when it was last read."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of the chapters of a work, and the files that it is read from, each with its digest in `Beside`."""

    contents: Contents
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text that was read: its findings, and functions that return its tree and its messages.

    `included` has the files that it includes, or would include if they were there, as `Beside.asked` has them.
    """

    findings: tuple[Finding, ...]
    document: Callable[[], Document]
    messages: Callable[[], tuple[Message, ...]]
    included: Mapping[str, str] = field(default_factory=dict)


class WorkText:
    """The text of a work: its document, findings and messages, from the store if they are there.

    The text is read, by `make`, when something is needed that the store does not have.  With `whole`, its tree is put
    into the store as soon as it is read, otherwise when the document is used.

    `named` are the work, its edition, and the digest of the files that these name.  Which of the files `beside` it the
    text included when it was last read is in the store, so it need not be read to find out whether it changed.
    """

    def __init__(
        self,
        store: Store,
        named: tuple[Work, Edition, str],
        make: Callable[[], TextRead],
        beside: Beside | None = None,
        *,
        whole: bool = False,
    ) -> None:
        self._store = store
        self._whole = whole
        self._named = named
        self._beside = beside or nothing_beside()
        self._make = make
        self._made: TextRead | None = None
        self._included: Mapping[str, str] | None = None

    @property
    def parts(self) -> tuple[Work, Edition, str]:
        """All that the text depends on; the last is its `digest`."""
        if self._included is None and (known := recalled(self._store, _Included, self._named)):
            self._included = {path: self._beside.digest(path) for path in known.paths}
        included = self._read().included if self._included is None else self._included
        work, edition, own = self._named
        return work, edition, _digest_with(own, work, included)

    @property
    def digest(self) -> str:
        """The SHA-256 of its file, in hexadecimal.

        For a work of many files it is that of a list of their digests and paths, as sha256sum(1) writes it, in the
        order of the book.  For one that includes files, it is that of such a list too: first the digest of the work,
        with its name, and then those of the files in the order of their paths.
        """
        return self.parts[2]

    def is_of(self, other: "WorkText") -> bool:
        """Whether it depends on the same values as another text."""
        return self.parts == other.parts

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths below `source/` of files that it includes and that are not there."""
        return tuple(path for path, digest in self._read().included.items() if not digest)

    @property
    def included(self) -> frozenset[str]:
        """The paths below `source/` of the files that it includes, also of those that are not there."""
        return frozenset(self._read().included)

    @property
    def kept(self) -> bool:
        """Whether the store has it from an earlier run, whole or file by file, so that nothing need be parsed."""
        known = self._made or self._included is not None or recalled(self._store, _Included, self._named)
        return bool(known) and recalled(self._store, _Findings, self.parts) is not None

    @cached_property
    def document(self) -> Document:
        """The segmented tree."""
        if self._made is None and (kept := recalled(self._store, Document, self.parts)):
            return kept
        document = self._read().document()
        if not self._whole:
            keep(self._store, Document, self.parts, document)
        return document

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in reading it."""
        kept = recalled(self._store, _Findings, self.parts)
        if kept is None:
            kept = _Findings(self._read().findings)
            keep(self._store, _Findings, self.parts, kept)
        return kept.findings

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Its messages, in any language."""
        kept = recalled(self._store, _Messages, self.parts)
        if kept is None:
            kept = _Messages(self._read().messages())
            keep(self._store, _Messages, self.parts, kept)
        return kept.messages

    def _read(self) -> TextRead:
        if self._made is None:
            self._made = self._make()
            before, self._included = self._included, self._made.included
            if before is None or before.keys() != self._included.keys():
                keep(self._store, _Included, self._named, _Included(tuple(self._included)))
            if self._whole:
                keep(self._store, Document, self.parts, self._made.document())
        return self._made


def _digest_with(own: str, work: Work, included: Mapping[str, str]) -> str:
    """The digest of a text with those of the files that it includes, as `WorkText.digest` has it."""
    there = {path: digest for path, digest in sorted(included.items()) if digest}
    return _listed({work.name: own} | there) if there else own


def _listed(digests: Mapping[str, str]) -> str:
    listed = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    return hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the store has of a file: its record, and its chapter as bytes."""

    record: FileRecord
    chapter: bytes


class TextReader:
    """Reads the text of a work of an edition, with a store."""

    def __init__(self, store: Store, work: Work, edition: Edition) -> None:
        self._store = store
        self._work = work
        self._edition = edition

    def text(self, content: bytes, path: str, others: Callable[[], Mapping[str, bytes]] = dict[str, bytes]) -> WorkText:
        """The text of a work that is one file, whose path is from the root; errors as in `kolofon.read.read`.

        `others` returns the files below `source/`, for what the text includes.
        """
        digest = hashlib.sha256(content).hexdigest()

        def make() -> TextRead:
            beside = Beside(others)
            document, findings = read(content, path, self._work, self._edition, beside)
            document = segment(document, self._edition.segmentation)
            found = (*findings, *blind_references(document.index))
            return TextRead(found, lambda: document, lambda: extract(document), beside.asked)

        return WorkText(self._store, (self._work, self._edition, digest), make, Beside(others), whole=True)

    def chapters(self, files: Mapping[str, bytes]) -> WorkText:
        """The text of a work of many files, as they are below `source/`; errors as in `read_chapters`."""
        order = self._contents(files)
        paths = order.paths(self._work)
        there = all(path in files for path in paths)  # else the reader says which is not
        digest = _listed({path: hashlib.sha256(files[path]).hexdigest() for path in paths} if there else {})

        def make() -> TextRead:
            placeholders, records = Placeholders(), FileRecords(self._store, (self._work, self._edition))
            besides: list[Beside] = []
            how = ReadOptions(opening=partial(self._opened, placeholders, records, besides), order=order)
            document, findings = read_chapters(files, self._work, self._edition, how)
            document = segment(document, self._edition.segmentation)
            records.keep()
            found = (*findings, *blind_references(document.index))
            included = {path: digest for beside in besides for path, digest in beside.asked.items()}
            return TextRead(
                found,
                lambda: placeholders.restored(document),
                lambda: messages_of_rows(placeholders.rows(document)),
                included,
            )

        return WorkText(self._store, (self._work, self._edition, digest), make, Beside(lambda: files))

    def _contents(self, files: Mapping[str, bytes]) -> Contents:
        """The order of the work; from the store, if the file or the files that list it are the same."""
        beside = Beside(lambda: files)
        make = partial(contents, files, self._work, self._edition, beside)
        if self._work.summary not in files:
            return make()
        if self._work.format is not SourceFormat.RST:
            return recall(self._store, Contents, (self._work, self._edition, files[self._work.summary]), make)
        named = (self._work, self._edition, tuple(sorted(files)))
        kept = recalled(self._store, _Order, named)
        if kept and beside.unchanged(dict(kept.asked)):
            return kept.contents
        made = make()
        keep(self._store, _Order, named, _Order(made, tuple(beside.asked.items())))
        return made

    @cached_property
    def _whole(self) -> str:
        """The digest of what all files of the work depend on."""
        return digest_of(self._work, self._edition)

    def _opened(
        self, placeholders: Placeholders, records: FileRecords, besides: list[Beside], content: bytes, reading: Reading
    ) -> SourceFile:
        """A file from the store, or parsed; its finished parts are replaced by placeholders.

        The file's `Beside` is added to `besides`.
        """
        besides.append(reading.beside)
        if isinstance(self._store, Nothing):
            return parsed(content, reading)
        digest = hashlib.sha256(content).hexdigest()
        root, role = str(reading.targets.root), reading.role.value
        facts = (reading.path, reading.base, reading.number, role, reading.listed, root, digest)
        kept = _StoredFile(self._store, (self._whole, *facts), content, reading)
        record = records.find(facts) or kept.record()
        if record is None or not reading.beside.unchanged(dict(record.beside)):
            return _NewFile(facts, kept, placeholders, records)
        return _KnownFile(record, kept, placeholders, records)


_LOOKED_UP = ("links", "titles", "names", "beside")
"""The fields of a record with what a file looked up."""


class _StoredFile:
    """One file in the store, and what it takes to read it again."""

    def __init__(self, store: Store, parts: tuple[str, ...], content: bytes, reading: Reading) -> None:
        self.reading = reading
        self._store = store
        self.parts = parts
        self._content = content
        self._chapter: Chapter | None = None

    def record(self) -> FileRecord | None:
        """The record of the file; None if it is not in the store."""
        file = recalled(self._store, _Stored, self.parts)
        return file.record if file else None

    def keep(self, record: FileRecord, chapter: Chapter) -> None:
        """Put the file into the store; ValueError for invalid Unicode."""
        self._chapter = chapter
        keep(self._store, _Stored, self.parts, _Stored(record, codec(Chapter).encode(chapter)))

    def parsed(self, reading: Reading) -> SourceFile:
        """The file, parsed."""
        return parsed(self._content, reading)

    def tree(self, record: FileRecord) -> Chapter:
        """The chapter of a record; read again if the store has it no more, or has it with other targets of links."""
        if self._chapter is None:
            self._chapter = self._tree(record)
        return self._chapter

    def _tree(self, record: FileRecord) -> Chapter:
        file = recalled(self._store, _Stored, self.parts)
        # A run that was stopped has put the file there, and not yet the records of the work.
        if file and all(getattr(file.record, each) == getattr(record, each) for each in _LOOKED_UP):
            return codec(Chapter).decode(file.chapter)
        again = replace(self.reading, findings=[])
        chapter = self.parsed(again).read()
        return finished_chapter(chapter, again) or chapter


class _NewFile:
    """A file that is not in the store: it is parsed, and put there when it is read."""

    def __init__(
        self, facts: tuple[str, ...], kept: _StoredFile, placeholders: Placeholders, records: FileRecords
    ) -> None:
        self._file = kept.parsed(kept.reading)
        self.anchors = self._file.anchors
        self.figures = self._file.figures
        self.sections = self._file.sections
        self._facts = facts
        self._kept = kept
        self._placeholders = placeholders
        self._records = records

    def read(self) -> Chapter:
        """The content of the file."""
        reading = self._kept.reading
        reading.targets = RecordedTargets(reading.targets.pages, reading.targets.root)
        chapter = self._file.read()
        done = finished_chapter(chapter, reading)
        try:
            record = file_record(self._file, done or chapter, reading, self._facts, done=done is not None)
            self._kept.keep(record, done or chapter)
        except ValueError:  # there is invalid Unicode in it
            return chapter
        self._records.add(record)
        return self._placeholders.chapter(record, partial(self._kept.tree, record)) if done else chapter


class _KnownFile:
    """A file that is in the store.  If one of its links now leads elsewhere, it is read again."""

    def __init__(self, record: FileRecord, kept: _StoredFile, placeholders: Placeholders, records: FileRecords) -> None:
        self.anchors = record.anchors
        self.figures = frozenset(record.figures)
        self.sections = record.sections
        self._leaf = record
        self._kept = kept
        self._placeholders = placeholders
        self._records = records

    def read(self) -> Chapter:
        """The content of the file."""
        reading, record = self._kept.reading, self._leaf
        targets, base = reading.targets, reading.base
        same = all(targets.resolve(target, base) == answer for target, answer in record.links)
        same = same and all(targets.titled(title) == answer for title, answer in record.titles)
        if not same or not all(targets.holder(name) == answer for name, answer in record.names):
            return _NewFile(record.facts, self._kept, self._placeholders, self._records).read()
        reading.findings += record.findings
        self._records.add(record)
        tree = partial(self._kept.tree, record)
        return self._placeholders.chapter(record, tree) if record.finished else tree()
