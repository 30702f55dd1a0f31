"""A book as the templates see it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.set.values.index import Locator
from kolofon.write.fonts import Family

__all__ = [
    "About",
    "Cell",
    "Endnote",
    "Entry",
    "Facts",
    "FontFile",
    "Group",
    "Heading",
    "Layouts",
    "Listed",
    "NoteGroup",
    "Reference",
    "Row",
    "Section",
    "Typeface",
    "typefaces",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; as it is in the contents; as characters alone; and these for running heads and bookmarks.

    `head` has the characters that isolate it, where it runs in another direction than the book.
    """

    markup: Markup
    contents: Markup
    plain: str
    head: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `role` is its role in DPUB-ARIA, or empty; `notes` are those of a chapter that has its own.

    `front` says that it is of the front matter.
    """

    id: str
    role: str
    level: int
    heading: Heading
    blocks: Markup
    sections: tuple["Section", ...]
    notes: tuple["Endnote", ...] = ()
    front: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in the list of figures or of tables: the id that it leads to, its label, and what its caption says."""

    id: str
    label: Markup
    words: Markup | None


@dataclass(frozen=True, slots=True)
class Endnote:
    """A note and its number; `back` is the id of its first call, `behind` what follows the link that leads there."""

    id: str
    back: str
    content: Markup
    behind: Markup
    number: int = 0


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of a chapter, away from it: its id and its heading; neither for what is before the chapters.

    `calls` are the ids of the first and of the last call in its text.
    """

    chapter: str
    heading: Heading | None
    notes: tuple[Endnote, ...]
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an infobox; `span` is how many columns it takes."""

    content: Markup
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an infobox; `heading` where its cells name the columns below them."""

    label: Markup
    cells: tuple[Cell, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """An infobox: what its template sees."""

    id: str
    title: Markup | None
    sides: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Another entry of the index that a reader is referred to: its id, if it is there, and its words."""

    id: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the index, with those below it."""

    id: str
    term: Markup
    locators: tuple[Locator, ...]
    see: tuple[Reference, ...]
    also: tuple[Reference, ...]
    below: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one letter, which is empty for those under none."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    """How infoboxes and the index are laid out: their templates.

    An infobox comes with whether its title is that of the whole document, the index with the level of its headings.
    """

    facts: Callable[[Facts, bool], Markup]
    index: Callable[[Sequence[Group], int], Markup]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family that a page is set in, as a colophon names it: its licence (SPDX) and its copyright line."""

    name: str
    version: str
    licence: str
    copyright: str


def typefaces(families: Iterable[Family]) -> tuple[Typeface, ...]:
    """The typefaces of families, with those that their bold faces are of, each once."""
    every = (each for family in families for each in (family, family.heavy) if each)
    return tuple(dict.fromkeys(Typeface(each.name, each.version, each.licence, each.copyright) for each in every))


@dataclass(frozen=True, slots=True)
class About:
    """A book for the screen.

    `direction` is "ltr" or "rtl"; `title_language` that of the original where the title is not translated; `folios` are
    the pages of the print that are marked in the text.
    """

    language: str
    direction: str
    title: str
    title_language: str
    folios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of a book for the screen, as a style sheet names it; its file is `name`, with a dot and `ending`."""

    family: str
    style: str
    weight: int
    name: str
    ending: str
