"""The text as a tree: inline content, and the sentences that consist of it.

Only `children`, `with_children`, `preorder` and `mapped` know which classes of inlines have content of their own; other
code calls these.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import is_

__all__ = [
    "Code",
    "Container",
    "Date",
    "DateRange",
    "Emphasis",
    "Foreign",
    "Formula",
    "Highlighted",
    "Image",
    "IndexMark",
    "Inline",
    "Inserted",
    "LineBreak",
    "Link",
    "NoteRef",
    "Number",
    "Place",
    "Reference",
    "Ruby",
    "Sentence",
    "Shows",
    "Small",
    "Strong",
    "Struck",
    "Styled",
    "Subscript",
    "Superscript",
    "Text",
    "Underlined",
    "children",
    "mapped",
    "preorder",
    "with_children",
]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a piece of text is: a path as a person would type it, a line and a column, both counted from 1.

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
class Struck:
    """Text that no longer holds, with a line through it."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """Text that was added to a document."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Underlined:
    """Text with a line below it, such as a name in a work that underlines names."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Highlighted:
    """Text that is marked for a reader, as with a felt pen."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Small:
    """A side comment, such as small print."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, the same in every edition; `text` is its TeX, or the characters of one that has none.

    One that is `display`ed is on lines of its own.  `mathml` is the markup of a formula that the source has as MathML,
    as `kolofon.text.formulas` cleans it.  `name` is that of a displayed formula which is to be numbered.
    """

    text: str
    display: bool = False
    mathml: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to `target`; a translator sees the text and never the target.

    A target that begins with `#` is in this document: `#s2-1` is the first section of the second.  One to a figure or a
    table has its name behind a colon: `#s2-1:fig-rivers`.  Without text, a link shows the heading that it leads to.
    `title` is what a screen shows beside the link, as the source has it.
    """

    children: tuple["Inline", ...]
    target: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of the note whose `Note.name` is `name`."""

    name: str


class Shows(StrEnum):
    """What a reference shows: a number ("3"), a label ("Figure 3"), or the page of the printed book."""

    NUMBER = "number"
    LABEL = "label"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference whose words are the press's: what it `shows` of the place that `target`, as of a link, leads to.

    A translator sees it and writes the words around it: "see figure 3".
    """

    target: str
    shows: Shows = Shows.NUMBER


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a line of text: the path of its file below `source/`, and its alternative text.

    `title` is what a screen shows beside it, as the source has it.  `language` is a BCP 47 tag where the alternative is
    not in the document's language.
    """

    source: str
    alternative: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that the index leads to.

    `path` is the entry, after the entries that it is below, in the source's words; `words` are those of the text, if
    the entry is made of them.  A mark with `see` leads nowhere: its entry refers a reader to that other entry; with
    `also`, the reference is an additional one.

    A reader puts it right before the words that it is about.  `segment` moves it from the line to the sentence, so that
    translators do not see it, and sets its `number`: the nth of the document.
    """

    path: tuple[str, ...]
    words: tuple["Inline", ...] = ()
    see: tuple[str, ...] = ()
    also: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author wants."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text in another language than the text around it; `language` is a BCP 47 tag.

    What is `kept` is the same in every edition as in the source: a translator sees it and cannot change it.
    """

    children: tuple["Inline", ...]
    language: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Ruby:
    """Characters with their reading, which is printed above them or beside them (JLREQ, 3.3): 漢字 and かんじ.

    Neither is ever empty.  A word whose characters have a reading each is several of these.
    """

    text: str
    reading: str


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


Styled = Emphasis | Strong | Superscript | Subscript | Struck | Inserted | Underlined | Highlighted | Small
"""Inlines that say how their content is set, and nothing else."""

Container = Styled | Link | Foreign
"""Inlines that have content of their own."""

_CONTAINERS = (
    *(Emphasis, Strong, Superscript, Subscript, Struck, Inserted, Underlined, Highlighted, Small),
    *(Link, Foreign),
)
"""The same as a tuple, for which `isinstance` is twice as fast."""

Inline = (
    Container
    | Text
    | Code
    | Formula
    | Ruby
    | NoteRef
    | Reference
    | Image
    | IndexMark
    | LineBreak
    | Date
    | DateRange
    | Number
)


def children(inline: Inline) -> tuple[Inline, ...]:
    """The content of an inline; none for one that can have none.

    The words of an `IndexMark` are no content: they are printed in the index, and not where the mark is.
    """
    return inline.children if isinstance(inline, _CONTAINERS) else ()


def with_children(inline: Inline, content: Iterable[Inline]) -> Inline:
    """The inline with other content; the very same object if each inline of the content is the very same.

    Raises `TypeError` for content in an inline that can have none.  Laws: `with_children(x, children(x)) is x`, and
    `children(with_children(x, y)) == y`.
    """
    changed = tuple(content)
    if _same(changed, children(inline)):
        return inline
    if not isinstance(inline, _CONTAINERS):
        raise TypeError(inline)
    return replace(inline, children=changed)


def preorder(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Some inlines and all that they contain, in the order of the text; a container comes before its content."""
    for inline in inlines:
        yield inline
        if content := children(inline):
            yield from preorder(content)


def mapped(inlines: tuple[Inline, ...], change: Callable[[Inline], Inline]) -> tuple[Inline, ...]:
    """Some inlines with each of them, at every depth, replaced by what `change` returns for it.

    A container is changed after its content.  Law: where `change` returns the very same object each time, so does this.
    """
    found = tuple([change(_inside(inline, change)) for inline in inlines])
    return inlines if _same(found, inlines) else found


def _inside(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    content = children(inline)
    return with_children(inline, mapped(content, change)) if content else inline


def _same(some: tuple[Inline, ...], others: tuple[Inline, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of inline content that is translated as one.

    `after` is what separates it from the next sentence of its block (it is left out after the last), so that the joined
    sentences are the paragraph.  `language` is a BCP 47 tag where the words are not in the document's language.  A
    sentence that is `kept` is left out of translation by its source; any other with a language has none yet.  `index`
    are the marks by which the index leads to it.
    """

    inlines: tuple[Inline, ...]
    place: Place = field(compare=False)
    after: str = " "
    language: str = ""
    kept: bool = False
    index: tuple[IndexMark, ...] = ()
