"""What is in the margins of pages, drawn once: it is kept, by all that it depends on."""

import re

import msgspec

from kolofon.write.paper.pages.folios import Folio, Numbering
from kolofon.write.paper.quire.keys import digest
from kolofon.write.paper.quire.specimen import Specimen, Strings
from kolofon.write.paper.quire.values import Late, PageKind
from kolofon.write.services import Store

__all__ = ["Margins"]

_NUMBER_OF_PAGES = re.compile(r"\bcounters?\(\s*pages\b")


class _Kept(msgspec.Struct):
    """What was drawn for a book, by keys; and by each type of page the names of the strings that its margins show."""

    shown: dict[str, list[tuple[str, str]]] = {}
    drawn: dict[str, Late] = {}


class Margins:
    """The margins of the pages of a book, which are taken from a store if they are there.

    `key` is of what all of them depend on, `head` is that of the page, with its style; `numbering` is that of the book.
    """

    def __init__(self, specimen: Specimen, head: str, key: str, store: Store, numbering: Numbering) -> None:
        self._specimen, self._store, self._numbering = specimen, store, numbering
        self._key = digest("margins", key, head)
        self._counted = bool(_NUMBER_OF_PAGES.search(head))
        content = store.get(self._key)
        self._known = msgspec.msgpack.decode(content, type=_Kept) if content else _Kept()
        self._used = _Kept(shown=self._known.shown)

    def __call__(self, kind: PageKind, number: int, pages: int, strings: Strings) -> Late:
        """What is in the margins of a page of a type; its number in a book of so many pages; the strings on it."""
        groups = [(name, index == 0) for name, index in kind.groups]  # of these a style asks no more (`obstacles`)
        like = digest(kind.side, kind.blank, kind.name, groups, number == 1)
        shown = self._used.shown.get(like)
        if shown is not None:
            key = self._of(like, number, pages, shown, strings)
            if key in self._known.drawn:
                self._used.drawn[key] = self._known.drawn[key]
                return self._known.drawn[key]
        asked: dict[tuple[str, str], None] = {}

        def noted(name: str, keyword: str) -> tuple[str, ...]:
            asked[name, keyword] = None
            return strings(name, keyword)

        late = self._specimen.margins(kind, Folio(number, self._numbering), pages, noted)
        self._used.shown[like] = list(asked)
        self._used.drawn[self._of(like, number, pages, list(asked), strings)] = late
        return late

    def keep(self) -> None:
        """Put what the book shows into the store, in place of what an earlier one showed."""
        self._store[self._key] = msgspec.msgpack.encode(self._used)

    def _of(self, like: str, number: int, pages: int, shown: list[tuple[str, str]], strings: Strings) -> str:
        values = [(name, keyword, strings(name, keyword)) for name, keyword in shown]
        folio = self._numbering.value(number), self._numbering.folio(number)
        return digest(like, *folio, pages if self._counted else 0, values)
