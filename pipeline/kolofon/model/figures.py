"""What `[figures]` in `source/edition.toml` says of figures, tables and listings.

The field names are the keys of the file.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Counting", "Figures", "Placement"]


class Placement(StrEnum):
    """Where a figure is on paper: where the source has it, or else at the head or the foot of a page."""

    HERE = "here"
    PAGE = "page"


class Counting(StrEnum):
    """What these are counted through: the book, or each chapter, whose number is before theirs ("2.3")."""

    BOOK = "book"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures, tables and listings.

    Those with a caption are `numbered`; also where the text refers to one.  They are counted through `count`.  `lists`
    of them are behind the contents, also where they are `numbered`.  `place` is that of figures that have none.
    """

    numbered: bool = False
    count: Counting = Counting.BOOK
    lists: bool = False
    place: Placement = Placement.HERE
