"""An edition on a web site: what the site is given of it, and what its templates see."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from kolofon.language.formats import endonym, file_size, whole_number
from kolofon.model.edition import Artefact, Imprint
from kolofon.set.values.document import SetDocument
from kolofon.write.markup.elements import element
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.linked_data import Citations, described, script_text
from kolofon.write.screen.site.addresses import page_names
from kolofon.write.views import About
from kolofon.write.xhtml.parts import COLOPHON, DEDICATION, EPIGRAPH, IMPRINT, TITLE_PAGE

__all__ = [
    "INDEX_PAGE",
    "NOTES_PAGE",
    "Download",
    "OnSite",
    "SiteEdition",
    "Version",
    "data_of",
    "front_page",
    "on_site",
    "rendered",
]

NOTES_PAGE, INDEX_PAGE = "notes", "index"
"""The ids of the parts that are pages of their own besides chapters."""
_OTHERS = dict.fromkeys((NOTES_PAGE, INDEX_PAGE), "")


@dataclass(frozen=True, slots=True)
class SiteEdition:
    """One language of one work for the web.

    `images` are its pictures by their paths below `source/`, `downloads` its other files, `citations` its bibliography
    as objects of schema.org.  `chapters` are the ids of the sections that are pages of their own, each with the path of
    its source file; without any, the work is one page.
    """

    document: SetDocument
    context: ScreenContext
    images: Mapping[str, bytes]
    downloads: tuple[Artefact, ...]
    citations: Citations
    chapters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page; `kind` is the end of its name, behind that of the work."""

    name: str
    kind: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Version:
    """A page in a language, by its path from the root of the site, and that language's own name."""

    path: PurePosixPath
    language: str
    endonym: str


@dataclass(frozen=True, slots=True)
class OnSite:
    """One language of one work, which `path` leads to; where its chapters are pages, that is the page before them.

    `names` are the names of the pages of chapters, by their ids.
    """

    book: About
    context: ScreenContext
    path: PurePosixPath
    cover: Artefact
    downloads: tuple[Download, ...]
    names: Mapping[str, str]

    @property
    def imprint(self) -> Imprint:
        """What the edition says of itself."""
        return self.context.imprint

    @property
    def language(self) -> str:
        """The language."""
        return self.book.language

    @property
    def endonym(self) -> str:
        """The language's own name for itself."""
        return endonym(self.book.language)

    @property
    def shown(self) -> "_Shown":
        """The same for the templates."""
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


def on_site(reading: SiteEdition) -> OnSite:
    """One language of one work, as the site has it."""
    imprint, book = reading.context.imprint, reading.context.about(reading.document)
    front = reading.context.cover(book)
    return OnSite(
        book=book,
        context=reading.context,
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
        names=page_names(imprint.work, {**reading.chapters, NOTES_PAGE: "", INDEX_PAGE: ""})
        if reading.chapters
        else {},
    )


def front_page(
    page: OnSite,
    written: Iterable[tuple[str, Markup]],
    contents: Collection[str],
    text: Collection[str],
    **values: object,
) -> bytes:
    """The page of a work that its other pages are behind, or that is all of it.

    `written` are its parts, each with its kind; `contents` and `text` are the kinds that are put into these two places
    of the template.  `values` are what the template is given besides: `address`, `others`, `data` and `index`.
    """
    parts = list(written)

    def of(*kinds: str) -> Markup:
        return Markup("\n").join(markup for kind, markup in parts if kind in kinds)

    title, opening = of(TITLE_PAGE), of(TITLE_PAGE, DEDICATION, EPIGRAPH, "frontmatter")
    return rendered(
        "page.html",
        page,
        front=title if opening == title else element("div", {"class": "opening"}, opening),
        contents=of(*contents),
        text=of(*text),
        colophon=of(IMPRINT, COLOPHON, "backmatter"),
        **values,
    )


def rendered(name: str, page: OnSite, **values: object) -> bytes:
    """A page of the site by the name of its template."""
    return page.context.render(
        f"site/{name}.jinja",
        page=page.shown,
        book=page.book,
        number=lambda number: whole_number(number, page.language),
        size=lambda octets: file_size(octets, page.language),
        **values,
    )


def data_of(page: OnSite, others: Sequence[OnSite], citations: Citations, address: str) -> Markup:
    """The page in schema.org's terms: the edition, what there is to download, and the other languages."""
    fields = described(page.book.title, page.book.language, page.imprint, citations)
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
