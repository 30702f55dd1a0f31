"""A message as the checks take it, and a flaw in it."""

from dataclasses import dataclass

from kolofon.language import Language
from kolofon.model.message import CatalogueEntry
from kolofon.text.line import Line, Span
from kolofon.text.parts import Part

__all__ = ["Book", "Flaw", "Unit"]


@dataclass(frozen=True, slots=True)
class Book:
    """What all messages of one catalogue share.

    These are both languages, every character of the source, and the document's bibliography entries as they are in it.
    """

    source: Language
    target: Language
    characters: frozenset[str] = frozenset()
    bibliography: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation of one message.

    `source` is the msgid (or, for a plural form, the msgid_plural), `target` the msgstr, `form` the number of the form.
    `parts` are the message's parts in the document; none, where there is no document.  `merged` are neighbours that are
    translated within a sentence beside them: their content may be here.
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
    """What a check reports: its code, what is wrong, how to correct it, and the pieces of msgstr and msgid."""

    code: str
    message: str
    hint: str
    spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()
