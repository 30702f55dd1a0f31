"""Books for `kolofon serve`: documents that tests make, as works of an edition, and catalogues of them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kolofon.catalogue.extract import extract
from kolofon.commands.serve.book.view import BookView
from kolofon.edition.project import Project, Source
from kolofon.edition.store.folder import Nothing
from kolofon.edition.texts.reading import TextRead, WorkText
from kolofon.model.document import Document
from kolofon.model.edition import Edition, Page, Rights, Work
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = [
    "HTML",
    "NOW",
    "blank",
    "edition_of",
    "ids_of",
    "marked",
    "project_of",
    "source_of",
    "tree_of",
    "unmarked",
    "view_of",
]

HTML = "{http://www.w3.org/1999/xhtml}"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def edition_of(page: Page | None = None) -> Edition:
    """An edition whose source is in English."""
    rights = Rights("Those who wrote it", "CC-BY-SA-4.0", "https://licence.example/", "", "")
    work = Work(name="work", title="Work")
    return Edition("urn:isbn:9780306406157", "The press", "en", "sq", rights, (work,), page=page or Page())


def project_of(root: Path, page: Page | None = None) -> Project:
    """An edition in a folder, which may be empty."""
    return Project(root, edition_of(page))


def source_of(project: Project, document: Document) -> Source:
    """A document as the text of the work of an edition."""
    document = replace(document, language="en")
    work = project.edition.works[0]
    read = TextRead((), lambda: document, lambda: extract(document))
    return Source(work, WorkText(Nothing(), (work, project.edition, "0" * 64), lambda: read))


def view_of(project: Project, document: Document, language: str = "sq") -> BookView:
    """The pages of such a work in a language."""
    return BookView(project, source_of(project, document), language, NOW)


def blank(source: Source, language: str = "sq") -> Catalogue:
    """A catalogue of a work, of which nothing is translated."""
    entries = tuple(CatalogueEntry(message.context, message.msgid) for message in source.messages)
    return Catalogue(language, (), entries, path="locale/sq/LC_MESSAGES/work.po")


def tree_of(page: bytes) -> ET.Element:
    """A page as XML."""
    return ET.fromstring(page)  # noqa: S314  we have just written it


def marked(page: bytes) -> list[ET.Element]:
    """The elements of a page that belong to a message."""
    return [element for element in tree_of(page).iter() if element.get("data-message") or element.get("data-merged")]


_ON_IMAGE = re.compile(rb' data-(?:message|state|merged)="[^"]*"(?=[^<>]*/>)')
_SPAN = re.compile(rb"<(/?)span([^<>]*)>")


def unmarked(page: bytes) -> bytes:
    """A page without its marks: with what is in each of their elements in place of it."""
    opened: list[bool] = []

    def taken(span: re.Match[bytes]) -> bytes:
        if not span[1]:
            opened.append(b"data-m" in span[2])
        ours = opened[-1] if not span[1] else opened.pop()
        return b"" if ours else span[0]

    return _SPAN.sub(taken, _ON_IMAGE.sub(b"", page))


def ids_of(elements: Iterable[ET.Element]) -> set[str]:
    """The ids of the messages that elements belong to."""
    return {id_ for one in elements for name in ("data-message", "data-merged") for id_ in one.get(name, "").split()}
