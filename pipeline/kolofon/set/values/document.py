"""The set document: a text as every writer writes it, with its numbers, ids and labels decided.

Ids come from the position in the document, so they are the same in every language: sections `s1`, `s1-2` (the second
section of the first); paragraphs `s1-2-p3`, `lead-p1`; tables `s1-t1`, figures `s1-f1`, listings with a caption or a
name `s1-l1`, asides `s1-a1`, infoboxes `lead-i1`; entries of a bibliography `s3-b1`; words of a glossary `s4-g1`;
notes `n1`; calls of notes `r1`; places that the index leads to `x1`, its entries `e1`.
"""

from dataclasses import dataclass

from kolofon.model.document import AsideKind, Image, QuotationKind
from kolofon.model.notes import NotePlace
from kolofon.set.values.index import SetIndex
from kolofon.set.values.line import Literal, SetInline, SetSentence, SetSentences
from kolofon.set.values.verse import SetStanza, SetVerse

__all__ = [
    "SetAside",
    "SetBibliography",
    "SetBlock",
    "SetBridgehead",
    "SetCell",
    "SetComment",
    "SetDefinition",
    "SetDefinitions",
    "SetDocument",
    "SetEntry",
    "SetFactCell",
    "SetFigure",
    "SetGroup",
    "SetHeading",
    "SetInfobox",
    "SetItem",
    "SetList",
    "SetListed",
    "SetNote",
    "SetNoteGroup",
    "SetParagraph",
    "SetPlain",
    "SetPreformatted",
    "SetQuotation",
    "SetRow",
    "SetRule",
    "SetSection",
    "SetStanza",
    "SetTable",
    "SetVerse",
]


@dataclass(frozen=True, slots=True)
class SetHeading:
    """A heading or a title.

    `contents` is how it reads in the table of contents: without calls of notes, pictures and links.  `plain` is its
    characters, for running heads and bookmarks.
    """

    sentence: SetSentence
    contents: SetSentence
    plain: str


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph; `pictures` where it holds pictures and no word; `opens` where it begins a chapter."""

    id: str
    sentences: SetSentences
    pictures: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class SetPlain:
    """The paragraph of a list's item, where the items follow each other without space; the item has the id."""

    sentences: SetSentences


@dataclass(frozen=True, slots=True)
class SetItem:
    """An item of a list, or a meaning of a defined word; its id, where it has a `SetPlain`.

    Before a task there is a box, ticked if it is `done`; `box` has the words for those who do not see it.
    """

    id: str
    blocks: tuple["SetBlock", ...]
    box: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class SetList:
    """A list: numbered from `start` where that is 0 or more."""

    items: tuple[SetItem, ...]
    start: int
    loose: bool


@dataclass(frozen=True, slots=True)
class SetDefinition:
    """Words and what they mean; `id` is that of the first word of a glossary's entry."""

    id: str
    terms: SetSentences
    meanings: tuple[SetItem, ...]


