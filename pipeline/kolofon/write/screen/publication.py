"""The files of a book for the screen: a chapter each, the contents, style, fonts and pictures (EPUB 3.3, section 3).

They are the content of an EPUB, and also a folder of their own for those who process XHTML further.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from pathlib import PurePosixPath

from markupsafe import Markup

from kolofon.language.formats import endonym
from kolofon.model.document import Place
from kolofon.model.edition import Artefact, Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.pages.marks import PageStart, mark_pages
from kolofon.set.values.document import SetDocument, SetSection
from kolofon.set.walk.traverse import code_in
from kolofon.write.bilingual import bilingual_parts
from kolofon.write.fonts import languages_in
from kolofon.write.markup.elements import without_formulas
from kolofon.write.pictures import pictures_of
from kolofon.write.screen.context import ScreenContext
from kolofon.write.screen.media import Chapter, Shown
from kolofon.write.screen.subset import ScreenFont, screen_fonts
from kolofon.write.views import About
from kolofon.write.xhtml.page import Looks
from kolofon.write.xhtml.parts import (
    BODY,
    COLOPHON,
    CONTENTS,
    FIGURES,
    IMPRINT,
    INDEX,
    LISTINGS,
    NOTES,
    TABLES,
    TITLE_PAGE,
    Part,
    parts_of,
)

__all__ = ["COVER", "NAV", "Publication", "artefact", "bilingual_publication", "fonts_of", "publication"]

_MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
}
"""The core media types of EPUB 3.3 that the press uses, by the ending of the file's name."""

_TEXT = frozenset({BODY, NOTES})
_LISTED = _TEXT | {INDEX}
_LISTS = frozenset({FIGURES, LISTINGS, TABLES})
_IN_NAV = _LISTS | {CONTENTS}
_LANDMARKS = frozenset({COLOPHON, CONTENTS, IMPRINT, INDEX, NOTES, TITLE_PAGE})
"""The kinds that the press has a word for (`epub/nav.xhtml.jinja`); the text begins where its first part does."""
_TAG = re.compile("<[^>]*>")
_PAGE = re.compile('<span id="page-([^"]*)" role="doc-pagebreak"')

COVER, NAV = "cover.xhtml", "nav.xhtml"


@dataclass(frozen=True, slots=True)
class Publication:
    """A book, its files by paths from their common folder, and which of them are read, in that order.

    `COVER`, the page that shows `cover`, comes before them.  `described` is whether each picture has words for those
    who do not see it.
    """

    context: ScreenContext
    book: About
    files: tuple[Artefact, ...]
    spine: tuple[str, ...]
    cover: Artefact
    pictures: bool
    described: bool
    findings: tuple[Finding, ...]


def publication(
    document: SetDocument, context: ScreenContext, images: Mapping[str, bytes], starts: Sequence[PageStart] = ()
) -> Publication:
    """The files of a book.

    `images` are the pictures by their paths below `source/`; `starts` say where the pages of the print begin, if they
    are known.  A picture that is not there is a finding, an error, and so is a page that cannot be marked, a warning.
    The same values give the same bytes.
    """
    document, left = mark_pages(document, starts, context.words)
    parts = parts_of(document, context.looks)
    files = _Files(parts, context, images, left)
    marked = [start.folio for start in starts if start.folio in files.marked]
    book = context.about(document, marked)
    code = frozenset[str]().union(*(part.code for part in parts))
    made = files.published(book, code, _glossaries(document.sections))
    return replace(made, findings=(*made.findings, *_unmarked(starts, book, context.imprint)))


def bilingual_publication(
    documents: tuple[SetDocument, SetDocument], looks: tuple[Looks, Looks], images: Mapping[str, bytes]
) -> Publication:
    """The files of a source beside its translation, with the looks of the one and of the other."""
    context = ScreenContext(looks[1], beside=documents[0].language)
    files = _Files(bilingual_parts(documents, looks), context, images, {})
    return files.published(context.about(documents[1]), code_in(documents))


