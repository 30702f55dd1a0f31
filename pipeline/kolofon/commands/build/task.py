"""A task of a build: a book in some formats, which are made together since they share intermediate results."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from kolofon.model.document import Image
from kolofon.model.edition import Format
from kolofon.model.walk import walk
from kolofon.write.book import Book
from kolofon.write.pictures import Pictures
from kolofon.write.services import DEFAULT_SERVICES
from kolofon.write.table import Need, Writer, writers

__all__ = ["Task"]

_ATTACHING, _PRINTED, _REVIEWED = Format.PDF, frozenset({Format.PRESS, Format.COVER}), Format.PROOF
"""The formats that call `Book.origins`, `Book.profile` and `Book.proofread`."""

T = TypeVar("T")


class Task(NamedTuple):
    """A book, and the writers that make its files.

    A pickled task holds all that the writers need, since there is no folder of the edition where it is sent.
    """

    book: Book
    writers: tuple[Writer, ...]

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that are made; there is no bilingual edition and no proof in the language of the source."""
        imprint = self.book.imprint
        own = imprint.language == imprint.source_language
        return tuple(one.format for one in self.writers if not (own and Need.TRANSLATION in one.needs))

    @property
    def name(self) -> str:
        """A description of the task, which is shown while it runs."""
        return f"making {self.book.stem} ({', '.join(writer.format for writer in self.writers)})"

    def __reduce__(self) -> tuple[Callable[..., "Task"], tuple[object, ...]]:
        """How it is pickled: the writers by their formats."""
        return _unpickled, (_self_contained(self.book, self.formats), tuple(one.format for one in self.writers))


def _unpickled(book: Book, formats: tuple[Format, ...]) -> Task:
    return Task(book, writers(formats))


def _self_contained(book: Book, formats: tuple[Format, ...]) -> Book:
    """A copy of a book that depends on no file: functions that a format calls return values computed here.

    It has only the pictures that it shows, or all if a theme may show others.  Cached results are left out.
    """
    original = replace(book.original, chapters=None)
    return replace(
        book,
        original=original,
        side=original if book.side is book.original else replace(book.side, chapters=None),
        images=book.images if book.theme.files else _shown(book),
        origins=partial(_value, book.origins() if _ATTACHING in formats else None),
        profile=partial(_value, book.profile() if _PRINTED.intersection(formats) else None),
        services=DEFAULT_SERVICES,
        proofread=partial(_value, book.proofread()) if book.proofread and _REVIEWED in formats else None,
    )


def _shown(book: Book) -> Pictures:
    documents = (book.original.document, book.side.document)
    images = (part for document in documents for part in walk(document) if isinstance(part, Image))
    return book.images.only({*(str(PurePosixPath(image.source)) for image in images), book.edition.cover.artwork})


def _value(value: T) -> T:
    return value
