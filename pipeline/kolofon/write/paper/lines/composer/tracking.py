"""Letters of a line that are moved apart, or together, by a hundredth of an em at most; and spaces of some scripts.

Pango's own letter spacing would take the ligatures out of a text.  It also sets what is before a space, the space and
what is behind it apart from each other, and a font that has other spaces before some letters (Amiri, before kaf) has
them no more.  So the words of scripts with fonts of their own are moved apart when they are set, as long as they were
when they were measured.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import ModuleType

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Glyph, PangoLine, TextLayout

__all__ = ["drawn_tracked"]

_BLANKS = (b" ", "\N{NO-BREAK SPACE}".encode())
"""A space and a no-break space, as they are written."""


def drawn_tracked(texts: ModuleType, pango: ModuleType) -> AbstractContextManager[None]:
    """Move letters when they are drawn.  The modules are `weasyprint.text.line_break` and `weasyprint.text.ffi`.

    A layout that the composer has set has two attributes more: `tracking` is how much is put behind each letter, in
    pixels, and `spaced` how much is put to each space, where Pango does not do it.
    """
    stock: Callable[..., tuple[PangoLine, int | None]] = texts.Layout.get_first_line
    again: Callable[..., None] = texts.Layout.reactivate

    def reactivate(self: TextLayout, style: object) -> None:
        again(self, style)
        vars(self)["moved"] = False

    def get_first_line(self: TextLayout) -> tuple[PangoLine, int | None]:
        line, index = stock(self)
        known = vars(self)
        if known.get("moved") is False:
            if known.get("tracking"):
                _move(line, self.text, known["tracking"] * pango.TO_UNITS, pango)
            if known.get("spaced"):
                _space(line, self.text, known["spaced"] * pango.TO_UNITS, pango)
            known["moved"] = True
        return line, index

    return replaced(texts.Layout, get_first_line=get_first_line, reactivate=reactivate)


def _move(line: PangoLine, text: str, more: float, pango: ModuleType) -> None:
    """Put as much behind each glyph that none would differ in sum: a ligature has the shares of its letters."""
    letters = len(text) - text.count(" ") - text.count("\u00a0")
    glyphs = list(_glyphs(line, text.encode(), pango))
    done = 0.0
    for number, glyph in enumerate(glyphs, 1):
        share = round(more * letters * number / len(glyphs) - done)
        glyph.geometry.width += share
        done += share


def _space(line: PangoLine, text: str, more: float, pango: ModuleType) -> None:
    """Make each space wider, or narrower."""
    done = 0.0
    for number, glyph in enumerate(_glyphs(line, text.encode(), pango, spaces=True), 1):
        share = round(more * number - done)
        glyph.geometry.width += share
        done += share


def _glyphs(line: PangoLine, written: bytes, pango: ModuleType, *, spaces: bool = False) -> Iterator[Glyph]:
    """The last glyph of each cluster of a line that is no space, or that is one."""
    run = line.runs[0] if line.runs != pango.ffi.NULL else pango.ffi.NULL
    while run != pango.ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count: int = glyphs.num_glyphs
        clusters: Sequence[int] = glyphs.log_clusters[0:count]
        for at in range(count):
            last = at + 1 == count or clusters[at + 1] != clusters[at]
            place = item.offset + clusters[at]
            if last and written.startswith(_BLANKS, place) is spaces:
                yield glyphs.glyphs[at]
        run = run.next
