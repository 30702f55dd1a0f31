"""The notes of a document: their numbers, and the chapters that they belong to.

A note belongs to the chapter that calls it.  One that several chapters call is in each of them, with a number there;
its copies have ids of their own (`n3-2`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from kolofon.model.document import Block, Note
from kolofon.model.notes import NoteNumbers, NotePlace, Notes
from kolofon.set.values.document import SetBlock, SetHeading, SetNote, SetNoteGroup
from kolofon.set.values.line import Call, Literal, SetInline, Style, Styled

__all__ = ["Counted", "Listed", "Placed", "SetBlocks"]

SetBlocks = Callable[[Sequence[Block], str], tuple[SetBlock, ...]]
"""A function from blocks and the id of what holds them to set blocks."""


class _Very:
    """A value that is equal to the very same one alone."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


class Counted(NamedTuple):
    """A note by its number, 0 for none; the very note, if it is set where it is called; its calls and copies so far."""

    number: int
    note: _Very | None
    calls: int
    copies: int


class Listed:
    """Notes in one list at the end, in the order of the document, which is that of their first calls.

    `last` is the number of the last one that was called.  `called` are the notes that were called since it was emptied,
    as they were counted before.
    """

    def __init__(self, notes: Sequence[Note], blocks: SetBlocks) -> None:
        self._notes = notes
        self._blocks = blocks
        self._numbers = {note.name: number for number, note in enumerate(notes, 1)}
        self._calls: Counter[str] = Counter()
        self.anchored = True
        self.groups: tuple[SetNoteGroup, ...] = ()
        self.last = 0
        self.called: dict[str, Counted] = {}

    def counted(self, name: str) -> Counted:
        """How often a note was called so far."""
        index = self._numbers.get(name, 0)
        return Counted(index, None, self._calls[f"r{index}"], 0)

    def count(self, name: str, counted: Counted) -> None:
        """Let a note be counted so."""
        self._calls[f"r{self._numbers.get(name, 0)}"] = counted.calls

    def call(self, name: str, *, beside: bool) -> SetInline:
        """The call of a note; a name that no note has, as it is."""
        if name not in self.called:
            self.called[name] = self.counted(name)
        number = self._numbers.get(name)
        return _unknown(name) if number is None else self._call(number, f"n{number}", number, beside=beside)

    def taken(self, _id: str = "", _heading: SetHeading | None = None) -> tuple[SetNote, ...]:
        """The notes of the chapter that ends here; none."""
        return ()

    def rest(self) -> tuple[SetNote, ...]:
        """The notes at the end."""
        blocks = [self._blocks(note.blocks, f"n{number}") for number, note in enumerate(self._notes, 1)]
        return tuple(
            SetNote(f"n{number}", f"r{number}" if self._calls[f"r{number}"] else "", inside, number)
            for number, inside in enumerate(blocks, 1)
        )

    def _call(self, index: int, note: str, number: int, *, beside: bool) -> Call:
        """The call of the note with an index, by the id that it has in this chapter and its number there."""
        own = f"r{index}"
        self._calls[own] += 1
        again = f"-{self._calls[own]}" if self._calls[own] > 1 else ""
        return Call(f"{own}{again}", note, number, beside)


@dataclass(slots=True)
class _Called:
    """A note in a chapter that calls it; `back` is the id of its first call, its blocks are set behind that."""

    id: str
    number: int
    back: str
    blocks: tuple[SetBlock, ...] = field(default=())


class Placed(Listed):
    """Notes in the chapters that call them, or below their titles at the end.

    They are numbered in the order of the calls; a note that another one calls comes right behind that.
    """

    def __init__(self, notes: Sequence[Note], wanted: Notes, blocks: SetBlocks) -> None:
        super().__init__(notes, blocks)
        self._grouped = wanted.place is NotePlace.END
        self._through = wanted.numbers is NoteNumbers.BOOK
        self._known = {note.name: (index, note) for index, note in enumerate(notes, 1)}
        self._chapter: dict[str, _Called] = {}
        self._copies: Counter[str] = Counter()
        self._within = 0
        self._in_text: list[str] = []

    def counted(self, name: str) -> Counted:
        """How often a note was called and copied so far."""
        index, note = self._known.get(name, (0, None))
        return Counted(index, _Very(note), self._calls[f"r{index}"], self._copies[name])

    def count(self, name: str, counted: Counted) -> None:
        """Let a note be counted so."""
        super().count(name, counted)
        self._copies[name] = counted.copies

    def call(self, name: str, *, beside: bool) -> SetInline:
        """The call of a note; with the first one in a chapter, the note is set."""
        if name not in self.called:
            self.called[name] = self.counted(name)
        if name not in self._known:
            return _unknown(name)
        index, note = self._known[name]
        if called := self._chapter.get(name):
            return self._noted(self._call(index, called.id, called.number, beside=beside))
        self.last += 1
        self._copies[name] += 1
        copy = self._copies[name]
        called = _Called(f"n{index}-{copy}" if copy > 1 else f"n{index}", self.last, "")
        self._chapter[name] = called
        call = self._noted(self._call(index, called.id, called.number, beside=beside))
        called.back = call.id
        with self._in_note(copy):
            called.blocks = self._blocks(note.blocks, called.id)
        return call

    def taken(self, id_: str = "", heading: SetHeading | None = None) -> tuple[SetNote, ...]:
        """The notes of the chapter that ends here, by its id and its heading."""
        notes = tuple(SetNote(note.id, note.back, note.blocks, note.number) for note in self._chapter.values())
        calls = tuple(self._in_text)
        self._chapter.clear()
        self._in_text.clear()
        if not self._through:
            self.last = 0
        if not self._grouped:
            return notes
        if notes:
            # Without its calls of notes, whose ids are in the chapter.
            again = heading and SetHeading(heading.contents, heading.contents, heading.plain)
            self.groups = (*self.groups, SetNoteGroup(id_, again, notes, calls[:1] + calls[1:][-1:]))
        return ()

    def rest(self) -> tuple[SetNote, ...]:
        """The notes of what is in no chapter, and those that nothing calls."""
        self._within += 1  # these calls are not printed
        for name in self._known:
            if not self._copies[name]:
                self.call(name, beside=False)
                self._chapter[name].back = ""
        return self.taken()

    def _noted(self, call: Call) -> Call:
        """A call, which is kept in mind where it is in the text and not in a note."""
        if not self._within:
            self._in_text.append(call.id)
        return call

    @contextmanager
    def _in_note(self, copy: int) -> Iterator[None]:
        """Set a copy of a note.  The places that the index leads to are in the first one alone."""
        before, self.anchored = self.anchored, self.anchored and copy == 1
        self._within += 1
        yield
        self._within -= 1
        self.anchored = before


def _unknown(name: str) -> SetInline:
    return Styled(Style.SUPERSCRIPT, (Literal(name),))
