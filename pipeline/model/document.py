"""The text as a tree.

A reader yields whole blocks in which a run of text is one `Sentence`; `segment` splits it into as many as the
segmentation rules say, inside the same tree; `translate` and `localize` return trees of the same shape.  So every
room sees the same places in the same order.
"""

from dataclasses import dataclass, field

__all__ = [
    "Bibliography",
    "Block",
    "Code",
    "Date",
    "DateRange",
    "Document",
    "Emphasis",
    "Entry",
    "Figure",
    "Foreign",
    "Image",
    "Infobox",
    "InfoboxGroup",
    "InfoboxRow",
    "Inline",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "Note",
    "NoteRef",
    "Number",
    "Paragraph",
    "Place",
    "Preformatted",
    "Quotation",
    "Rule",
    "Section",
    "Sentence",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "TableCell",
    "Term",
    "Text",
    "Verse",
]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a piece of text stands: a path as a person would type it, a line and a column, both counted from 1.

    A column of 0 means that only the line is known; a line of 0, that only the file is.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


# --- inline content ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, as they are to be read; never markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text, commonly set in italics."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Text of strong importance, commonly set in bold."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A fragment of computer code; its characters are literal."""

    text: str


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised text."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered text."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to `target`; a translator sees the text and never the target."""

    children: tuple["Inline", ...]
    target: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of the note whose `Note.name` is `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a line of text: the path of its file below `source/`, and the text that stands for it."""

    source: str
    alternative: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that ends by the author's will."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text in another language than the text around it; `language` is a BCP 47 tag."""

    children: tuple["Inline", ...]
    language: str


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date of the Gregorian calendar; `day`, or `month` and `day`, are 0 where the source does not say.

    `text` is the date as the source has it.
    """

    year: int
    month: int
    day: int
    text: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `first` to `last`, both included; `text` is the range as the source has it."""

    first: Date
    last: Date
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity, as the digits of its value (`"15000"`, `"2.5"`), and as the source has it."""

    value: str
    text: str


Inline = (
    Text
    | Emphasis
    | Strong
    | Code
    | Superscript
    | Subscript
    | Link
    | NoteRef
    | Image
    | LineBreak
    | Foreign
    | Date
    | DateRange
    | Number
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of inline content that is translated as one.

    `after` is what parts it from the next sentence of its block (it is left out after the last), so that joining the
    sentences gives the paragraph back.  `language` is a BCP 47 tag where the words are not in the document's language:
    an untranslated sentence in a translation.
    """

    inlines: tuple[Inline, ...]
    place: Place = field(compare=False)
    after: str = " "
    language: str = ""


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """What stands behind one bullet or number."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items, bulleted or (with `start` at 0 or above) numbered from `start`."""

    items: tuple[ListItem, ...]
    start: int = -1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text that is quoted from elsewhere."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas, each of them lines."""

    stanzas: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; `heading` where it names its row or its column."""

    sentences: tuple[Sentence, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under `head` (none, where it is empty), with a caption or none."""

    caption: tuple[Sentence, ...]
    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption."""

    image: Image
    caption: tuple[Sentence, ...]


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
    """A label and its value: one cell that concerns the whole, or one cell a side.  A cell is a tuple of groups."""

    label: Term | Sentence
    cells: tuple[tuple[InfoboxGroup, ...], ...]


@dataclass(frozen=True, slots=True)
class Infobox:
    """The facts of an article in a table beside it.  `sides` is how many columns its widest row has."""

    title: Sentence | None
    rows: tuple[InfoboxRow, ...]
    sides: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry: the characters of the source, which stand in every edition as they are."""

    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Works consulted, in their own language (a BCP 47 tag).  Never translated, never in a catalogue."""

    entries: tuple[Entry, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose line breaks and spaces are its own, such as a listing; not translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between paragraphs that belong to different matters."""


Block = Paragraph | List | Quotation | Verse | Table | Figure | Infobox | Bibliography | Preformatted | Rule


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote, and the name by which a `NoteRef` calls it."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the blocks below it, and the sections below those."""

    heading: Sentence
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole work: its title, what stands before the first heading (`lead`), its sections and its notes.

    `language` is a BCP 47 tag.
    """

    language: str
    title: Sentence
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
