"""Parts of chapters that are finished, set aside while the document that they are in is made.

What is small stands in their places: so a book in which one file was edited is checked and segmented for that file, and
not for all others again.  Their messages are in rows, so that their trees are made only where somebody asks for them.
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
    """A part of a chapter: what stands for it, its rows, and where it is in the tree."""

    stand_in: Sentence
    rows: Sequence[Row]
    tree: Callable[[], Chapter]
    number: int


class Placeholders:
    """The parts of one document that were set aside.  Law: `back(d)` with `chapter(c)` in d is d with c."""

    def __init__(self) -> None:
        # By the identity of a sentence that stands for each, which nothing that works on a document changes.
        self._parts: dict[int, _Replaced] = {}

    def chapter(self, leaf: FileRecord, tree: Callable[[], Chapter]) -> Chapter:
        """A finished chapter with something in the place of each of its parts, and with its own title.

        `tree` returns it whole.
        """
        head = codec(Head).decode(leaf.head)
        lead, *others = leaf.rows
        inside = [self._stand_in(_Replaced(_empty(found), found, tree, number)) for number, found in enumerate(others)]
        count = len(others) - len(leaf.notes)
        return Chapter(
            head.title,
            (Paragraph((self._stand_in(_Replaced(_empty(lead), lead, tree, 0)),)),) if leaf.lead else (),
            tuple(Section(sentence, ()) for sentence in inside[:count]),
            tuple(
                Note(name, (Paragraph((sentence,)),)) for name, sentence in zip(leaf.notes, inside[count:], strict=True)
            ),
            head.description,
        )

    def rows(self, document: Document) -> list[Row]:
        """The rows of a document with all that was set aside."""
        found: list[Row] = []
        for sentences, part in runs(document):
            for sentence in sentences:
                aside = self._parts.get(id(sentence))
                found += aside.rows if aside else rows([((sentence,), part)])
        return found

    def back(self, document: Document) -> Document:
        """The document with all that was set aside in its place."""
        notes = tuple(self._note(note) for note in document.notes)
        return replace(document, sections=self._whole(document.sections), notes=notes)

    def _stand_in(self, part: _Replaced) -> Sentence:
        self._parts[id(part.stand_in)] = part
        return part.stand_in

    def _whole(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(self._section(section) for section in sections)

    def _section(self, section: Section) -> Section:
        if aside := self._parts.get(id(section.heading)):
            return aside.tree().sections[aside.number]
        lead = self._of(section.blocks)
        blocks = lead.tree().lead if lead else section.blocks
        return replace(section, blocks=blocks, sections=self._whole(section.sections))

    def _note(self, note: Note) -> Note:
        if aside := self._of(note.blocks):
            chapter = aside.tree()
            return chapter.notes[aside.number - len(chapter.sections)]
        return note

    def _of(self, blocks: Sequence[Block]) -> _Replaced | None:
        """What the first of some blocks stands for."""
        match blocks:
            case [Paragraph((sentence, *_)), *_]:
                return self._parts.get(id(sentence))
            case _:
                return None


def _empty(found: Sequence[Row]) -> Sentence:
    """A sentence without words, where the first of some rows is."""
    return Sentence((), found[0].place if found else Place(""))
