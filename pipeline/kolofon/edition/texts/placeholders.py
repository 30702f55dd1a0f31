"""Small sentences in place of the finished parts of a document, while the rest of it is checked and segmented.

So after an edit of one file, only that file of a book is checked and segmented again.  The messages of a finished part
are kept as rows, and its tree is decoded only if the document is needed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kolofon.catalogue.extract import Row, rows
from kolofon.edition.store.codec import codec
from kolofon.edition.texts.records import FileRecord, Head
from kolofon.model.document import Block, Document, Note, Paragraph, Place, Section, Sentence
from kolofon.read.sections.passages import Chapter
from kolofon.text.parts import runs

__all__ = ["Placeholders"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A part of a chapter that was replaced: the placeholder, its rows, the chapter, and its number in it."""

    placeholder: Sentence
    rows: Sequence[Row]
    tree: Callable[[], Chapter]
    number: int


class Placeholders:
    """The parts of one document that were replaced.  Law: `restored(d)` with `chapter(c)` in d is d with c."""

    def __init__(self) -> None:
        # By the identity of the placeholder, which nothing that works on a document replaces.
        self._parts: dict[int, _Replaced] = {}

    def chapter(self, record: FileRecord, tree: Callable[[], Chapter]) -> Chapter:
        """A finished chapter with a placeholder for each of its parts, and with its own title.

        `tree` returns the whole chapter.
        """
        head = codec(Head).decode(record.head)
        lead, *others = record.rows
        inside = [
            self._placeholder(_Replaced(_empty(found), found, tree, number)) for number, found in enumerate(others)
        ]
        count = len(others) - len(record.notes)
        return Chapter(
            head.title,
            (Paragraph((self._placeholder(_Replaced(_empty(lead), lead, tree, 0)),)),) if record.lead else (),
            tuple(Section(sentence, ()) for sentence in inside[:count]),
            tuple(
                Note(name, (Paragraph((sentence,)),))
                for name, sentence in zip(record.notes, inside[count:], strict=True)
            ),
            head.description,
        )

    def rows(self, document: Document) -> list[Row]:
        """The rows of a document, those of the parts that were replaced among them."""
        found: list[Row] = []
        for sentences, part in runs(document):
            for sentence in sentences:
                replaced = self._parts.get(id(sentence))
                found += replaced.rows if replaced else rows([((sentence,), part)])
        return found

    def restored(self, document: Document) -> Document:
        """The document with each part in place of its placeholder."""
        notes = tuple(self._note(note) for note in document.notes)
        return replace(document, sections=self._sections(document.sections), notes=notes)

    def _placeholder(self, part: _Replaced) -> Sentence:
        self._parts[id(part.placeholder)] = part
        return part.placeholder

    def _sections(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(self._section(section) for section in sections)

    def _section(self, section: Section) -> Section:
        if part := self._parts.get(id(section.heading)):
            return part.tree().sections[part.number]
        lead = self._part_of(section.blocks)
        blocks = lead.tree().lead if lead else section.blocks
        return replace(section, blocks=blocks, sections=self._sections(section.sections))

    def _note(self, note: Note) -> Note:
        if part := self._part_of(note.blocks):
            chapter = part.tree()
            return chapter.notes[part.number - len(chapter.sections)]
        return note

    def _part_of(self, blocks: Sequence[Block]) -> _Replaced | None:
        """The part that the first of some blocks is the placeholder of; None if it is none."""
        match blocks:
            case [Paragraph((sentence, *_)), *_]:
                return self._parts.get(id(sentence))
            case _:
                return None


def _empty(found: Sequence[Row]) -> Sentence:
    """A sentence without words, at the place of the first of some rows."""
    return Sentence((), found[0].place if found else Place(""))
