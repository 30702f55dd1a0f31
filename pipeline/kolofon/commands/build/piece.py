"""A piece of a build: a book in some formats, which are made together as they share what they are made of."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from kolofon.model.document import Image
from kolofon.model.edition import Format
from kolofon.model.walk import walk
from kolofon.write.book import Book
from kolofon.write.means import ALONE
from kolofon.write.pictures import Pictures
from kolofon.write.table import Need, Writer, writers

__all__ = ["Piece"]

_ATTACHING, _PRINTED, _REVIEWED = Format.PDF, frozenset({Format.PRESS, Format.COVER}), Format.PROOF
"""The formats that call `Book.origins`, `Book.profile` and `Book.proofread`."""

T = TypeVar("T")


class Piece(NamedTuple):
    """A book, and the writers that make its files.

    When it is pickled it is made to hold all that they need: where it is sent, there is no folder of an edition.
    """

    book: Book
    writers: tuple[Writer, ...]

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that are made; the source itself has no bilingual edition, and no proof."""
        imprint = self.book.imprint
        own = imprint.language == imprint.source_language
        return tuple(one.format for one in self.writers if not (own and Need.TRANSLATION in one.needs))

    @property
    def name(self) -> str:
        """What is made, for those who wait."""
        return f"making {self.book.stem} ({', '.join(writer.format for writer in self.writers)})"

    def __reduce__(self) -> tuple[Callable[..., "Piece"], tuple[object, ...]]:
        """How it is pickled: the writers by their formats."""
        return _received, (_self_contained(self.book, self.formats), tuple(one.format for one in self.writers))


def _received(book: Book, formats: tuple[Format, ...]) -> Piece:
    return Piece(book, writers(formats))


def _self_contained(book: Book, formats: tuple[Format, ...]) -> Book:
    """A book with what its functions return, if one of the formats calls them, with the pictures that it shows.

    A theme may show any picture.  What was made of the book before is left out.
    """
    original = replace(book.original, before=None)
    return replace(
        book,
        original=original,
        side=original if book.side is book.original else replace(book.side, before=None),
        images=book.images if book.theme.files else _shown(book),
        origins=partial(_same, book.origins() if _ATTACHING in formats else None),
        profile=partial(_same, book.profile() if _PRINTED.intersection(formats) else None),
        means=ALONE,
        proofread=partial(_same, book.proofread()) if book.proofread and _REVIEWED in formats else None,
    )


def _shown(book: Book) -> Pictures:
    documents = (book.original.document, book.side.document)
    images = (part for document in documents for part in walk(document) if isinstance(part, Image))
    return book.images.only({*(str(PurePosixPath(image.source)) for image in images), book.edition.cover.artwork})


def _same(value: T) -> T:
    return value
