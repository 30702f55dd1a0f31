"""The formats on paper: the PDF for reading, the printer's file, a proof, both languages side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kolofon.model.document import Place
from kolofon.model.edition import Artefact, Page
from kolofon.model.finding import Finding
from kolofon.set import set_document
from kolofon.write.bilingual import render_bilingual
from kolofon.write.book import Book, Made
from kolofon.write.paper.attachments import Attachment, origins
from kolofon.write.paper.glyphs import placed
from kolofon.write.paper.pdf import typeset
from kolofon.write.paper.press import impose
from kolofon.write.proof import Review, render_proof
from kolofon.write.screen.edition import bilingual_epub
from kolofon.write.xhtml import render

if TYPE_CHECKING:
    from kolofon.set.pages import PageStart

__all__ = ["bilingual", "pdf", "press", "proof"]

_PDF = "application/pdf"


def pdf(book: Book, suffix: str) -> Iterator[Made]:
    """The PDF for reading and archiving; it sets `starts` of the book."""
    starts: list[PageStart] = []
    own = book.theme.fonts
    content, found = typeset(book.xhtml, book.imprint, book.images, _attachments(book), starts, book.means, own=own)
    book.starts = tuple(starts)
    yield Made(Artefact(book.path(suffix), _PDF, content), _placed(found, book), (book.xhtml,))


def _attachments(book: Book) -> list[Attachment]:
    """The files that the edition was made from, if edition.toml wants them attached."""
    files = book.origins()
    return origins(book.imprint.work, book.xhtml, files.sources, files.catalogues) if files else []


def press(book: Book, suffix: str) -> Iterator[Made]:
    """The printer's file."""
    pages: list[bytes] = []

    def on_page(page: Page) -> bytes:
        pages[:] = [render(book.side.book, replace(book.looks, page=page))]
        return pages[0]

    content, found = impose(
        on_page, book.imprint, book.images, book.edition, book.profile(), book.means, book.theme.fonts
    )
    yield Made(
        Artefact(book.path(suffix), _PDF, content),
        _placed(found, book),
        tuple(pages),
    )


def bilingual(book: Book, suffix: str) -> Iterator[Made]:
    """The source and its translation side by side, both as they are published: a PDF, and an EPUB."""
    documents = book.original.book, book.side.book
    yield _typeset(book, render_bilingual(documents, (book.original_looks, book.looks)), suffix)
    yield bilingual_epub(book)


def proof(book: Book, suffix: str) -> Iterator[Made]:
    """The proof of a translation: whatever is wrong with the text is shown in it."""
    if book.proofread is None:
        return
    document, catalogue, findings = book.proofread()
    shown = set_document(document, book.side.words, book.edition.page.layout)
    review = Review(book.original.document, document, catalogue, findings)
    # It has a style of its own, which no theme of the press is made for; that of the edition says what it does to it.
    looks = replace(book.looks, theme=replace(book.theme, below=""))
    yield _typeset(book, render_proof(review, shown, looks), suffix, draft=True)


def _typeset(book: Book, xhtml: bytes, suffix: str, *, draft: bool = False) -> Made:
    content, findings = typeset(xhtml, book.imprint, book.images, means=book.means, own=book.theme.fonts, draft=draft)
    path = book.path(suffix)
    return Made(Artefact(path, _PDF, content), _about(findings, str(book.path(".pdf")), str(path)), (xhtml,))


def _placed(findings: Iterable[Finding], book: Book) -> tuple[Finding, ...]:
    return tuple(placed(findings, book.side.document))


def _about(findings: tuple[Finding, ...], book: str, path: str) -> tuple[Finding, ...]:
    """The findings about the PDF of a book, as findings about a file made like it."""
    return tuple(replace(found, place=Place(path)) if found.place.path == book else found for found in findings)
