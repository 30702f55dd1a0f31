"""Lines made even in scripts without spaces between words: the space goes between the characters.

WeasyPrint makes a line as long as its measure by its spaces alone (CSS Text 3, `text-justify: inter-word`); for these
scripts it is `inter-character` here.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

from kolofon.language.letters import UNSPACED, WIDE
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box, Geometry, PangoLine, TextLayout

__all__ = ["evened_by_characters"]

_UNSPACED = re.compile(UNSPACED)

_SPACES = (" ", "\N{NO-BREAK SPACE}")
_AT_A_SPACE = 4
"""How much of the space goes to a space in the text, as a multiple of what goes between two characters."""

_WIDEST, _WIDEST_OF_HAN = 0.2, 0.09
"""How much space is put between two characters at most, in ems; a line that needs more is left short.

Between East Asian characters it is less, as programs that take the text out of a PDF read a tenth of an em as a space.
"""
_HAN = re.compile(WIDE)


@contextmanager
def evened_by_characters(lines: ModuleType, texts: ModuleType, pango: ModuleType) -> Iterator[None]:
    """Put the space of a line between characters.

    The modules are `weasyprint.layout.inline`, `weasyprint.text.line_break` and `weasyprint.text.ffi`.
    """
    marked, spread = _marked(texts.Layout.set_text), _spread(texts.Layout.get_first_line, pango)
    counted = _counted(lines.count_expandable_spaces, texts, pango)
    with (
        replaced(texts.Layout, set_text=marked, get_first_line=spread),
        replaced(lines, count_expandable_spaces=counted, justify_line=_justified(lines)),
    ):
        yield


def _spread(stock: Callable[[TextLayout], tuple[PangoLine, int | None]], pango: ModuleType) -> Callable[..., object]:
    """`Layout.get_first_line`, whose glyphs have the space of an even line behind them.

    Pango's own letter spacing would take the ligatures out of a text, and Khmer cannot be written without.
    """

    def get_first_line(self: TextLayout) -> tuple[PangoLine, int | None]:
        line, index = stock(self)
        if getattr(self, "spread", False):
            more = round(self.justification_spacing * pango.TO_UNITS)
            for geometry, shares in _ends(line, self.text, pango):
                geometry.width += more * shares
            vars(self)["spread"] = False
        return line, index

    return get_first_line


def _marked(stock: Callable[..., None]) -> Callable[..., None]:
    """`Layout.set_text`, which says of a text that is to be drawn whether its characters are spread."""

    def set_text(self: TextLayout, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  as WeasyPrint has it
        stock(self, text, justify)
        if justify and self.justification_spacing and _UNSPACED.search(self.text):
            vars(self)["spread"] = True

    return set_text


def _ends(line: PangoLine, text: str, pango: ModuleType) -> Iterator[tuple[Geometry, int]]:
    """The widths of the last glyphs of characters that have space put behind them, and how many shares of it.

    Of the shares of a space in the text, WeasyPrint puts the first one there.
    """
    written = text.encode()
    run = line.runs[0] if line.runs != pango.ffi.NULL else pango.ffi.NULL
    while run != pango.ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs if item.analysis.level % 2 == 0 else 0  # none of these scripts runs leftward
        for at in range(count):
            begin = glyphs.log_clusters[at]
            if at + 1 < count and glyphs.log_clusters[at + 1] == begin:
                continue
            character = written[item.offset + begin :][:4].decode(errors="ignore")[:1]
            if _UNSPACED.match(character):
                yield glyphs.glyphs[at].geometry, 1
            elif character in _SPACES:
                yield glyphs.glyphs[at].geometry, _AT_A_SPACE - 1
        run = run.next


def _counted(stock: Callable[[Box], float], texts: ModuleType, pango: ModuleType) -> Callable[[Box], float]:
    """`count_expandable_spaces`: how often a box has the space that is put into a line."""

    def count_expandable_spaces(box: Box) -> float:
        text = getattr(box, "text", "")
        if not isinstance(text, str) or not _UNSPACED.search(text):
            return stock(box)
        layout = texts.Layout(box.style)
        layout.set_text(text)
        return stock(box) + sum(shares for _, shares in _ends(layout.get_first_line()[0], text, pango))

    return count_expandable_spaces


def _justified(lines: ModuleType) -> Callable[..., None]:
    stock: Callable[[object, Box, float], None] = lines.justify_line

    def justify_line(context: object, line: Box, room: float) -> None:
        words = list(_texts(line))
        if not any(_UNSPACED.search(box.text) for box in words):
            stock(context, line, room)
            return
        gaps = lines.count_expandable_spaces(line) - bool(_UNSPACED.match(words[-1].text[-1:]))
        most = _WIDEST_OF_HAN if any(_HAN.search(box.text) for box in words) else _WIDEST
        if gaps > 0:
            spacing = min(room / gaps, most * float(str(line.style["font_size"])))
            lines.add_word_spacing(context, line, spacing, 0)

    return justify_line


def _texts(box: Box) -> Iterator[Box]:
    """The boxes of text in a box that have any, in their order."""
    if getattr(box, "text", ""):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)
