"""The files of one edition for screens: pages of XHTML, an EPUB, data of the bibliography, what goes on the site."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kolofon.model.edition import Artefact
from kolofon.set.values.document import SetDocument
from kolofon.set.walk.reading_order import bibliographies
from kolofon.text.cite.bibtex import bibtex
from kolofon.text.cite.csl import csl_json
from kolofon.text.cite.jsonld import json_ld
from kolofon.text.cite.reference import Reference, parse
from kolofon.text.cite.ris import ris
from kolofon.write.book import Book, Made
from kolofon.write.screen.epub import bind
from kolofon.write.screen.linked_data import described, script_text
from kolofon.write.screen.media import OnePage
from kolofon.write.screen.publication import bilingual_publication
from kolofon.write.screen.site.divisions import pages_of
from kolofon.write.screen.site.website import SiteEdition
from kolofon.write.xhtml import render

__all__ = ["bibliography", "bilingual_epub", "epub", "html", "one_page", "reading", "references"]

_EPUB = "application/epub+zip"
_OFFERED = frozenset({".epub", ".pdf"})
_ON_THE_SHELF = 2
"""How many steps the path of a book has that is one file: `sq/work.pdf`."""


def html(book: Book, suffix: str) -> Iterator[Made]:
    """The whole book on a page, a folder of its chapters, and its bibliography as data."""
    yield Made(Artefact(book.path(suffix), "application/xhtml+xml", one_page(book)))
    made = book.publication
    for file in made.files:
        yield Made(Artefact(book.stem / file.path, file.media_type, file.content), made.findings)
    for file in bibliography(references(book.side.book, book.imprint.work)):
        yield Made(Artefact(book.stem / file.path, file.media_type, file.content))


def one_page(book: Book) -> bytes:
    """The whole book on a page with its pictures, and data for search engines on what it is and what it cites."""
    document = book.side.placed
    citations = [json_ld(reference) for reference in references(document, book.imprint.work)]
    data = described(_collapsed(document.title.plain), document.language, book.imprint, citations)
    return render(document, book.looks, OnePage(book.images), script_text(data))


def epub(book: Book, suffix: str) -> Iterator[Made]:
    """The EPUB; its chapters are those of the folder."""
    made = book.publication
    yield Made(Artefact(book.path(suffix), _EPUB, bind(made)), made.findings)


def bilingual_epub(book: Book) -> Made:
    """The EPUB of the source beside the translation."""
    documents = book.original.book, book.side.book
    made = bilingual_publication(documents, (book.original_looks, book.looks), book.images)
    return Made(Artefact(book.path("-bilingual.epub"), _EPUB, bind(made)), made.findings)


def reading(book: Book, made: Sequence[Artefact]) -> SiteEdition:
    """What a site needs of an edition; `made` are its finished files, of which it offers some."""
    found = references(book.side.book, book.imprint.work)
    downloads = [file for file in made if file.path.suffix in _OFFERED and len(file.path.parts) == _ON_THE_SHELF]
    if book.path("-press.pdf") not in {file.path for file in downloads}:  # a cover is of no use without it
        downloads = [file for file in downloads if file.path != book.path("-cover.pdf")]
    data = [replace(file, path=PurePosixPath(f"{book.imprint.work}.{file.path.name}")) for file in bibliography(found)]
    citations = tuple(json_ld(reference) for reference in found)
    context = replace(book.context, looks=book.looks)
    work = next((work for work in book.edition.works if work.name == book.imprint.work), None)
    chapters = pages_of(book.original.document, work, book.edition.site.pages)
    return SiteEdition(book.side.placed, context, book.images, (*downloads, *data), citations, chapters)


def references(document: SetDocument, work: str) -> tuple[Reference, ...]:
    """The bibliography of a document as data; an entry's id is that in the page, after the name of the work."""
    return tuple(
        parse(entry.text, f"{work}-{entry.id}", listed.language)
        for listed in bibliographies(document)
        for entry in listed.entries
    )


def bibliography(found: Sequence[Reference]) -> tuple[Artefact, ...]:
    """The files of a bibliography as data; none, if there is none."""
    if not found:
        return ()
    return (
        Artefact(PurePosixPath("bibliography.csl.json"), "application/vnd.citationstyles.csl+json", csl_json(found)),
        Artefact(PurePosixPath("bibliography.bib"), "application/x-bibtex", bibtex(found)),
        Artefact(PurePosixPath("bibliography.ris"), "application/x-research-info-systems", ris(found)),
    )


def _collapsed(text: str) -> str:
    return " ".join(text.split())
