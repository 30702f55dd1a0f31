"""Text as it is drawn: each cluster is one glyph, or has one code, that stands for its text.

A cluster is the smallest piece of text whose glyphs cannot be told apart by its characters: an Indic syllable, of which
a vowel may be drawn before its consonant or on both sides of it; a letter with its marks; a ligature.  WeasyPrint gives
a glyph the whole text of the cluster that it is first met in, wherever else it may be drawn, and places each mark by
itself.  Programs that read a page take what is drawn, from the left to the right, and for some of them a mark that is
raised is on another line.  So what several glyphs of a cluster draw is one glyph here (`codes`).

In a line from right to left each glyph has one character, since programs turn such a line around by what its glyphs
stand for.  The others of a cluster (the lam of a ligature with alef, a vowel sign) are on glyphs that are empty and
take no room, and so is a zero width non-joiner anywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, MutableSequence, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from types import ModuleType
from typing import NamedTuple, Protocol

from kolofon.write.paper.faces import Widths
from kolofon.write.paper.mends import replaced
from kolofon.write.paper.typesetter import libraries
from kolofon.write.paper.wording.codes import Coded, code_of, width_of
from kolofon.write.paper.wording.operators import Marking, marked
from kolofon.write.paper.wording.sorts import Placed, Sort

__all__ = ["told_in_place"]

_INVOLVED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u1aff\u1b00-\u1cff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ua800-\uabff\ud7b0-\ud7ff"
    "\ufb1d-\ufdff\ufe00-\ufe0f\ufe20-\ufe2f\ufe70-\ufefe\U00010a00-\U00011fff\U0001e800-\U0001efff]"
)
"""Letters of scripts that are written from the right, or joined, or by syllables, and marks on letters of others."""

_UNSAID = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")) | (
    dict.fromkeys(range(0x2066, 0x206A))
)
"""Characters that say how a text is broken and turned, and are no part of its words."""


_KERN = 0.08
"""Ems by which two letters may be apart without programs taking it for a space."""

_NONE: int = libraries.pango.PANGO_GLYPH_EMPTY


class _Face(Coded, Protocol):
    """A font of WeasyPrint's while it is drawn with."""

    widths: Widths
    png: bool
    svg: bool
    colr: bool


class _Stream(Marking, Protocol):
    """A page's content: its operators and their operands."""

    stream: MutableSequence[object]

    def set_text_matrix(self, *values: float) -> None: ...
    def set_font_size(self, name: str, size: float) -> None: ...
    def set_text_rise(self, height: float) -> None: ...
    def show_text(self, text: str) -> None: ...
    def add_font(self, font: object) -> tuple[_Face, float]: ...


class _Matrix(Protocol):
    values: Sequence[float]


class _Analysis(Protocol):
    """The font and the direction of a run, which is odd from the right."""

    font: object
    level: int


class _Item(Protocol):
    """A piece of text, in bytes of UTF-8."""

    offset: int
    length: int
    analysis: _Analysis


class _Geometry(Protocol):
    width: int
    x_offset: int
    y_offset: int


class _Glyph(Protocol):
    glyph: int
    geometry: _Geometry


class _Glyphs(Protocol):
    """Glyphs in the order in which they are drawn, and where the cluster of each begins in the item, in bytes."""

    num_glyphs: int
    glyphs: Sequence[_Glyph]
    log_clusters: object


class _GlyphItem(Protocol):
    item: _Item
    glyphs: _Glyphs


class _PangoRun(Protocol):
    """A run, and the next one to the right of it."""

    data: _GlyphItem
    next: "_PangoRun"


class _Line(Protocol):
    runs: Sequence[_PangoRun]


class _Layout(Protocol):
    """Text as Pango has set it."""

    layout: object
    text: str

    def get_first_line(self) -> tuple[_Line, object]: ...


class _Box(Protocol):
    """A box of text of WeasyPrint's."""

    text: str
    style: Mapping[str, object]
    pango_layout: _Layout


class _Drawn(NamedTuple):
    """A glyph as it is drawn: how far it moves on, and where it is, to the right and below; in units of Pango."""

    glyph: int
    width: int
    right: int
    below: int


