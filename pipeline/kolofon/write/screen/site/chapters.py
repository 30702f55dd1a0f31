"""A work on a web site as a page for each chapter, behind a page with its title, its contents and its colophon.

What a page shows of the others does not grow with the book: the contents beside a chapter have a bounded number of
lines, and its notes are those that are called in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from kolofon.model.document import Place
from kolofon.model.edition import Artefact
from kolofon.set.chapters import Chapters, in_chapters
from kolofon.write.pictures import pictures_of
from kolofon.write.screen.linked_data import script_text
from kolofon.write.screen.media import Elsewhere, Sheet, Shown
from kolofon.write.screen.publication import artefact
from kolofon.write.screen.site.addresses import relative
from kolofon.write.screen.site.edition import NOTES_PAGE, OnSite, SiteEdition, Version, data_of, front_page, rendered
from kolofon.write.screen.site.navigation import Navigation
from kolofon.write.screen.site.search import Searched, index_file
from kolofon.write.xhtml.page import contents_of, emptied
from kolofon.write.xhtml.parts import (
    BODY,
    CONTENTS,
    FIGURES,
    LISTINGS,
    TABLES,
    Part,
    parts_of,
)

__all__ = ["chapters"]

_HTML = "text/html"
_KIND = "chapter of a site"
_INDEX = "search.js"
"""The name of the script with the words of the book."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """What a template sees of a chapter: its title in characters, and the language of that."""

    title: str
    language: str


def chapters(
    page: OnSite, others: Sequence[OnSite], reading: SiteEdition, address: str
) -> tuple[list[Artefact], Shown]:
    """The pages of a work, its pictures and what its search needs; `others` are its languages, this one too."""
    book = _Book(page, others, reading, address)
    made = [book.front(), *(book.page(part) for part in book.parts), book.index()]
    folder = page.path.with_suffix("")
    pictures = [artefact(folder / path, content) for path, content in book.shown.files.items()]
    return [*pictures, *made], book.shown


class _Book:
    """One language of a work; paths within it are from the folder of that language."""

    def __init__(self, page: OnSite, others: Sequence[OnSite], reading: SiteEdition, address: str) -> None:
        self._page, self._others, self._reading, self._address = page, others, reading, address
        self._work = page.imprint.work
        self._home = page.path.name
        self._store = reading.context.looks.part_store()
        self._same = repr(_template_values(page))
        self._divided: Chapters = in_chapters(reading.document, reading.chapters)
        everything = parts_of(self._divided.flat, reading.context.looks)
        self.parts = [part for part in everything if part.id in page.names]
        self._before = [part for part in everything if part.id not in page.names]
        self._files = {part.id: f"{self._work}/{page.names[part.id]}.html" for part in self.parts}
        self._where = {id_: self._file(part) for part in everything for id_ in part.ids}
        place = Place(f"{page.imprint.language}/{self._work}")
        self.shown = Shown(pictures_of(reading.images), place)
        self._navigation = Navigation(self._divided, self.parts, self._files, self._sheet(None, BODY))

    def front(self) -> Artefact:
        """The page before the chapters, with all that is no chapter."""
        content = front_page(
            self._page,
            [(part.kind, self._written(part)) for part in self._before],
            (),
            (CONTENTS, FIGURES, TABLES, LISTINGS, BODY),
            address=self._address,
            others=[other.shown for other in self._others],
            data=data_of(self._page, self._others, self._reading.citations, self._address),
            index=f"{self._work}/{_INDEX}",
        )
        return Artefact(self._page.path, _HTML, content)

    def page(self, part: Part) -> Artefact:
        """The page of a chapter, made now or earlier."""
        file, around = self._files[part.id], self._navigation
        path = self._page.path.parent / file
        title = around.title(part.id)
        before, after = around.neighbours(part.id)
        values: dict[str, object] = {
            "address": self._address,
            "path": path,
            "others": [_version(other, part.id) for other in self._others],
            "home": relative(self._home, file),
            "chapter": _Chapter(title.plain, title.language or self._page.language),
            "above": around.above(part.id),
            "lines": around.lines(part.id),
            "inside": around.inside(part.id),
            "before": before,
            "after": after,
            "content": self._written(part),
            "data": self._data(part, path, title.plain),
            "index": _INDEX,
        }

        def make() -> str:
            return rendered("chapter.html", self._page, **values).decode()

        content = self._store.text(self._store.key(_KIND, self._same, repr(values)), make)
        return Artefact(path, _HTML, content.encode())

    def index(self) -> Artefact:
        """What the words of the book are searched in."""
        flat = self._divided.flat
        empty, title = emptied(flat), self._navigation.title("")
        lead = replace(empty, lead=flat.lead, lead_notes=flat.lead_notes)
        alone = {section.id: replace(empty, sections=(section,)) for section in flat.sections}
        alone[NOTES_PAGE] = replace(empty, notes=flat.notes)
        pages = [Searched(self._home, title.plain, title.language, lead)]
        for part in self.parts:
            if part.id in alone:
                title = self._navigation.title(part.id)
                pages.append(Searched(self._files[part.id], title.plain, title.language, alone[part.id]))
        path = self._page.path.with_suffix("") / _INDEX
        return Artefact(path, "text/javascript", index_file(pages, self._store))

    def _file(self, part: Part) -> str:
        return self._files.get(part.id, self._home)

    def _written(self, part: Part) -> Markup:
        medium = self._sheet(part, part.kind)
        if part.kind == CONTENTS:
            return contents_of(self._divided.whole, self._reading.context.looks, medium)
        return part.write(medium)

    def _sheet(self, part: Part | None, kind: str) -> Sheet:
        file = self._file(part) if part else self._home
        versions = [(other, _version(other, part.id if part else "")) for other in self._others]
        root = "../" * file.count("/") + "../"
        others = [
            Elsewhere(f"{root}{version.path}", version.language, version.endonym)
            for other, version in versions
            if other is not self._page
        ]
        folder = f"{self._work}/" if file == self._home else ""
        return Sheet(kind, self.shown, others, file, self._where, folder)

    def _data(self, part: Part, path: PurePosixPath, title: str) -> Markup:
        """A chapter in schema.org's terms."""
        return script_text(
            {
                "@context": "https://schema.org",
                "@type": "Chapter",
                "@id": f"{self._address}{path}",
                "name": title,
                "inLanguage": self._page.language,
                "position": self._navigation.position(part.id),
                "isPartOf": {
                    "@type": "Book",
                    "@id": f"{self._address}{self._page.path}",
                    "name": self._page.book.title,
                },
            }
        )


def _version(page: OnSite, id_: str) -> Version:
    """The page of a chapter in a language; where that has no such chapter, the page before its chapters."""
    name = page.names.get(id_)
    path = page.path.with_suffix("") / f"{name}.html" if name else page.path
    return Version(path, page.language, page.endonym)


def _template_values(page: OnSite) -> tuple[object, ...]:
    """The values of an edition that the template of a chapter uses; a template of a theme may use all of them."""
    imprint, progress = page.imprint, page.imprint.progress
    unfinished = progress is not None and progress.translated < progress.total
    everything = page.shown if page.context.theme.has_templates else None
    return page.book, imprint.publisher, imprint.rights, unfinished, everything
