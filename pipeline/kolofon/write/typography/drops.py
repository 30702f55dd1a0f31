"""Drop capitals: the first letter of a chapter, as high as two or three lines, its foot on the baseline of the last."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kolofon.language import language
from kolofon.language.letters import APART, digraphs, script_of
from kolofon.model.edition import Page
from kolofon.write.fonts import Family
from kolofon.write.typography.geometry import Geometry

__all__ = ["Drop", "Parted", "drop", "has_drops", "parted"]

_MARKS = frozenset(["Pi", "Pf", "Ps"])  # initial, final and opening punctuation
_OPENING = frozenset("\"'¿¡\N{DOUBLE LOW-9 QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}")
"""What may be before the first letter: quotation marks, brackets, and marks that open a sentence in Spanish."""

_SPACES = frozenset(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")

_APOSTROPHES = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}")
_BELOW = range(202, 221)
"""Canonical combining classes of marks below a letter, or attached to its foot (Unicode Standard Annex 44, 5.7.4)."""

_CLASS = 'class="drop'
_GAP = 0.06
"""The room beside the letter, in its size."""

_MARK = 0.5
"""The size of a quotation mark before it, in that of the letter."""


class Parted(NamedTuple):
    """The beginning of a text in parts: marks before the first letter, that letter, and the rest.

    `deep` is whether something is below the letter's foot.
    """

    marks: str
    letter: str
    rest: str
    deep: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """The measures of a drop capital on paper, in points.

    `size` is that of its type; `line` the height of a line that puts it on the baseline of the last of `lines`; `gap`
    is beside it; `mark` is the size of marks before it, which are `raised`.  On screens it is `ems` of the text high,
    in a line of `screen_line`.
    """

    lines: int
    size: float
    line: float
    gap: float
    mark: float
    raised: float
    ems: float
    screen_line: float


class _Metrics(NamedTuple):
    """The heights of a font in ems: of its capitals, of its ascenders and of its descenders."""

    capitals: float
    above: float
    below: float


def drop(page: Page, measures: Geometry, family: Family) -> Drop:
    """The measures of the drop capitals of a page in a family.

    The head of the letter is level with the capitals of the first line, so it is as high as these and the lines below
    (CSS Inline Layout Module Level 3, `initial-letter`).
    """
    heights = _metrics(family)
    lower = (page.drop - 1) * measures.line
    size = (lower + heights.capitals * measures.size) / heights.capitals
    middle = (heights.above - heights.below) / 2
    # Where the baseline of the last line is, from the top of the first (CSS 2.2, 10.8.1, half-leading)
    baseline = lower + measures.line / 2 + middle * measures.size
    ratio = measures.line / measures.size
    return Drop(
        lines=page.drop,
        size=round(size, 3),
        line=round(2 * (baseline - middle * size), 3),
        gap=round(_GAP * size, 2),
        mark=round(_MARK * size, 2),
        raised=round(heights.capitals * size * (1 - _MARK), 2),
        ems=round(size / measures.size, 2),
        screen_line=round(page.drop * ratio * measures.size / size, 2),
    )


@cache
def _metrics(family: Family) -> _Metrics:
    import uharfbuzz as harfbuzz  # noqa: PLC0415  few books have drop capitals

    face = harfbuzz.Face(next(each.content for each in family.faces() if each.style == "normal"))
    extents = harfbuzz.Font(face).get_font_extents("ltr")
    table = bytes(face.reference_table("OS/2").data)
    capitals = int.from_bytes(table[88:90], "big", signed=True) / face.upem  # sCapHeight, from version 2 on
    return _Metrics(capitals or 0.7, extents.ascender / face.upem, -extents.descender / face.upem)


def has_drops(markup: str) -> bool:
    """Whether a page has drop capitals."""
    return _CLASS in markup


def parted(text: str, tag: str) -> Parted | None:
    """The beginning of a text in a language (a tag), if it begins with a letter that can be a drop capital.

    A digraph that is a letter of the language is kept together (Albanian Dh, Dutch IJ), and so is an article with its
    apostrophe (L’); a letter has its marks.
    """
    at = 0
    while at < len(text) and (text[at] in _OPENING or unicodedata.category(text[at]) in _MARKS or text[at] in _SPACES):
        at += 1
    if at == len(text) or not text[at].isalpha() or script_of(text[at]) not in APART:
        return None
    if language(tag).cased and text[at].islower():
        return None
    end = at + _letters(text[at:], digraphs(language(tag).collation))
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isalpha():
        end += 1
    letter = text[at:end]
    deep = any(unicodedata.combining(sign) in _BELOW for sign in unicodedata.normalize("NFD", letter))
    return Parted(text[:at], letter, text[end:], deep)


def _letters(text: str, several: Sequence[str]) -> int:
    """How many characters the first letter of a text has."""
    folded = text[:4].casefold()
    return next((len(digraph) for digraph in several if folded.startswith(digraph)), 1)
