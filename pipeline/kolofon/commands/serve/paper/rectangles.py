"""The glyphs of sentences → their rectangles on a page, as data for the browser."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from kolofon.commands.serve.paper.reading_order import Block, Glyph, letters_of
from kolofon.commands.serve.paper.sentence_matcher import BookSentences, Match, PlacedGlyph, matches_in

__all__ = ["SentencePlace", "sentence_places"]

_Box = tuple[float, float, float, float]
_SAME_LINE = 0.5
"""How much of the lower of two glyphs is beside the other one, if they are in one line."""
_HIGHEST = 2.0
"""How many times as high as its ink a line may be."""
_NEAR = 3.0
"""How far apart two glyphs of a line may be, in heights."""


class SentencePlace(TypedDict):
    """A sentence on a page: the id of its message, its rectangles in points, and what is printed of it there."""

    id: str
    rects: list[list[float]]
    text: str


def sentence_places(
    sentences: BookSentences, pages: Sequence[tuple[int, Sequence[Block]]], page: int
) -> list[SentencePlace]:
    """The sentences on a page; `pages` are that page and those beside it, on which its sentences may begin and end."""
    order = {id(glyph): at for at, glyph in enumerate(_glyphs(pages, page))}
    drawn: list[tuple[int, str, list[_Box], str]] = []
    for shown, matches in matches_in(sentences, pages):
        for match in matches:
            glyphs = [one.glyph for one in shown[match.start : match.end] if one.page == page]
            if glyphs:
                printed = sentences.printed[match.number]
                text = _on_page(printed.text, shown, match, page)
                drawn.append((order[id(glyphs[0])], printed.id, list(_joined(glyph.box for glyph in glyphs)), text))
    heights = [box for _, _, boxes, _ in drawn for box in boxes]
    return [
        {"id": name, "rects": [_rounded(_as_high(box, heights)) for box in boxes], "text": text}
        for _, name, boxes, text in sorted(drawn, key=lambda one: one[0])
    ]


def _glyphs(pages: Sequence[tuple[int, Sequence[Block]]], page: int) -> Iterator[Glyph]:
    return (glyph for number, blocks in pages if number == page for block in blocks for glyph in block.glyphs)


def _as_high(box: _Box, others: Sequence[_Box]) -> _Box:
    """A rectangle as high as the line that it is in: of the first half of a broken word, pdfium has the ink alone."""
    for other in others:
        if other[1] <= box[1] and box[3] <= other[3] and other[3] - other[1] <= _HIGHEST * (box[3] - box[1]):
            return box[0], other[1], box[2], other[3]
    return box


def _joined(boxes: Iterable[_Box]) -> Iterator[_Box]:
    """The rectangles of some glyphs, one for each line."""
    line: _Box | None = None
    for box in boxes:
        if line is not None and _beside(line, box):
            line = (min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
        else:
            if line is not None:
                yield line
            line = box
    if line is not None:
        yield line


def _beside(line: _Box, box: _Box) -> bool:
    low = min(line[3] - line[1], box[3] - box[1])
    common = min(line[3], box[3]) - max(line[1], box[1])
    apart = max(box[0] - line[2], line[0] - box[2])
    return common >= _SAME_LINE * low and apart <= _NEAR * low


def _rounded(box: _Box) -> list[float]:
    left, top, right, bottom = box
    return [round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)]


def _on_page(text: str, shown: Sequence[PlacedGlyph], match: Match, page: int) -> str:
    """The part of the text of a sentence that is on a page, in whole words."""
    here = [one for one in shown[match.start : match.end] if one.page == page]
    if len(here) == match.end - match.start:
        return text
    first, last = here[0].letters - shown[match.start].letters, here[-1].letters - shown[match.start].letters
    words, passed = [], 0
    for word in text.split(" "):
        if first <= passed <= last:
            words.append(word)
        passed += len(letters_of(word))
    return " ".join(words)
