"""A document as one complete XHTML5 page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from markupsafe import Markup

from kolofon.language.formats import direction, list_comma, long_date, script, whole_number
from kolofon.model.document import Code, Document, Preformatted
from kolofon.model.edition import Imprint, Page
from kolofon.model.walk import walk
from kolofon.text.notation import plain
from kolofon.write.addresses import safe_target
from kolofon.write.blocks import BlockSetter
from kolofon.write.fonts import Family, families
from kolofon.write.geometry import geometry
from kolofon.write.index import Group, unplaced_index
from kolofon.write.scripts import sheet
from kolofon.write.shape import shape
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.views import Facts, Layouts, Typeface
from kolofon.write.words import Words

__all__ = ["frame", "layouts", "page_of", "render", "set_text"]


def render(
    document: Document, imprint: Imprint, furniture: Mapping[str, str], page: Page, theme: Theme = PLAIN
) -> bytes:
    """The document, already translated and localized, as XHTML5: well-formed XML in UTF-8, complete in itself.

    `furniture` has the press's own words, msgid → translation; one that is missing stands in English.  The style is
    within, for the screen and for paper, so that a PDF needs nothing else but the pictures, whose addresses are
    relative to `source/`.  Whatever stands in the text stays text.  Raises EditionError for a page size
    that is none.
    """
    words = Words(furniture, document.language)
    setter = BlockSetter(document, words, layouts(document, words, theme))
    return page_of(
        "book.xhtml.jinja",
        frame(document, imprint, words, theme),
        theme,
        page=geometry(page, script(document.language)),
        columns=page.columns,
        shape=shape(document, page.layout),
        **set_text(setter, document),
        retitled=imprint.original_title != plain(document.title.inlines),
    )


def set_text(setter: BlockSetter, document: Document) -> dict[str, object]:
    """A document, set, by the names that the templates have for its parts.

    In the order of the text, which is that of the calls of its notes.
    """
    return {
        "title": setter.heading(document.title),
        "description": document.description and setter.heading(document.description),
        "lead": setter.blocks(document.lead, "lead"),
        "sections": setter.sections(document.sections),
        "notes": setter.notes(document.notes),
        "index": setter.index() if unplaced_index(document) else None,
    }


def layouts(document: Document, words: Words, theme: Theme) -> Layouts:
    """How infoboxes and the index of a document are laid out."""

    def index(groups: Sequence[Group], level: int) -> Markup:
        values = {"groups": groups, "level": level, "comma": list_comma(document.language), "_": words.markup}
        return filled("index.xhtml.jinja", values, theme, Kind.PART)

    return Layouts(_facts_setter(document, words, theme), index)


def _facts_setter(document: Document, words: Words, theme: Theme) -> Callable[[Facts], Markup]:
    """How infoboxes are laid out; one that has the title of the whole document says it again."""
    title = " ".join(plain(document.title.inlines).split())

    def facts(told: Facts) -> Markup:
        again = told.title is not None and told.title.striptags() == title
        return filled("infobox.xhtml.jinja", {"infobox": told, "again": again, "_": words.markup}, theme, Kind.PART)

    return facts


def frame(document: Document, imprint: Imprint, words: Words, theme: Theme) -> dict[str, object]:
    """What every template may ask for: the press's words, the imprint, the language and how it writes."""
    return {
        "_": words.markup,
        "gettext": words.text,
        "language": document.language,
        "direction": direction(document.language),
        "style": partial(style, theme=theme),
        "imprint": imprint,
        "code": any(isinstance(part, Code | Preformatted) for part in walk(document)),
        "long_date": lambda date: long_date(datetime.fromisoformat(date), document.language),
        "number": lambda number: whole_number(number, document.language),
        "safe_target": safe_target,
    }


def page_of(template: str, frame: Mapping[str, object], theme: Theme, **more: object) -> bytes:
    """A whole page by its template, in UTF-8.

    Which faces it needs is told by what stands in it; where it needs more than most do, it is made again with these.
    """
    code = bool(frame["code"])

    def made(chosen: Iterable[Family], scripts: str) -> str:
        values = {**frame, **more, "families": map(Typeface.of, chosen), "scripts": scripts}
        return filled(template, values, theme, Kind.PAGE)

    page = made(families(code=code), "")
    if scripts := sheet(page, str(frame["language"]), theme):
        page = made(families(page, code=code), scripts)
    return page.encode()
