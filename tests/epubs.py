"""EPUBs for the tests, and what a validator says of them."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kolofon.model.document import Document
from kolofon.set.pages.marks import PageStart
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import Publication
from tests.epubcheck import report
from tests.pdfs import EDITION, PICTURES
from tests.setting import on_screens
from tests.setting import published as publish

__all__ = ["EDITION", "bound", "in_one_container", "opened", "published", "said_by_epubcheck", "xml"]

# Usage notes that are no advice: a font is embedded.
_MEANT = {"CSS-028"}


def published(
    document: Document, starts: Sequence[PageStart] = (), images: Mapping[str, bytes] = PICTURES
) -> Publication:
    imprint = replace(EDITION, language=document.language)
    return publish(document, on_screens(imprint, {}), images, starts)


def bound(document: Document, starts: Sequence[PageStart] = (), images: Mapping[str, bytes] = PICTURES) -> bytes:
    return _bound(document, tuple(starts), tuple(images.items()))


@cache
def _bound(document: Document, starts: tuple[PageStart, ...], images: tuple[tuple[str, bytes], ...]) -> bytes:
    made = published(document, starts, dict(images))
    assert not made.findings
    return bind(made)


def opened(book: bytes) -> dict[str, bytes]:
    """The files of an EPUB by their names."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(content: bytes) -> ET.Element:
    """A file of XML, with the local names of its elements."""
    root = ET.fromstring(content)  # noqa: S314  we have just written it
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def said_by_epubcheck(path: Path) -> list[str]:
    """What EPUBCheck has to say of an EPUB, its hints on usage too."""
    return [
        f"{message['severity']} {message['ID']} {place['path']}:{place['line']} {message['message']}"
        for message in report(path)["messages"]
        if message["ID"] not in _MEANT
        for place in message["locations"]
    ]


_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:rendition="http://www.idpf.org/2013/rendition"><rootfiles>{}</rootfiles></container>
"""
_ROOT = '<rootfile full-path="{0}/{1}" media-type="application/oebps-package+xml" rendition:language="{0}"/>'
_METADATA = """\
<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://www.idpf.org/2013/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/" unique-identifier="id">
<dc:identifier id="id">urn:isbn:9780306406157</dc:identifier>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
"""


def in_one_container(books: Mapping[str, bytes], path: Path) -> Path:
    """EPUBs of a book by their languages, as the renditions of one EPUB (EPUB Multiple-Rendition Publications 1.1).

    EPUBCheck looks at all of them at once, and as at each alone but for the container.
    """
    opened_books = {language: opened(book) for language, book in books.items()}
    roots = "".join(
        _ROOT.format(language, name)
        for language, there in opened_books.items()
        for name in there
        if name.endswith(".opf")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", _CONTAINER.format(roots))
        archive.writestr("META-INF/metadata.xml", _METADATA)
        for language, there in opened_books.items():
            for name, content in there.items():
                if name != "mimetype" and not name.startswith("META-INF/"):
                    archive.writestr(f"{language}/{name}", content)
    return path
