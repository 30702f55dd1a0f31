"""A web site of an edition: a page for each language of each work, and one that leads to them all.

It is files and nothing else, with no address of another host but in links; its one script is that of the search box.
Every passage has links to the same passage in the other languages, by ids that all of them share, so that a reader who
changes the language keeps the place.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from kolofon.language.formats import endonym, file_size, whole_number
from kolofon.model.document import Place
from kolofon.model.edition import Artefact, Imprint
from kolofon.model.finding import Finding
from kolofon.set.document import SetDocument
from kolofon.set.traverse import code_in
from kolofon.write.markup import element
from kolofon.write.pictures import pictures_of
from kolofon.write.screen.linked_data import Citations, described, script_text
from kolofon.write.screen.media import Elsewhere, Leaf, Shown
from kolofon.write.screen.publication import artefact, fonts_of
from kolofon.write.screen.setting import Setting
from kolofon.write.views import About
from kolofon.write.xhtml.parts import (
    BODY,
    COLOPHON,
    CONTENTS,
    DEDICATION,
    EPIGRAPH,
    FIGURES,
    IMPRINT,
    INDEX,
    LISTINGS,
    NOTES,
    TABLES,
    TITLE_PAGE,
    parts_of,
)

__all__ = ["Download", "Reading", "site"]

_FONTS = "woff2"


@dataclass(frozen=True, slots=True)
class Reading:
    """One language of one work for the web.

    `images` are its pictures by their paths below `source/`, `downloads` its other files, `citations` its bibliography
    as objects of schema.org.
    """

    document: SetDocument
    setting: Setting
    images: Mapping[str, bytes]
    downloads: tuple[Artefact, ...]
    citations: Citations


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page; `kind` is the end of its name, behind that of the work."""

    name: str
    kind: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Page:
    """One language of one work."""

    book: About
    setting: Setting
    path: PurePosixPath
    cover: Artefact
    downloads: tuple[Download, ...]

    @property
    def imprint(self) -> Imprint:
        return self.setting.imprint

    @property
    def language(self) -> str:
        return self.book.language

    @property
    def endonym(self) -> str:
        return endonym(self.book.language)

    @property
    def shown(self) -> "_Shown":
        folder = self.path.parent
        return _Shown(
            book=self.book,
            imprint=self.imprint,
            language=self.language,
            endonym=self.endonym,
            path=self.path,
            folder=folder,
            name=self.path.name,
            cover=folder / self.cover.path.name,
            downloads=self.downloads,
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the templates see of one language of one work: paths are from the root of the site."""

    book: About
    imprint: Imprint
    language: str
    endonym: str
    path: PurePosixPath
    folder: PurePosixPath
    name: str
    cover: PurePosixPath
    downloads: tuple[Download, ...]


def site(readings: Sequence[Reading], address: str = "") -> tuple[tuple[Artefact, ...], tuple[Finding, ...]]:
    """The files of the site, and the findings about them.

    `address` is where the site will be; without it, what should be whole addresses is relative.  The language of the
    page that leads to the others is that of the first reading.  The same values give the same bytes.
    """
    pages = [_page(reading) for reading in readings]
    files: list[Artefact] = []
    findings: list[Finding] = []
    for page, reading in zip(pages, readings, strict=True):
        folder, imprint = page.path.parent, page.imprint
        place = Place(f"{imprint.language}/{imprint.work}")
        shown = Shown(pictures_of(reading.images), place, f"images/{imprint.work}")
        leaf = _leaf(page, pages, reading, shown, address)
        files += (artefact(folder / path, content) for path, content in shown.files.items())
        files += (Artefact(folder / file.path.name, file.media_type, file.content) for file in reading.downloads)
        files.append(replace(page.cover, path=folder / page.cover.path))
        files.append(Artefact(page.path, "text/html", leaf))
        findings += dict.fromkeys(shown.findings)
    files.append(Artefact(PurePosixPath("index.html"), "text/html", _index(pages, address)))
    code = frozenset[str]().union(*(code_in(reading.document) for reading in readings if reading.document.code))
    return (*files, *_style(files, pages, code)), tuple(findings)


def _page(reading: Reading) -> _Page:
    imprint, book = reading.setting.imprint, reading.setting.about(reading.document)
    front = reading.setting.cover(book)
    return _Page(
        book=book,
        setting=reading.setting,
        cover=replace(front, path=PurePosixPath(f"{imprint.work}{front.path.suffix}")),
        path=PurePosixPath(imprint.language, f"{imprint.work}.html"),
        downloads=tuple(
            Download(
                name=file.path.name,
                kind=file.path.name.removeprefix(imprint.work).lstrip("-."),
                media_type=file.media_type,
                size=len(file.content),
                digest=hashlib.sha256(file.content).hexdigest(),
            )
            for file in reading.downloads
        ),
    )


def _leaf(page: _Page, pages: Sequence[_Page], reading: Reading, shown: Shown, address: str) -> bytes:
    others = [other for other in pages if other.imprint.work == page.imprint.work]
    elsewhere = [Elsewhere(f"../{other.path}", other.language, other.endonym) for other in others if other is not page]
    written = [
        (part.kind, part.write(Leaf(part.kind, shown, elsewhere)))
        for part in parts_of(reading.document, reading.setting.looks)
    ]

    def of(*kinds: str) -> Markup:
        return Markup("\n").join(markup for kind, markup in written if kind in kinds)

    front, opening = of(TITLE_PAGE), of(TITLE_PAGE, DEDICATION, EPIGRAPH, "frontmatter")
    return _render(
        "page.html",
        page,
        address=address,
        others=[other.shown for other in others],
        front=front if opening == front else element("div", {"class": "opening"}, opening),
        contents=of(CONTENTS, FIGURES, TABLES, LISTINGS),
        text=of(BODY, NOTES, INDEX),
        colophon=of(IMPRINT, COLOPHON, "backmatter"),
        data=_data(page, others, reading, address),
    )


def _index(pages: Sequence[_Page], address: str) -> bytes:
    works: dict[str, list[_Page]] = {}
    for page in pages:
        works.setdefault(page.imprint.work, []).append(page)
    shown = [[page.shown for page in editions] for editions in works.values()]
    return _render("index.html", pages[0], address=address, works=shown)


def _render(name: str, page: _Page, **values: object) -> bytes:
    return page.setting.render(
        f"site/{name}.jinja",
        page=page.shown,
        book=page.book,
        number=lambda number: whole_number(number, page.language),
        size=lambda octets: file_size(octets, page.language),
        **values,
    )


def _data(page: _Page, others: Sequence[_Page], reading: Reading, address: str) -> Markup:
    """The page in schema.org's terms: the edition, what there is to download, and the other languages."""
    fields = described(page.book.title, page.book.language, page.imprint, reading.citations)
    fields["@id"] = f"{address}{page.path}"
    fields["encoding"] = [
        {
            "@type": "MediaObject",
            "contentUrl": f"{address}{page.path.parent / file.name}",
            "encodingFormat": file.media_type,
            "contentSize": f"{file.size} B",
            "sha256": file.digest,
        }
        for file in page.downloads
    ]
    works = [
        {"@type": "Book", "@id": f"{address}{other.path}", "name": other.book.title, "inLanguage": other.language}
        for other in others
        if other is not page
    ]
    if page.language == page.imprint.source_language:
        fields["workTranslation"] = works
    else:
        fields["translationOfWork"] = [work for work in works if work["inLanguage"] == page.imprint.source_language]
    return script_text(fields)


def _style(files: Sequence[Artefact], pages: Sequence[_Page], code: frozenset[str]) -> list[Artefact]:
    """The style sheet, the script, and fonts with the letters that all the pages need."""
    markup = "".join(file.content.decode() for file in files if file.media_type == "text/html")
    setting = pages[0].setting
    fonts = fonts_of(markup, code, setting, flavour=_FONTS)
    looks = setting.style(markup, "epub.css", "site.css")
    sheet = setting.render("epub/style.css.jinja", fonts=[font.about for font in fonts], style=looks)
    return [
        artefact("style.css", sheet),
        artefact("icon.svg", setting.render("site/icon.svg.jinja")),
        Artefact(PurePosixPath("search.js"), "text/javascript", setting.render("site/search.js.jinja")),
        *(Artefact(PurePosixPath("fonts", f"{font.name}.{font.ending}"), "font/woff2", font.content) for font in fonts),
    ]