class _Cluster(NamedTuple):
    """A text and its glyphs in the order in which they are drawn; whether this is from the right."""

    text: str
    glyphs: tuple[_Drawn, ...]
    leftward: bool

    def with_more(self, more: "_Cluster") -> "_Cluster":
        """This cluster and the one behind it as one."""
        first, second = (more, self) if self.leftward else (self, more)
        return _Cluster(self.text + more.text, first.glyphs + second.glyphs, self.leftward)


def told_in_place(drawing: ModuleType) -> AbstractContextManager[None]:
    """Draw clusters as one, with what they stand for.  `drawing` is `weasyprint.draw.text`.

    A line is left to WeasyPrint if its text is from left to right, and has neither marks nor letters of scripts that
    are written by syllables, and where letters are lacking, or pictures.
    """
    stock: Callable[..., object] = drawing.draw_first_line

    def draw_first_line(stream: _Stream, box: _Box, text_overflow: str, block_ellipsis: str, matrix: _Matrix) -> object:
        involved = box.style["direction"] == "rtl" or _INVOLVED.search(box.text)
        if involved and text_overflow != "ellipsis" and block_ellipsis == "none" and box.text.strip():
            runs = list(_runs(stream, box))
            if all(map(_is_plain, runs)):
                stream.set_text_matrix(*matrix.values)
                for run in runs:
                    _Setter(stream, run).set()
                return []
        return stock(stream, box, text_overflow, block_ellipsis, matrix)

    return replaced(drawing, draw_first_line=draw_first_line)


class _Run(NamedTuple):
    """Clusters in one font, in the order in which they are drawn; its size is in pixels."""

    font: _Face
    size: float
    clusters: tuple[_Cluster, ...]


def _runs(stream: _Stream, box: _Box) -> Iterator[_Run]:
    """The runs of a line from the left to the right."""
    layout = box.pango_layout
    libraries.pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  as WeasyPrint does
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run = line.runs[0]
    while run != libraries.ffi.NULL:
        font, size = stream.add_font(run.data.item.analysis.font)
        yield _Run(font, size, tuple(_clusters(run.data, text)))
        run = run.next


def _clusters(run: _GlyphItem, text: bytes) -> Iterator[_Cluster]:
    """The clusters of a run in the order in which they are drawn; `text` is that of the whole line.

    What takes no room is part of the cluster before it: of a glyph without a width, programs do not know where it is.
    """
    count = run.glyphs.num_glyphs
    starts = libraries.ffi.unpack(run.glyphs.log_clusters, count)
    leftward = bool(run.item.analysis.level % 2)
    groups = [(start, list(each)) for start, each in groupby(range(count), key=starts.__getitem__)]
    in_order = groups[::-1] if leftward else groups
    ends = [*(start for start, _ in in_order[1:]), run.item.length]
    told: list[_Cluster] = []
    for (start, places), end in zip(in_order, ends, strict=True):
        characters = text[run.item.offset + start : run.item.offset + end].decode()
        glyphs = tuple(_drawn(run.glyphs.glyphs[each]) for each in places)
        cluster = _Cluster(characters, glyphs, leftward)
        if told and not any(glyph.width for glyph in glyphs):
            told[-1] = told[-1].with_more(cluster)
        else:
            told.append(cluster)
    yield from reversed(told) if leftward else told


def _drawn(info: _Glyph) -> _Drawn:
    place = info.geometry
    return _Drawn(info.glyph, place.width, place.x_offset, place.y_offset)


def _is_plain(run: _Run) -> bool:
    """Whether a run has outlines alone, and the font has all its letters."""
    font = run.font
    if font.bitmap or font.png or font.svg or font.colr:
        return False
    glyphs = (each.glyph for cluster in run.clusters for each in cluster.glyphs)
    return all(glyph == _NONE or glyph < font.glyph_count for glyph in glyphs)


