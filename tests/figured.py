"""A book with figures and tables, some of which have no room where the text has them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kolofon.model.document import Document, Role
from kolofon.model.edition import Layout, Page, SourceFormat
from kolofon.model.figures import Counting, Figures, Placement
from kolofon.model.notes import NotePlace, Notes
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.xhtml import Looks
from kolofon.write.xhtml import render as write_page
from tests.pdfs import EDITION, drawn_picture
from tests.reading import Reader

__all__ = ["FLOATING", "HEIGHTS", "PICTURES", "figured", "page_of"]

HEIGHTS = (260, 420, 180, 180, 420, 420)
"""Pixels that the pictures are high, each 300 wide."""

PICTURES: Mapping[str, bytes] = {f"p{n}.png": drawn_picture((300, height)) for n, height in enumerate(HEIGHTS, 1)}
FLOATING = Figures(numbered=True, count=Counting.CHAPTER, place=Placement.PAGE)

_PROSE = "The river runs through a wide valley where the towns have stood for many years. " * 6
_FIGURE = (
    "See figure [](#fig-{0}) on page [](#fig-{0}){{.page}}. {1}\n\n![View {0}. Of the river.](p{0}.png){{#fig-{0}}}\n\n"
)


def _table(name: str, columns: int, rows: int, word: str = "number") -> str:
    line = "|" + f" {word} |" * columns + "\n"
    return f"{line}|{'---|' * columns}\n{line * rows}\n: Table of {name} {{#tbl-{name}}}\n\n"


def _chapter(number: int, *figures: int) -> str:
    told = "".join(_FIGURE.format(figure, _PROSE) + f"{_PROSE}\n\n" * 2 for figure in figures)
    return f"## Chapter {number}\n\n{_PROSE}\n\n{told}"


@cache
def figured() -> Document:
    text = (
        f"# Rivers\n\n{_chapter(1, 1, 2, 3, 4)}{_table('little', 4, 9)}{_PROSE}\n\n{_table('long', 4, 40)}"
        f"{_chapter(2, 5, 6)}{_table('wide', 7, 14, '1234567890')}{_PROSE}"
    )
    read = Reader(SourceFormat.MARKDOWN).clean(text)
    chapters = tuple(replace(section, role=Role.CHAPTER) for section in read.sections)
    return segment(replace(read, sections=chapters))


def page_of(
    document: Document, figures: Figures, words: Mapping[str, str] | None = None, notes: NotePlace = NotePlace.LIST
) -> bytes:
    """The page that a PDF of a document is drawn from."""
    imprint, page = replace(EDITION, language=document.language), Page("A6", layout=Layout.BOOK, notes=notes)
    told = Words(words or {}, document.language)
    book = set_document(document, told, page.layout, figures, notes=Notes(notes))
    return write_page(book, Looks(imprint, told, page))
