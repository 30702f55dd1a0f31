"""The part that words play in a document, as data; `kolofon.catalogue.extract` describes it in English."""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import Self

from kolofon.model.document import Role

__all__ = [
    "InIndex",
    "InInfobox",
    "InNote",
    "InSection",
    "InWork",
    "Kind",
    "Nesting",
    "Part",
    "PartRole",
    "Path",
]


class Kind(StrEnum):
    """The kind of part that words play.  The same words in two kinds are two messages; the value is their msgctxt."""

    TITLE = "title"
    LABEL = "label"
    FACT = "fact"
    PROSE = "prose"
    INDEX = "index"


class PartRole(Enum):
    """The part that words play at their place."""

    TITLE = auto()
    DESCRIPTION = auto()
    BLURB = auto()
    """The text on the back of the cover."""
    DEDICATION = auto()
    EPIGRAPH = auto()
    ATTRIBUTION = auto()
    """Who said the epigraph, and where."""
    FRONTISPIECE = auto()
    HEADING = auto()
    BRIDGEHEAD = auto()
    ASIDE_TITLE = auto()
    TEXT = auto()
    VERSE = auto()
    TABLE_CAPTION = auto()
    TABLE_HEADING = auto()
    TABLE_CELL = auto()
    FIGURE_CAPTION = auto()
    LISTING_CAPTION = auto()
    COMMENT = auto()
    """A comment in a listing."""
    STRING = auto()
    """A string in a listing."""
    TERM = auto()
    """A word that a list of definitions explains."""
    INDEX_ENTRY = auto()
    INFOBOX_TITLE = auto()
    INFOBOX_LABEL = auto()
    INFOBOX_FACT = auto()
    INFOBOX_HEADING = auto()
    """The heading of some facts under one label."""


_KINDS = {
    **dict.fromkeys((PartRole.TITLE, PartRole.HEADING, PartRole.BRIDGEHEAD), Kind.TITLE),
    **dict.fromkeys((PartRole.ASIDE_TITLE, PartRole.INFOBOX_TITLE), Kind.TITLE),
    **dict.fromkeys((PartRole.TABLE_HEADING, PartRole.TERM, PartRole.INFOBOX_LABEL), Kind.LABEL),
    **dict.fromkeys((PartRole.TABLE_CELL, PartRole.INFOBOX_FACT, PartRole.INFOBOX_HEADING), Kind.FACT),
    PartRole.INDEX_ENTRY: Kind.INDEX,
}
"""The kind of each role that is not prose."""

_RUNNING = frozenset(
    {
        PartRole.TEXT,
        PartRole.BLURB,
        PartRole.TABLE_CAPTION,
        PartRole.TABLE_HEADING,
        PartRole.TABLE_CELL,
        PartRole.FIGURE_CAPTION,
        PartRole.LISTING_CAPTION,
    }
)


class Nesting(Enum):
    """A block that contains the block of the words."""

    LIST = auto()
    QUOTATION = auto()
    ASIDE = auto()
    EXPLANATION = auto()
    """The definition of a word in a list of definitions."""


@dataclass(frozen=True, slots=True)
class InWork:
    """The title, description, blurb and first pages of the work, and what comes before its first heading."""


@dataclass(frozen=True, slots=True)
class InSection:
    """A section by its numbers, from 1, on each level: (2, 1) is the first section of the second; and its role."""

    numbers: tuple[int, ...]
    role: Role = Role.SECTION


@dataclass(frozen=True, slots=True)
class InNote:
    """A note by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class InInfobox:
    """An infobox; for a fact also its label in lower case, and the number of its side, from 1, or 0 where it has none.

    In lower case, for two texts may write the name of one field with other capitals.
    """

    label: str = ""
    side: int = 0


@dataclass(frozen=True, slots=True)
class InIndex:
    """An entry of the index, by those that it is below, in the words of the source."""

    above: tuple[str, ...] = ()


Path = InWork | InSection | InNote | InInfobox | InIndex


@dataclass(frozen=True, slots=True)
class Part:
    """The part that words play, where they are in the document, and in which blocks, the outermost first.

    A `picture` is the alternative text of a picture among words of that role.
    """

    role: PartRole
    path: Path
    within: tuple[Nesting, ...] = ()
    picture: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of part, which may be the context of its messages."""
        return Kind.LABEL if self.picture else _KINDS.get(self.role, Kind.PROSE)

    @property
    def running(self) -> bool:
        """Whether it is running text, which segmentation splits, and where a sentence may go into its neighbour."""
        return self.role in _RUNNING and not self.picture

    def of_role(self, role: PartRole) -> Self:
        """The part of other words in the same place."""
        return replace(self, role=role)

    def inside(self, nesting: Nesting) -> Self:
        """The part of words in a block of this place."""
        return replace(self, within=(*self.within, nesting))
