"""Which messages each part of a book has, and its sentences in reading order."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kolofon.commands.serve.book.annotations import Annotation
from kolofon.commands.serve.book.translation import (
    DEDICATION,
    EPIGRAPH,
    FRONTISPIECE,
    INDEX,
    LEAD,
    TITLE,
    Passage,
    TranslatedText,
)
from kolofon.model.message import Key
from kolofon.set.values.document import SetBlock, SetDocument, SetListed, SetNote, SetSection
from kolofon.set.values.index import IndexEntry, SetIndex
from kolofon.set.values.line import SetSentence
from kolofon.set.walk.reading_order import sentences_of
from kolofon.set.walk.traverse import walk

__all__ = ["index_annotations", "keys_of", "places_of", "sentences_in"]

NOTES = "notes"


def places_of(passages: Iterable[Passage], document: SetDocument, ids: Container[str]) -> Mapping[str, frozenset[str]]:
    """The parts that each passage is printed in, or else the one that it belongs to; `ids` are those of all parts."""
    note_parts = _note_parts(document, ids)
    indexed = {home(passage.name, ids) for passage in passages if passage.indexed} | (
        {INDEX} if INDEX in ids else set()
    )
    own = {
        passage.name: indexed if passage.name == INDEX else note_parts.get(passage.name, set()) for passage in passages
    }
    return {name: frozenset(parts or {home(name, ids)}) for name, parts in own.items()}


def keys_of(
    passages: Iterable[Passage], places: Mapping[str, Iterable[str]], text: TranslatedText, document: SetDocument
) -> Mapping[str, tuple[Key, ...]]:
    """The messages of each part that has any, in the order of the text."""
    order: dict[Key, int] = {}
    held: dict[str, set[Key]] = {}
    for passage in passages:
        for key in passage.messages:
            order.setdefault(key, len(order))
        for part in places[passage.name]:
            held.setdefault(part, set()).update(passage.messages)
    for part, captions in _lists(document):
        annotations = (text.annotations.get(id(one.words.source)) for one in captions if one.words)
        held.setdefault(part, set()).update(
            annotation.key for annotation in annotations if annotation and annotation.key
        )
    return {part: tuple(sorted(keys, key=order.__getitem__)) for part, keys in held.items()}


def _lists(document: SetDocument) -> tuple[tuple[str, tuple[SetListed, ...]], ...]:
    """The parts that are lists of figures, tables and listings, with their lines."""
    return ("illustrations", document.figures), ("tables", document.tables), ("listings", document.listings)


def home(name: str, ids: Container[str]) -> str:
    """The part that a passage belongs to: that of its name, that of a section around it, or the title page."""
    while name and name not in ids:
        name = name.rpartition("-")[0]
    return name or TITLE


def _note_parts(document: SetDocument, ids: Container[str]) -> dict[str, set[str]]:
    """The parts that notes are printed in, by the names of their passages."""
    found: dict[str, set[str]] = {}

    def add(notes: Iterable[SetNote], part: str) -> None:
        for note in notes:
            # A note that several chapters call has copies: n3, n3-2.
            found.setdefault(note.id.partition("-")[0], set()).add(part)

    for section in _every(document.sections):
        add(section.notes, home(section.id, ids))
    add(document.lead_notes, LEAD)
    add(document.notes, NOTES)
    for group in document.groups:
        add(group.notes, NOTES)
    return found


def _every(sections: Iterable[SetSection]) -> Iterator[SetSection]:
    for section in sections:
        yield section
        yield from _every(section.sections)


def index_annotations(
    document: SetDocument, annotations: Mapping[int, Annotation], *, placed: bool
) -> dict[int, Annotation]:
    """The annotations of index entries with the same words: the first is printed, and has the messages of the others.

    `placed` says whether the index has a place in the text, too.
    """
    found: dict[int, Annotation] = {}
    where: tuple[object, ...] = (document.index, *([document.lead, document.sections] if placed else []))
    indexes = [node for node in walk(tuple(filter(None, where))) if isinstance(node, SetIndex)]
    entries = chain.from_iterable(_entries(group.entries) for index in indexes for group in index.groups)
    for entry in entries:
        first, *others = [id(term.source) for term in entry.terms]
        if not others or first not in annotations:
            continue
        keys = [annotation.key for other in others if (annotation := annotations.get(other)) and annotation.key]
        found[first] = Annotation(annotations[first].key, tuple(keys))
        found |= {other: Annotation(None, duplicate=True) for other in others}
    return found


def _entries(entries: Iterable[IndexEntry]) -> Iterator[IndexEntry]:
    for entry in entries:
        yield entry
        yield from _entries(entry.below)


def sentences_in(document: SetDocument, ids: Container[str]) -> Iterator[tuple[str, SetSentence]]:
    """The sentences of a book in the order in which they are printed, each with its part."""
    opening, title = document.opening, document.title.sentence
    yield from ((TITLE, one) for one in (title, document.description and document.description.sentence) if one)
    yield from _blocks(opening.frontispiece, FRONTISPIECE)
    yield from _blocks(opening.dedication, DEDICATION)
    yield from _blocks((*opening.epigraph, *opening.attribution), EPIGRAPH)
    yield from _blocks(document.lead, LEAD)
    yield from _notes(document.lead_notes, LEAD)
    for section in document.sections:
        yield from _section(section, ids)
    yield from _notes((*document.notes, *chain.from_iterable(group.notes for group in document.groups)), NOTES)
    if document.index:
        yield from _blocks((document.index,), INDEX)


def _section(section: SetSection, ids: Container[str]) -> Iterator[tuple[str, SetSentence]]:
    part = home(section.id, ids)
    yield part, section.heading.sentence
    yield from _blocks(section.blocks, part)
    if section.role == "doc-part":
        yield from _notes(section.notes, part)
    for inner in section.sections:
        yield from _section(inner, ids)
    if section.role != "doc-part":
        yield from _notes(section.notes, part)


def _notes(notes: Iterable[SetNote], part: str) -> Iterator[tuple[str, SetSentence]]:
    for note in notes:
        yield from _blocks(note.blocks, part)


def _blocks(blocks: Sequence[SetBlock], part: str) -> Iterator[tuple[str, SetSentence]]:
    return ((part, sentence) for block in blocks for sentence in sentences_of(block))
