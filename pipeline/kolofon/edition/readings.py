"""Source texts, read and segmented: a work, or a file of it, that is as it was when it was read is not read again."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from kolofon.catalogue.extract import extract
from kolofon.edition.set_aside import SetAside
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.store.recall import keep, recall, recalled
from kolofon.model.document import Document, Place, Sentence
from kolofon.model.edition import Edition, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.message import Message
from kolofon.read import read
from kolofon.read.bounds import bounded
from kolofon.read.chapters import chapter_paths, parsed, read_chapters
from kolofon.read.passages import Chapter, Steps
from kolofon.read.reading import Reading
from kolofon.read.table import SourceFile
from kolofon.read.targets import Leads, Targets
from kolofon.segment import segment
from kolofon.segment.marks import blind_references

__all__ = ["Readings", "WorkText"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Findings:
    findings: tuple[Finding, ...]


class WorkText:
    """The text of a work, which is read when something is asked of it that is not kept from an earlier run.

    `parts` are all that it depends on; the last is its `digest`, the SHA-256 of its file, in hexadecimal.  For a work
    of many files it is that of a list of their digests and paths, as sha256sum(1) writes it, in the order of the book.
    """

    def __init__(
        self,
        store: Store,
        parts: tuple[Work, Edition, str],
        make: Callable[[], tuple[Document, tuple[Finding, ...]]],
    ) -> None:
        self._store = store
        self._parts = parts
        self._make = make
        self._made: tuple[Document, _Findings] | None = None
        self.digest = parts[2]

    @property
    def kept(self) -> bool:
        """Whether it is kept from an earlier run, so that it need not be read."""
        return self._recalled(Document) is not None

    @cached_property
    def document(self) -> Document:
        """The segmented tree."""
        return self._recalled(Document) or self._read()[0]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in reading it."""
        return (self._recalled(_Findings) or self._read()[1]).findings

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """Its messages, in any language."""
        return recall(self._store, _Messages, self._parts, lambda: _Messages(extract(self.document))).messages

    def _recalled(self, kind: type[T]) -> T | None:
        """What was kept; not where it was just read."""
        return recalled(self._store, kind, self._parts) if self._made is None else None

    def _read(self) -> tuple[Document, _Findings]:
        if self._made is None:
            document, findings = self._make()
            self._made = document, _Findings((*findings, *blind_references(document.index)))
            keep(self._store, Document, self._parts, document)
            keep(self._store, _Findings, self._parts, self._made[1])
        return self._made


@dataclass(frozen=True, slots=True)
class _File:
    """What is kept of a file: the names in it, what was read, and where its links led.

    The chapter is within the limits and segmented, if it is `finished`.  It is not if it has marks of the index, which
    are numbered in the whole document.  `links` are the targets that it asked for, and `titles` the names of pages,
    each with the answer.
    """

    anchors: Mapping[str, Steps]
    sections: int
    chapter: Chapter
    finished: bool
    findings: tuple[Finding, ...]
    links: tuple[tuple[str, tuple[str, Leads]], ...]
    titles: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class _Messages:
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Asked(Targets):
    """The targets of a file, and what it asked for while it was read, with the answers."""

    links: dict[str, tuple[str, Leads]] = field(default_factory=dict)
    titles: dict[str, str | None] = field(default_factory=dict)

    def resolve(self, target: str, base: str) -> tuple[str, Leads]:
        """As `Targets.resolve`."""
        self.links[target] = Targets.resolve(self, target, base)
        return self.links[target]

    def titled(self, title: str) -> str | None:
        """As `Targets.titled`."""
        self.titles[title] = Targets.titled(self, title)
        return self.titles[title]


