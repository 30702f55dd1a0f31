"""Text as it is drawn: each cluster is one glyph, or has one code, whose text is that of the cluster.

A cluster is the smallest piece of text whose glyphs do not belong to single characters: an Indic syllable, of which
a vowel may be drawn before its consonant or on both sides of it; a letter with its marks; a ligature.  WeasyPrint gives
a glyph the whole text of the cluster that it is first met in, wherever else it may be drawn, and places each mark by
itself.  Programs that read a page take what is drawn, from the left to the right, and for some of them a mark that is
raised is on another line.  So what several glyphs of a cluster draw is one glyph here (`codes`).

In a line from right to left each glyph has one character, since programs turn such a line around by the characters of
its glyphs.  The others of a cluster (the lam of a ligature with alef, a vowel sign) are on glyphs that are empty and
take no room, and so is a zero width non-joiner anywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, MutableSequence, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Protocol

from kolofon.write.paper.extraction.clusters import EMPTY, PIXEL, Cluster, Face, Run, runs
from kolofon.write.paper.extraction.codes import code_of, width_of
from kolofon.write.paper.extraction.operators import Marking, marked
from kolofon.write.paper.extraction.order import Piece, Reader
from kolofon.write.paper.extraction.sorts import Placed, Sort
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box

__all__ = ["drawn_by_clusters"]

_INVOLVED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u1aff\u1b00-\u1cff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ua800-\uabff\ud7b0-\ud7ff"
    "\ufb1d-\ufdff\ufe00-\ufe0f\ufe20-\ufe2f\ufe70-\ufefe\U00010a00-\U00011fff\U0001e800-\U0001efff]"
)
"""Letters of scripts that are written from the right, or joined, or by syllables, and marks on letters of others."""

_NARROW = 20
"""What part of an em an empty glyph takes at most: without any room, programs do not know its place."""
_KERN = 12
"""What part of an em may be between two letters without programs taking it for a space."""


class _Matrix(Protocol):
    values: Sequence[float]


class _Stream(Marking, Protocol):
    """A page's content: its operators and their operands."""

    stream: MutableSequence[object]
    _current_font: tuple[str, float] | None

    def set_text_matrix(self, *values: float) -> None: ...
    def set_font_size(self, name: str, size: float) -> None: ...
    def set_text_rise(self, height: float) -> None: ...
    def show_text(self, text: str) -> None: ...
    def add_font(self, font: object) -> tuple[Face, float]: ...


def drawn_by_clusters(drawing: ModuleType) -> AbstractContextManager[None]:
    """Draw each cluster as one piece, with its text.  `drawing` is `weasyprint.draw.text`.

    A line is left to WeasyPrint if its text is from left to right, and has neither marks nor letters of scripts that
    are written by syllables; where letters are lacking, or pictures; and where it is cut short outside of margins.
    """
    stock: Callable[..., object] = drawing.draw_first_line

    reader = Reader()

    def draw_first_line(stream: _Stream, box: Box, text_overflow: str, block_ellipsis: str, matrix: _Matrix) -> object:
        involved = box.style["direction"] == "rtl" or _INVOLVED.search(box.text)
        cut = text_overflow == "ellipsis"
        reader.turn(stream, matrix.values[-1], float(str(box.style["font_size"])))
        tag = getattr(box, "element_tag", "")  # text in a vector picture has none
        in_margin = tag is None or tag.startswith("@")
        may = block_ellipsis == "none" and (not cut or in_margin)
        if involved and may and box.text.strip():
            found = runs(stream, box, cut=cut)
            if all(run.is_plain for run in found):
                stream.set_text_matrix(*matrix.values)
                _set_line(stream, reader.pieces(found))
                return []
        reader.open = True
        return stock(stream, box, text_overflow, block_ellipsis, matrix)

    return replaced(drawing, draw_first_line=draw_first_line)


def _set_line(stream: _Stream, pieces: Iterable[Piece]) -> None:
    pen, last = 0.0, None
    for piece in pieces:
        if piece.said:
            stream.stream.extend(marked(piece.said, stream))
        for group in piece.groups:
            if last and (last.leftward or piece.run.leftward or len(piece.groups) > 1):
                stream._current_font = None  # noqa: SLF001  what follows another font is another text
            pen = _Setter(stream, piece.run, pen).set(group)
            last = piece.run
        if piece.said:
            stream.stream.append(b"EMC")


