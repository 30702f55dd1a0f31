"""The back of a cover: the blurb, the series and the publisher, the barcode."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kolofon.language import language
from kolofon.write.fonts import Family
from kolofon.write.markup.elements import element, joined
from kolofon.write.markup.languages import language_attributes
from kolofon.write.paper.cover.barcode import Barcode
from kolofon.write.paper.cover.fit import family_for, lines_needed
from kolofon.write.paper.cover.lettering import at, line, scale_of
from kolofon.write.paper.cover.texts import Phrase, Texts
from kolofon.write.paper.cover.wrap import MILLIMETRE, Box, Wrap

__all__ = ["Back"]

_INSET = 1.35
"""How far from the edges words are, by the margin of the cover."""
_LINE = 14.0
"""The height of a small line, in points, on a cover of A5."""
_BLURB = (12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5)
_LEADING = 1.36
_INDENT = 1.2
"""The indent of a paragraph, in ems (`cover.css`)."""
_APART = 4 * MILLIMETRE
_DIGITS = 7 / 0.6
"""The size of the digits below a barcode, in modules, so that each is seven modules wide (JetBrains Mono: 0.6 em)."""


class Back:
    """The back of a cover; `barcode` is that of the ISBN, or None."""

    def __init__(self, texts: Texts, wrap: Wrap, own: Sequence[Family], barcode: Barcode | None) -> None:
        self._texts, self._wrap, self._own, self._barcode = texts, wrap, own, barcode
        self._scale = scale_of(wrap)
        self.complete = True
        """Whether there is room for the whole blurb, once it is made."""

    def made(self) -> Iterator[Markup]:
        """The markup of the back."""
        texts, wrap, barcode = self._texts, self._wrap, self._barcode
        inner, high = wrap.back.inset(wrap.margin * _INSET), _LINE * self._scale
        # Without a barcode, the room of a printer who adds one is left free.
        field = wrap.barcode(*((barcode.width, barcode.height) if barcode else wrap.room or (0, 0)))
        bottom = wrap.height - wrap.corner if barcode else inner.top + inner.height
        foot = min(field.top, bottom - 3 * high) - _APART
        if texts.blurb:
            yield self._blurb(Box(inner.left, inner.top, inner.width, foot - inner.top))
        phrases = [Phrase(texts.series, texts.original), Phrase(texts.publisher, texts.language)]
        left = inner.left if wrap.rightward else field.left + field.width + _APART
        right = field.left - _APART if wrap.rightward else inner.left + inner.width
        for number, phrase in enumerate(reversed([one for one in phrases if one.words]), 1):
            yield line("house", phrase, Box(left, bottom - number * high, right - left, high), texts.language)
        if barcode:
            yield _drawn(barcode, field)

    def _blurb(self, box: Box) -> Markup:
        """The paragraphs, in the largest size in which there is room for them."""
        paragraphs, tag = self._texts.blurb, self._texts.language
        whole = ["".join(phrase.words for phrase in paragraph) for paragraph in paragraphs]
        tall = max(language(phrase.language).leading for paragraph in paragraphs for phrase in paragraph)
        family = family_for("".join(whole), tag, self._own)

        def height(size: float) -> float:
            measure = box.width / size - _INDENT
            return sum(lines_needed(text, tag, family, measure) for text in whole) * _LEADING * tall * size

        sizes = [size * self._scale for size in _BLURB]
        fitting = [size for size in sizes if height(size) <= box.height]
        self.complete = bool(fitting)
        size = max(fitting, default=sizes[-1])
        more = f"font-size:{size:.2f}pt;line-height:{_LEADING * tall * size:.2f}pt;"
        return element("div", {"class": "blurb", "style": at(box) + more}, joined(map(self._paragraph, paragraphs)))

    def _paragraph(self, pieces: Sequence[Phrase]) -> Markup:
        within = self._texts.language
        if len(pieces) == 1:
            return element("p", language_attributes(pieces[0].language, within), pieces[0].words)
        spans = [(language_attributes(tag, within), words) for words, tag in pieces]
        return element("p", {}, joined(element("span", own, words) if own else words for own, words in spans))


def _drawn(barcode: Barcode, field: Box) -> Markup:
    """The barcode on its white field: the ISBN above, the bars, the digits below, as EAN-13 has them."""
    module, width, height = barcode.module, f"{barcode.width:.4f}", f"{barcode.height:.4f}"
    own = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width} {height}",
        "width": f"{width}pt",
        "height": f"{height}pt",
        "style": "left:0;top:0;",
    }
    bars = element("svg", own, element("path", {"d": barcode.path, "fill": "#000"}))
    above = f"left:0;top:{2.5 * module:.3f}pt;width:{width}pt;font-size:{9.2 * module:.3f}pt;"
    isbn = element("span", {"class": "isbn", "style": above}, f"ISBN {barcode.isbn}")
    below = f"top:{barcode.below:.3f}pt;font-size:{module * _DIGITS:.3f}pt;"
    groups = ((barcode.digits[0], 1), (barcode.digits[1:7], 14.5), (barcode.digits[7:], 60.5))
    digits = [
        element("span", {"class": "digits", "style": f"left:{first * module:.3f}pt;{below}"}, text)
        for text, first in groups
    ]
    return element("div", {"class": "barcode", "dir": "ltr", "style": at(field)}, joined([bars, isbn, *digits]))
