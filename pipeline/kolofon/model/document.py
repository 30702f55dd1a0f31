"""The text as a tree.

A reader yields whole blocks in which a run of text is one `Sentence`.  `segment` splits it into as many as the
segmentation rules say, inside the same tree; `translate` and `localize` return trees of the same shape.  So every
package sees the same places in the same order.  What is in a line is in `model.inline`, infoboxes in `model.infobox`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kolofon.model.infobox import Infobox, InfoboxGroup, InfoboxRow, Term
from kolofon.model.inline import (
    Code,
    Date,
    DateRange,
    Emphasis,
    Foreign,
    Formula,
    Highlighted,
    Image,
    IndexMark,
    Inline,
    Inserted,
    LineBreak,
    Link,
    NoteRef,
    Number,
    Place,
    Reference,
    Ruby,
    Sentence,
    Shows,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
    Underlined,
)
from kolofon.model.kinds import AsideKind, QuotationKind

__all__ = [
    "Aside",
    "AsideKind",
    "Bibliography",
    "Block",
    "Bridgehead",
    "Code",
    "Comment",
    "Date",
    "DateRange",
    "Definition",
    "DefinitionList",
    "Document",
    "Emphasis",
    "Entry",
    "Figure",
    "Foreign",
    "Formula",
    "Headword",
    "Highlighted",
    "Image",
    "Index",
    "IndexMark",
    "Infobox",
    "InfoboxGroup",
    "InfoboxRow",
    "Inline",
    "Inserted",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "Note",
    "NoteRef",
    "Number",
    "Opening",
    "Paragraph",
    "Place",
    "Preformatted",
    "Quotation",
    "QuotationKind",
    "Reference",
    "Role",
    "Ruby",
    "Rule",
    "Section",
    "Sentence",
    "Shows",
    "Small",
    "Strong",
    "Struck",
    "Subscript",
    "Superscript",
    "Table",
    "TableCell",
    "Term",
    "Text",
    "Underlined",
    "Verse",
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """The content of one bullet or number; `done` says of a task whether it is, and is None for any other item."""

    blocks: tuple["Block", ...]
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    """Items, bulleted or (with `start` at 0 or above) numbered from `start`.

    The items of a `loose` list are set as paragraphs, one below the other.
    """

    items: tuple[ListItem, ...]
    start: int = -1
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """Words, and what they mean; often there is one of each."""

    terms: tuple[Sentence, ...]
    meanings: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Words that are explained; `loose` as of a list.

    A `glossary` is printed in the order of its language's alphabet: `order`, which `localize` fills, has the index of
    each item in that order, and is empty where the items are in order already.
    """

    items: tuple[Definition, ...]
    loose: bool = False
    glossary: bool = False
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text that is quoted from elsewhere."""

    blocks: tuple["Block", ...]
    kind: QuotationKind = QuotationKind.QUOTATION


@dataclass(frozen=True, slots=True)
class Aside:
    """Text beside the course of the text, such as a note or a warning, under its title.

    Where the source gives no title, it is None, and the press prints its own word for the kind ("Warning"), or none for
    `ASIDE`.  A title without content is printed as none.
    """

    kind: AsideKind
    title: Sentence | None
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas, each of them lines; `indents` has how many steps each is indented, and is empty where none is."""

    stanzas: tuple[tuple[Sentence, ...], ...]
    indents: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; `heading` where it names its row or its column; how many columns and rows it takes."""

    sentences: tuple[Sentence, ...]
    heading: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under `head` (none, where it is empty), with a caption or none.

    `align` has "left", "center" or "right" for each column, or "" where nothing is said; it may be shorter than a row.
    `name` and `placement` are as those of a figure.
    """

    caption: tuple[Sentence, ...]
    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]
    align: tuple[str, ...] = ()
    name: str = ""
    placement: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption, and its place in the source.

    `name` is the name that references use; `placement` says where it is on paper: "here", or "page", at the head or the
    foot of a page where there is no room here.  It is empty if the source does not say.
    """

    image: Image
    caption: tuple[Sentence, ...]
    place: Place = field(default=Place(""), compare=False)
    name: str = ""
    placement: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry: the characters of the source, which are the same in every edition.

    `inlines` are the same characters with their emphasis and links, where the source has any.  `name` is the one by
    which links of citations call it.
    """

    text: str
    place: Place = field(compare=False)
    inlines: tuple[Inline, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Works consulted, in their own language (a BCP 47 tag).  Never translated, never in a catalogue."""

    entries: tuple[Entry, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a listing that is translated, or a `string`: its words, and where in the text they begin and end."""

    sentence: Sentence
    start: int
    end: int
    string: bool = False


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose line breaks and spaces are its own, such as a listing; not translated, but for `comments` and caption.

    `syntax` names the language that a listing is written in ("python"), where the source says it.  The caption is
    printed above the listing; `name` is as that of a figure.  `number` is that which the source itself gives it
    ("2-1"): the press then counts it with no others.
    """

    text: str
    syntax: str = ""
    comments: tuple[Comment, ...] = ()
    caption: tuple[Sentence, ...] = ()
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between paragraphs that belong to different matters."""


@dataclass(frozen=True, slots=True)
class Index:
    """The place of the index (`Document.index`), if its source says where it is."""


@dataclass(frozen=True, slots=True)
class Bridgehead:
    """A heading that opens no section, such as one in a quotation (DocBook's `bridgehead`)."""

    sentence: Sentence


Block = (
    Paragraph
    | List
    | DefinitionList
    | Quotation
    | Aside
    | Verse
    | Table
    | Figure
    | Infobox
    | Bibliography
    | Preformatted
    | Rule
    | Index
    | Bridgehead
)


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote, and the name by which a `NoteRef` calls it."""

    name: str
    blocks: tuple[Block, ...]


class Role(StrEnum):
    """The role of a section in a book of many files; `FRONT` and `BACK` are chapters of the front and back matter."""

    SECTION = "section"
    PART = "part"
    CHAPTER = "chapter"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the blocks below it, and the sections below those.

    A section is known by its position, which is the same in every language: `s2-1` is the first section of the second.
    """

    heading: Sentence
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()
    role: Role = Role.SECTION


@dataclass(frozen=True, slots=True)
class Headword:
    """An entry of the index: its `path` in the source's words, as marks have it, and the last of these as printed.

    `see` and `also` are the paths of the entries to which it refers a reader.  `rank` is its place in the alphabet of
    the document's language, from 0, and `letter` the letter that it is under; `localize` fills both.
    """

    path: tuple[str, ...]
    words: Sentence
    see: tuple[tuple[str, ...], ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    rank: int = 0
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a book has on pages of their own before its contents, each as blocks: none where there is no such page.

    The `frontispiece` is a picture that faces the title page; `attribution` says who said the epigraph, and where.
    """

    frontispiece: tuple[Block, ...] = ()
    dedication: tuple[Block, ...] = ()
    epigraph: tuple[Block, ...] = ()
    attribution: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole work: its title, what comes before the first heading (`lead`), its sections and its notes.

    `language` is a BCP 47 tag; `description` says in a sentence what the work is about, `blurb` in paragraphs, for its
    cover.  `index` has the entries of the index as the text first names them, each after the one that it is below.
    """

    language: str
    title: Sentence
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    description: Sentence | None = None
    index: tuple[Headword, ...] = ()
    blurb: tuple[Paragraph, ...] = ()
    opening: Opening = field(default_factory=Opening)