class _Setter:
    """Sets a run.  Places are in thousandths of the size of the font, from where the run begins."""

    def __init__(self, stream: _Stream, run: _Run) -> None:
        self._stream, self._run, self._font = stream, run, run.font
        self._thousandths = 1000 * libraries.FROM_UNITS / run.size
        self._units = run.font.upem * libraries.FROM_UNITS / run.size
        self._wanted, self._at = 0.0, 0
        self._shown: list[str] = []

    def set(self) -> None:
        """Set the run."""
        self._stream.set_font_size(self._font.hash, self._run.size)
        for cluster in self._run.clusters:
            self._set(cluster)
        self._move()
        self._show()

    def _set(self, cluster: _Cluster) -> None:
        glyphs = [each for each in cluster.glyphs if each.glyph != _NONE]
        text = cluster.text.translate(_UNSAID) or (cluster.text if glyphs else "")
        if not glyphs:
            empty = "".join(character for character in text if unicodedata.category(character) == "Cf")
        else:
            empty = text[:-1] if cluster.leftward else ""
            self._set_glyphs(cluster, text.removeprefix(empty))
        self._wanted += sum(each.width for each in cluster.glyphs) * self._thousandths
        for character in reversed(empty) if cluster.leftward else empty:
            code = code_of(self._font, Sort((), 0, character))
            if code is not None:
                self._put(code, 0)

    def _set_glyphs(self, cluster: _Cluster, text: str) -> None:
        pen = 0
        placed: list[Placed] = []
        for each in cluster.glyphs:
            if each.glyph != _NONE:
                right, above = (pen + each.right) * self._units, -each.below * self._units
                placed.append((each.glyph, round(right), round(above)))
            pen += each.width
        sort = Sort(tuple(placed), round(pen * self._units), text)
        own = None
        if sort.single is not None:
            advance = self._font.widths.advance(sort.single)
            if text.isspace() or abs(sort.advance - advance) <= _KERN * self._font.upem:
                sort = sort._replace(advance=advance)
                own = self._own(sort)
        code = code_of(self._font, sort) if own is None else own
        if code is None:
            self._set_apart(cluster, text)
        else:
            # To ask a font of WeasyPrint's for a width is to have it written.
            self._put(code, width_of(self._font, sort) if own is None else self._font.widths[own])

    def _own(self, sort: Sort) -> int | None:
        """The number of the glyph of a sort, if this stands for its text; it does so from the first time on.

        A bracket that is turned around, in text from right to left, stands for that which opens where it closes.
        """
        known, glyph, text = self._font.to_unicode, sort.single, sort.text
        if glyph is None:
            return None
        if glyph not in known:
            turned = len(text) == 1 and unicodedata.mirrored(text) and self._font.widths.glyph(text) != glyph
            if turned:
                return None
            known[glyph] = text
        return glyph if known[glyph] == text else None

    def _set_apart(self, cluster: _Cluster, text: str) -> None:
        """Set the glyphs of a cluster one by one, and say what it is as a whole; their own texts are as they come."""
        self._move()
        self._show()
        self._stream.stream.extend(marked(text, self._stream))
        start = self._wanted
        for each in cluster.glyphs:
            if each.glyph != _NONE:
                self._wanted += each.right * self._thousandths
                self._move()
                self._show()
                self._stream.set_text_rise(-each.below * libraries.FROM_UNITS)
                self._font.to_unicode.setdefault(each.glyph, text)
                self._put(each.glyph, self._font.widths[each.glyph])
                self._show()
                self._stream.set_text_rise(0)
                self._wanted -= each.right * self._thousandths
            self._wanted += each.width * self._thousandths
        self._wanted = start
        self._stream.stream.append(b"EMC")

    def _put(self, code: int, width: int) -> None:
        self._move()
        self._shown.append(f"<{code:04x}>")
        self._at += width

    def _move(self) -> None:
        """Move to where the next glyph is wanted."""
        right = round(self._wanted - self._at)
        if right:
            self._shown.append(f"{-right}")
            self._at += right

    def _show(self) -> None:
        if self._shown:
            self._stream.show_text("".join(self._shown).replace("><", ""))
            self._shown.clear()
