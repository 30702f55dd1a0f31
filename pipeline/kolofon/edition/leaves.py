"""Files of a work as they were read: of each its leaf, of which the messages and findings of the book are made."""

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

__all__ = ["Asked", "Head", "Leaf", "Leaves", "finished", "leaf_of"]


@dataclass(frozen=True, slots=True)
class Head:
    """What a chapter says of itself."""

    title: Sentence | None
    description: Sentence | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is kept of a file beside its tree.

    `facts` are all that it depends on, but for the targets of its links and the files `beside` it that it asked for:
    their paths, each with the digest that `Beside` has.  The chapter is within the limits and
    segmented, if it is `finished`.  It is not if it has marks of the index, which are numbered in the whole document.
    `links` are the targets that it asked for, `titles` the names of pages, and `names` those of figures, each with the
    answer.  `head` is its
    `Head` as bytes.  Of a finished chapter, `rows` has those of what is before its first heading, of each of its
    sections, and of each of its `notes`, which are their names; `lead` is whether anything is before that heading.
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
class Asked(Targets):
    """The targets of a file, and what it asked for while it was read, with the answers."""

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


def finished(chapter: Chapter, reading: Reading) -> Chapter | None:
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


def leaf_of(file: SourceFile, chapter: Chapter, reading: Reading, facts: tuple[str, ...], *, done: bool) -> Leaf:
    """The leaf of a file that was read; `done`, if the chapter is finished.  ValueError for what is no Unicode."""
    asked = reading.targets if isinstance(reading.targets, Asked) else Asked({})
    return Leaf(
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
class _Kept:
    leaves: tuple[Leaf, ...]


class Leaves:
    """The leaves of a work as they were when it was last read, all in one value of the store.

    They are found by what the work is called and not by what its files hold, so that after an edit all others are
    found in it.  Each is used only where its facts are those of the file.
    """

    def __init__(self, store: Store, parts: tuple[object, ...]) -> None:
        self._store = store
        self._parts = parts
        kept = recalled(store, _Kept, parts)
        self._before = kept.leaves if kept else ()
        self._known = {leaf.facts: leaf for leaf in self._before}
        self._now: dict[str, Leaf] = {}

    def find(self, facts: tuple[str, ...]) -> Leaf | None:
        """The leaf with these facts, if it is there."""
        return self._known.get(facts)

    def add(self, leaf: Leaf) -> None:
        """Remember a leaf for the next time; it takes the place of another of its file."""
        self._now[leaf.facts[0]] = leaf

    def keep(self) -> None:
        """Put the leaves that were added into the store, if they are not those that came from there."""
        now = tuple(self._now.values())
        if len(now) != len(self._before) or any(one is not other for one, other in zip(now, self._before, strict=True)):
            keep(self._store, _Kept, self._parts, _Kept(now))