@dataclass(frozen=True, slots=True)
class SetDefinitions:
    """Words that are explained, in the order of the source; `order` has the indices in which they are printed."""

    items: tuple[SetDefinition, ...]
    glossary: bool
    order: tuple[int, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class SetQuotation:
    """Text that is quoted from elsewhere."""

    blocks: tuple["SetBlock", ...]
    kind: QuotationKind = QuotationKind.QUOTATION


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text beside the course of the text; `label` is its title, or else the press's word for its kind, or None.

    `titled` where the source has the title.
    """

    id: str
    kind: AsideKind
    label: SetSentence | None
    blocks: tuple["SetBlock", ...]
    titled: bool = False


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of a table: how many columns and rows it takes; `align` is "left", "center", "right" or empty."""

    sentences: SetSentences
    heading: bool
    columns: int
    rows: int
    align: str


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table: its caption, if it has one, which begins with its label, if it has a number; and rows of cells.

    `floats` as of a figure.
    """

    id: str
    caption: SetSentences
    head: tuple[tuple[SetCell, ...], ...]
    body: tuple[tuple[SetCell, ...], ...]
    floats: bool = False


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture with its caption; words instead of a picture that may not be shown.

    The caption begins with its label, if it has a number.  `floats` where on paper it may be at the head or the foot of
    a page instead of its place.
    """

    id: str
    picture: Image | Literal
    caption: SetSentences
    floats: bool = False


@dataclass(frozen=True, slots=True)
class SetGroup:
    """Items of an infobox, and the item that heads them, if one does."""

    heading: SetSentence | None
    items: SetSentences


@dataclass(frozen=True, slots=True)
class SetFactCell:
    """A cell of an infobox and how many columns it takes; without groups it is empty."""

    groups: tuple[SetGroup, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of an infobox; `heading` where its cells name the columns below them."""

    label: SetSentence
    cells: tuple[SetFactCell, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class SetInfobox:
    """The facts of an article, in as many columns beside the labels as `sides`.

    `again` where its title is that of the whole document.
    """

    id: str
    title: SetSentence | None
    again: bool
    sides: int
    rows: tuple[SetRow, ...]


@dataclass(frozen=True, slots=True)
class SetEntry:
    """An entry of a bibliography: the characters of the source; `inlines` are the same with their emphasis, or none."""

    id: str
    text: str
    inlines: tuple[SetInline, ...] = ()


@dataclass(frozen=True, slots=True)
class SetBibliography:
    """Works consulted, and the language that the entries are written in."""

    entries: tuple[SetEntry, ...]
    language: str


@dataclass(frozen=True, slots=True)
class SetComment:
    """A comment in a listing, and where it is in the listing's text."""

    sentence: SetSentence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetPreformatted:
    """Text whose line breaks and spaces are its own; the caption is as a figure's.  `id` may be empty without that."""

    text: str
    syntax: str
    comments: tuple[SetComment, ...]
    id: str = ""
    caption: SetSentences = ()


@dataclass(frozen=True, slots=True)
class SetRule:
    """A break between paragraphs that belong to different matters."""


@dataclass(frozen=True, slots=True)
class SetBridgehead:
    """A heading that opens no section."""

    sentence: SetSentence


SetBlock = (
    SetParagraph
    | SetPlain
    | SetList
    | SetDefinitions
    | SetQuotation
    | SetAside
    | SetVerse
    | SetTable
    | SetFigure
    | SetInfobox
    | SetBibliography
    | SetPreformatted
    | SetRule
    | SetIndex
    | SetBridgehead
)


@dataclass(frozen=True, slots=True)
class SetSection:
    """A section; `role` is its role in DPUB-ARIA 1.1 (`doc-chapter`) or empty, `level` that of its heading, 2 to 6.

    `notes` are those of a chapter that has its own: behind its sections, or, in a part, before its chapters.  `front`
    says that it is a chapter of the front matter.
    """

    id: str
    role: str
    level: int
    heading: SetHeading
    blocks: tuple[SetBlock, ...]
    sections: tuple["SetSection", ...]
    notes: tuple["SetNote", ...] = ()
    front: bool = False


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note and its number; `back` is the id of its first call, "" if nothing calls it."""

    id: str
    back: str
    blocks: tuple[SetBlock, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class SetNoteGroup:
    """The notes of a chapter, away from it: its id and its heading, or neither for what is before the chapters.

    `calls` are the ids of the first and of the last call in its text.
    """

    chapter: str
    heading: SetHeading | None
    notes: tuple[SetNote, ...]
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetOpening:
    """What is on pages of their own before the contents, as in `model.document.Opening`."""

    frontispiece: tuple[SetBlock, ...] = ()
    dedication: tuple[SetBlock, ...] = ()
    epigraph: tuple[SetBlock, ...] = ()
    attribution: tuple[SetBlock, ...] = ()

    @property
    def blocks(self) -> tuple[SetBlock, ...]:
        """All of it, in its order."""
        return (*self.frontispiece, *self.dedication, *self.epigraph, *self.attribution)


@dataclass(frozen=True, slots=True)
class SetListed:
    """A line in a list of figures, tables or listings: the id that it leads to, its label, what its caption says."""

    id: str
    label: SetSentence
    words: SetSentence | None


@dataclass(frozen=True, slots=True)
class SetDocument:
    """A whole work, set.

    `shape` is how it begins (`kolofon.set.shape`); `code` whether there is code in it.  `index` is one that has no
    place in a section, and is a section of its own.  `figures`, `tables` and `listings` are the lists of these, if any.
    Notes are where `place` says: `lead_notes` are those of what is before the chapters that have their own, `groups`
    are those at the end by chapters, `notes` all others.
    """

    language: str
    title: SetHeading
    description: SetHeading | None
    opening: SetOpening
    lead: tuple[SetBlock, ...]
    sections: tuple[SetSection, ...]
    notes: tuple[SetNote, ...]
    index: SetIndex | None
    shape: str
    code: bool
    figures: tuple[SetListed, ...] = ()
    tables: tuple[SetListed, ...] = ()
    listings: tuple[SetListed, ...] = ()
    place: NotePlace = NotePlace.LIST
    lead_notes: tuple[SetNote, ...] = ()
    groups: tuple[SetNoteGroup, ...] = ()

    @property
    def noted(self) -> bool:
        """Whether there is a section of notes that is in no chapter."""
        return bool(self.notes or self.groups)
