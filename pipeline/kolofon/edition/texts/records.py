"""What the store keeps of each file of a work: of these records the messages and findings of the book are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kolofon.catalogue.extract import Row, rows
from kolofon.edition.store.codec import codec
from kolofon.edition.store.folder import Store
from kolofon.edition.store.recall import keep, recalled
from kolofon.model.document import Document, Place, Section, Sentence
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.findings.bounds import bounded
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Steps
from kolofon.read.table import SourceFile
from kolofon.read.targets import Leads, Targets
from kolofon.segment import segment
from kolofon.text.parts import section_runs

__all__ = ["FileRecord", "FileRecords", "Head", "RecordedTargets", "file_record", "finished_chapter"]


@dataclass(frozen=True, slots=True)
class Head:
    """The title and the description of a chapter."""

    title: Sentence | None
    description: Sentence | None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is kept of a file, apart from its tree.

    `facts` are all that it depends on, but for where its links lead and for the files that it includes.  These are
    `beside`: their paths, each with the digest that `Beside` has.  `finished` says that the chapter is within the
    limits and segmented; a chapter with marks of the index never is, since these are numbered in the whole document.
    `links` are the targets that the file looked up, `titles` the names of pages, and `names` those of figures, each
    with the answer.  `head` is its `Head` as bytes.  Of a finished chapter, `rows` has the messages of what is before
    its first heading, of each of its sections, and of each of its notes, whose names are in `notes`; `lead` is whether
    anything is before that heading.
    """

    facts: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    anchors: Mapping[str, Steps]
    figures: tuple[str, ...]
    sections: int
    finished: bool
    findings: tuple[Finding, ...]
    links: tuple[tuple[str, tuple[str, Leads]], ...]
    titles: tuple[tuple[str, str | None], ...]
    names: tuple[tuple[str, str], ...]
    head: bytes
    lead: bool
    notes: tuple[str, ...]
    rows: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class RecordedTargets(Targets):
    """The targets of a file, which remember what was looked up while it was read, with the answers."""

    links: dict[str, tuple[str, Leads]] = field(default_factory=dict)
    titles: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def resolve(self, target: str, base: str) -> tuple[str, Leads]:
        """As `Targets.resolve`."""
        self.links[target] = Targets.resolve(self, target, base)
        return self.links[target]

    def titled(self, title: str) -> str | None:
        """As `Targets.titled`."""
        self.titles[title] = Targets.titled(self, title)
        return self.titles[title]

    def holder(self, name: str) -> str:
        """As `Targets.holder`."""
        self.names[name] = Targets.holder(self, name)
        return self.names[name]


def finished_chapter(chapter: Chapter, reading: Reading) -> Chapter | None:
    """The chapter, segmented; None if it has index marks, or is beyond a limit (the error is that of the document)."""
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


def file_record(
    file: SourceFile, chapter: Chapter, reading: Reading, facts: tuple[str, ...], *, done: bool
) -> FileRecord:
    """The record of a file that was read; `done` says that the chapter is finished.  ValueError for invalid Unicode."""
    asked = reading.targets if isinstance(reading.targets, RecordedTargets) else RecordedTargets({})
    return FileRecord(
        facts=facts,
        beside=tuple(reading.beside.asked.items()),
        anchors=file.anchors,
        figures=tuple(sorted(file.figures)),
        sections=file.sections,
        finished=done,
        findings=tuple(reading.findings),
        links=tuple(asked.links.items()),
        titles=tuple(asked.titles.items()),
        names=tuple(asked.names.items()),
        head=codec(Head).encode(Head(chapter.title, chapter.description)),
        lead=bool(chapter.lead),
        notes=tuple(note.name for note in chapter.notes),
        rows=_rows(chapter, reading) if done else (),
    )


def _rows(chapter: Chapter, reading: Reading) -> tuple[tuple[Row, ...], ...]:
    numbers = tuple(map(int, reading.number.split(".")))
    section = Section(Sentence((), Place("")), chapter.lead, chapter.sections, reading.role)
    return tuple(tuple(rows(found)) for found in section_runs(section, chapter.notes, numbers))


@dataclass(frozen=True, slots=True)
class _Records:
    records: tuple[FileRecord, ...]


class FileRecords:
    """The records of a work from when it was last read, all in one value of the store.

    Its key is the name of the work and not the content of its files, so that after an edit of one file the records of
    all others are found.  A record is used only if its facts are those of the file.
    """

    def __init__(self, store: Store, parts: tuple[object, ...]) -> None:
        self._store = store
        self._parts = parts
        kept = recalled(store, _Records, parts)
        self._before = kept.records if kept else ()
        self._known = {record.facts: record for record in self._before}
        self._new: dict[str, FileRecord] = {}

    def find(self, facts: tuple[str, ...]) -> FileRecord | None:
        """The record with these facts; None if there is none."""
        return self._known.get(facts)

    def add(self, record: FileRecord) -> None:
        """Add a record for the next run, in place of any other of its file."""
        self._new[record.facts[0]] = record

    def keep(self) -> None:
        """Put the records that were added into the store, if they differ from those that came from there."""
        now = tuple(self._new.values())
        if len(now) != len(self._before) or any(one is not other for one, other in zip(now, self._before, strict=True)):
            keep(self._store, _Records, self._parts, _Records(now))
