"""How a work begins, as an article or as a book, decided by its content."""

from collections.abc import Iterator, Sequence

from kolofon.model.document import Document, Note, Place, Role, Section, Sentence
from kolofon.model.edition import Layout
from kolofon.set.part_cache import PartCache
from kolofon.text.notation import plain
from kolofon.text.parts import runs

__all__ = ["ARTICLE", "BOOK", "LONG", "shape"]

ARTICLE = "article"
"""The title is above the text, and the colophon below it."""
BOOK = "book"
"""A title page with the imprint on its back, contents; the colophon is the last page."""
LONG = "book long"
"""The same behind a half-title; each chapter begins a page."""

_BOOK, _LONG = 40_000, 150_000
"""Characters from which a work is a book, about twenty pages in A5, and a long one."""

_NOTHING = Sentence((), Place(""))

_LIST = 16
"""A book of more sections than this is a long one, whatever its length."""


def shape(document: Document, layout: Layout, cache: PartCache | None = None) -> str:
    """The class of the whole page in the templates and the theme: `ARTICLE`, `BOOK` or `LONG`.

    A work whose sections are chapters is a long book.  Otherwise it goes by the length, and by that of its contents.
    `cache` has the values of its parts that were computed earlier.
    """
    if layout is Layout.ARTICLE:
        return ARTICLE
    if any(section.role in {Role.PART, Role.CHAPTER} for section in document.sections):
        return LONG
    length = sum((cache or PartCache()).in_document("length", document, _lengths))
    if layout is Layout.AUTO and length < _BOOK:
        return ARTICLE
    return LONG if length >= _LONG or sum(1 for _ in _all(document.sections)) > _LIST else BOOK


def _lengths(part: object) -> Iterator[int]:
    """The lengths of the sentences of a document without sections, of a section, or of a note."""
    match part:
        case Section():
            part = Document("", _NOTHING, (), (part,))
        case Note(blocks=blocks):
            part = Document("", _NOTHING, blocks, ())
        case _:
            pass
    if isinstance(part, Document):
        yield from (len(plain(sentence.inlines)) for sentences, _ in runs(part) for sentence in sentences)


def _all(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)
