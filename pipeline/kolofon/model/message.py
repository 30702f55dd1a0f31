"""Messages and catalogues, in gettext's own terms (GNU gettext manual, "The Format of PO Files")."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kolofon.model.document import Place

__all__ = ["Catalogue", "CatalogueEntry", "Key", "Message", "Previous"]


class Key(NamedTuple):
    """What identifies a message: its msgid and its msgctxt, None for none (which is not an empty one)."""

    context: str | None
    msgid: str


class _Keyed:
    """A base class: the key of a context and a msgid, which is made once, because an update needs it often."""

    __slots__ = ("_key",)
    _key: Key
    context: str | None
    msgid: str

    @property
    def key(self) -> Key:
        """The context and the msgid."""
        try:
            return self._key
        except AttributeError:
            key = Key(self.context, self.msgid)
            object.__setattr__(self, "_key", key)
            return key


@dataclass(frozen=True, slots=True)
class Message(_Keyed):
    """A message for a translator: words of the source.

    `places` are all the places where these words are in this part, in document order; `comments` explain to a
    translator what they are.
    """

    context: str | None
    msgid: str
    places: tuple[Place, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """The `#|` lines of a fuzzy entry: the words that its translation was made for."""

    context: str | None
    msgid: str | None
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueEntry(_Keyed):
    """One entry of a PO file, with everything that is in it.

    `msgstrs` holds one translation, or as many as the language has plural forms where `plural` (msgid_plural) is not
    None.  `flags` are those other than `fuzzy`; one from a `#=` line begins with `=`.  `references` are kept as they
    are written (`file:line`, or a name with spaces without its U+2068 and U+2069).  `comments` are the translator's
    (`# `), `extracted` ours (`#.`), both by line.  `line` is where the entry begins in its file, 0 for one
    that is not from a file.
    """

    context: str | None
    msgid: str
    plural: str | None = None
    msgstrs: tuple[str, ...] = ("",)
    fuzzy: bool = False
    obsolete: bool = False
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous: Previous | None = None
    line: int = field(default=0, compare=False)

    @property
    def msgstr(self) -> str:
        """The translation, or the first of its plural forms."""
        return self.msgstrs[0]

    @property
    def translated(self) -> bool:
        """Whether the entry has every translation it needs, and none is fuzzy."""
        return not self.fuzzy and not self.obsolete and all(self.msgstrs)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO or POT file: its header fields in their order, the comment above them, and its entries.

    `language` is a BCP 47 tag, empty for a template.
    """

    language: str
    header: tuple[tuple[str, str], ...]
    entries: tuple[CatalogueEntry, ...]
    header_comments: tuple[str, ...] = ()
    header_fuzzy: bool = False
    path: str = field(default="", compare=False)

    def field(self, name: str) -> str:
        """The value of a header field, empty where it is missing; names are compared without regard to case."""
        return next((value for key, value in self.header if key.lower() == name.lower()), "")