class Readings:
    """The texts of a work of an edition, read with a store."""

    def __init__(self, store: Store, work: Work, edition: Edition) -> None:
        self._store = store
        self._work = work
        self._edition = edition

    def text(self, content: bytes, path: str) -> WorkText:
        """The text of a work that is one file, whose path is from the root; errors as in `kolofon.read.read`."""
        digest = hashlib.sha256(content).hexdigest()

        def make() -> tuple[Document, tuple[Finding, ...]]:
            document, findings = read(content, path, self._work, self._edition)
            return segment(document, self._edition.segmentation), findings

        return WorkText(self._store, (self._work, self._edition, digest), make)

    def chapters(self, files: Mapping[str, bytes]) -> WorkText:
        """The text of a work of many files, as they are below `source/`; errors as in `read_chapters`."""
        paths = chapter_paths(files, self._work, self._edition)
        there = all(path in files for path in paths)  # else the reader says which is not
        listed = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in paths) if there else ""
        digest = hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()

        def make() -> tuple[Document, tuple[Finding, ...]]:
            aside = SetAside()
            opening = partial(self._opened, aside)
            document, findings = read_chapters(files, self._work, self._edition, opening=opening)
            return aside.back(segment(document, self._edition.segmentation)), findings

        return WorkText(self._store, (self._work, self._edition, digest), make)

    def _opened(self, aside: SetAside, content: bytes, reading: Reading) -> SourceFile:
        """A file as it was read before, or parsed; what is finished is set aside."""
        if isinstance(self._store, Nothing):
            return parsed(content, reading)
        facts = (reading.path, reading.base, reading.number, reading.targets.root, content)
        parts = (self._work, self._edition, *facts)

        def new() -> _New:
            return _New(parsed(content, reading), reading, aside, partial(keep, self._store, _File, parts))

        kept = recalled(self._store, _File, parts)
        if kept is not None:
            return _Known(kept, new, reading, aside)
        return new()


class _New:
    """A file that is parsed, and kept when it is read."""

    def __init__(self, file: SourceFile, reading: Reading, aside: SetAside, keeping: Callable[[_File], None]) -> None:
        self.anchors = file.anchors
        self.sections = file.sections
        self._file = file
        self._reading = reading
        self._aside = aside
        self._keeping = keeping

    def read(self) -> Chapter:
        """The content of the file."""
        asked = _Asked(self._reading.targets.pages, self._reading.targets.root)
        self._reading.targets = asked
        chapter = self._file.read()
        found = tuple(self._reading.findings)
        finished = _finished(chapter, self._reading)
        links, titles = tuple(asked.links.items()), tuple(asked.titles.items())
        kept = finished or chapter
        self._keeping(_File(self.anchors, self.sections, kept, finished is not None, found, links, titles))
        return chapter if finished is None else self._aside.chapter(finished)


class _Known:
    """A file that was read before.  Where one of its links now leads elsewhere, it is read again."""

    def __init__(self, kept: _File, anew: Callable[[], _New], reading: Reading, aside: SetAside) -> None:
        self.anchors = kept.anchors
        self.sections = kept.sections
        self._kept = kept
        self._anew = anew
        self._reading = reading
        self._aside = aside

    def read(self) -> Chapter:
        """The content of the file."""
        targets, base = self._reading.targets, self._reading.base
        same = all(targets.resolve(target, base) == answer for target, answer in self._kept.links)
        if same and all(targets.titled(title) == answer for title, answer in self._kept.titles):
            self._reading.findings += self._kept.findings
            return self._aside.chapter(self._kept.chapter) if self._kept.finished else self._kept.chapter
        return self._anew().read()


def _finished(chapter: Chapter, reading: Reading) -> Chapter | None:
    """The chapter segmented; None if it is not within the limits, which is told of the whole, or has index marks."""
    alone = Document(
        reading.edition.source_language,
        Sentence((), Place(reading.path)),
        chapter.lead,
        chapter.sections,
        chapter.notes,
    )
    try:
        cut = segment(bounded(alone), reading.edition.segmentation)
    except SourceError:
        return None
    return None if cut.index else replace(chapter, lead=cut.lead, sections=cut.sections, notes=cut.notes)
