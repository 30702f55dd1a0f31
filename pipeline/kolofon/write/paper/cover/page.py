"""A cover as a page of XHTML: what is on it and where.  How it looks otherwise is in `styles/cover.css`."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.model.edition import Imprint
from kolofon.write.markup.elements import element, joined, well_formed
from kolofon.write.markup.languages import language_attributes
from kolofon.write.paper.cover.back import Back
from kolofon.write.paper.cover.barcode import Barcode
from kolofon.write.paper.cover.colours import Ink
from kolofon.write.paper.cover.front import Front
from kolofon.write.paper.cover.lettering import scale_of
from kolofon.write.paper.cover.spine import spine
from kolofon.write.paper.cover.texts import Texts
from kolofon.write.paper.cover.wrap import Wrap
from kolofon.write.themes.templates import style
from kolofon.write.themes.theme import Theme
from kolofon.write.typography.scripts import sheet

__all__ = ["Page", "page_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """A cover as XHTML, and what has no room on it: `lost` says in words which texts these are."""

    xhtml: bytes
    lost: tuple[str, ...]


def page_of(  # noqa: PLR0913  each is another thing
    texts: Texts,
    wrap: Wrap,
    colours: tuple[Ink, Ink],
    imprint: Imprint,
    theme: Theme,
    *,
    barcode: Barcode | None = None,
    artwork: str = "",
) -> Page:
    """The sheet of a cover; `colours` are those of ground and words, `artwork` is the address of a picture."""
    front, back = Front(texts, wrap, theme.fonts, artwork), Back(texts, wrap, theme.fonts, barcode)
    middle = spine(texts, wrap, theme.fonts) if wrap.titled else Markup("")
    body = element("body", {}, joined([*front.made(), middle, *back.made()]))
    ground, ink = colours
    rules = (
        f"@page {{ size: {wrap.across:.4f}pt {wrap.height:.4f}pt; margin: 0; background: {ground.css}; }}\n"
        f":root {{ --ink: {ink.css}; --scale: {scale_of(wrap):.4f}; }}\n"
    )
    own = {"xmlns": "http://www.w3.org/1999/xhtml", **language_attributes(texts.language)}

    def whole(scripts: str) -> str:
        css = Markup(rules) + style("cover.css", theme) + Markup(scripts)  # noqa: S704  no text is in it
        head = [element("title", {}, texts.title.words), *_about(imprint), element("style", {}, css)]
        return str(element("html", own, element("head", {}, joined(head)) + body))

    there = {
        "the title": front.complete,
        "the blurb": back.complete,
        "the title on the spine": middle or not wrap.titled,
    }
    xhtml = well_formed(whole(sheet(whole(""), "", theme))).encode()
    return Page(xhtml, tuple(what for what, has_room in there.items() if not has_room))


def _about(imprint: Imprint) -> Iterator[Markup]:
    """What the file says of itself besides its XMP (`kolofon.write.paper.file.metadata`)."""
    date = imprint.date.isoformat()
    metadata = {
        "generator": "Kolofon",
        "author": ", ".join(imprint.authors) or imprint.rights.holder or imprint.publisher,
        "description": imprint.subject,
        "dcterms.identifier": imprint.identifier,
        "dcterms.created": date,
        "dcterms.modified": date,
    }
    return (element("meta", {"name": name, "content": content}) for name, content in metadata.items() if content)
