"""A message with its translation, as a check gets it, and a flaw in it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kolofon.language import Language
from kolofon.model.message import CatalogueEntry
from kolofon.text.line import Line, Span, line

__all__ = ["Book", "Flaw", "Unit"]

_MARK = 16
"""Bytes of a digest: two that are the same by chance are not to be expected before 2**64 translations."""


@dataclass(frozen=True, slots=True)
class Book:
    """What all messages of one catalogue have in common.

    These are both languages, the letters of the source that the other language lacks, and the entries of the
    document's bibliography.
    """

    source: Language
    target: Language
    letters: frozenset[str] = frozenset()
    bibliography: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Unit:
    """One translation of one message.

    `source` is the msgid (or, for a plural form, the msgid_plural), `target` the msgstr, `form` the number of the form.
    `placed` says whether the document has the message; where there is no document, it has none.  `merged_msgids`
    are the msgids of neighbouring messages whose translation is `<merged/>`: their content may be in this translation.
    """

    book: Book
    entry: CatalogueEntry
    form: int = 0
    placed: bool = False
    merged_msgids: tuple[str, ...] = ()

    @property
    def msgid(self) -> str:
        """The msgid or, for a plural form, the msgid_plural, as the catalogue has it."""
        entry = self.entry
        # A language with one form has it for every number; of several, the first is usually that for one.
        singular = entry.plural is None or (self.form == 0 and len(entry.msgstrs) > 1)
        return entry.msgid if singular else entry.plural or ""

    @property
    def msgstr(self) -> str:
        """The msgstr of this form, as the catalogue has it."""
        return self.entry.msgstrs[self.form]

    @cached_property
    def source(self) -> Line:
        """The msgid as text."""
        return _of_source(self.msgid, self.book.source.base, self.entry.flags)

    @cached_property
    def target(self) -> Line:
        """The msgstr as text."""
        return line(self.msgstr, self.book.target.base, self.entry.flags)

    @cached_property
    def merged(self) -> tuple[Line, ...]:
        """The neighbouring messages that are merged into this one, as text."""
        return tuple([line(msgid, self.book.source.base) for msgid in self.merged_msgids])

    @property
    def digest(self) -> bytes:
        """A digest of all that a check of this message alone depends on, but for the book."""
        entry = self.entry
        own = (entry.context, entry.msgid, entry.plural, entry.msgstrs, entry.flags, self.form)
        content = repr((*own, self.placed, self.merged_msgids)).encode()
        return hashlib.blake2b(content, digest_size=_MARK).digest()


_of_source = lru_cache(1 << 14)(line)  # the next language has the same sources


class Flaw(NamedTuple):
    """What a check finds: its code, what is wrong, how to correct it, and the pieces of msgstr and of msgid."""

    code: str
    message: str
    hint: str
    spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()