class _Setter:
    """Sets clusters of a run, the pen being at a place in the line, in pixels.

    Places are in thousandths of the size of the font, from there.
    """

    def __init__(self, stream: _Stream, run: Run, pen: float) -> None:
        self._stream, self._run, self._font = stream, run, run.font
        self._thousandths = 1000 * PIXEL / run.size
        self._units = run.font.upem * PIXEL / run.size
        self._pen = pen
        self._wanted, self._at = 0.0, 0
        self._shown: list[str] = []

    def set(self, clusters: Sequence[Cluster]) -> float:
        """Set clusters, and return where the pen is then."""
        self._wanted = (clusters[0].left - self._pen) * 1000 / self._run.size
        self._stream.set_font_size(self._font.hash, self._run.size)
        for cluster in clusters:
            self._set(cluster)
        self._show()
        return self._pen + self._at * self._run.size / 1000

    def _set(self, cluster: Cluster) -> None:
        units = self._advance(cluster)
        text, end = cluster.text, self._wanted + cluster.width * 1000 / self._run.size
        if any(each.glyph != EMPTY for each in cluster.glyphs):
            if cluster.leftward and text.isspace():  # it joins what is before it
                self._wanted = end - units * 1000 / self._font.upem
            empty = text[:-1] if cluster.leftward else ""
            room = min(self._font.upem // _NARROW, units // len(text))
            self._set_glyphs(cluster, text.removeprefix(empty), units - room * len(empty))
        else:
            empty, room = "".join(character for character in text if unicodedata.category(character) == "Cf"), 0
            self._move()
        for character in reversed(empty) if cluster.leftward else empty:
            sort = Sort((), room, character)
            code = code_of(self._font, sort)
            if code is not None:
                self._put(code, width_of(self._font, sort))
        self._wanted = end

    def _set_glyphs(self, cluster: Cluster, text: str, advance: int) -> None:
        """Set the glyphs of a cluster as one that moves on so far, in units of the font."""
        pen = 0
        placed: list[Placed] = []
        for each in cluster.glyphs:
            if each.glyph != EMPTY:
                right, above = (pen + each.right) * self._units, -each.below * self._units
                placed.append((each.glyph, round(right), round(above)))
            pen += each.width
        sort = Sort(tuple(placed), advance, text)
        own = self._own(sort)
        code = code_of(self._font, sort) if own is None else own
        self._move()
        if code is None:
            self._set_apart(cluster, text)
        else:
            # A font of WeasyPrint's whose width is looked up is written into the file.
            self._put(code, width_of(self._font, sort) if own is None else self._font.widths[own])

    def _advance(self, cluster: Cluster) -> int:
        """How far a cluster moves on, in units of the font, but for what a program does not take for a space.

        That is another between other letters, and in each line that is made even; it would be another sort each time.
        """
        drawn = [each for each in cluster.glyphs if each.width and each.glyph != EMPTY]
        usual = sum(self._font.widths.advance(each.glyph) for each in drawn)
        more = sum(each.width for each in cluster.glyphs) * self._units - usual
        step = self._font.upem // _KERN
        return usual if cluster.text.isspace() and not cluster.leftward else usual + step * int(more / step)

    def _own(self, sort: Sort) -> int | None:
        """The number of the glyph of a sort, if that has its text: the text that it is first met with.

        A mirrored bracket, in text from right to left, gives the glyph no text, since the glyph is that of its
        opposite.
        """
        known, glyph, text = self._font.to_unicode, sort.single, sort.text
        if glyph is None or sort.advance != self._font.widths.advance(glyph):
            return None
        if glyph not in known:
            turned = len(text) == 1 and unicodedata.mirrored(text) and self._font.widths.glyph(text) != glyph
            if turned:
                return None
            known[glyph] = text
        return glyph if known[glyph] == text else None

    def _set_apart(self, cluster: Cluster, text: str) -> None:
        """Set the glyphs of a cluster one by one, and say what it is as a whole; their own texts are as they come."""
        self._show()
        self._stream.stream.extend(marked(text, self._stream))
        start = self._wanted
        for each in cluster.glyphs:
            if each.glyph != EMPTY:
                self._wanted += each.right * self._thousandths
                self._move()
                self._show()
                self._stream.set_text_rise(-each.below * PIXEL)
                self._font.to_unicode.setdefault(each.glyph, text)
                self._put(each.glyph, self._font.widths[each.glyph])
                self._show()
                self._stream.set_text_rise(0)
                self._wanted -= each.right * self._thousandths
            self._wanted += each.width * self._thousandths
        self._wanted = start
        self._stream.stream.append(b"EMC")

    def _put(self, code: int, width: int) -> None:
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
