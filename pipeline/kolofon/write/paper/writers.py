"""The formats on paper: the PDF for reading, the printer's file and its cover, a proof, both languages side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kolofon.model.document import Place
from kolofon.model.edition import Artefact, Page
from kolofon.model.finding import Finding
from kolofon.set import set_document
from kolofon.write.bilingual import render_bilingual
from kolofon.write.book import Book, Made
from kolofon.write.paper.audit.glyphs import placed
from kolofon.write.paper.file.attachments import Attachment, origins
from kolofon.write.paper.pdf import Composed, typeset
from kolofon.write.paper.press.imposition import impose
from kolofon.write.proof import Review, render_proof
from kolofon.write.screen.edition import bilingual_epub
from kolofon.write.xhtml import render

if TYPE_CHECKING:
    from kolofon.set.pages.marks import PageStart

__all__ = ["bilingual", "cover", "pdf", "press", "proof"]

_PDF = "application/pdf"


def pdf(book: Book, suffix: str) -> Iterator[Made]:
    """The PDF for reading and archiving; it sets `starts` of the book."""
    starts: list[PageStart] = []
    own = book.theme.fonts
    imprint = book.looks_with(book.imprint.isbns.pdf).imprint
    standard = book.edition.archive.standard
    content, found = typeset(
        book.xhtml, imprint, book.images, _attachments(book), starts, book.services, own=own, standard=standard
    )
    book.starts = tuple(starts)
    yield Made(Artefact(book.path(suffix), _PDF, content), _placed(found, book), (book.xhtml,))


def _attachments(book: Book) -> list[Attachment]:
    """The files that the edition was made from, if edition.toml wants them attached."""
    files = book.origins()
    return origins(book.imprint.work, book.xhtml, files.sources, files.catalogues) if files else []


def press(book: Book, suffix: str) -> Iterator[Made]:
    """The printer's file; it sets `pages` of the book."""
    composed, pages = _imposed(book)
    yield Made(Artefact(book.path(suffix), _PDF, composed.content), _placed(composed.findings, book), tuple(pages))


def cover(book: Book, suffix: str) -> Iterator[Made]:
    """The cover for print, which is as thick as the printer's file."""
    from kolofon.write.paper.cover.pdf import printed_cover  # noqa: PLC0415  only a cover needs python-barcode
    from kolofon.write.paper.cover.texts import texts_of  # noqa: PLC0415  as above

    imprint = book.imprint
    texts = texts_of(book.side.document, imprint, imprint.authors, book.side.words.text("Draft"))
    unset = () if book.pages else _imposed(book)[0].findings
    isbn = imprint.isbns.print or None
    content, found = printed_cover(
        texts, book.pages, imprint, book.images, book.edition, book.profile(), book.theme, isbn
    )
    stopped = [finding for finding in unset if not book.pages]
    yield Made(Artefact(book.path(suffix), _PDF, content), _placed([*stopped, *found], book))


def _imposed(book: Book) -> tuple[Composed, list[bytes]]:
    pages: list[bytes] = []
    looks = book.looks_with(book.imprint.isbns.print)

    def on_page(page: Page) -> bytes:
        pages[:] = [render(book.side.placed, replace(looks, page=page))]
        return pages[0]

    composed = impose(
        on_page, looks.imprint, book.images, book.edition, book.profile(), book.services, book.theme.fonts
    )
    book.pages = composed.pages
    return composed, pages


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
    shown = set_document(document, book.side.words, book.edition.page.layout, book.edition.figures)
    review = Review(book.original.document, document, catalogue, findings)
    # It has a style of its own, which no theme of the press is made for; that of the edition says what it does to it.
    looks = replace(book.looks, theme=replace(book.theme, below=""))
    yield _typeset(book, render_proof(review, shown, looks), suffix, draft=True)


def _typeset(book: Book, xhtml: bytes, suffix: str, *, draft: bool = False) -> Made:
    own, standard = book.theme.fonts, book.edition.archive.standard
    content, findings = typeset(
        xhtml, book.imprint, book.images, services=book.services, own=own, draft=draft, standard=standard
    )
    path = book.path(suffix)
    return Made(Artefact(path, _PDF, content), _about(findings, str(book.path(".pdf")), str(path)), (xhtml,))


def _placed(findings: Iterable[Finding], book: Book) -> tuple[Finding, ...]:
    return tuple(placed(findings, book.side.document))


def _about(findings: tuple[Finding, ...], book: str, path: str) -> tuple[Finding, ...]:
    """The findings about the PDF of a book, as findings about a file made like it."""
    return tuple(replace(found, place=Place(path)) if found.place.path == book else found for found in findings)
