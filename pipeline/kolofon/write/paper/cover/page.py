"""A cover as a page of XHTML: what is on it and where.  How it looks otherwise is in `styles/cover.css`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.language import language
from kolofon.model.edition import Imprint
from kolofon.write.markup import element, joined, well_formed
from kolofon.write.paper.cover.barcode import Barcode
from kolofon.write.paper.cover.colours import Ink
from kolofon.write.paper.cover.fit import Fitted, Room, family_for, fitted, lines_needed
from kolofon.write.paper.cover.spine import spine
from kolofon.write.paper.cover.texts import Telling, Texts
from kolofon.write.paper.cover.wrap import MILLIMETRE, Box, Wrap
from kolofon.write.scripts import sheet
from kolofon.write.themes.templates import style
from kolofon.write.themes.theme import Theme
from kolofon.write.tongue import language_attributes

__all__ = ["Page", "artwork_box", "page_of"]

_TITLE = 1.12
"""The distance of the lines of a title, in ems; in a script whose letters are tall, more."""
_MOST_LINES = 6
_ARTWORK = 0.6
"""How much of the height of the front an artwork has."""
_BLURB = (12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5)
_BLURB_LEADING = 1.36
_DESCRIPTION = (13.0, 12, 11, 10, 9)
_SMALL = 9.5
_DIGITS = 7 / 0.6
"""The size of the digits below a barcode, in modules, so that each is seven modules wide (JetBrains Mono: 0.6 em)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A cover as XHTML, and what has no room on it: `lost` says in words which texts these are."""

    xhtml: bytes
    lost: tuple[str, ...]


def artwork_box(wrap: Wrap) -> Box:
    """The room of an artwork: the upper part of the front, with the bleed on the edges that are cut."""
    front = wrap.front
    left = front.left if wrap.rightward else -wrap.bleed
    return Box(left, -wrap.bleed, wrap.width + wrap.bleed, _ARTWORK * wrap.height + wrap.bleed)


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
    ground, ink = colours
    made = _Making(texts, wrap, theme)
    content = joined([*made.front(artwork), *spine(texts, wrap, theme.fonts, made.lost), *made.back(barcode)])
    body = element("body", {}, content)
    rules = (
        f"@page {{ size: {wrap.across:.4f}pt {wrap.height:.4f}pt; margin: 0; background: {ground.css}; }}\n"
        f":root {{ --ink: {ink.css}; }}\n"
    )
    tag = texts.language
    own = {"xmlns": "http://www.w3.org/1999/xhtml", **language_attributes(tag)}

    def whole(scripts: str) -> str:
        said = [element("title", {}, texts.title.words), *_about(imprint)]
        css = element("style", {}, Markup(rules) + style("cover.css", theme) + Markup(scripts))  # noqa: S704  no text is in it
        return str(element("html", own, element("head", {}, joined([*said, css])) + body))

    return Page(well_formed(whole(sheet(whole(""), "", theme))).encode(), tuple(made.lost))


def _about(imprint: Imprint) -> Iterator[Markup]:
    """What the file says of itself besides its XMP (`kolofon.write.paper.metadata`)."""
    date = imprint.date.isoformat()
    told = {
        "generator": "Kolofon",
        "author": imprint.rights.holder or imprint.publisher,
        "description": imprint.subject,
        "dcterms.identifier": imprint.identifier,
        "dcterms.created": date,
        "dcterms.modified": date,
    }
    return (element("meta", {"name": name, "content": content}) for name, content in told.items() if content)


class _Making:
    def __init__(self, texts: Texts, wrap: Wrap, theme: Theme) -> None:
        self._texts, self._wrap, self._own = texts, wrap, theme.fonts
        self.lost: list[str] = []

    def _words(self, name: str, telling: Telling, box: Box) -> Markup:
        own = {"class": name, "style": _at(box), **language_attributes(telling.language, self._texts.language)}
        return element("div", own, telling.words)

    def _lines(self, tag: str, telling: Telling, fit: Fitted, box: Box, leading: float) -> Markup:
        more = f"font-size:{fit.size:.2f}pt;line-height:{leading * fit.size:.2f}pt;"
        lines = Markup(" ").join(element("span", {"class": "line"}, line) for line in fit.lines)
        name = "title" if tag == "h1" else "description"
        own = {"class": name, "style": _at(box) + more, **language_attributes(telling.language, self._texts.language)}
        return element(tag, own, lines)

    def front(self, artwork: str) -> Iterator[Markup]:
        """The front: a picture, if there is one, the authors, the title, the description, the publisher."""
        texts, front = self._texts, self._wrap.front
        inner = front.inset(self._wrap.margin * 1.35)
        foot = inner.top + inner.height
        if artwork:
            yield element("img", {"class": "artwork", "src": artwork, "alt": "", "style": _at(artwork_box(self._wrap))})
            top, room = _ARTWORK * front.height + 5 * MILLIMETRE, 0.4 * front.height - 5 * MILLIMETRE
        else:
            yield element("div", {"class": "frame", "style": _at(front.inset(self._wrap.margin * 0.8))})
            top, room = inner.top + 0.045 * front.height, 0.62 * front.height
        if texts.authors:
            yield self._words("authors", texts.names, Box(inner.left, top, inner.width, 20))
            top, room = top + 26, room - 26
        foot -= 14
        yield self._words("publisher", Telling(texts.publisher, texts.language), Box(inner.left, foot, inner.width, 14))
        if texts.draft:
            yield self._words(
                "draft", Telling(texts.draft, texts.language), Box(inner.left, foot - 20, inner.width, 14)
            )
        yield from self._titled(Box(inner.left, top, inner.width, min(room, foot - 24 - top)), artwork=bool(artwork))

    def _titled(self, box: Box, *, artwork: bool) -> Iterator[Markup]:
        """The title, and below it the description, if there is room for it."""
        title, told = self._texts.title, self._texts.description
        leading = _TITLE * language(title.language).leading
        largest = self._wrap.width * (0.075 if artwork else 0.115)
        sizes = [largest * step / 20 for step in range(20, 5, -1)]
        family = family_for(title.words, title.language, self._own)
        share = 0.62 if told else 0.9
        fit = fitted(
            title.words, title.language, family, Room(box.width, box.height * share, _MOST_LINES, leading), sizes
        )
        if not fit.whole:
            self.lost.append("the title")
        height = len(fit.lines) * leading * fit.size
        top = box.top + (0 if artwork else max(0, box.height * 0.42 - height / 2))
        yield self._lines("h1", title, fit, Box(box.left, top, box.width, height), leading)
        if not told:
            return
        beside = Box(box.left, top + height + 24, box.width, box.top + box.height - top - height - 24)
        leading = 1.3 * language(told.language).leading
        family = family_for(told.words, told.language, self._own)
        fit = fitted(
            told.words, told.language, family, Room(beside.width * 0.9, beside.height, 5, leading), _DESCRIPTION
        )
        if fit.whole:
            rule = Box(box.left + box.width / 2 - 24, top + height + 12, 48, 0)
            yield element("div", {"class": "rule", "style": _at(rule)})
            yield self._lines("div", told, fit, beside, leading)

    def back(self, barcode: Barcode | None) -> Iterator[Markup]:
        """The back: the blurb, the series and the publisher, the barcode."""
        texts, wrap = self._texts, self._wrap
        inner = wrap.back.inset(wrap.margin * 1.35)
        field = wrap.barcode(*(barcode.width, barcode.height) if barcode else wrap.room or (0, 0))
        foot = min(field.top, inner.top + inner.height - 3 * 14) - 5 * MILLIMETRE
        if texts.blurb:
            yield self._blurb(Box(inner.left, inner.top, inner.width, foot - inner.top))
        lines = [
            Telling(line, tag)
            for line, tag in ((texts.series, texts.original), (texts.publisher, texts.language))
            if line
        ]
        left = inner.left if wrap.rightward else field.left + field.width + 4 * MILLIMETRE
        width = field.left - 4 * MILLIMETRE - inner.left if wrap.rightward else inner.left + inner.width - left
        bottom = wrap.height - wrap.corner if barcode else inner.top + inner.height
        for number, line in enumerate(reversed(lines), 1):
            yield self._words("house", line, Box(left, bottom - number * 14, width, 14))
        if barcode:
            yield _barcode(barcode, field)

    def _blurb(self, box: Box) -> Markup:
        """The paragraphs on the back, in the largest size in which there is room for them."""
        paragraphs = self._texts.blurb
        tall = max(language(telling.language).leading for telling in _each(paragraphs))
        family = family_for("".join(telling.words for telling in _each(paragraphs)), self._texts.language, self._own)
        size = leading = 0.0
        for size in _BLURB:
            leading = _BLURB_LEADING * tall * size
            lines = sum(
                lines_needed(
                    "".join(one.words for one in paragraph), self._texts.language, family, box.width / size - 1.2
                )
                for paragraph in paragraphs
            )
            if lines * leading <= box.height:
                break
        else:
            self.lost.append("the blurb")
        more = f"font-size:{size}pt;line-height:{leading:.2f}pt;"
        written = [element("p", {}, joined(self._told(telling) for telling in paragraph)) for paragraph in paragraphs]
        return element("div", {"class": "blurb", "style": _at(box) + more}, joined(written))

    def _told(self, telling: Telling) -> Markup:
        own = language_attributes(telling.language, self._texts.language)
        return element("span", own, telling.words) if own else joined([telling.words])


def _each(paragraphs: Iterable[Sequence[Telling]]) -> Iterator[Telling]:
    return (telling for paragraph in paragraphs for telling in paragraph)


def _at(box: Box) -> str:
    return f"left:{box.left:.3f}pt;top:{box.top:.3f}pt;width:{box.width:.3f}pt;height:{box.height:.3f}pt;"


def _barcode(barcode: Barcode, field: Box) -> Markup:
    """The barcode on its white field: the ISBN above, the bars, the digits below, as EAN-13 has them."""
    module = barcode.module
    size = f"width:{barcode.width:.4f}pt;height:{barcode.height:.4f}pt;"
    bars = element("path", {"d": barcode.path, "fill": "#000"})
    drawn = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {barcode.width:.4f} {barcode.height:.4f}",
        "width": f"{barcode.width:.4f}pt",
        "height": f"{barcode.height:.4f}pt",
        "style": f"left:0;top:0;{size}",
    }
    line = f"top:{barcode.below:.3f}pt;font-size:{module * _DIGITS:.3f}pt;"
    groups = [(barcode.digits[0], 1), (barcode.digits[1:7], 14.5), (barcode.digits[7:], 60.5)]
    digits = [
        element("span", {"class": "digits", "style": f"left:{first * module:.3f}pt;{line}"}, text)
        for text, first in groups
    ]
    above = f"left:0;top:{2.5 * module:.3f}pt;width:{barcode.width:.3f}pt;font-size:{module * 9.2:.3f}pt;"
    isbn = element("span", {"class": "isbn", "style": above}, f"ISBN {barcode.isbn}")
    own = {"class": "barcode", "dir": "ltr", "style": _at(field)}
    return element("div", own, joined([element("svg", drawn, bars), isbn, *digits]))
