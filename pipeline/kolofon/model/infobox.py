"""The infobox of an article: facts in a table beside it."""

from dataclasses import dataclass

from kolofon.model.inline import Sentence

__all__ = ["Infobox", "InfoboxGroup", "InfoboxRow", "Term"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the press itself ("Belligerents"): a msgid of the domain `furniture`, not of the work."""

    msgid: str


@dataclass(frozen=True, slots=True)
class InfoboxGroup:
    """Items of an infobox, and the item that heads them ("Equipment captured or destroyed:"), if one does."""

    heading: Sentence | None
    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class InfoboxRow:
    """A label and its value: one cell that concerns the whole, or one cell per side.  A cell is a tuple of groups.

    A row without cells heads the rows below it.
    """

    label: Term | Sentence
    cells: tuple[tuple[InfoboxGroup, ...], ...]


@dataclass(frozen=True, slots=True)
class Infobox:
    """The facts of an article in a table beside it.  `sides` is how many columns its widest row has."""

    title: Sentence | None
    rows: tuple[InfoboxRow, ...]
    sides: int = 1
