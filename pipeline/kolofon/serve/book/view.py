"""The pages of a work in a language for the browser, made anew as its catalogue changes."""

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from kolofon.commands.build.books import begun, in_translation, original_of
from kolofon.edition import files
from kolofon.edition.project import Project, Source
from kolofon.model.edition import INPUTS
from kolofon.model.message import Catalogue, Key
from kolofon.serve.book.turning import INDEX, LEAD, TITLE, Turned, Turning
from kolofon.set.document import SetDocument, SetNote, SetSection
from kolofon.set.line import SetSentence
from kolofon.text.furniture import date_patterns
from kolofon.write.book import Book
from kolofon.write.xhtml.parts import Part, parts_of

__all__ = ["BookView", "PartOf", "Printed"]


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a work: its id, its kind and its title as `write.xhtml.parts` has them, and its messages in order."""

    id: str
    kind: str
    title: str
    keys: tuple[Key, ...]


class Printed(NamedTuple):
    """A sentence as it is printed, with the id of its message and of the part that it is on."""

    id: str
    text: str
    part: str


class BookView:
    """A work of an edition in a language.

    It is as the edition was when the view was made, but for the catalogue, which `refresh` is given.
    """

    def __init__(self, project: Project, source: Source, language: str, now: datetime | None = None) -> None:
        self._source = source
        now = now or files.clock(project.root, INPUTS, os.environ)
        self._begun, _ = begun(project, source, original_of(project, source), language, now)
        self._turning = Turning(source.document, date_patterns(self._begun.side.furniture))
        self._state: _State | None = None

    def refresh(self, catalogue: Catalogue) -> None:
        """Let the pages be of a catalogue.

        Raises a PipelineError for what cannot be printed; the pages are then as they were before.
        """
        turned = self._turning.turned(catalogue)
        book = in_translation(self._begun, self._source, catalogue, turned.document)
        state = _State(self._turning, turned, book)
        _ = state.parts  # so that what cannot be set is known now
        self._state = state

    @property
    def parts(self) -> tuple[PartOf, ...]:
        """The parts in reading order; each message is in those where it is printed, or in the one that it belongs to."""
        return self._known.parts

    @property
    def _known(self) -> "_State":
        assert self._state is not None, "refresh() gives it a catalogue"  # noqa: S101  its owner does
        return self._state


class _State:
    """What a view is of one catalogue."""

    def __init__(self, turning: Turning, turned: Turned, book: Book) -> None:
        self.turning = turning
        self.turned = turned
        self.book = book

    @cached_property
    def written(self) -> tuple[Part, ...]:
        """The parts, to be written."""
        return parts_of(self.book.side.placed, self.book.looks)

    @cached_property
    def parts(self) -> tuple[PartOf, ...]:
        """The parts and their messages."""
        ids = frozenset(part.id for part in self.written)
        order: dict[Key, int] = {}
        held: dict[str, set[Key]] = {id_: set() for id_ in ids}
        where = _places(self.book.side.placed, ids)
        indexed = {_home(passage.name, ids) for passage in self.turning.passages if passage.indexed}
        for passage in self.turning.passages:
            for key in passage.messages:
                order.setdefault(key, len(order))
            own = indexed | ({INDEX} & ids) if passage.name == INDEX else where.get(passage.name, set())
            for id_ in own or {_home(passage.name, ids)}:
                held[id_].update(passage.messages)
        for id_, sentences in _listed(self.book.side.placed).items():
            held[id_].update(key for one in sentences if (key := self._key(one)))
        return tuple(
            PartOf(part.id, part.kind, part.title, tuple(sorted(held[part.id], key=order.__getitem__)))
            for part in self.written
        )

    def _key(self, sentence: SetSentence) -> Key | None:
        mark = self.turned.marks.get(id(sentence.source))
        return mark.key if mark else None


def _home(name: str, ids: Container[str]) -> str:
    """The part that a passage belongs to: that of its name, that of a section around it, or the title page."""
    while name and name not in ids:
        name = name.rpartition("-")[0]
    return name or TITLE


def _places(document: SetDocument, ids: Container[str]) -> dict[str, set[str]]:
    """The parts that notes are printed in, by the names of their passages."""
    found: dict[str, set[str]] = {}

    def noted(notes: Iterable[SetNote], part: str) -> None:
        for note in notes:
            # A note that several chapters call has copies: n3, n3-2.
            found.setdefault(note.id.partition("-")[0], set()).add(part)

    def below(sections: Iterable[SetSection]) -> None:
        for section in sections:
            noted(section.notes, _home(section.id, ids))
            below(section.sections)

    noted(document.lead_notes, LEAD)
    below(document.sections)
    noted(document.notes, "notes")
    for group in document.groups:
        noted(group.notes, "notes")
    return found


def _listed(document: SetDocument) -> dict[str, list[SetSentence]]:
    """The captions in the lists of figures and of tables, by the parts that these are."""
    lists = {"illustrations": document.figures, "tables": document.tables}
    return {id_: [one.words for one in listed if one.words] for id_, listed in lists.items() if listed}
