"""The index of a set document: its entries, and the places and the entries that these lead to."""

from dataclasses import dataclass

from kolofon.set.values.line import SetSentences

__all__ = ["IndexEntry", "IndexGroup", "Locator", "Referral", "SetIndex"]


@dataclass(frozen=True, slots=True)
class Locator:
    """A place that an entry of the index leads to: its id, its number among them, the heading that it is below."""

    id: str
    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A reference to another entry: its id, if it is there, and its words behind those of the entries above it."""

    id: str
    words: SetSentences


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An entry of the index with those below it; several `terms` where words of the source read alike here."""

    id: str
    terms: SetSentences
    locators: tuple[Locator, ...]
    see: tuple[Referral, ...]
    also: tuple[Referral, ...]
    below: tuple["IndexEntry", ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one letter, which is empty for those under none."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class SetIndex:
    """The index; `level` is that of the headings of its letters."""

    groups: tuple[IndexGroup, ...]
    level: int
