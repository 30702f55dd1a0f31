"""Set text as the templates see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.publish.index import Group

__all__ = ["Cell", "Facts", "Heading", "Layouts", "Row", "SetNote", "SetSection"]


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
