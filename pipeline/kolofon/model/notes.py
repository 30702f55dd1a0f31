"""Where the notes of a book are, and how they are counted."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["NoteNumbers", "NotePlace", "Notes"]


class NotePlace(StrEnum):
    """Where notes are.

    `LIST` is one list at the end, counted through the book.  `FOOT` is the foot of the page with the call; on a screen,
    which has no pages, the end of the chapter.  `CHAPTER` is the end of each chapter.  `END` is one section at the end,
    below the titles of the chapters.
    """

    LIST = "list"
    FOOT = "foot"
    CHAPTER = "chapter"
    END = "end"


class NoteNumbers(StrEnum):
    """Through what notes are counted, where they are not one list."""

    CHAPTER = "chapter"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the notes are, and through what they are counted."""

    place: NotePlace = NotePlace.LIST
    numbers: NoteNumbers = NoteNumbers.CHAPTER
