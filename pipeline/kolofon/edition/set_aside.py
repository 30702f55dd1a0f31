"""Parts of chapters that are finished, set aside while the document that they are in is made.

What is small stands in their places: so a book in which one file was edited is checked and segmented for that file, and
not for all others again.
"""

from collections.abc import Sequence
from dataclasses import replace

from kolofon.model.document import Block, Document, Note, Place, Rule, Section, Sentence
from kolofon.read.passages import Chapter

__all__ = ["SetAside"]


class SetAside:
    """The parts of one document that were set aside.  Law: `back(d)` with `chapter(c)` in d is d with c."""

    def __init__(self) -> None:
        # By the identity of what stands for them, which nothing that works on a document changes.
        self._leads: dict[int, tuple[Rule, tuple[Block, ...]]] = {}
        self._sections: dict[int, tuple[Rule, Section]] = {}
        self._notes: dict[int, tuple[Rule, Note]] = {}

    def chapter(self, chapter: Chapter) -> Chapter:
        """The chapter with something in the place of each of its parts, and with its own title."""
        return replace(
            chapter,
            lead=self._lead(chapter.lead),
            sections=tuple(self._section(section) for section in chapter.sections),
            notes=tuple(self._note(note) for note in chapter.notes),
        )

    def back(self, document: Document) -> Document:
        """The document with all that was set aside in its place."""
        notes = tuple(self._notes.get(_stand_in(note.blocks), (None, note))[1] for note in document.notes)
        return replace(document, sections=self._whole(document.sections), notes=notes)

    def _lead(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if not blocks:
            return blocks
        rule = Rule()
        self._leads[id(rule)] = rule, blocks
        return (rule,)

    def _section(self, section: Section) -> Section:
        rule = Rule()
        self._sections[id(rule)] = rule, section
        return Section(Sentence((), Place("")), (rule,))

    def _note(self, note: Note) -> Note:
        rule = Rule()
        self._notes[id(rule)] = rule, note
        return Note(note.name, (rule,))

    def _whole(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(self._whole_section(section) for section in sections)

    def _whole_section(self, section: Section) -> Section:
        stand_in = _stand_in(section.blocks)
        if stand_in in self._sections:
            return self._sections[stand_in][1]
        blocks = self._leads[stand_in][1] if stand_in in self._leads else section.blocks
        return replace(section, blocks=blocks, sections=self._whole(section.sections))


def _stand_in(blocks: Sequence[Block]) -> int:
    """The identity of what stands for something in some blocks, if it does."""
    return id(blocks[0]) if blocks else 0
