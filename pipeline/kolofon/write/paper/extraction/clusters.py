"""A line of text as Pango has set it: runs of one font and direction, and their clusters.

A cluster is the smallest piece of text whose glyphs do not belong to single characters: an Indic syllable, a letter
with its marks, a ligature.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, Protocol

from kolofon.write.paper.extraction.codes import Coded
from kolofon.write.paper.weasyprint.faces import Widths
from kolofon.write.paper.weasyprint.modules import libraries
from kolofon.write.paper.weasyprint.protocols import Box, Glyph, GlyphItem

__all__ = ["EMPTY", "PIXEL", "Cluster", "Drawn", "Face", "Faces", "Run", "runs"]

EMPTY: int = libraries.pango.PANGO_GLYPH_EMPTY
"""What Pango has in the place of a glyph that is not seen."""
_UNSAID: dict[int, str | None] = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
) | (dict.fromkeys(range(0x2066, 0x206A)))
"""Characters that control breaks and directions of a text, and are no part of its words."""
_NO_SIGN = "\N{ZERO WIDTH SPACE}"
_BREAK = "\ufdd0"
"""No character (Unicode Standard, 23.7): it is said as a soft hyphen."""
_UNSAID[ord(_BREAK)] = "\N{SOFT HYPHEN}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_MARKS = frozenset({"Mn", "Mc", "Me"})
"""Categories of characters that go with the letter before them."""
PIXEL: float = libraries.FROM_UNITS
"""Pixels in one of Pango's units."""


class Face(Coded, Protocol):
    """A font of WeasyPrint's while it is drawn with."""

    widths: Widths
    png: bool
    svg: bool
    colr: bool


class Faces(Protocol):
    """A page's content, with the fonts of the file."""

    def add_font(self, font: object) -> tuple[Face, float]: ...  # noqa: D102  WeasyPrint's own


class Drawn(NamedTuple):
    """A glyph as Pango draws it: how far it moves on, and where it is, to the right and below; in units of Pango."""

    glyph: int
    width: int
    right: int
    below: int


class Cluster(NamedTuple):
    """A text and its glyphs from the left to the right; whether it is read from the right; its place in the line.

    That is in pixels, from where the line begins.
    """

    text: str
    glyphs: tuple[Drawn, ...]
    leftward: bool
    left: float = 0.0

    @property
    def width(self) -> float:
        """How far it moves on, in pixels."""
        return sum(each.width for each in self.glyphs) * PIXEL

    def with_more(self, more: "Cluster") -> "Cluster":
        """This cluster and the one behind it as one."""
        first, second = (more, self) if self.leftward else (self, more)
        return Cluster(self.text + more.text, first.glyphs + second.glyphs, self.leftward)


class Run(NamedTuple):
    """Clusters in one font, whose size is in pixels, from the left to the right.

    `start` is the place of their text in that of the line.
    """

    font: Face
    size: float
    clusters: tuple[Cluster, ...]
    start: int

    @property
    def leftward(self) -> bool:
        """Whether it is read from the right."""
        return bool(self.clusters) and self.clusters[0].leftward

    @property
    def is_plain(self) -> bool:
        """Whether it has outlines alone, and the font has all its letters."""
        font = self.font
        if font.bitmap or font.png or font.svg or font.colr:
            return False
        glyphs = (each.glyph for cluster in self.clusters for each in cluster.glyphs)
        return all(glyph == EMPTY or glyph < font.glyph_count for glyph in glyphs)


def runs(stream: Faces, box: Box, *, cut: bool) -> list[Run]:
    """The runs of a line from the left to the right; `cut` says that it ends in an ellipsis if it is too long.

    In a line that is made even, Pango has one for each space; here it is a part of what is around it.
    """
    layout, pango = box.pango_layout, libraries.pango
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  as WeasyPrint does
    if cut and layout.max_width is not None:
        pango.pango_layout_set_width(layout.layout, int(layout.max_width * libraries.TO_UNITS))
        pango.pango_layout_set_ellipsize(layout.layout, pango.PANGO_ELLIPSIZE_END)
    line, _ = layout.get_first_line()
    text = _marked(layout.text, str(box.style["hyphenate_character"])).encode()
    found: list[Run] = []
    each, left = line.runs[0], 0.0
    while each != libraries.ffi.NULL:
        font, size = stream.add_font(each.data.item.analysis.font)
        clusters: list[Cluster] = []
        for cluster in _clusters(each.data, text):
            shows = [drawn.glyph for drawn in cluster.glyphs if drawn.glyph != EMPTY]
            said = cluster.text.translate(_UNSAID) or (cluster.text if shows else "")
            if cut and shows == [font.widths.glyph(_ELLIPSIS)]:
                said = _ELLIPSIS  # Pango gives it the text that it replaces
            clusters.append(cluster._replace(text=said, left=left))
            left += cluster.width
        run = Run(font, size, tuple(clusters), each.data.item.offset)
        last = found[-1] if found else None
        if last and (last.font, last.size, last.leftward) == (font, size, run.leftward):
            found[-1] = Run(font, size, last.clusters + run.clusters, min(last.start, run.start))
        else:
            found.append(run)
        each = each.next
    return found


def _marked(text: str, sign: str) -> str:
    """A text as long in UTF-8 whose last character is `_BREAK` if a word is broken there without a sign to be seen."""
    return f"{text.removesuffix(sign)}{_BREAK}" if sign == _NO_SIGN and text.endswith(sign) else text


def _clusters(run: GlyphItem, text: bytes) -> Iterator[Cluster]:
    """The clusters of a run from the left to the right; `text` is that of the whole line.

    A mark is part of the cluster before it, and so is what takes no room: of a glyph without a width, programs do not
    know where it is.
    """
    count = run.glyphs.num_glyphs
    starts = libraries.ffi.unpack(run.glyphs.log_clusters, count)
    leftward = bool(run.item.analysis.level % 2)
    groups = [(start, list(each)) for start, each in groupby(range(count), key=starts.__getitem__)]
    in_order = groups[::-1] if leftward else groups
    ends = [*(start for start, _ in in_order[1:]), run.item.length]
    clusters: list[Cluster] = []
    for (start, places), end in zip(in_order, ends, strict=True):
        characters = text[run.item.offset + start : run.item.offset + end].decode()
        glyphs = tuple(_drawn(run.glyphs.glyphs[each]) for each in places)
        cluster = Cluster(characters, glyphs, leftward)
        joined = unicodedata.category(characters[:1] or " ") in _MARKS
        if clusters and (joined or not any(glyph.width for glyph in glyphs)):
            clusters[-1] = clusters[-1].with_more(cluster)
        else:
            clusters.append(cluster)
    yield from reversed(clusters) if leftward else clusters


def _drawn(info: Glyph) -> Drawn:
    place = info.geometry
    return Drawn(info.glyph, place.width, place.x_offset, place.y_offset)
