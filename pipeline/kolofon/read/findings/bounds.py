"""The limits of `kolofon.model.limits`, checked in a document of any format."""

from typing import get_args

from kolofon.model.document import (
    Aside,
    Bibliography,
    Bridgehead,
    Code,
    Date,
    DateRange,
    DefinitionList,
    Document,
    Entry,
    Figure,
    Formula,
    Image,
    IndexMark,
    Infobox,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Number,
    Place,
    Preformatted,
    Quotation,
    Ruby,
    Section,
    Sentence,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.error import SourceError
from kolofon.model.inline import Container
from kolofon.model.limits import ADDRESS, CHARACTERS, COLUMNS, DEEPEST, ITEMS, TITLE
from kolofon.model.walk import inside, walk

__all__ = ["bounded", "too_deep"]

_CONTAINERS = frozenset({Aside, Bibliography, DefinitionList, Figure, Infobox, List, Note, Quotation, Table, Verse})
_MARKS = frozenset(get_args(Container))
_LEAVES = frozenset(
    {str, int, bool, type(None), Place, Text, Code, Formula, Ruby, NoteRef, LineBreak, Date, DateRange, Number}
)
"""What has neither anything in it nor a limit of its own; most values of a document are among these."""
_NAMES = {ListItem: "items", Section: "sections", Entry: "entries", Note: "notes"}


def too_deep(place: Place) -> SourceError:
    """The error for anything nested deeper than `DEEPEST`."""
    hint = "take out some of the markup around it"
    return SourceError(f"this is nested more than {DEEPEST} deep", place=place, hint=hint)


def bounded(document: Document) -> Document:
    """The document, if it is within the limits.

    Raises `SourceError` at the first place where something nests too deeply, is too long, or too many.
    """
    _Bounds(document.title.place).check(document)
    return document


class _Bounds:
    """One walk over a document, without recursion, so that any depth is possible."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def check(self, document: Document) -> None:
        waiting: list[tuple[object, int, int]] = [(document, 0, 0)]
        while waiting:
            node, blocks, marks = waiting.pop()
            kind = type(node)
            if isinstance(node, tuple):
                self._many(node)
            else:
                if isinstance(node, Sentence | Entry):
                    self._place = node.place
                blocks, marks = blocks + (kind in _CONTAINERS), marks + (kind in _MARKS)
                if blocks > DEEPEST or marks > DEEPEST:
                    raise too_deep(self._place_of(node))
                self._measure(node)
            waiting += [(value, blocks, marks) for value in reversed(inside(node)) if type(value) not in _LEAVES]

    def _measure(self, node: object) -> None:
        match node:
            case Sentence(inlines=inlines):
                self._length(inlines, CHARACTERS, "this", "part it")
            case Entry(text=text) | Preformatted(text=text):
                self._length(Text(text), CHARACTERS, "this", "part it")
            case (
                Document(title=title)
                | Section(heading=title)
                | Bridgehead(sentence=title)
                | Aside(title=Sentence() as title)
            ):
                self._place = title.place
                self._length(title.inlines, TITLE, "this title", "write the rest as text below it")
            case Link(target=address) | Image(source=address):
                self._length(Text(address), ADDRESS, "an address", "shorten it")
            case IndexMark(path=path):
                self._length(tuple(map(Text, path)), TITLE, "an entry of the index", "shorten it")
                if len(path) > DEEPEST:
                    raise too_deep(self._place)
            case Infobox(sides=sides):
                self._columns(node, sides)
            case _:
                pass

    def _many(self, items: tuple[object, ...]) -> None:
        if len(items) > ITEMS:
            message = f"there are {len(items):,} {_NAMES.get(type(items[0]), 'pieces')} here; the most is {ITEMS:,}"
            raise SourceError(message, place=self._place_of(items), hint="part them")
        if items and isinstance(items[0], TableCell):
            self._columns(items, sum(cell.columns for cell in items if isinstance(cell, TableCell)))

    def _columns(self, row: object, count: int) -> None:
        if count > COLUMNS:
            message = f"a table has {count:,} columns; the most is {COLUMNS:,}"
            raise SourceError(message, place=self._place_of(row), hint="make several tables of it")

    def _length(self, part: object, most: int, what: str, hint: str) -> None:
        length = _characters(part)
        if length > most:
            message = f"{what} has {length:,} characters; the most is {most:,}"
            raise SourceError(message, place=self._place, hint=hint)

    def _place_of(self, node: object) -> Place:
        """The place of the first words in a part of a document, or else of the words before it."""
        return next((part.place for part in walk(node) if isinstance(part, Sentence | Entry)), self._place)


def _characters(part: object) -> int:
    """How many characters the strings in a part of a document have."""
    length = 0
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            length += len(part)
        else:
            waiting += inside(part)
    return length
