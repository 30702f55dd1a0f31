"""How wide words are, each of them measured once for a style, by Pango."""

import re
from collections.abc import Iterator
from math import copysign
from types import ModuleType

from kolofon.write.paper.weasyprint.protocols import Style, TextLayout

__all__ = ["APART", "Measure", "Measures"]

_DRAWN = (
    "font_family",
    "font_size",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "line_height",
    "white_space",
    "hyphenate_character",
    "text_decoration_line",
)
"""The properties that make text of one style as wide and as high as that of another."""

_PIECES = re.compile("[^ \u00a0]+|[ \u00a0]")
_SPACES = " \u00a0"
APART = re.compile("[\u0530-\u1dff\u2070-\U0010ffff]")
"""Letters of scripts that have a font of their own, from which the digits and marks beside them may be too, or not."""
_CUT_OFF = 0.0003
"""The ems more that letters are moved by, since WeasyPrint cuts off what is less than a thousandth of an em."""
_DECORATED = (
    "ascent",
    "underline_position",
    "strikethrough_position",
    "underline_thickness",
    "strikethrough_thickness",
)
"""What a layout knows of the lines that go with its text."""


class Measure:
    """How wide the words of a style are, and how high its lines, in pixels.

    `hyphen` is the sign that ends a broken word; `size` is that of the font; the others are those of a text box.
    """

    def __init__(self, style: Style, texts: ModuleType) -> None:
        self._style, self._size_of = style, texts.line_size
        self._layout: TextLayout = texts.Layout(style)
        self._new = texts.Layout.__new__
        self._class = texts.Layout
        known = vars(self._layout)
        self._bare = {name: known[name] for name in _DECORATED if name in known}
        self._bare |= {"max_width": None, "first_line_direction": 0}
        self._widths: dict[str, float] = {}
        self.size = float(str(style["font_size"]))
        self.hyphen = str(style["hyphenate_character"])
        self._layout.set_text("n")
        _, self.height = self._size_of(self._layout.get_first_line()[0], style)
        self.line_height, self.baseline = texts.strut(style)
        lead = (self.line_height - self.height) / 2
        own = texts.pango.pango_layout_get_baseline(vars(self._layout)["layout"]) * texts.FROM_UNITS
        self.margin_top = self.baseline - own
        self.margin_bottom = 2 * lead - self.margin_top

    def width(self, word: str) -> float:
        """How wide a text without spaces is."""
        width = self._widths.get(word)
        if width is None:
            self._layout.set_text(word)
            width, _ = self._size_of(self._layout.get_first_line()[0], self._style)
            self._widths[word] = width
        return width

    def gap(self, space: str, before: str, behind: str) -> float:
        """How wide a space is, in the font of the character before it, or of that behind it if there is none."""
        if before:
            return self.width(before + space) - self.width(before)
        if behind:
            return self.width(space + behind) - self.width(behind)
        return self.width(f"n{space}n") - 2 * self.width("n")

    def lengths(self, text: str) -> Iterator[tuple[str, float]]:
        """The words of a text and its single spaces, each with its width in a line that is not justified."""
        at = 0
        for piece in _PIECES.findall(text):
            behind = at + len(piece)
            if piece in _SPACES:
                yield piece, self.gap(piece, text[at - 1 : at], text[behind : behind + 1])
            else:
                yield piece, self.width(piece)
            at = behind

    def length(self, text: str) -> float:
        """How wide a text is in a line that is not justified."""
        if APART.search(text):
            self._layout.set_text(text)
            width, _ = self._size_of(self._layout.get_first_line()[0], self._style)
            return float(width)
        return sum(width for _, width in self.lengths(text))

    def layout(self, text: str, spacing: float, tracking: float) -> TextLayout:
        """A layout of WeasyPrint's that will be set when it is drawn, its spaces and its letters so much wider."""
        layout: TextLayout = self._new(self._class)
        if tracking:
            tracking += copysign(_CUT_OFF * self.size, tracking)
        pango, spaced = (0.0, spacing) if APART.search(text) else (spacing, 0.0)
        vars(layout).update(self._bare, text=text, justification_spacing=pango, tracking=tracking, spaced=spaced)
        return layout


class Measures:
    """The measures of the styles of a book."""

    def __init__(self, texts: ModuleType) -> None:
        self._texts = texts
        self._by_value: dict[str, Measure] = {}
        self._by_style: dict[int, tuple[Style, Measure]] = {}

    def of(self, style: Style) -> Measure:
        """The measure of a style."""
        known = self._by_style.get(id(style))
        if known:
            return known[1]
        key = str([style[name] for name in _DRAWN])
        measure = self._by_value.get(key)
        if measure is None:
            measure = self._by_value[key] = Measure(style, self._texts)
        # The style is kept, so that no other one gets its id.
        self._by_style[id(style)] = style, measure
        return measure
