"""A set document as one complete XHTML5 page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import cast

from markupsafe import Markup

from kolofon.language.formats import direction, in_digits, list_comma, list_semicolon, long_date, script, whole_number
from kolofon.model.edition import Imprint, Page
from kolofon.set.addresses import safe_target
from kolofon.set.shape import ARTICLE
from kolofon.set.values.document import SetDocument, SetOpening, SetSection
from kolofon.set.words import Words
from kolofon.text.furniture import date_patterns
from kolofon.write.fonts import Family, families, families_in
from kolofon.write.markup.words import marked_words
from kolofon.write.services import Store
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.typography import hyphens
from kolofon.write.typography import settings as typography
from kolofon.write.typography.extras import extras
from kolofon.write.typography.geometry import geometry
from kolofon.write.typography.scripts import sheet
from kolofon.write.views import Facts, Group, Layouts, Section, typefaces
from kolofon.write.xhtml.blocks import BlockWriter
from kolofon.write.xhtml.cache import PartStore
from kolofon.write.xhtml.medium import PAPER, Medium

__all__ = [
    "Looks",
    "contents_of",
    "emptied",
    "frame",
    "has_index",
    "layouts",
    "lists_of",
    "of_page",
    "page_of",
    "part_of",
    "render",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Looks:
    """How an edition looks: its imprint, the press's own words in its language, the page of the print, its theme.

    `store` keeps what is written for it.
    """

    imprint: Imprint
    words: Words
    page: Page
    theme: Theme = PLAIN
    store: Store | None = None

    def part_store(self) -> PartStore:
        """The parts of a book that were written with these looks."""
        # The press's own templates of parts of the text use nothing of the imprint and of the page.
        themed = [*map(repr, (self.imprint, self.page)), *self.theme.files] if self.theme.has_templates else []
        themed += ["drop"] if self.page.drop else []
        return PartStore(self.store, self.words.language, sorted(self.words.known.items()), themed)


def render(document: SetDocument, looks: Looks, medium: Medium = PAPER, data: Markup | None = None) -> bytes:
    """The document as XHTML5: well-formed XML in UTF-8, complete in itself.

    The style is in the page, for the screen and for paper, so that a PDF needs nothing else but the pictures.  `data`
    is JSON-LD for search engines.  All characters of the text are escaped.  Raises EditionError for an
    invalid page size.
    """
    writer = _writer(document, looks, medium)
    values = {**of_page(document, looks, medium), "listed": None, "data": data, "page_one": _page_one(document)}
    if looks.theme.has_templates or not looks.part_store().keeps(medium):  # a theme's get all that is in a chapter
        values |= text_of(writer, document, looks)
    else:
        empty = replace(document, sections=())
        values |= text_of(writer, empty, looks)
        values["sections"] = _written(writer, document, looks, medium)
        values["listed"] = contents_of(document, looks, medium)
    return page_of("book.xhtml.jinja", values, looks.theme, looks.page)


def _writer(document: SetDocument, looks: Looks, medium: Medium) -> BlockWriter:
    given = layouts(document.language, looks, medium)
    return BlockWriter(document.language, given, medium=medium, drop=bool(looks.page.drop))


def _page_one(document: SetDocument) -> str:
    """The id of what begins on page 1: the first chapter behind the front matter; none in an article."""
    if document.shape == ARTICLE:
        return ""
    first = next((section for section in document.sections if not section.front), None)
    return first.id if first and document.sections[0].front else "text"


def _written(writer: BlockWriter, document: SetDocument, looks: Looks, medium: Medium) -> tuple[Section | Markup, ...]:
    """The sections of a document, the chapters among them written, where it can be from an earlier time."""
    store, empty = looks.part_store(), emptied(document)

    def chapter(section: SetSection) -> Markup:
        alone = replace(empty, sections=(section,))

        def write(watched: Medium) -> Markup:
            return part_of("text.xhtml.jinja", alone, looks, watched)

        return store.written(store.digest(alone), medium, write)

    def part(section: SetSection) -> Section:
        (around,) = writer.sections([replace(section, sections=())])
        return replace(around, sections=cast("tuple[Section, ...]", tuple(map(chapter, section.sections))))

    return tuple(part(section) if section.role == "doc-part" else chapter(section) for section in document.sections)


def part_of(template: str, document: SetDocument, looks: Looks, medium: Medium, **more: object) -> Markup:
    """A template of a part, filled in with so much of a document as there is, and with more values."""
    writer = _writer(document, looks, medium)
    values = {**of_page(document, looks, medium), **text_of(writer, document, looks), **more}
    return filled(template, values, looks.theme, Kind.PART if medium.whole else Kind.CHAPTER).strip()


def contents_of(document: SetDocument, looks: Looks, medium: Medium) -> Markup:
    """The table of contents of a document, now or from an earlier time."""
    outline = replace(emptied(document), sections=tuple(map(_outline, document.sections)))
    ends = {"notes": document.noted, "index": has_index(document)}

    def write(watched: Medium) -> Markup:
        return part_of("contents.xhtml.jinja", outline, looks, watched, **ends)

    store = looks.part_store()
    return store.written(store.digest(outline, **ends), medium, write)


def lists_of(document: SetDocument, looks: Looks, medium: Medium) -> Markup:
    """The lists of the figures, tables and listings of a document, now or from an earlier time; empty for none."""
    if not (document.figures or document.tables or document.listings):
        return Markup("")
    outline = replace(emptied(document), figures=document.figures, tables=document.tables, listings=document.listings)

    def write(watched: Medium) -> Markup:
        return part_of("lists.xhtml.jinja", outline, looks, watched)

    store = looks.part_store()
    return store.written(store.digest(outline, lists=True), medium, write)


def _outline(section: SetSection) -> SetSection:
    """A section without its text."""
    return replace(section, blocks=(), notes=(), sections=tuple(map(_outline, section.sections)))


def emptied(document: SetDocument) -> SetDocument:
    """A document without its text."""
    return replace(
        document,
        opening=SetOpening(),
        lead=(),
        lead_notes=(),
        sections=(),
        notes=(),
        groups=(),
        index=None,
        figures=(),
        tables=(),
        listings=(),
    )


def has_index(document: SetDocument) -> bool:
    """Whether the index is a part of its own."""
    return bool(document.index and document.index.groups)


def text_of(writer: BlockWriter, document: SetDocument, looks: Looks) -> dict[str, object]:
    """A document, written, by the names that the templates have for its parts."""
    return {
        "title": writer.inline.heading(document.title),
        "retitled": looks.imprint.original_title != document.title.plain,
        "description": document.description and writer.inline.heading(document.description),
        "frontispiece": writer.blocks(document.opening.frontispiece),
        "dedication": writer.blocks(document.opening.dedication),
        "epigraph": writer.blocks(document.opening.epigraph),
        "attribution": writer.blocks(document.opening.attribution),
        "lead": writer.blocks(document.lead),
        "sections": writer.sections(document.sections),
        "lead_notes": writer.notes(document.lead_notes),
        "notes": writer.notes(document.notes),
        "note_groups": writer.groups(document.groups),
        "note_place": document.place,
        "index": writer.block(document.index) if document.index else None,
        "illustrations": writer.listed(document.figures),
        "tables": writer.listed(document.tables),
        "listings": writer.listed(document.listings),
    }


def layouts(language: str, looks: Looks, medium: Medium = PAPER) -> Layouts:
    """How infoboxes and the index of a document in a language are laid out."""
    words = {**medium.functions, "_": marked_words(looks.words, xml=medium.xml)}

    def facts(infobox: Facts, again: bool) -> Markup:  # noqa: FBT001  as its template has it
        return filled("infobox.xhtml.jinja", {**words, "infobox": infobox, "again": again}, looks.theme, Kind.PART)

    def index(groups: Sequence[Group], level: int) -> Markup:
        values = {**words, "groups": groups, "level": level, "comma": list_comma(language)}
        return filled("index.xhtml.jinja", values, looks.theme, Kind.PART)

    return Layouts(facts, index)


def frame(document: SetDocument, looks: Looks, medium: Medium = PAPER) -> dict[str, object]:
    """The values of every template of a book: the press's words, the imprint, the language and how it writes."""
    language, patterns = document.language, date_patterns(looks.words.known)
    return {
        **medium.functions,
        "_": marked_words(looks.words, xml=medium.xml),
        "gettext": looks.words.text,
        "language": language,
        "direction": direction(language),
        "imprint": looks.imprint,
        "code": document.code,
        "long_date": lambda date: long_date(datetime.fromisoformat(date), language, patterns),
        "number": lambda number: whole_number(number, language),
        "digits": partial(in_digits, tag=language),
        "joint": partial(list_comma, language),
        "divider": partial(list_semicolon, language),
        "safe_target": safe_target,
    }


