"""How large words can be set in a room, and where their lines end.  Widths are measured in ems, by HarfBuzz."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import uharfbuzz as harfbuzz

from kolofon.language import language
from kolofon.language.breaks import line_breaks
from kolofon.language.letters import EUROPEAN
from kolofon.write.fonts import Family, families

__all__ = ["Fitted", "Room", "family_for", "fitted", "lines_needed", "width_of"]


class _Face(Protocol):
    """A face of HarfBuzz's; `upem` is how many units an em has."""

    upem: int


class _Font(Protocol):
    """A font of HarfBuzz's."""

    face: _Face


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words in lines, at a size in points, and the distance of the lines in points.

    `whole` is whether they have all the room that they need.
    """

    size: float
    lines: tuple[str, ...]
    leading: float
    whole: bool = True

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.leading


def family_for(text: str, tag: str, own: Sequence[Family] = ()) -> Family:
    """The family in which most of a text in a language is set."""
    chosen = families(text, [tag], own, code=False)
    return next((family for family in chosen if family.script == language(tag).script), chosen[0])


@lru_cache(maxsize=16)
def _font(content: bytes) -> _Font:
    font: _Font = harfbuzz.Font(harfbuzz.Face(content))
    return font


def width_of(text: str, family: Family, tag: str) -> float:
    """The width of a line of text in ems of its upright face."""
    faces = family.faces()
    font = _font(next((face for face in faces if face.style == "normal"), faces[0]).content)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = tag
    harfbuzz.shape(font, buffer)
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions)) / float(font.face.upem)


@dataclass(frozen=True, slots=True)
class Room:
    """A room for words: `width` and `height` in points, for `most` lines whose distance is `leading` in ems."""

    width: float
    height: float
    most: int
    leading: float


def fitted(text: str, tag: str, family: Family, room: Room, sizes: Sequence[float]) -> Fitted:
    """The largest of some sizes (points, falling) in which a text goes into a room, and its lines.

    The lines are of about one length.  Where even the last size is too large, it is taken, and the text is not `whole`.
    """
    pieces = [
        (piece, width_of(piece.rstrip(), family, tag), width_of(piece, family, tag)) for piece in _pieces(text, tag)
    ]
    for size in sizes:
        width = room.width / size
        lines = _broken(pieces, width)
        high = len(lines) * room.leading * size
        if len(lines) <= room.most and high <= room.height and all(alone <= width for _, alone, _ in pieces):
            return Fitted(size, _evened(pieces, width, lines), room.leading * size)
    least = sizes[-1]
    return Fitted(least, _broken(pieces, room.width / least), room.leading * least, whole=False)


def lines_needed(text: str, tag: str, family: Family, width: float) -> int:
    """How many lines a paragraph has in a measure in ems, with some room for lines that end early."""
    return int(width_of(text, family, tag) * 1.06 / width) + 1


def _pieces(text: str, tag: str) -> list[str]:
    """What no line's end parts, with the spaces behind each; a very short word goes with the next."""
    if language(tag).script in EUROPEAN:
        joined = re.sub(r"(?<!\S)(\S{1,2}) +", "\\1\N{NO-BREAK SPACE}", text)
        return re.findall(r"[^ ]+ *", joined)
    ends = [0, *line_breaks(text, tag, phrases=True), len(text)]
    return [text[begin:end] for begin, end in pairwise(sorted(set(ends)))]


def _broken(pieces: Sequence[tuple[str, float, float]], width: float) -> tuple[str, ...]:
    lines: list[str] = []
    used = 0.0
    for text, alone, whole in pieces:
        if lines and used + alone <= width:
            lines[-1] += text
            used += whole
        else:
            lines.append(text)
            used = whole
    return tuple(line.rstrip() for line in lines)


def _evened(pieces: Sequence[tuple[str, float, float]], width: float, lines: tuple[str, ...]) -> tuple[str, ...]:
    """As many lines, as short as they can be."""
    short, long = max(alone for _, alone, _ in pieces), width
    best = lines
    for _ in range(12):
        middle = (short + long) / 2
        tried = _broken(pieces, middle)
        if len(tried) == len(lines):
            best, long = tried, middle
        else:
            short = middle
    return best
