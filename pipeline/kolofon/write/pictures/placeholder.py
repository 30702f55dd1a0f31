"""The frame that a draft shows for a picture that is not there: a cross, as printers mark it, and the picture's name.

The name is drawn as outlines, so it looks alike in every format, and needs no font where it is read.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from textwrap import wrap
from typing import Protocol

import uharfbuzz as harfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from kolofon.write.fonts import Family, families

__all__ = ["stand_in"]

_WIDTH, _HEIGHT = 320, 200
_SIZE, _LEADING = 18, 24
"""The size of the letters, and the distance of the lines, in the units of the frame."""
_LETTERS, _LINES = 26, 3
"""How many letters a line has, and how many lines a name has at most."""
_UNKNOWN = "?"
"""What is drawn for a letter that no face has."""

_SIZES = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
_FRAME = f"""<svg xmlns="http://www.w3.org/2000/svg" {_SIZES}>
<path d="M1 1h318v198H1zl318 198M1 199L319 1" fill="#eee" stroke="#999" stroke-width="2"/>"""


class _Face(Protocol):
    """What is used of a face of HarfBuzz."""

    upem: int


class _Font(Protocol):
    """What is used of a font of HarfBuzz."""

    face: _Face

    def get_nominal_glyph(self, code: int, /) -> int | None:
        """The glyph of a character."""

    def draw_glyph_with_pen(self, glyph: int, pen: object, /) -> None:
        """Draw a glyph with a pen of fontTools'."""


@cache
def stand_in(name: str) -> bytes:
    """The frame, as SVG, for a picture with a name, which is cut if it is long; the same name gives the same bytes."""
    lines = wrap(name, _LETTERS, max_lines=_LINES, placeholder="…")
    if not lines:
        return f"{_FRAME}</svg>".encode()
    top = (_HEIGHT - _LEADING * len(lines)) // 2
    ground = f'<path d="M16 {top - 8}H{_WIDTH - 16}V{top + _LEADING * len(lines) + 8}H16z" fill="#eee"/>'
    drawn = "".join(_outlines(line, top + _LEADING * number - 6) for number, line in enumerate(lines, 1))
    return f'{_FRAME}\n{ground}<path d="{drawn}" fill="#444"/></svg>'.encode()


def _outlines(line: str, baseline: int) -> str:
    """A line as the data of a path, in the middle of the frame."""
    glyphs = [one for font, text in _runs(line) for one in _shaped(font, text)]
    width = sum(advance for _, _, advance in glyphs)
    scale = min(1.0, (_WIDTH - 40) / width) if width else 1.0
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    across = (_WIDTH - width * scale) / 2
    for font, glyph, advance in glyphs:
        size = scale * _SIZE / font.face.upem
        font.draw_glyph_with_pen(glyph, TransformPen(pen, (size, 0, 0, -size, across, baseline)))
        across += advance * scale
    return str(pen.getCommands())


def _runs(line: str) -> Iterator[tuple[_Font, str]]:
    """The pieces of a line with the font of each; a letter that no font has is a question mark."""
    fonts = [_font(family) for family in families(line)]
    first = fonts[0]

    def font_of(letter: str) -> int:
        return next((number for number, font in enumerate(fonts) if font.get_nominal_glyph(ord(letter))), -1)

    for number, letters in groupby(line, font_of):
        text = "".join(letters)
        yield (fonts[number], text) if number >= 0 else (first, _UNKNOWN * len(text))


@cache
def _font(family: Family) -> _Font:
    font: _Font = harfbuzz.Font(harfbuzz.Face(family.faces()[0].content))
    return font


def _shaped(font: _Font, text: str) -> Sequence[tuple[_Font, int, float]]:
    """The glyphs of a text, each with its font and how far it advances, in the units of the frame."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer)
    size = _SIZE / font.face.upem
    placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(font, info.codepoint, position.x_advance * size) for info, position in placed]
