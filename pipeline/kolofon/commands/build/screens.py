"""What is made for screens: a folder of XHTML, an EPUB, data of the bibliography, and what goes on the site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kolofon.model.edition import Artefact, Format
from kolofon.model.finding import Finding
from kolofon.text.cite.bibtex import bibtex
from kolofon.text.cite.csl import csl_json
from kolofon.text.cite.jsonld import json_ld
from kolofon.text.cite.reference import Reference, parse
from kolofon.text.cite.ris import ris
from kolofon.write.paper.pagination import PageStart
from kolofon.write.screen.chapters import Book, cut
from kolofon.write.screen.epub import bind
from kolofon.write.screen.linked_data import described, with_data
from kolofon.write.screen.publication import Setting, publication, with_pictures
from kolofon.write.screen.site import Reading

__all__ = ["Printed", "Reading", "bibliography", "bilingual_epub", "for_screens", "one_page", "reading", "references"]


_EPUB = "application/epub+zip"
_OFFERED = frozenset({".epub", ".pdf"})
_ON_THE_SHELF = 2
"""How many steps the path of a book has that is one file: `sq/work.pdf`."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished page, and where the pages of its PDF begin, if that was made too."""

    xhtml: bytes
    starts: tuple[PageStart, ...]


def for_screens(
    page: Printed, setting: Setting, images: Mapping[str, bytes], formats: Sequence[Format]
) -> Iterator[tuple[Artefact, tuple[Finding, ...]]]:
    """The files of one language's edition of a work, of the formats asked for, and what there is to say about each.

    Both formats hold the same chapters, so they are made once.
    """
    if Format.HTML not in formats and Format.EPUB not in formats:
        return
    imprint = setting.imprint
    made = publication(page.xhtml, setting, images, page.starts)
    stem = PurePosixPath(imprint.language, imprint.work)
    if Format.HTML in formats:
        for file in made.files:
            yield Artefact(stem / file.path, file.media_type, file.content), made.findings
        for file in bibliography(references(made.book, imprint.work)):
            yield Artefact(stem / file.path, file.media_type, file.content), ()
    if Format.EPUB in formats:
        path = stem.with_name(f"{stem.name}.epub")
        yield Artefact(path, _EPUB, bind(made)), made.findings


def one_page(xhtml: bytes, setting: Setting, images: Mapping[str, bytes]) -> bytes:
    """The whole book on a page with its pictures, which tells search engines what it is and what it cites."""
    book = cut(xhtml)
    citations = [json_ld(reference) for reference in references(book, setting.imprint.work)]
    return with_data(with_pictures(xhtml, images), described(book, setting.imprint, citations))


def bilingual_epub(xhtml: bytes, setting: Setting, images: Mapping[str, bytes]) -> tuple[Artefact, tuple[Finding, ...]]:
    """The EPUB of a bilingual page, and what there is to say about it."""
    made = publication(xhtml, setting, images)
    path = PurePosixPath(setting.imprint.language, f"{setting.imprint.work}-bilingual.epub")
    return Artefact(path, _EPUB, bind(made)), made.findings


def reading(xhtml: bytes, setting: Setting, images: Mapping[str, bytes], made: Sequence[Artefact]) -> Reading:
    """What a site needs of one language's edition of a work; `made` are its finished files, of which it offers some."""
    imprint = setting.imprint
    found = references(cut(xhtml), imprint.work)
    downloads = [file for file in made if file.path.suffix in _OFFERED and len(file.path.parts) == _ON_THE_SHELF]
    data = [replace(file, path=PurePosixPath(f"{imprint.work}.{file.path.name}")) for file in bibliography(found)]
    return Reading(xhtml, setting, images, (*downloads, *data), tuple(json_ld(reference) for reference in found))


def references(book: Book, work: str) -> tuple[Reference, ...]:
    """The bibliography of a book as data; an entry's id is that in the page, after the name of the work."""
    return tuple(parse(entry.text, f"{work}-{entry.id}", entry.language) for entry in book.cited())


def bibliography(found: Sequence[Reference]) -> tuple[Artefact, ...]:
    """The files of a bibliography as data; none, if there is none."""
    if not found:
        return ()
    return (
        Artefact(PurePosixPath("bibliography.csl.json"), "application/vnd.citationstyles.csl+json", csl_json(found)),
        Artefact(PurePosixPath("bibliography.bib"), "application/x-bibtex", bibtex(found)),
        Artefact(PurePosixPath("bibliography.ris"), "application/x-research-info-systems", ris(found)),
    )
