"""A set document in chapters, each with the notes that are called in it: what a site of many pages is written from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kolofon.model.notes import NotePlace
from kolofon.set.values.document import SetDocument, SetNote, SetSection
from kolofon.set.walk.traverse import ids_in

__all__ = ["Chapters", "in_chapters"]

_FRONT = ""
"""The place of what precedes the chapters, among the ids of these."""


@dataclass(frozen=True, slots=True)
class Chapters:
    """A document in chapters.

    `whole` has its sections in one another, as its contents show them; in `flat` one chapter follows the other, and
    each holds the sections that are no chapters of their own.  `above` has the ids of the chapters that each chapter is
    in, the outermost first.
    """

    whole: SetDocument
    flat: SetDocument
    above: Mapping[str, tuple[str, ...]]


def in_chapters(document: SetDocument, chapters: Collection[str]) -> Chapters:
    """The document with each note behind the chapter that first calls it; `chapters` are the ids of these sections.

    An outermost section is a chapter in any case.  Numbers and ids are those that the document has.  Every note is
    there once: what nothing calls remains at the end.
    """
    chapters = {*chapters, *(section.id for section in document.sections)}
    notes = tuple(_notes(document))
    bare = tuple(_bare(section) for section in document.sections)
    places: dict[str, str] = dict.fromkeys(ids_in((document.title, document.description, document.lead)), _FRONT)
    above: dict[str, tuple[str, ...]] = {}
    for section, outer in _chapters(bare, chapters, ()):
        above[section.id] = outer
        places |= dict.fromkeys(ids_in(_without(section, chapters)), section.id)
    dealt, rest = _dealt(notes, places)
    sections = tuple(_noted(section, dealt) for section in bare)
    front = tuple(dealt.get(_FRONT, ()))
    whole = replace(
        document, sections=sections, lead_notes=front, notes=tuple(rest), groups=(), place=NotePlace.CHAPTER
    )
    flat = tuple(_without(section, chapters) for section, _ in _chapters(sections, chapters, ()))
    return Chapters(whole, replace(whole, sections=flat), above)


def _notes(document: SetDocument) -> Iterator[SetNote]:
    yield from document.lead_notes
    yield from _in_sections(document.sections)
    for group in document.groups:
        yield from group.notes
    yield from document.notes


def _in_sections(sections: Iterable[SetSection]) -> Iterator[SetNote]:
    for section in sections:
        if section.role == "doc-part":
            yield from section.notes
        yield from _in_sections(section.sections)
        if section.role != "doc-part":
            yield from section.notes


def _bare(section: SetSection) -> SetSection:
    """A section without notes."""
    return replace(section, notes=(), sections=tuple(map(_bare, section.sections)))


def _noted(section: SetSection, dealt: Mapping[str, list[SetNote]]) -> SetSection:
    inner = tuple(_noted(each, dealt) for each in section.sections)
    return replace(section, notes=tuple(dealt.get(section.id, ())), sections=inner)


def _chapters(
    sections: Iterable[SetSection], chapters: Collection[str], above: tuple[str, ...]
) -> Iterator[tuple[SetSection, tuple[str, ...]]]:
    """The chapters among sections and in them, each with the ids of those that it is in."""
    for section in sections:
        own = (*above, section.id) if section.id in chapters else above
        if section.id in chapters:
            yield section, above
        yield from _chapters(section.sections, chapters, own)


def _without(section: SetSection, chapters: Collection[str]) -> SetSection:
    """A section without the chapters in it."""
    inner = (each for each in section.sections if each.id not in chapters)
    return replace(section, sections=tuple(_without(each, chapters) for each in inner))


def _dealt(notes: Iterable[SetNote], places: Mapping[str, str]) -> tuple[dict[str, list[SetNote]], list[SetNote]]:
    """The notes of each chapter, and those of none; `places` has the chapter of each id.

    A note that another one calls is where that is.
    """
    notes = tuple(notes)
    within = {id_: note for note in notes for id_ in ids_in(note.blocks)}
    known: dict[str, str | None] = {}
    dealt: dict[str, list[SetNote]] = defaultdict(list)
    rest: list[SetNote] = []
    for note in notes:
        waiting: dict[str, SetNote] = {}
        at: SetNote | None = note
        while at and at.id not in known and at.id not in waiting and at.back not in places:
            waiting[at.id] = at
            at = within.get(at.back)
        place = (known[at.id] if at.id in known else places.get(at.back)) if at else None
        known |= dict.fromkeys([*waiting, *([at.id] if at else [])], place)
        found = known[note.id]
        (rest if found is None else dealt[found]).append(note)
    return dealt, rest
