"""A set document as one complete XHTML5 page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from markupsafe import Markup

from kolofon.language.formats import direction, list_comma, long_date, script, whole_number
from kolofon.model.edition import Imprint, Page
from kolofon.set.addresses import safe_target
from kolofon.set.document import SetDocument
from kolofon.set.words import Words
from kolofon.write.fonts import Family, families
from kolofon.write.geometry import geometry
from kolofon.write.scripts import sheet
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.views import Facts, Group, Layouts, Typeface
from kolofon.write.words import marked_words
from kolofon.write.xhtml.blocks import BlockWriter

__all__ = ["frame", "layouts", "page_of", "render", "text_of"]


def render(document: SetDocument, imprint: Imprint, words: Words, page: Page, theme: Theme = PLAIN) -> bytes:
    """The document as XHTML5: well-formed XML in UTF-8, complete in itself.

    `words` are the press's own.  The style is in the page, for the screen and for paper, so that a PDF needs nothing
    else but the pictures, whose addresses are relative to `source/`.  All characters of the text are escaped.  Raises
    EditionError for an invalid page size.
    """
    writer = BlockWriter(document.language, layouts(document.language, words, theme))
    return page_of(
        "book.xhtml.jinja",
        frame(document, imprint, words, theme),
        theme,
        page=geometry(page, script(document.language)),
        columns=page.columns,
        shape=document.shape,
        **text_of(writer, document),
        retitled=imprint.original_title != document.title.plain,
    )


def text_of(writer: BlockWriter, document: SetDocument) -> dict[str, object]:
    """A document, written, by the names that the templates have for its parts."""
    return {
        "title": writer.inline.heading(document.title),
        "description": document.description and writer.inline.heading(document.description),
        "lead": writer.blocks(document.lead),
        "sections": writer.sections(document.sections),
        "notes": writer.notes(document.notes),
        "index": writer.block(document.index) if document.index else None,
    }


def layouts(language: str, words: Words, theme: Theme) -> Layouts:
    """How infoboxes and the index of a document in a language are laid out."""
    told = marked_words(words)

    def facts(infobox: Facts, again: bool) -> Markup:  # noqa: FBT001  as its template has it
        return filled("infobox.xhtml.jinja", {"infobox": infobox, "again": again, "_": told}, theme, Kind.PART)

    def index(groups: Sequence[Group], level: int) -> Markup:
        values = {"groups": groups, "level": level, "comma": list_comma(language), "_": told}
        return filled("index.xhtml.jinja", values, theme, Kind.PART)

    return Layouts(facts, index)


def frame(document: SetDocument, imprint: Imprint, words: Words, theme: Theme) -> dict[str, object]:
    """The values that every template may use: the press's words, the imprint, the language and how it writes."""
    language = document.language
    return {
        "_": marked_words(words),
        "gettext": words.text,
        "language": language,
        "direction": direction(language),
        "style": partial(style, theme=theme),
        "imprint": imprint,
        "code": document.code,
        "long_date": lambda date: long_date(datetime.fromisoformat(date), language),
        "number": lambda number: whole_number(number, language),
        "safe_target": safe_target,
    }


def page_of(template: str, frame: Mapping[str, object], theme: Theme, **more: object) -> bytes:
    """A whole page by its template, in UTF-8.

    Its content decides which faces it needs; where it needs more than the usual ones, it is made again with these.
    """
    code = bool(frame["code"])

    def made(chosen: Iterable[Family], scripts: str) -> str:
        values = {**frame, **more, "families": map(Typeface.of, chosen), "scripts": scripts}
        return filled(template, values, theme, Kind.PAGE)

    page = made(families(code=code), "")
    if scripts := sheet(page, str(frame["language"]), theme):
        page = made(families(page, code=code), scripts)
    return page.encode()
