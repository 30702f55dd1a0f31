"""The cover of a book for the screen: a paper label on patterned boards, as on small classics, in type alone.

Each language has its own colour of boards, which distinguishes the editions of one work on a shelf.  The cover is a
PNG, since some devices show no SVG there; where no family of the press has all the letters of a line, it is an SVG in
the reader's own.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import PurePosixPath

from PIL import Image, ImageDraw, ImageFont, features

from kolofon.language import language
from kolofon.language.breaks import line_breaks
from kolofon.language.formats import endonym
from kolofon.language.letters import EUROPEAN
from kolofon.language.tags import base_of
from kolofon.model.edition import Artefact
from kolofon.model.error import MachineError
from kolofon.write.fonts import Family, families, text_family
from kolofon.write.screen.subset import lacking
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled
from kolofon.write.themes.theme import PLAIN, Theme

__all__ = ["Label", "cover"]

_WIDTH, _HEIGHT = 1600, 2400
_LABEL = (250, 400, 1350, 1420)
_BOARDS = ("7a2a2a", "23415e", "2f5240", "5b3a63", "8a5a1e", "2d5a61", "4a4a52", "6d3b2a")
_PAPER, _INK = "f6f0e2", "231f1c"
_SIZES = (150, 136, 124, 112, 100, 90, 80, 70, 62, 54)
_LINES = 5
_TALLEST = 560
"""The height that the lines of a title may have, in a script in which they are farther apart."""
_SHADES = 32
"""Steps from ground to ink: enough for smooth edges, few enough for a small file."""


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a cover.  `languages` are tags, the last that of the title; `direction` is "ltr" or "rtl"."""

    title: str
    direction: str
    languages: tuple[str, ...]
    publisher: str

    @property
    def named(self) -> str:
        """The languages, each by its own name."""
        return " · ".join(endonym(language) for language in self.languages)


def cover(label: Label, theme: Theme = PLAIN) -> Artefact:
    """The cover with a label.  The same values give the same bytes.

    Raises MachineError where Pillow cannot set type with kerning (it takes FriBidi from the machine, as Pango does).
    """
    lines = (label.title, label.named, label.publisher)
    if not all(_family(line, label, theme) for line in lines):
        return Artefact(PurePosixPath("cover.svg"), "image/svg+xml", _drawn(label, theme))
    if not features.check("raqm"):
        raise MachineError("Pillow finds no FriBidi, so no cover can be set", hint="install libfribidi0")
    return Artefact(PurePosixPath("cover.png"), "image/png", _set(label, theme))


