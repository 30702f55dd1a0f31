"""The page: its trim, its margins and the size of its type, in PostScript points (1/72 in)."""

import re
from dataclasses import dataclass

from kolofon.language.scripts import script_facts
from kolofon.model.edition import Page
from kolofon.model.error import EditionError
from kolofon.model.page_sizes import LARGEST, NAMED, SMALLEST, points, sides

__all__ = ["Geometry", "geometry", "type_of"]

_TYPE = ((360, 10.0, 14.0), (470, 11.0, 15.5), (530, 11.5, 16.25), (LARGEST, 12.0, 17.0))
"""Up to which width of the page, the size of its type and its line."""

_LEAST_MEASURE, _LEAST_LINES = 100, 5
"""The least size of a text block, in points and in lines."""

_MEASURE = 27.6
"""The longest line, in ems of the type: about 66 characters of EB Garamond (Bringhurst, Elements, 2.1.2)."""

SIZES, LEADINGS = (9.0, 18.0), (1.1, 2.0)
"""The bounds for the size of the type, in points, and for its leading, in that size."""

LARGE, LEAST_LARGE = 18.0, 16.0
"""The size of large print, in points, and the least (UKAAF, G003 Creating clear print and large print documents, 2012;
the American Printing House's Guidelines for Print Document Design ask for 18)."""

_LARGE_LEADING = 1.44
"""The leading of large print, in its size; the guidelines ask for 1.25 at the least."""

_LARGE_MARGINS = (2.4, 2.2, 3.6, 2.0)
"""Top, outer, bottom and inner margin of large print, in the units of the canon, whose own would leave short lines."""

_FACTOR = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in points.  The text block is `lines` whole lines high, so that facing pages end on the same line."""

    width: float
    height: float
    top: float
    inner: float
    bottom: float
    outer: float
    size: float
    line: float
    lines: int

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return round(self.width - self.inner - self.outer, 2)


def geometry(page: Page, *scripts: str) -> Geometry:
    """The page of an edition that is written in these scripts (ISO 15924); the tallest script sets the line height.

    Margins are in the ratio 2 : 3 : 4 : 6 (inner, top, outer, bottom), the canon of Tschichold (The Form of the Book,
    "Consistent Correlation Between Book Page and Type Area"), in units of a thirtieth of the height and, since a ninth
    of the width is too much paper for a small book, of a twenty-first of the width; more of the width where a line
    would be too long; or they are those of `page.margins`.  The bottom margin includes the rest of a line.  If the
    gutter is wider than the inner margin, the outer margin becomes narrower, but not narrower than the inner one was;
    the rest is taken from the line.  Raises EditionError for an invalid size, and for margins with no room for text.
    Those of large print are narrower.
    """
    width, height = _trim(page.size)
    size, line = type_of(page)
    line = round(line * max((script_facts(script).leading for script in scripts), default=1.0) * 4) / 4
    across, down = max(width / 21, (width - _MEASURE * size) / 6), height / 30
    top, bottom, inner, outer = 3 * down, 6 * down, 2 * across, 4 * across
    if page.large_print:
        across = width / 21
        top, outer, bottom, inner = (
            times * unit for times, unit in zip(_LARGE_MARGINS, (down, across, down, across), strict=True)
        )
    if page.margins:
        top, outer, bottom, inner = map(points, page.margins)
    lines = int((height - top - bottom) // line)
    lacking = max(0, points(page.gutter) - inner) if page.gutter else 0
    inner, outer = inner + lacking, max(outer - lacking, min(inner, outer))
    if width - inner - outer < _LEAST_MEASURE or lines < _LEAST_LINES:
        raise EditionError("the margins leave no room for text", hint="make them smaller, or the page larger")
    return Geometry(
        width=round(width, 2),
        height=round(height, 2),
        top=round(top, 2),
        inner=round(inner, 2),
        bottom=round(height - top - lines * line, 2),
        outer=round(outer, 2),
        size=size,
        line=line,
        lines=lines,
    )


def type_of(page: Page) -> tuple[float, float]:
    """The size of the type of a page and the distance of its lines, in points, for Latin letters.

    Raises EditionError for sizes and leadings that are none, or beyond the bounds.
    """
    width, _ = _trim(page.size)
    size, line = next((size, line) for most, size, line in _TYPE if width <= most)
    ratio = _LARGE_LEADING if page.large_print else line / size
    if page.large_print or page.font_size:
        size = points(page.font_size) if page.font_size else LARGE
        line = size * ratio
    least = LEAST_LARGE if page.large_print else SIZES[0]
    if page.font_size and not least <= round(size, 2) <= SIZES[1]:
        what = "large print" if page.large_print else "type"
        raise EditionError(f"{what} of {page.font_size} is out of bounds", hint=f"write {least:g}pt to {SIZES[1]:g}pt")
    if page.leading:
        line = size * float(page.leading) if _FACTOR.fullmatch(page.leading) else points(page.leading)
        if not LEADINGS[0] <= round(line / size, 3) <= LEADINGS[1]:
            between = " to ".join(f"{size * bound:g}pt" for bound in LEADINGS)
            hint = f"write {LEADINGS[0]:g} to {LEADINGS[1]:g} times the size, or for type of {size:g}pt {between}"
            raise EditionError(f"a leading of {page.leading} is out of bounds", hint=hint)
    return size, line


def _trim(size: str) -> tuple[float, float]:
    found = sides(size.strip())
    if found and all(SMALLEST <= side <= LARGEST for side in found):
        return found
    raise EditionError(
        f"page size {size!r} is not one that the press knows",
        hint=f"write {', '.join(NAMED)}, or width x height such as 6in x 9in",
    )
