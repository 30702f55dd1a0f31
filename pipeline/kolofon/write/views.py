"""Set text as the templates see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.write.fonts import Family
from kolofon.write.index import Group

__all__ = ["About", "Cell", "Facts", "FontFile", "Heading", "Layouts", "Row", "SetNote", "SetSection", "Typeface"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, set; as it stands in the contents; and as characters alone, for running heads and bookmarks."""

    markup: Markup
    contents: Markup
    plain: str


@dataclass(frozen=True, slots=True)
class SetSection:
    """A section, set: what the templates see; `role` is what DPUB-ARIA calls it, or nothing."""

    id: str
    role: str
    level: int
    heading: Heading
    blocks: Markup
    sections: tuple["SetSection", ...]


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note, set; `back` is the id of its first call."""

    id: str
    back: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an infobox, set; `span` is how many columns it takes."""

    content: Markup
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an infobox, set; `heading` where its cells name the columns below them."""

    label: Markup
    cells: tuple[Cell, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """An infobox, set: what its template sees."""

    id: str
    title: Markup | None
    sides: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    """How infoboxes and the index are laid out: their templates.  The index is told the level of its headings."""

    facts: Callable[[Facts], Markup]
    index: Callable[[Sequence[Group], int], Markup]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family that a page is set in, as a colophon names it: its licence (SPDX) and its copyright line."""

    name: str
    version: str
    licence: str
    copyright: str

    @classmethod
    def of(cls, family: Family) -> "Typeface":
        """What there is to say of a family."""
        return cls(family.name, family.version, family.licence, family.copyright)


@dataclass(frozen=True, slots=True)
class About:
    """A book for the screen.

    `direction` is "ltr" or "rtl"; `title_language` that of the original where nobody has translated the title; `folios`
    are the pages of the print that are marked in the text.
    """

    language: str
    direction: str
    title: str
    title_language: str
    folios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of a book for the screen, as a style sheet names it; `name` is that of its file, without the ending."""

    family: str
    style: str
    weight: int
    name: str
