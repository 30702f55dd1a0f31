"""Texts set and written in one step, as tests of a format want it."""

from collections.abc import Mapping, Sequence

from kolofon.model.document import Document
from kolofon.model.edition import Artefact, Edition, Imprint, Page
from kolofon.model.notes import Notes
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart
from kolofon.set.values.document import SetDocument
from kolofon.set.words import Words
from kolofon.write.bilingual import render_bilingual as write_bilingual
from kolofon.write.book import Book, Side
from kolofon.write.pictures import Pictures
from kolofon.write.proof import Review
from kolofon.write.proof import render_proof as write_proof
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.linked_data import Citations
from kolofon.write.screen.publication import Publication, publication
from kolofon.write.screen.site.website import SiteEdition
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml import Looks
from kolofon.write.xhtml import render as write_page

__all__ = ["book_of", "both", "on_screens", "published", "reading", "render", "render_bilingual", "render_proof"]

Furniture = Mapping[str, str]


def render(document: Document, imprint: Imprint, furniture: Furniture, page: Page, theme: Theme = PLAIN) -> bytes:
    """A document as a page of XHTML."""
    words = Words(furniture, document.language)
    made = set_document(document, words, page.layout, notes=Notes(page.notes, page.note_numbers))
    return write_page(made, Looks(imprint, words, page, theme))


def both(
    documents: tuple[Document, Document],
    imprint: Imprint,
    furniture: tuple[Furniture, Furniture],
    page: Page,
    theme: Theme = PLAIN,
) -> tuple[tuple[SetDocument, SetDocument], tuple[Looks, Looks]]:
    """The source and its translation, set, and their looks."""
    one, other = (Words(words, document.language) for words, document in zip(furniture, documents, strict=True))
    looks = Looks(imprint, one, page, theme), Looks(imprint, other, page, theme)
    return (set_document(documents[0], one), set_document(documents[1], other)), looks


def render_bilingual(
    documents: tuple[Document, Document],
    imprint: Imprint,
    furniture: tuple[Furniture, Furniture],
    page: Page,
    theme: Theme = PLAIN,
) -> bytes:
    """The source and its translation on one page."""
    return write_bilingual(*both(documents, imprint, furniture, page, theme))


def render_proof(review: Review, imprint: Imprint, furniture: Furniture, theme: Theme = PLAIN) -> bytes:
    """A proof."""
    words = Words(furniture, review.shown.language)
    return write_proof(review, set_document(review.shown, words), Looks(imprint, words, Page(), theme))


def on_screens(
    imprint: Imprint, furniture: Furniture, theme: Theme = PLAIN, beside: str = "", page: Page | None = None
) -> ScreenContext:
    """What goes with the pages of a book on screens."""
    return ScreenContext(Looks(imprint, Words(furniture, imprint.language), page or Page(), theme), beside)


def published(
    document: Document,
    setting: ScreenContext,
    images: Mapping[str, bytes],
    starts: Sequence[PageStart] = (),
) -> Publication:
    """A document as the files of a book for screens."""
    page = setting.looks.page
    made = set_document(document, setting.words, page.layout, notes=Notes(page.notes, page.note_numbers))
    return publication(made, setting, images, starts)


def reading(
    document: Document,
    setting: ScreenContext,
    images: Mapping[str, bytes],
    downloads: tuple[Artefact, ...] = (),
    citations: Citations = (),
) -> SiteEdition:
    """A document as the language of a work on a site."""
    made = set_document(document, setting.words, setting.looks.page.layout)
    return SiteEdition(made, setting, images, downloads, citations)


def book_of(document: Document, imprint: Imprint, images: Mapping[str, bytes] | None = None) -> Book:
    """A document as the book that is given to a writer; it is its own original."""
    edition = Edition(imprint.identifier, imprint.publisher, imprint.source_language, "sq", imprint.rights, ())
    side = Side(document, {}, edition)
    return Book(side, side, imprint, Pictures(dict(images or {}), {}), edition)
