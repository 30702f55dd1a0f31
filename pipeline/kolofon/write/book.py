"""One edition of a work in a language, as every writer gets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from kolofon.model.document import Document
from kolofon.model.edition import Artefact, Edition, Imprint
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from kolofon.model.notes import NotePlace, Notes
from kolofon.set import set_document
from kolofon.set.chapter_cache import ChapterCache
from kolofon.set.pages.marks import PageStart
from kolofon.set.values.document import SetDocument
from kolofon.set.words import Words
from kolofon.write.pictures import Pictures
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.publication import Publication, publication
from kolofon.write.services import DEFAULT_SERVICES, Services
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml import Looks, render

__all__ = ["Book", "Made", "Origins", "Proofread", "Side"]


class Made(NamedTuple):
    """A finished file with its path below `output/`, and the findings about it.

    `pages` are the pages in XHTML that a PDF is drawn from.
    """

    artefact: Artefact
    findings: tuple[Finding, ...] = ()
    pages: tuple[bytes, ...] = ()


class Origins(NamedTuple):
    """The files that an edition is made from, by their paths from the root."""

    sources: Mapping[str, bytes]
    catalogues: Mapping[str, bytes]


class Proofread(NamedTuple):
    """A translation as it is, with fuzzy messages, its catalogue, and what the proofreader found in that."""

    document: Document
    catalogue: Catalogue
    findings: tuple[Finding, ...]


@dataclass
class Side:
    """A text in one language, and the press's own words in that language.

    `chapters` are those that were set earlier, where a text is set again and again.
    """

    document: Document
    furniture: Mapping[str, str]
    edition: Edition
    chapters: ChapterCache | None = field(default=None, compare=False, repr=False)

    @property
    def words(self) -> Words:
        """The press's own words."""
        return Words(self.furniture, self.document.language)

    @cached_property
    def book(self) -> SetDocument:
        """The text, set, its notes one list; once for all formats of that kind."""
        return self._set(Notes())

    @cached_property
    def placed(self) -> SetDocument:
        """The text, set, its notes where edition.toml wants them."""
        page = self.edition.page
        if page.notes is NotePlace.LIST:
            return self.book
        return self._set(Notes(page.notes, page.note_numbers))

    def _set(self, notes: Notes) -> SetDocument:
        page, cache = self.edition.page, self.chapters if notes.place is self.edition.page.notes else None
        return set_document(self.document, self.words, page.layout, self.edition.figures, notes, cache)


@dataclass
class Book:
    """What a writer gets of an edition.

    `original` is the source, `side` the text in the language of this edition; `images` are the pictures by their paths
    below `source/`.  Three fields are functions, as only some formats need the result and it takes time: `origins`
    returns the files to attach to a PDF, `profile` the ICC profile of the printer, `proofread` what a proof needs.
    `services` are those that it may use.  `starts` is where the pages
    of the PDF begin; it is empty as long as none is made.  `pages` is how many the printer's file has, 0 as long as
    none is made.
    """

    original: Side
    side: Side
    imprint: Imprint
    images: Pictures
    edition: Edition
    theme: Theme = PLAIN
    origins: Callable[[], Origins | None] = lambda: None
    profile: Callable[[], bytes | None] = lambda: None
    proofread: Callable[[], Proofread] | None = None
    services: Services = DEFAULT_SERVICES
    pages: int = field(default=0, init=False)
    starts: tuple[PageStart, ...] = field(default=(), init=False)

    @property
    def stem(self) -> PurePosixPath:
        """The path of its files below `output/`, to which each format adds an ending."""
        return PurePosixPath(self.imprint.language, self.imprint.work)

    def path(self, suffix: str) -> PurePosixPath:
        """The path of a file below `output/`."""
        return self.stem.with_name(f"{self.stem.name}{suffix}")

    @cached_property
    def looks(self) -> Looks:
        """How it looks: its imprint, the press's own words, its page and its theme."""
        return Looks(self.imprint, self.side.words, self.edition.page, self.theme, self.services.store)

    def looks_with(self, isbn: str) -> Looks:
        """The same in a file that has an ISBN, which may be empty."""
        return replace(self.looks, imprint=replace(self.imprint, isbn=isbn))

    @property
    def original_looks(self) -> Looks:
        """The same in the language of the original, which is beside it in a bilingual edition."""
        return replace(self.looks, words=self.original.words)

    @cached_property
    def xhtml(self) -> bytes:
        """The whole edition as a page of XHTML; a PDF is made from it."""
        return render(self.side.placed, self.looks_with(self.imprint.isbns.pdf))

    @cached_property
    def context(self) -> ScreenContext:
        """The same for its pages on screens; the ISBN is that of the EPUB."""
        looks = self.looks_with(self.imprint.isbns.epub)
        return ScreenContext(looks, vertical=self.imprint.language in self.edition.epub.vertical)

    @cached_property
    def publication(self) -> Publication:
        """The chapters of the book; they are made once for all formats on screens."""
        return publication(self.side.placed, self.context, self.images, self.starts)
