"""The guard of the bibliography: compares the bibliographies in finished files with the source, entry by entry.

Of a PDF, its glyphs are read while it is drawn (`write.paper.audit.bibliography`), and its page is read
here.  XHTML, HTML, EPUB, plain text and Markdown are read as they will be written; what a space is in the last two is
said in `listed`.  A cover has no bibliography.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.parsers.expat import ExpatError, ParserCreate

from kolofon.commands.build.listed import LISTS, flat, listed_entries
from kolofon.model.document import Bibliography, Document, Place
from kolofon.model.edition import Artefact
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.model.walk import every_block
from kolofon.write.book import Made
from kolofon.write.markup.elements import VOID

__all__ = ["CODE", "bibliography_findings", "with_bibliography_findings"]

CODE = "bibliography"
"""The code of the guard's finding, which is that of the check of catalogues."""

_LISTS, _CLASS = frozenset({"ol", "ul"}), "bibliography"
_BESIDE = "elsewhere"
"""The class of the links that a site puts behind each passage."""
_READ = frozenset({".epub", ".html", ".xhtml"})
_SHELF = 2
"""How many steps the path of a file has that is a whole book; a deeper file is a part of one."""


def bibliography_findings(document: Document, pages: Iterable[bytes], path: str) -> tuple[Finding, ...]:
    """A finding, an error, if the entries of some pages, in XHTML or HTML, are not those of a text's bibliographies.

    The pages are those of one book, in any order; `path` is the book's, for the finding.
    """
    if not _has_entries(document):
        return ()
    from kolofon.check.families.bibliography import bibliography_findings  # noqa: PLC0415  few texts have a bibliography

    found = [entry for page in pages if _CLASS.encode() in page for entry in _entries(page)]
    return bibliography_findings(document, found, path)


def with_bibliography_findings(document: Document, made: Sequence[Made]) -> list[Made]:
    """The finished files of a text's edition, with the guard's findings for all but PDFs.

    The files of a folder are one book; its findings are attached to the first of them.
    """
    if not _has_entries(document):
        return list(made)
    books: dict[PurePosixPath, list[bytes]] = {}
    for one in made:
        if one.artefact.path.suffix in _READ:
            books.setdefault(_book(one.artefact.path), []).extend(_pages(one.artefact))
    found = {path: bibliography_findings(document, pages, f"output/{path}") for path, pages in books.items()}
    found |= {one.artefact.path: _listed(document, one.artefact) for one in made if one.artefact.media_type in LISTS}
    return [one._replace(findings=(*one.findings, *found.pop(_book(one.artefact.path), ()))) for one in made]


def _has_entries(document: Document) -> bool:
    return any(isinstance(block, Bibliography) and block.entries for block in every_block(document))


def _listed(document: Document, artefact: Artefact) -> tuple[Finding, ...]:
    """A finding, an error, if the entries in a plain text or in Markdown are not those of a text's bibliographies."""
    from kolofon.check.families.bibliography import bibliography_findings  # noqa: PLC0415  as above

    path = f"output/{artefact.path}"
    hint = "this is a fault of the press: report it"
    try:
        lists = LISTS[artefact.media_type](artefact.content)
    except SourceError as error:
        message = f"the bibliography is not compared with the source, since {path} cannot be read: {error.message}"
        return (Finding(CODE, Severity.ERROR, Place(path, error.place.line if error.place else 0), message, hint),)
    found = bibliography_findings(document, listed_entries(document, lists), path, flat)
    return tuple(replace(finding, hint=hint) for finding in found)


def _book(path: PurePosixPath) -> PurePosixPath:
    """The path of the book that a file belongs to, which is a file or a folder: `sq/work.epub`, `sq/work`."""
    return PurePosixPath(*path.parts[:_SHELF])


def _pages(artefact: Artefact) -> Iterator[bytes]:
    """The pages in a file, in their order."""
    if artefact.path.suffix != ".epub":
        yield artefact.content
        return
    with zipfile.ZipFile(io.BytesIO(artefact.content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                yield archive.read(name)


def _entries(page: bytes) -> Sequence[str]:
    """The characters of the entries of the bibliographies on a page."""
    reader = _Reader()
    try:
        expat = ParserCreate()
        expat.StartElementHandler, expat.EndElementHandler = reader.begin, reader.end
        expat.CharacterDataHandler = reader.text
        expat.Parse(page, True)  # noqa: FBT003  it has no names for what it takes
    except ExpatError:  # HTML that is no XML, or a template's slip: read as browsers read it
        reader = _Reader()
        _Browser(reader).feed(page.decode(errors="replace"))
    return reader.entries


class _Reader:
    """Keeps the characters of the items of lists that are bibliographies."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self._depth = 0
        self._lists: list[int] = []
        self._beside = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._beside or attributes.get("class") == _BESIDE:
            self._beside = self._beside or self._depth
        elif self._lists and self._depth == self._lists[-1] + 1:
            self.entries.append("")
        elif tag in _LISTS and _CLASS in attributes.get("class", "").split():
            self._lists.append(self._depth)

    def end(self, _: str) -> None:
        if self._lists and self._depth == self._lists[-1]:
            self._lists.pop()
        if self._depth == self._beside:
            self._beside = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._lists and self._depth > self._lists[-1] and not self._beside:
            self.entries[-1] += text


class _Browser(HTMLParser):
    """Parses a page in HTML and calls a reader with what it finds."""

    def __init__(self, reader: _Reader) -> None:
        super().__init__(convert_charrefs=True)
        self._reader = reader

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._reader.begin(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._reader.end(tag)

    def handle_data(self, data: str) -> None:
        self._reader.text(data)
