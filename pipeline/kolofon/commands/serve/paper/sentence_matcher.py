"""The glyphs of some pages and the sentences of the book → which glyphs print which sentence.

The letters of a few pages, in the order in which they are read, are cut into the sentences of the book: as many letters
as can be are in one, whole.  Where that leaves a gap, the sentences that belong there are compared with it letter by
letter, as there are programs and scripts that turn letters around, and words that a theme adds.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rapidfuzz.distance import Levenshtein

from kolofon.commands.serve.paper.reading_order import Block, Glyph, Stream, edges, letters_of

__all__ = ["BookSentences", "Match", "PlacedGlyph", "matches_in"]

_KEY = 6
"""How many letters of a sentence it is looked up by."""
_EACH = 8.5
"""What a sentence costs, in letters: a little more than its ends count, so that few and long ones are found."""
_EDGE, _SPACE = 4.0, 3.0
"""What it counts that a sentence begins or ends at an edge, of a block or beside a sign, or else at a space."""
_SHORT = 12
"""How many letters a sentence has at least that is found between spaces: other words may be those of a short one."""
_NEXT = 1.0
"""What it counts that a sentence is the next one."""
_LEAST = 0.6
"""How much of a sentence must be found where its letters are compared."""
_FURTHEST = 80
"""How many sentences may be left out between two that were found, for them to be looked for there."""


class Printed(Protocol):
    """A sentence as it is printed, and the id of its message."""

    @property
    def id(self) -> str:
        """The id of the message."""

    @property
    def text(self) -> str:
        """What is printed of it."""


class BookSentences:
    """The sentences of a book in their order, with an index of their letters."""

    def __init__(self, printed: Iterable[Printed]) -> None:
        self.printed = tuple(printed)
        self.letters = tuple(letters_of(one.text) for one in self.printed)
        self._numbers: dict[str, list[int]] = {}
        self._by_key: dict[str, list[str]] = {}
        for number, letters in enumerate(self.letters):
            if letters:
                self._numbers.setdefault(letters, []).append(number)
        for letters in self._numbers:
            self._by_key.setdefault(letters[:_KEY], []).append(letters)

    def at(self, letters: str, start: int) -> Iterator[str]:
        """The letters of each sentence that begins at a place among some letters."""
        for length in range(1, _KEY + 1):
            for one in self._by_key.get(letters[start : start + length], ()):
                if (length == _KEY or len(one) == length) and letters.startswith(one, start):
                    yield one

    def number(self, letters: str, after: int) -> int:
        """The number of the next sentence with these letters after one, or else of the last one."""
        numbers = self._numbers[letters]
        at = bisect_left(numbers, after + 1)
        return numbers[at] if at < len(numbers) else numbers[-1]


class PlacedGlyph(NamedTuple):
    """A glyph on a page, the block that it is in, by its number, and how many letters there are before it."""

    page: int
    block: int
    glyph: Glyph
    letters: int


@dataclass(slots=True)
class Match:
    """A sentence by its number, and the glyphs that print it, from one to before another, of one stream."""

    number: int
    start: int
    end: int


class _Text:
    """The glyphs of a stream, and their letters."""

    def __init__(self, pages: Sequence[tuple[int, Sequence[Block]]], stream: Stream) -> None:
        self.shown: list[PlacedGlyph] = []
        self.owners: list[int] = []
        self.bounds: list[float] = [_EDGE]
        pieces: list[str] = []
        for page, blocks in pages:
            for block in (block for block in blocks if block.stream == stream):
                self._add(page, block, pieces)
        self.letters = "".join(pieces)

    def _add(self, page: int, block: Block, pieces: list[str]) -> None:
        """Add a block; `bounds` has what it counts to begin or to end at each place among the letters."""
        self.bounds[-1] = _EDGE
        number = self.shown[-1].block + 1 if self.shown else 0
        for glyph in block.glyphs:
            letters = letters_of(glyph.text)
            if glyph.text and (glyph.spaced or not letters):
                self.bounds[-1] = max(self.bounds[-1], _SPACE if letters else _EDGE)
            self.shown.append(PlacedGlyph(page, number, glyph, len(self.owners)))
            pieces.append(letters)
            self.owners += [len(self.shown) - 1] * len(letters)
            self.bounds += [0.0] * len(letters)
        self.bounds[-1] = _EDGE


def matches_in(
    sentences: BookSentences, pages: Sequence[tuple[int, Sequence[Block]]]
) -> Iterator[tuple[list[PlacedGlyph], list[Match]]]:
    """Of each stream of some pages that follow each other, its glyphs, and the sentences in their order."""
    for stream in Stream:
        text = _Text(pages, stream)
        if text.letters:
            found = _whole_sentences(sentences, text)
            found = sorted([*found, *_in_gaps(sentences, text, found)], key=lambda one: one.start)
            yield text.shown, _with_punctuation(sentences, text, found)


def _whole_sentences(sentences: BookSentences, text: _Text) -> list[Match]:
    """The whole sentences that hold the most letters; places are those of letters."""
    letters, bounds = text.letters, text.bounds
    best: list[tuple[float, Match | None, int]] = [(0.0, None, -1)]  # up to a place: worth, the last one, its number
    best += [(-1.0, None, -1)] * len(letters)
    for start in range(len(letters)):
        worth, last, number = best[start]
        if best[start + 1][0] < worth or best[start + 1][0] < 0:
            best[start + 1] = (worth, last, number)
        for one in sentences.at(letters, start):
            end = start + len(one)
            at_ends = bounds[start], bounds[end]
            next_ = sentences.number(one, number)
            gain = len(one) - _EACH + sum(at_ends) + _NEXT * (next_ == number + 1)
            if gain > 0 and (len(one) >= _SHORT or min(at_ends) == _EDGE) and worth + gain > best[end][0]:
                best[end] = (worth + gain, _LinkedMatch(next_, start, end, last), next_)
    found: list[Match] = []
    last = best[-1][1]
    while isinstance(last, _LinkedMatch):
        found.append(Match(last.number, last.start, last.end))
        last = last.before
    return found[::-1]


@dataclass(slots=True)
class _LinkedMatch(Match):
    """A sentence, and the one before it."""

    before: Match | None


def _in_gaps(sentences: BookSentences, text: _Text, found: Sequence[Match]) -> Iterator[Match]:
    """The sentences in the gaps between those that were found."""
    before = Match(-1, 0, 0)
    for after in [*found, Match(len(sentences.letters), len(text.letters), len(text.letters))]:
        if after.start > before.end:
            yield from _in_gap(sentences, text, before, after)
        before = after


def _in_gap(sentences: BookSentences, text: _Text, before: Match, after: Match) -> Iterator[Match]:
    gap = text.letters[before.end : after.start]
    numbers: Iterable[int] = ()
    if before.number >= 0 and before.number < after.number <= before.number + _FURTHEST:
        numbers = range(before.number + 1, after.number)
    elif before.number >= 0:
        numbers = _of_length(sentences, range(before.number + 1, len(sentences.letters)), len(gap))
    elif after.number < len(sentences.letters):
        numbers = reversed(list(_of_length(sentences, range(after.number - 1, -1, -1), len(gap))))
    chosen = [number for number in numbers if sentences.letters[number]]
    for number, start, end in _aligned([(number, sentences.letters[number]) for number in chosen], gap):
        yield Match(number, before.end + start, before.end + end)


def _of_length(sentences: BookSentences, numbers: Iterable[int], length: int) -> Iterator[int]:
    """As many sentences as may be in a gap of so many letters."""
    for number in numbers:
        yield number
        length -= len(sentences.letters[number])
        if length <= 0:
            break


def _aligned(some: Sequence[tuple[int, str]], gap: str) -> Iterator[tuple[int, int, int]]:
    """BookSentences in a gap, as their number and where they are in it."""
    same = [op for op in Levenshtein.opcodes("".join(one for _, one in some), gap) if op.tag == "equal"]
    begin, free = 0, 0
    for number, letters in some:
        end = begin + len(letters)
        parts = [(max(op.src_start, begin), min(op.src_end, end), op.dest_start - op.src_start) for op in same]
        parts = [part for part in parts if part[0] < part[1]]
        if sum(stop - start for start, stop, _ in parts) >= _LEAST * len(letters):
            (first, _, shift), (_, last, back) = parts[0], parts[-1]
            start = max(free, first + shift - (first - begin))
            free = min(len(gap), last + back + (end - last))
            yield number, start, free
        begin = end


def _with_punctuation(sentences: BookSentences, text: _Text, found: Sequence[Match]) -> list[Match]:
    """The sentences by glyphs, with the signs before and behind their letters."""
    matches: list[Match] = []
    for number, one in enumerate(found):
        first, last = text.owners[one.start], text.owners[max(one.end, one.start + 1) - 1] + 1
        floor = matches[-1].end if matches else 0
        ceiling = text.owners[found[number + 1].start] if number + 1 < len(found) else len(text.shown)
        before, behind = edges(sentences.printed[one.number].text)
        start = first
        while start > max(floor, first - before) and text.shown[start - 1].block == text.shown[first].block:
            start -= 1
        if number + 1 < len(found):
            ceiling -= edges(sentences.printed[found[number + 1].number].text)[0]
        end = last
        block = text.shown[last - 1].block
        while (
            end < ceiling and text.shown[end].block == block and (not text.shown[end].glyph.text or end - last < behind)
        ):
            end += 1
        matches.append(Match(one.number, start, max(end, last)))
    return matches
