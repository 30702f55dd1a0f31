"""A document as one complete XHTML5 page."""

from collections.abc import Mapping

from markupsafe import Markup

from pipeline.model.document import Document
from pipeline.model.edition import Imprint, Page
from pipeline.notation import plain
from pipeline.publish.addresses import safe_target
from pipeline.publish.blocks import BlockSetter, Facts
from pipeline.publish.fonts import families
from pipeline.publish.geometry import geometry
from pipeline.publish.jinja import environment, style
from pipeline.publish.markup import well_formed
from pipeline.publish.shape import shape
from pipeline.publish.tongue import direction, long_date, whole_number
from pipeline.publish.words import Words

__all__ = ["render"]


def render(document: Document, imprint: Imprint, furniture: Mapping[str, str], page: Page) -> bytes:
    """The document, already translated and localized, as XHTML5: well-formed XML in UTF-8, complete in itself.

    `furniture` has the press's own words, msgid → translation; one that is missing stands in English.  The style is
    within, for the screen and for paper, so that `pipeline.publish.pdf` needs nothing else but the pictures, whose
    addresses are relative to `source/`.  Whatever stands in the text stays text.  Raises EditionError for a page size
    that is none.
    """
    words = Words(furniture, document.language)
    infobox = environment().get_template("infobox.xhtml.jinja")

    def facts(told: Facts) -> Markup:
        return Markup(infobox.render(infobox=told, _=words.markup))  # noqa: S704  a template has escaped it

    setter = BlockSetter(document, words, facts)
    title = setter.heading(document.title)
    book = (
        environment()
        .get_template("book.xhtml.jinja")
        .render(
            _=words.markup,
            gettext=words.text,
            language=document.language,
            direction=direction(document.language),
            page=geometry(page),
            columns=page.columns,
            shape=shape(document, page.layout),
            style=style,
            title=title,
            lead=setter.blocks(document.lead, "lead"),
            sections=setter.sections(document.sections),
            notes=setter.notes(document.notes),
            imprint=imprint,
            retitled=imprint.original_title != plain(document.title.inlines),
            families=families(),
            long_date=lambda moment: long_date(moment, document.language),
            number=lambda number: whole_number(number, document.language),
            safe_target=safe_target,
        )
    )
    return well_formed(book).encode()