def of_page(document: SetDocument, looks: Looks, medium: Medium = PAPER) -> dict[str, object]:
    """The values of the page that a document is on, without its text."""
    return {
        **frame(document, looks, medium),
        "style": partial(style, theme=looks.theme),
        "page": geometry(looks.page, script(document.language)),
        "columns": looks.page.columns,
        "optical": looks.page.optical,
        "shape": document.shape,
        "only": "",
        "data": None,
        "page_one": "",
    }


def page_of(template: str, values: Mapping[str, object], theme: Theme, page: Page | None = None) -> bytes:
    """A whole page by its template, in UTF-8.

    Its content decides which faces it needs; where it needs more than the usual ones, it is made again with these.
    `page` is how it is set in type, if an edition says so.
    """
    code = bool(values["code"])

    def made(chosen: Iterable[Family], scripts: str) -> Markup:
        faces = {"families": typefaces(chosen), "scripts": scripts}
        return filled(template, {**values, **faces}, theme, Kind.PAGE)

    first = made(families(code=code), "")
    more = extras(first, theme, paper=True)
    language = str(values["language"])
    typed = typography.sheet(first, language, page, theme) if page else ""
    if scripts := sheet(first, language, theme) + hyphens.sheet(first) + more + typed:
        return made(families_in(first, theme.fonts, code=code), scripts).encode()
    return first.encode()
