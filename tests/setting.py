"""Texts set and written in one step, as tests of a format want it."""

from collections.abc import Mapping

from kolofon.model.document import Document
from kolofon.model.edition import Edition, Imprint, Page
from kolofon.set import set_document
from kolofon.set.words import Words
from kolofon.write.bilingual import render_bilingual as write_bilingual
from kolofon.write.book import Book, Side
from kolofon.write.pictures import Pictures
from kolofon.write.proof import Review
from kolofon.write.proof import render_proof as write_proof
from kolofon.write.screen.publication import Setting
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml import render as write_page

__all__ = ["book_of", "on_screens", "render", "render_bilingual", "render_proof"]

Furniture = Mapping[str, str]


def render(document: Document, imprint: Imprint, furniture: Furniture, page: Page, theme: Theme = PLAIN) -> bytes:
    """A document as a page of XHTML."""
    words = Words(furniture, document.language)
    return write_page(set_document(document, words, page.layout), imprint, words, page, theme)


def render_bilingual(
    documents: tuple[Document, Document],
    imprint: Imprint,
    furniture: tuple[Furniture, Furniture],
    page: Page,
    theme: Theme = PLAIN,
) -> bytes:
    """The source and its translation on one page."""
    one, other = (Words(words, document.language) for words, document in zip(furniture, documents, strict=True))
    both = set_document(documents[0], one), set_document(documents[1], other)
    return write_bilingual(both, imprint, (one, other), page, theme)


def render_proof(review: Review, imprint: Imprint, furniture: Furniture, theme: Theme = PLAIN) -> bytes:
    """A proof."""
    words = Words(furniture, review.shown.language)
    return write_proof(review, set_document(review.shown, words), imprint, words, theme)


def on_screens(imprint: Imprint, furniture: Furniture, theme: Theme = PLAIN, beside: str = "") -> Setting:
    """What goes with the pages of a book on screens."""
    return Setting(imprint, Words(furniture, imprint.language), theme, beside)


def book_of(document: Document, imprint: Imprint, images: Mapping[str, bytes] | None = None) -> Book:
    """A document as the book that is given to a writer; it is its own original."""
    edition = Edition(imprint.identifier, imprint.publisher, imprint.source_language, "sq", imprint.rights, ())
    side = Side(document, {}, edition)
    return Book(side, side, imprint, Pictures(dict(images or {}), {}), edition)
