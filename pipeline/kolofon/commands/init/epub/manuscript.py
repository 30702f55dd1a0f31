"""An EPUB → the manuscript of a new edition, with findings for what is left out."""

import os
import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kolofon.commands.init.epub.chapters import Structure, structure_of
from kolofon.commands.init.epub.container import Publication, opened
from kolofon.commands.init.epub.metadata import Metadata, metadata_of
from kolofon.commands.init.epub.navigation import Contents, contents_of
from kolofon.commands.init.epub.package import Package, package_in
from kolofon.commands.init.epub.pages import PART, Page, kind_of_guide, page_in
from kolofon.commands.init.epub.uncalled_notes import uncalled_notes
from kolofon.commands.init.epub.xml import utf8
from kolofon.commands.init.manuscript import HINT, Book, Manuscript
from kolofon.edition.configuration.mistake import is_safe_source
from kolofon.edition.project import IMAGES
from kolofon.model.edition import BookPart, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.read.findings.groups import gathered, listed

__all__ = ["epub_manuscript"]

_SENTENCE = 200
"""The most characters of a description that is for the title page; a longer one is for the back of the cover."""

_COMMON = ("mimetype", "META-INF/")
"""Files of every EPUB that have nothing of the book in them."""


def epub_manuscript(path: Path, name: str, title: str) -> Manuscript:
    """The manuscript in an EPUB; its work has the name `name`, and the title `title` if the EPUB gives none.

    Raises SourceError for an EPUB that cannot be read, is encrypted, or has no pages.
    """
    publication = opened(path)
    package = package_in(publication)
    metadata = metadata_of(package.metadata, package.identifier)
    contents = contents_of(publication, package)
    if not package.path and contents.order:  # pages without a package are in the order of their contents
        places = {path: number for number, path in enumerate(contents.order)}
        ordered = sorted(package.spine, key=lambda item: places.get(item.path, len(places)))
        package = replace(package, spine=tuple(ordered))
    made = structure_of(list(_pages(publication, package, contents)), contents)
    if not any(True for _ in made.chosen()):
        message = "this EPUB has no page with a text, but for those that the press makes itself"
        raise SourceError(message, place=publication.place(package.path), hint=HINT)
    return _brought(publication, package, metadata, made, replace(Work(name, format=SourceFormat.XHTML), title=title))


def _pages(publication: Publication, package: Package, contents: Contents) -> Iterator[Page]:
    """The pages in the order of reading, without the contents."""
    order = [item for item in package.spine if item.page and item.path in publication]
    known = {item.path for item in order}
    # Notes are often in no order, and only led to.
    others = [item for item in package.items.values() if item.page and item.path not in known]
    for item in order:
        if item.path != package.nav:
            kind = kind_of_guide(package.guide.get(item.path, ""))
            yield page_in(publication, item.path, kind, linear=item.linear)
    for item in others:
        if item.path != package.nav and item.path in publication:
            page = page_in(publication, item.path, kind_of_guide(package.guide.get(item.path, "")), linear=False)
            if page.kind or item.path in contents.labels:
                yield page


def _brought(publication: Publication, package: Package, metadata: Metadata, made: Structure, work: Work) -> Manuscript:
    chosen = [*made.chosen(), *made.notes]
    shown = dict.fromkeys(picture for page in chosen for picture in page.pictures)
    pictures = [path for path in shown if path in publication and PurePosixPath(path).suffix.lower() in IMAGES]
    taken = [*(page.path for page in chosen), *pictures]
    above = posixpath.commonpath([posixpath.dirname(path) or "." for path in taken]) if taken else ""
    base = "" if above == "." else above
    for path in taken:
        if not is_safe_source(path) or set(path) & set("*?"):
            hint = 'rename it in the EPUB, with none of * ? : " < > | \\ and no dot or space at either end'
            raise SourceError("this cannot be the name of a text", place=publication.place(path), hint=hint)

    def inside(path: str) -> str:
        return f"{work.name}/{os.path.relpath(path, base or '.').replace(os.sep, '/')}"

    content = {inside(page.path): utf8(publication[page.path]) for page in chosen}
    content |= {inside(path): publication[path] for path in pictures}
    whole = replace(
        work,
        title=metadata.title or work.title,
        description=metadata.description if len(metadata.description) <= _SENTENCE else "",
        blurb=metadata.description if len(metadata.description) > _SENTENCE else "",
        subject=metadata.subject,
        series=metadata.series,
        number=metadata.number,
        front=tuple(inside(page.path) for page in made.front),
        chapters=tuple(inside(page.path) for page in made.chapters),
        parts=tuple(BookPart(part.title, tuple(inside(page.path) for page in part.pages)) for part in made.parts),
        back=tuple(inside(page.path) for page in made.back),
    )
    spoken = metadata.language or next((page.language for page in chosen if page.language), "")
    book = Book(metadata.title, spoken, metadata.authors, metadata)
    origins = {inside(path): publication.file(path) for path in taken}
    left = (name for page in made.left for name in (page.path, *page.pictures))
    own = {package.path, package.nav, package.toc, package.cover, *taken, *left}
    passed = tuple(publication.file(path) for path in publication if path not in own and not path.startswith(_COMMON))
    findings = (*_findings(publication, package, metadata, made), *uncalled_notes(publication, made))
    return Manuscript(whole, content, origins, publication.path, work.name, book, passed, gathered(findings))


def _findings(publication: Publication, package: Package, metadata: Metadata, made: Structure) -> Iterator[Finding]:
    """A finding for what is left out: pages, the cover, metadata for which `edition.toml` has no key."""
    for subject in metadata.others:
        yield listed("unread-metadata", Severity.NOTE, publication.place(package.path), subject)
    for page in made.left:
        kind = "page of a part, whose title is in edition.toml" if page.kind == PART else page.kind
        what = f"{kind}: {page.words} words" if kind else "page without words or pictures"
        yield listed("unbrought-page", Severity.NOTE, publication.place(page.path), what)
    if package.cover:
        what = f"the picture of the cover: {package.cover}"
        yield listed("unbrought-page", Severity.NOTE, publication.place(package.cover), what)
