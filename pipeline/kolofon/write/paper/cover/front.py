"""The front of a cover: the authors, the title, the description, the publisher, and a picture if there is one."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kolofon.language import language
from kolofon.write.fonts import Family
from kolofon.write.markup.elements import element
from kolofon.write.paper.cover.fit import Room
from kolofon.write.paper.cover.lettering import at, in_room, line, lines, scale_of
from kolofon.write.paper.cover.texts import Phrase, Texts
from kolofon.write.paper.cover.wrap import MILLIMETRE, Box, Wrap

__all__ = ["Front", "artwork_box"]

_ARTWORK = 0.6
"""How much of the height of the front an artwork has."""
_INSET, _FRAMED = 1.35, 0.8
"""How far from the edges words and the frame are, by the margin of the cover."""
_LINE = 14.0
"""The height of a small line, in points, on a cover of A5."""

_TITLE, _TITLE_LINES = 1.12, 6
"""The distance of the lines of a title, in ems, and how many there are at the most."""
_LARGE, _LARGE_BELOW_ARTWORK = 0.115, 0.075
"""The largest size of a title, by the width of the front."""
_AUTHORS, _AUTHORS_LINES = (14, 13, 12, 11, 10, 9, 8), 3
_DESCRIPTION, _DESCRIPTION_LINES = (13, 12, 11, 10, 9), 5


def artwork_box(wrap: Wrap) -> Box:
    """The room of an artwork: the upper part of the front, with the bleed on the edges that are cut."""
    front = wrap.front
    left = front.left if wrap.rightward else -wrap.bleed
    return Box(left, -wrap.bleed, wrap.width + wrap.bleed, _ARTWORK * wrap.height + wrap.bleed)


class Front:
    """The front of a cover; `artwork` is the address of a picture, or empty."""

    def __init__(self, texts: Texts, wrap: Wrap, own: Sequence[Family], artwork: str) -> None:
        self._texts, self._wrap, self._own, self._artwork = texts, wrap, own, artwork
        self._scale = scale_of(wrap)
        self.complete = True
        """Whether there is room for the whole title, once it is made."""

    def made(self) -> Iterator[Markup]:
        """The markup of the front."""
        texts, front = self._texts, self._wrap.front
        inner, high = front.inset(self._wrap.margin * _INSET), _LINE * self._scale
        foot = inner.top + inner.height - high
        if self._artwork:
            own = {"class": "artwork", "src": self._artwork, "alt": "", "style": at(artwork_box(self._wrap))}
            yield element("img", own)
            top = _ARTWORK * front.height + 5 * MILLIMETRE
        else:
            yield element("div", {"class": "frame", "style": at(front.inset(self._wrap.margin * _FRAMED))})
            top = inner.top + 0.045 * front.height
        publisher = Phrase(texts.publisher, texts.language)
        yield line("publisher", publisher, Box(inner.left, foot, inner.width, high), texts.language)
        if texts.draft:
            foot -= 1.4 * high
            draft = Phrase(texts.draft, texts.language)
            yield line("draft", draft, Box(inner.left, foot, inner.width, high), texts.language)
        if texts.authors:
            room = Room(inner.width, front.height, _AUTHORS_LINES, 1.3 * language(texts.language).leading)
            fit = in_room(texts.names, self._own, room, [size * self._scale for size in _AUTHORS])
            yield lines("authors", texts.names, fit, Box(inner.left, top, inner.width, fit.height), texts.language)
            top += fit.height + 0.6 * high
        yield from self._titled(Box(inner.left, top, inner.width, foot - high - top))

    def _titled(self, box: Box) -> Iterator[Markup]:
        """The title, and below it the description, if there is room for it."""
        title, description = self._texts.title, self._texts.description
        largest = self._wrap.width * (_LARGE_BELOW_ARTWORK if self._artwork else _LARGE)
        sizes = [largest * step / 20 for step in range(20, 5, -1)]
        share = 0.62 if description else 0.9
        leading = _TITLE * language(title.language).leading
        fit = in_room(title, self._own, Room(box.width, box.height * share, _TITLE_LINES, leading), sizes)
        self.complete = fit.whole
        # In the upper half, where one looks first.
        top = box.top + (0 if self._artwork else max(0, box.height * 0.33 - fit.height / 2))
        yield lines("title", title, fit, Box(box.left, top, box.width, fit.height), self._texts.language)
        if not description:
            return
        gap = 12 * self._scale
        top += fit.height + 2 * gap
        beside = Box(box.left, top, box.width, box.top + box.height - top)
        room = Room(0.9 * beside.width, beside.height, _DESCRIPTION_LINES, 1.3 * language(description.language).leading)
        fit = in_room(description, self._own, room, [size * self._scale for size in _DESCRIPTION])
        if fit.whole:
            long = 48 * self._scale
            rule = Box(box.left + (box.width - long) / 2, top - gap, long, 0)
            yield element("div", {"class": "rule", "style": at(rule)})
            yield lines("description", description, fit, beside, self._texts.language)
