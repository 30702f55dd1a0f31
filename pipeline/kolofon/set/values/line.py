"""The values in a line of a set document."""

from dataclasses import dataclass, field
from enum import StrEnum

from kolofon.model.document import Code, Date, Image, LineBreak, Ruby, Sentence, Text

__all__ = [
    "Call",
    "Literal",
    "PageMark",
    "SetForeign",
    "SetFormula",
    "SetInline",
    "SetLink",
    "SetSentence",
    "SetSentences",
    "Style",
    "Styled",
]


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters that are printed as they are: a number, an address, the name of a note that is not there."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: its own id, the id and the number of the note; `beside` where it follows another call."""

    id: str
    note: str
    number: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class PageMark:
    """The place where a page of the print begins, whose number is `folio`."""

    folio: str


class Style(StrEnum):
    """How a piece of a line is set apart; the value is the name of HTML's element for it."""

    EMPHASIS = "em"
    STRONG = "strong"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    LABEL = "b"
    STRUCK = "s"
    INSERTED = "ins"
    UNDERLINED = "u"
    HIGHLIGHTED = "mark"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of a line that is set apart."""

    style: Style
    children: tuple["SetInline", ...]


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A formula: its TeX, or the characters of one that has none, and the MathML of such a one.

    One that is `display`ed may have a number, which is printed beside it, and an id.
    """

    text: str
    display: bool = False
    mathml: str = ""
    number: str = ""
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class SetForeign:
    """Text in another language than the text around it (a BCP 47 tag); `kept` where no edition translates it."""

    children: tuple["SetInline", ...]
    language: str
    kept: bool


@dataclass(frozen=True, slots=True)
class SetLink:
    """Words that lead to `target`, an address or `#` and an id; `target` is empty where the link is not safe.

    One to a `page` shows on paper the number of the page that it leads to; the words are for media without pages.
    """

    children: tuple["SetInline", ...]
    target: str
    title: str
    page: bool = False


SetInline = (
    Text
    | Literal
    | Code
    | SetFormula
    | Ruby
    | Styled
    | SetForeign
    | SetLink
    | Call
    | Image
    | LineBreak
    | Date
    | PageMark
)
"""Any value in a line; the path of an `Image` is one below `source/`."""


@dataclass(frozen=True, slots=True)
class SetSentence:
    """A sentence.

    `language` is its language where that is not the document's, and else empty; `untranslated` where that is so for
    want of a translation.  `id` is that of a place that the index leads to.  `after` separates it from the next
    sentence of its run.  `source` is the sentence that it is set from.
    """

    inlines: tuple[SetInline, ...]
    language: str = ""
    untranslated: bool = False
    id: str = ""
    after: str = ""
    source: Sentence | None = field(default=None, compare=False, repr=False)


SetSentences = tuple[SetSentence, ...]
