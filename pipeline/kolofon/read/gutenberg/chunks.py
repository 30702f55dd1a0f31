"""From the lines of a text, chunks, between which there are empty lines; and whether a chunk is a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kolofon.read.text import Line

__all__ = ["Chunk", "chunks_of", "indent_of", "is_prose", "usual_width"]

_BRACKET = re.compile(r"\[(?:Illustration|Footnote|Transcriber|Sidenote)\b", re.IGNORECASE)
_LONGEST = 150
"""The most lines in which the bracket that closes another is searched."""
_SLACK = 12
"""How many characters before the usual width a line may end although the next word would have fitted."""
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines without an empty one among them, and how many empty lines are before them."""

    lines: tuple[Line, ...]
    before: int

    @property
    def text(self) -> str:
        """The words of the chunk, with single spaces between them."""
        return " ".join(" ".join(line.text for line in self.lines).split())

    @property
    def indent(self) -> int:
        """The number of spaces that all lines of the chunk begin with."""
        return min(map(indent_of, self.lines))


def chunks_of(lines: Sequence[Line]) -> Iterator[Chunk]:
    """The chunks of a text.  A footnote or an illustration in brackets is one chunk, with the empty lines in it."""
    at, before = 0, 0
    while at < len(lines):
        if lines[at].blank:
            before += 1
            at += 1
            continue
        end = _closed(lines, at) if _BRACKET.match(lines[at].text.lstrip()) else 0
        end = end or next((number for number in range(at, len(lines)) if lines[number].blank), len(lines))
        yield Chunk(tuple(lines[at:end]), before)
        at, before = end, 0


def _closed(lines: Sequence[Line], at: int) -> int:
    """The number of the line behind the one that ends with the closing bracket of a line's first; 0 if none does."""
    depth = 0
    for number in range(at, min(at + _LONGEST, len(lines))):
        depth += lines[number].text.count("[") - lines[number].text.count("]")
        if depth <= 0:
            return number + 1 if lines[number].text.rstrip().endswith("]") else 0
    return 0


def usual_width(chunks: Sequence[Chunk]) -> int:
    """The width at which the lines of a text are wrapped: a tenth of its lines, without last ones, are longer."""
    widths = sorted(len(line.text.rstrip()) for chunk in chunks for line in chunk.lines[:-1])
    return widths[len(widths) * 9 // 10] if widths else 0


def is_prose(lines: Sequence[Line], width: int) -> bool:
    """Whether lines are a wrapped paragraph: most end where the next word would not have fitted."""
    if len(lines) == 1:
        return True
    short = sum(
        len(line.text.rstrip()) + 1 + len(following.text.split()[0]) + _SLACK < width
        for line, following in pairwise(lines)
        if following.text.split()
    )
    return short <= (len(lines) - 1) * _MOST and short < len(lines) - 1


def indent_of(line: Line) -> int:
    """The number of spaces that a line begins with; a tab counts up to the next stop."""
    text = line.text.expandtabs()
    return len(text) - len(text.lstrip())
