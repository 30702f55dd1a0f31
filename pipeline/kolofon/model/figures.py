"""What `[figures]` in `source/edition.toml` says of figures, tables and listings.

The field names are the keys of the file.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Counting", "Figures", "Placement"]


class Placement(StrEnum):
    """Where a figure is on paper: `HERE`, where the source has it, or `PAGE`, at the head or the foot of a page."""

    HERE = "here"
    PAGE = "page"


class Counting(StrEnum):
    """Whether figures, tables and listings are counted through the book or in each chapter ("2.3")."""

    BOOK = "book"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures, tables and listings.

    `numbered` says that those with a caption have numbers; they have them anyway if the text refers to one.  `count`
    says through what they are counted, `lists` that there are lists of them behind the contents, for which they are
    numbered too.  `place` is where a figure is that does not say it.
    """

    numbered: bool = False
    count: Counting = Counting.BOOK
    lists: bool = False
    place: Placement = Placement.HERE
