"""The folios of a book: roman numbers before the text, or the letters of its language; from page 1 on numbers.

These are in the digits of the book's language, of which Persian, Bengali, Burmese and others have their own.

`data-page-one` of a page's body is the id of what begins on page 1.  So a folio depends on a page's distance from there
alone, and in any style sheet `counter(page)` and `target-counter(…, page)` are written as the folio is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Self, cast

import pydyf

from kolofon.language import language
from kolofon.language.folios import front_folio
from kolofon.write.paper.file.protocols import File
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Context, Page

__all__ = ["Folio", "Numbering", "Page", "counted", "labelled", "numbering_of", "written_as_folios"]

_PAGE_ONE = re.compile(r'<body[^>]* data-page-one="([^"]*)"')
_EUROPEAN = "0123456789"
_FAR = 1_000_000
"""More pages than a book has before its text."""


class Numbering:
    """How the pages of a book are numbered.

    `page_one` is the id of what begins on page 1, empty if that is the first page; `letters` number the pages before
    it, roman numbers if there are none, or no more; `digits` are the ten of the others; `front` is how many pages are
    before page 1, which is known when the book is laid out.
    """

    def __init__(
        self, page_one: str = "", letters: Sequence[str] = (), front: int | None = None, digits: str = _EUROPEAN
    ) -> None:
        self.page_one = page_one
        self.letters = letters
        self.digits = digits
        self.front = (_FAR if page_one else 0) if front is None else front

    @property
    def own_digits(self) -> bool:
        """Whether the numbers are in other digits than those that any program writes."""
        return self.digits != _EUROPEAN

    def value(self, page: int) -> int:
        """The number of a page, the first one being 1, in its own sequence."""
        return page - self.front if page > self.front else page

    def folio(self, page: int) -> str:
        """The folio of a page, the first one being 1."""
        if page <= self.front:
            return front_folio(page, self.letters)
        return str(page - self.front).translate(str.maketrans(_EUROPEAN, self.digits))

    def named(self, folio: str) -> "Folio":
        """The page that has a folio, as a number that is written so, wherever the text begins."""
        if folio.isdecimal():
            return Folio(int(folio), Numbering(digits=self.digits))
        number = next(number for number in range(1, _FAR) if front_folio(number, self.letters) == folio)
        return Folio(number, Numbering(letters=self.letters, front=_FAR))

    def folios(self, pages: Sequence[Sequence[str]]) -> dict[str, str]:
        """The folio of the page on which each id begins, of the ids of each page; it counts the pages in front."""
        found: dict[str, int] = {}
        for number, names in enumerate(pages, 1):
            for name in names:
                found.setdefault(name, number)
        self.front = found.get(self.page_one, 1) - 1
        return {name: self.folio(number) for name, number in found.items()}


class Folio(int):
    """The number of a page, the first one being 1, that CSS writes as a folio; what is added to it gives another."""

    numbering: Numbering

    def __new__(cls, number: int, numbering: Numbering) -> Self:
        """A page by its number."""
        made = super().__new__(cls, number)
        made.numbering = numbering
        return made

    def __add__(self, more: int) -> "Folio":
        """The page so many pages on."""
        return Folio(int(self) + more, self.numbering)

    def __deepcopy__(self, _: object) -> "Folio":
        """Itself: WeasyPrint copies what it knows of a page for the next one."""
        return self


def numbering_of(pages: Sequence[str], tag: str) -> Numbering:
    """How the pages of a book are numbered, by its XHTML, which may be in portions; `tag` is its language.

    Where nothing has the id that page 1 shall have, pages are numbered from the first one.  The id is read from the
    page, since a page of a theme may say nothing of it.
    """
    found = _PAGE_ONE.search(pages[0])
    begun = found[1] if found and any(f'id="{found[1]}"' in page for page in pages) else ""
    written = language(tag)
    return Numbering(begun, written.front_folios, digits=written.digits)


@contextmanager
def written_as_folios(counters: type) -> Iterator[None]:
    """Let WeasyPrint's class `CounterStyle` write a `Folio` as such, where a style has decimal numbers."""
    stock: Callable[..., str] = counters.render_value  # type: ignore[attr-defined]  # WeasyPrint has no types

    def render_value(
        self: object, counter_value: int, counter_name: str | None = None, *more: object, **other: object
    ) -> str:
        if isinstance(counter_value, Folio):
            if counter_name == "decimal":
                return counter_value.numbering.folio(counter_value)
            counter_value = counter_value.numbering.value(counter_value)
        return stock(self, counter_value, counter_name, *more, **other)

    with replaced(counters, render_value=render_value):
        yield


@contextmanager
def counted(numbering: Numbering, laying: ModuleType, collector: type) -> Iterator[None]:
    """Count the pages of a book that is laid out as a whole by their folios.

    `laying` is WeasyPrint's module `layout`, and `collector` its class `TargetCollector`.
    """
    if not numbering.page_one and not numbering.own_digits:
        yield
        return
    begin: Callable[..., None] = laying.initialize_page_maker
    stock: Callable[..., None] = collector.cache_target_page_counters  # type: ignore[attr-defined]  # as above

    def initialize_page_maker(context: object, root: object) -> None:
        begin(context, root)
        _, values, scopes, _ = cast("Context", context).page_maker[0][3]
        values["page"] = [Folio(0, numbering)]
        scopes[-1].add("page")

    def cache_target_page_counters(self: object, anchor: str, values: object, index: int, *more: object) -> None:
        if anchor == numbering.page_one:
            numbering.front = index
        stock(self, anchor, values, index, *more)

    with (
        replaced(laying, initialize_page_maker=initialize_page_maker),
        replaced(collector, cache_target_page_counters=cache_target_page_counters),
    ):
        yield


def labelled(pdf: File, numbering: Numbering) -> None:
    """Write the folios into the file as page labels, for viewers (ISO 32000-1, 12.4.2)."""
    front = numbering.front if numbering.front < _FAR else 0
    if not front and not numbering.own_digits:
        return
    ranges: list[object] = []
    for number in range(min(len(numbering.letters), front)):
        ranges += [number, _label(numbering, number)]
    if (begun := len(ranges) // 2) < front:
        ranges += [begun, pydyf.Dictionary({"S": "/r", "St": begun + 1})]
    if numbering.own_digits:  # a viewer counts in none but European ones
        for number in range(front, len(pdf.page_references)):
            ranges += [number, _label(numbering, number)]
    else:
        ranges += [front, pydyf.Dictionary({"S": "/D"})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})


def _label(numbering: Numbering, index: int) -> object:
    return pydyf.Dictionary({"P": pydyf.String(numbering.folio(index + 1))})