@lru_cache(maxsize=4)  # an edition's EPUB and site have the same, and so has a book that is made again
def _set(label: Label, theme: Theme) -> bytes:
    # Two pictures of grey, each with a palette of its own: the boards below, and the label on them.
    boards = Image.new("L", (_WIDTH, _HEIGHT), 0)
    _pattern(boards)
    left, top, right, bottom = _LABEL
    paper = Image.new("L", (right - left, bottom - top), 0)
    _print(ImageDraw.Draw(paper), paper.size, label, theme)
    picture = boards.point([shade * (_SHADES - 1) // 255 for shade in range(256)])
    picture.paste(paper.point([_SHADES + shade * (_SHADES - 1) // 255 for shade in range(256)]), (left, top))
    indexed = Image.frombytes("P", picture.size, picture.tobytes())
    board = _board(label.languages[-1])
    indexed.putpalette([*_ramp(board, _mixed(board, _rgb(_PAPER), 0.22)), *_ramp(_rgb(_PAPER), _rgb(_INK))])
    written = io.BytesIO()
    indexed.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _pattern(boards: Image.Image) -> None:
    across, down = 160, 100
    stamps = []
    for leaf in "☙❧":
        stamp = Image.new("L", (across, down), 0)
        ImageDraw.Draw(stamp).text((across // 2, down // 2), leaf, fill=255, font=_font(text_family(), 92), anchor="mm")
        stamps.append(stamp)
    for row in range(_HEIGHT // down + 1):
        shift = across // 2 if row % 2 else 0
        for column in range(_WIDTH // across + 2):
            boards.paste(stamps[row % 2], (column * across - shift, row * down - down // 2))


def _print(draw: ImageDraw.ImageDraw, size: tuple[int, int], label: Label, theme: Theme) -> None:
    width, height = size
    for inset, stroke in ((28, 8), (46, 2)):
        draw.rectangle((inset, inset, width - inset, height - inset), outline=255, width=stroke)
    font, lines, leading = _fitted(label, width - 180, _family(label.title, label, theme) or text_family())
    y = (height - 250) // 2 + 20 - leading * (len(lines) - 1) // 2
    for line in lines:
        draw.text((width // 2, y), line, fill=255, font=font, anchor="mm", direction=label.direction)
        y += leading
    italic = _font(_family(label.named, label, theme) or text_family(), 58, "italic")
    draw.text((width // 2, height - 270), label.named, fill=255, font=italic, anchor="mm")
    draw.line((width // 2 - 60, height - 205, width // 2 + 60, height - 205), fill=255, width=2)
    family = _family(label.publisher, label, theme) or text_family()
    small = _font(family, 52)
    # Scripts that join letters must not be letterspaced.
    spaced = label.publisher if _apart(family) else "\N{HAIR SPACE}".join(label.publisher)
    draw.text((width // 2, height - 140), spaced, fill=255, font=small, anchor="mm", features=["smcp"])


def _fitted(label: Label, room: int, family: Family) -> tuple[ImageFont.FreeTypeFont, Sequence[str], int]:
    """The largest type in which a title has few lines, where no word sticks out, those lines, and their distance.

    The lines are of about one length.
    """
    pieces, tall = _pieces(label, family), language(label.languages[-1]).leading
    font, leading = _font(family, _SIZES[-1]), 0
    lines: Sequence[str] = [label.title]
    for size in _SIZES:
        font, leading = _font(family, size), round(size * 1.16 * tall)
        lines = _broken(pieces, font, room)
        most = min(_LINES, _TALLEST // leading) if _apart(family) else _LINES
        if len(lines) <= most and all(font.getlength(line) <= room for line in lines):
            break
    narrower = room
    while narrower > 0 and len(closer := _broken(pieces, font, narrower)) == len(lines):
        if any(font.getlength(line) > room for line in closer):
            break
        lines, narrower = closer, narrower - 20
    return font, lines, leading


def _apart(family: Family) -> bool:
    """Whether a family is of a script with rules of its own for the ends and the distance of lines."""
    return family.script != "" and family.script not in EUROPEAN


def _pieces(label: Label, family: Family) -> Sequence[str]:
    """What a title is made of that no line's end parts, with the spaces behind each."""
    if not _apart(family):
        return [f"{word} " for word in _words(label.title)]
    ends = [0, *line_breaks(label.title, label.languages[-1], phrases=True), len(label.title)]
    return [label.title[begin:end] for begin, end in pairwise(sorted(set(ends)))]


def _broken(pieces: Sequence[str], font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and font.getlength(f"{lines[-1]}{piece}".rstrip(" ")) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip(" ") for line in lines]


def _words(title: str) -> list[str]:
    """The words of a title; a very short one goes with the next, and ends no line."""
    return re.sub(r"(?<!\S)(\S{1,2})\s+", "\\1\N{NO-BREAK SPACE}", title).split(" ")


def _drawn(label: Label, theme: Theme) -> bytes:
    lines: list[str] = []
    for word in _words(label.title):
        if lines and len(lines[-1]) + len(word) < 18:  # noqa: PLR2004  about as many letters as the label has room for
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    board = "".join(f"{part:02x}" for part in _board(label.languages[-1]))
    return filled("epub/cover.svg.jinja", {"label": label, "lines": lines, "board": board}, theme, Kind.XML).encode()


def _family(line: str, label: Label, theme: Theme) -> Family | None:
    """The first family that has every letter of a line; the languages of the label say which it is of several."""
    chosen = families(line, reversed(label.languages), theme.fonts, code=False)
    return next((family for family in chosen if not lacking(line, family)), None)


@cache
def _font(family: Family, size: int, style: str = "normal") -> ImageFont.FreeTypeFont:
    """A family in a size; upright, where it has no face of that style."""
    face = next((face for face in family.faces() if face.style == style), family.faces()[0])
    return ImageFont.truetype(io.BytesIO(face.content), size, layout_engine=ImageFont.Layout.RAQM)


def _board(language: str) -> tuple[int, ...]:
    # A sum, and not hash(), whose value is another one in each process.
    return _rgb(_BOARDS[sum(base_of(language).encode()) % len(_BOARDS)])


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour))


def _mixed(ground: Sequence[int], ink: Sequence[int], share: float) -> tuple[int, ...]:
    return tuple(round(below + (above - below) * share) for below, above in zip(ground, ink, strict=True))


def _ramp(ground: Sequence[int], ink: Sequence[int]) -> list[int]:
    steps = [_mixed(ground, ink, step / (_SHADES - 1)) for step in range(_SHADES)]
    return [part for step in steps for part in step]
