"""Glyphs that are made of other glyphs of a font (OpenType, `glyf`: composite glyph descriptions)."""

import io
from collections.abc import Iterable

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from kolofon.write.paper.extraction.sorts import Sort

__all__ = ["with_composites"]


def with_composites(content: bytes, wanted: Iterable[Sort]) -> tuple[bytes, dict[Sort, int]]:
    """A TrueType font with a glyph for each sort, which is made of its own glyphs, and the numbers of these.

    What has the same glyphs at the same places is one glyph, whatever its text.
    """
    font = TTFont(io.BytesIO(content), lazy=False)
    names = list(font.getGlyphOrder())
    outlines, advances = font["glyf"], font["hmtx"]
    numbers: dict[tuple[object, int], int] = {}
    found: dict[Sort, int] = {}
    for sort in wanted:
        key = (sort.glyphs, sort.advance)
        if sort.single is not None and advances[names[sort.single]][0] == sort.advance:
            numbers[key] = sort.single
        elif key not in numbers:
            pen = TTGlyphPen(dict.fromkeys(names))
            for glyph, right, above in sort.glyphs:
                pen.addComponent(names[glyph], (1, 0, 0, 1, right, above))
            numbers[key] = len(names)
            name = f"sort{len(names)}"
            names.append(name)
            made = outlines.glyphs[name] = pen.glyph()
            made.recalcBounds(outlines)
            advances[name] = (sort.advance, getattr(made, "xMin", 0))
        found[sort] = numbers[key]
    font.setGlyphOrder(names)
    outlines.glyphOrder = names
    written = io.BytesIO()
    font.save(written)
    return written.getvalue(), found