class _Files:
    """The files of the parts of a book; `left` are the pages of the print by the ids where templates mark them."""

    def __init__(
        self,
        parts: Sequence[Part],
        context: ScreenContext,
        images: Mapping[str, bytes],
        left: Mapping[str, Sequence[str]],
    ) -> None:
        self._context = context
        self._parts = parts
        self._names = {part.id: NAV if part.kind in _IN_NAV else f"{part.id}.xhtml" for part in parts}
        self._where = {id_: self._names[part.id] for part in parts for id_ in part.ids}
        self._shown = Shown(pictures_of(images), Place(f"{context.imprint.language}/{context.imprint.work}"))
        self._written = {
            part.id: part.write(Chapter(part.kind, self._shown, self._names[part.id], self._where, left))
            for part in parts
        }
        # A theme may leave out what holds a mark, so what counts is what was written.
        self.marked = {
            folio: self._names[id_] for id_, markup in self._written.items() for folio in _PAGE.findall(markup)
        }

    def published(self, book: About, code: frozenset[str], glossaries: Iterable[SetSection] = ()) -> Publication:
        """The publication; `code` are the characters of code in it."""
        context, shown = self._context, self._shown
        front = context.cover(book)
        pages = [
            artefact(self._names[part.id], self._page(part, book)) for part in self._parts if part.kind not in _IN_NAV
        ]
        nav = artefact(NAV, self._nav(book, glossaries))
        sheets = ("epub.css", "vertical.css") if context.vertical else ("epub.css",)
        fonts = fonts_of("".join(self._written.values()), code, context, context.languages)
        looks = context.render(
            "epub/style.css.jinja",
            fonts=[font.about for font in fonts],
            style=context.style("".join(page.content.decode() for page in (*pages, nav)), *sheets),
        )
        cover_page = context.render("epub/cover.xhtml.jinja", book=book, matter="cover", cover=front.path, languages=[])
        made = [
            front,
            artefact(COVER, cover_page),
            *pages,
            nav,
            artefact("style.css", looks),
            *(artefact(f"fonts/{font.name}.{font.ending}", font.content) for font in fonts),
            *(artefact(path, content) for path, content in shown.files.items()),
        ]
        return Publication(
            context=context,
            book=book,
            files=tuple(made),
            spine=tuple(dict.fromkeys(self._names.values())),
            cover=front,
            pictures=bool(shown.files),
            described=shown.described,
            findings=tuple(dict.fromkeys(shown.findings)),
        )

    def _page(self, part: Part, book: About) -> bytes:
        context = self._context
        both = context.beside and part.kind in _TEXT
        return context.render(
            "epub/chapter.xhtml.jinja",
            book=book,
            title=part.title or book.title,
            matter=part.matter,
            content=self._written[part.id],
            languages=[(language, endonym(language)) for language in context.languages if both],
        )

    def _nav(self, book: About, glossaries: Iterable[SetSection]) -> bytes:
        contents = next((self._written[part.id] for part in self._parts if part.kind == CONTENTS), Markup(""))
        body = [part for part in self._parts if part.kind == BODY]
        text = next((part for part in body if part.matter == BODY), body[0] if body else None)
        landmarks = [part for part in self._parts if part is text or part.kind in _LANDMARKS]
        return self._context.render(
            "epub/nav.xhtml.jinja",
            languages=[],
            book=book,
            matter="frontmatter",
            content=contents,
            lists=[self._written[part.id] for part in self._parts if part.kind in _LISTS],
            chapters=[(self._names[part.id], part.title) for part in self._parts if part.kind in _LISTED],
            landmarks=[
                ("cover", COVER, ""),
                *((part.kind, self._names[part.id], "") for part in landmarks if part.kind not in _LISTS),
                *((part.kind, f"{NAV}#{part.id}", part.title) for part in landmarks if part.kind in _LISTS),
                *(("glossary", f"{self._where[one.id]}#{one.id}", one.heading.plain) for one in glossaries),
            ],
            files_of_ids=self._where | {f"page-{folio}": file for folio, file in self.marked.items()},
        )


def _glossaries(sections: Iterable[SetSection]) -> Iterator[SetSection]:
    for section in sections:
        if section.role == "doc-glossary":
            yield section
        yield from _glossaries(section.sections)


def fonts_of(
    markup: str, code: frozenset[str], context: ScreenContext, languages: Iterable[str] = (), flavour: str | None = None
) -> tuple[ScreenFont, ...]:
    """The fonts that markup needs, in which code has these characters; `flavour` as `screen_fonts` has it.

    `context` is how the edition looks; `languages` are those of the text beside those that the markup says.  The
    letters are taken from the markup, since templates write words too.
    """
    characters = frozenset(unescape(_TAG.sub("", without_formulas(markup))))
    spoken = chain(languages, languages_in(markup))
    return screen_fonts(characters, spoken, context.theme.fonts, bold="<strong" in markup, code=code, flavour=flavour)


def _unmarked(starts: Sequence[PageStart], book: About, imprint: Imprint) -> tuple[Finding, ...]:
    """The pages of the print that the book does not mark; one finding for all of them."""
    lost = [start.folio for start in starts if start.folio not in book.folios]
    if not lost:
        return ()
    place = Place(f"{imprint.language}/{imprint.work}.epub")
    message = f"the list of printed pages lacks {', '.join(lost)}: the place where each begins was not found"
    hint = "if theme/ changes what is there, give that element an id"
    return (Finding("page-without-mark", Severity.WARNING, place, message, hint),)


def artefact(path: PurePosixPath | str, content: bytes) -> Artefact:
    """A file with the media type of its name's ending."""
    path = PurePosixPath(path)
    return Artefact(path, _MEDIA_TYPES[path.suffix.lower()], content)
