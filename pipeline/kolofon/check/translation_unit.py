"""One message as the checks see it, and what they say of it."""

from dataclasses import dataclass

from kolofon.language import Language
from kolofon.model.message import CatalogueEntry
from kolofon.text.line import Line, Span
from kolofon.text.parts import Part

__all__ = ["Book", "Flaw", "Unit"]


@dataclass(frozen=True, slots=True)
class Book:
    """What all messages of one catalogue share.

    Both languages, every character of the source, and the bibliography entries of the document, as they stand there.
    """

    source: Language
    target: Language
    characters: frozenset[str] = frozenset()
    bibliography: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation of one message.

    `source` is the msgid (or, for a plural form, the msgid_plural), `target` the msgstr, `form` which of the msgstrs.
    `parts` are those that the message plays in the document; none, where there is no document.  `merged` are neighbours
    that have gone into some sentence beside them: what they say may stand here.
    """

    book: Book
    entry: CatalogueEntry
    source: Line
    target: Line
    parts: tuple[Part, ...] = ()
    merged: tuple[Line, ...] = ()
    form: int = 0


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a check says: its code, what is wrong, how to mend it, and the pieces of msgstr and msgid that it means."""

    code: str
    message: str
    hint: str
    spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()
