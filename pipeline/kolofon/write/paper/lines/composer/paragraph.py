"""A paragraph as one text: what is plain enough to be planned, and the pieces of its text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import ModuleType

from kolofon.language.letters import UNSPACED
from kolofon.write.paper.lines.composer.protrusion import at_end, at_start, is_wanted
from kolofon.write.paper.lines.composer.widths import APART, Measure, Measures
from kolofon.write.paper.weasyprint.protocols import Box, Line, Skip, Style

__all__ = ["Element", "Paragraph", "Run", "paragraph"]

_UNPLAIN = re.compile(f"{UNSPACED}|[\n\t\r\f\u000b\u0085\u2028\u2029]")
"""Scripts that have rules of their own, and what ends a line by itself."""

_WRAPPED = frozenset({"normal", "nowrap"})
_EDGES = tuple(f"{kind}_{side}" for side in ("left", "right", "top", "bottom") for kind in ("margin", "padding"))
_BORDERS = ("border_left_width", "border_right_width", "border_top_width", "border_bottom_width")

_SPACES = " \u00a0"
"""Spaces that a line is stretched and shrunk at."""


@dataclass(slots=True)
class Run:
    """A text box: its place in the text of its paragraph, and the indices of the boxes that lead to it.

    `wraps` is whether lines may end in it; `raised` whether it is not on the baseline, as the call of a note.
    """

    box: Box
    measure: Measure
    start: int
    end: int
    path: tuple[int, ...]
    wraps: bool
    raised: bool


@dataclass(slots=True)
class Element:
    """An inline element, or the paragraph: its place in the text, and what is in it; or a box that floats beside it."""

    box: Box
    start: int
    end: int
    path: tuple[int, ...]
    content: list["Element | Run"]
    floats: bool = False
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Remember where each part ends, to find those of a line."""
        self.ends = [part.end for part in self.content]

    def since(self, place: int) -> Iterator["Element | Run"]:
        """What is in it but for what ends before a place."""
        return islice(self.content, bisect_left(self.ends, place), None)


@dataclass(slots=True)
class Paragraph:
    """A paragraph as one text.

    Its pieces are words, or what of a word is in one run, and single spaces: `at` is where each begins, `left` how wide
    what is before it is, and `glue` how much of that is space; the last of each is that of the end.  `floats` is
    where the last box that floats begins, below 0 if there is none: no line is planned before WeasyPrint has set it.
    `optical` is whether marks hang out of the measure.
    """

    root: Element
    text: str
    runs: Sequence[Run]
    floats: int
    optical: bool
    at: list[int] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    glue: list[float] = field(default_factory=list)
    of: list[Run] = field(default_factory=list)

    @property
    def tracks(self) -> bool:
        """Whether its letters may be moved apart or together: those of some scripts are joined, or set in syllables."""
        return not APART.search(self.text) and all(run.box.style["letter_spacing"] == "normal" for run in self.runs)

    def piece(self, place: int) -> int:
        """The index of the piece that a character is in."""
        return bisect_right(self.at, place) - 1

    def ends_at(self, place: int, sign: str = "") -> tuple[float, float]:
        """How wide a line from the start of the paragraph to a place is, with a sign behind it, and its spaces."""
        index = self.piece(place - 1)
        begin, out = self.at[index], self.out_at_end(place, sign)
        if place == self.at[index + 1] and not sign:
            return self.left[index + 1] - out, self.glue[index + 1]
        text = self.text[begin:place] + sign
        return self.left[index] + self.of[index].measure.width(text) - out, self.glue[index]

    def begins_at(self, place: int) -> tuple[float, float]:
        """How wide what is before a place is, if a line begins there, and its spaces."""
        index = self.piece(place)
        if index == len(self.of):
            return self.left[index], self.glue[index]
        out = self.out_at_start(place)
        if place == self.at[index]:
            return self.left[index] + out, self.glue[index]
        rest = self.text[place : self.at[index + 1]]
        return self.left[index + 1] - self.of[index].measure.width(rest) + out, self.glue[index]

    def out_at_end(self, place: int, sign: str = "") -> float:
        """How far a line that ends at a place is out of the measure there."""
        if not self.optical or place == 0:
            return 0.0
        return at_end(sign or self.text[place - 1], self.run(place - 1).measure)

    def out_at_start(self, place: int) -> float:
        """How far a line that begins at a place is out of the measure there."""
        return at_start(self.text[place], self.run(place).measure) if self.optical else 0.0

    @property
    def holds(self) -> bool:
        """Whether its boxes are still those of the paragraph: WeasyPrint changes a text that shows a page."""
        return self._holds(self.root) and self.text == "".join([run.box.text for run in self.runs])

    def _holds(self, element: Element) -> bool:
        children = element.box.children
        return len(children) == len(element.content) and all(
            part.box is child and (isinstance(part, Run) or part.floats or self._holds(part))
            for part, child in zip(element.content, children, strict=True)
        )

    def run(self, place: int) -> Run:
        """The run that a character is in."""
        return self.of[self.piece(place)]

    def skip(self, place: int) -> Skip:
        """Where WeasyPrint has to continue for a line that begins at a place."""
        node = self._leaf(self.root, place)
        skip: Skip = None
        if isinstance(node, Run) and place > node.start:
            skip = {len(self.text[node.start : place].encode()): None}
        for index in reversed(node.path):
            skip = {index: skip} if skip or index else None
        return skip

    def _leaf(self, element: Element, place: int) -> "Element | Run":
        """The first box that is not wholly before a place, or an empty one there."""
        for child in element.since(place):
            if child.end > place or child.start == child.end == place:
                return child if isinstance(child, Run) or not child.content else self._leaf(child, place)
        return element.content[-1]

    def place(self, skip: Skip) -> int:
        """Where in the text WeasyPrint continues."""
        node: Element | Run = self.root
        while skip:
            ((index, skip),) = skip.items()
            if isinstance(node, Run):
                return node.start + len(self.text[node.start : node.end].encode()[:index].decode(errors="ignore"))
            if index >= len(node.content):
                return node.end
            node = node.content[index]
        return node.start


def paragraph(line: Line, measures: Measures, boxes: ModuleType) -> Paragraph | None:
    """The text of a paragraph, if it is plain: words in its line and in inline elements, all of them in the flow.

    `boxes` is `weasyprint.formatting_structure.boxes`.
    """
    style = line.style
    last = style["text_align_last"] in {"auto", "start"}
    if style["text_align_all"] != "justify" or not last or style["white_space"] != "normal" or not line.children:
        return None
    texts: list[str] = []
    runs: list[Run] = []
    reader = _Reader(texts, runs, measures, boxes)
    root = _element(line, (), reader)
    if root is None or not runs:
        return None
    text = "".join(texts)
    if not text.strip(" "):
        return None
    found = Paragraph(root, text, runs, reader.floats, is_wanted(style))
    _measure(found)
    return found


@dataclass(slots=True)
class _Reader:
    texts: list[str]
    runs: list[Run]
    measures: Measures
    boxes: ModuleType
    length: int = 0
    floats: int = -1


def _element(box: Box, path: tuple[int, ...], reader: _Reader) -> Element | None:
    start = reader.length
    content: list[Element | Run] = []
    for index, child in enumerate(box.children):
        here = (*path, index)
        if isinstance(child, reader.boxes.TextBox):
            run = _run(child, here, box.style, reader)
            if run is None:
                return None
            content.append(run)
        elif type(child) is reader.boxes.InlineBox and _is_plain(child):
            element = _element(child, here, reader)
            if element is None:
                return None
            content.append(element)
        elif child.is_floated():
            content.append(Element(child, reader.length, reader.length, here, [], floats=True))
            reader.floats = reader.length
        else:
            return None
    return Element(box, start, reader.length, path, content)


def _run(box: Box, path: tuple[int, ...], around: Style, reader: _Reader) -> Run | None:
    style, text = box.style, box.text
    if style["white_space"] not in _WRAPPED or style["word_break"] != "normal" or not style["font_size"]:
        return None
    if _UNPLAIN.search(text) or not box.is_in_normal_flow():
        return None
    start = reader.length
    reader.length += len(text)
    reader.texts.append(text)
    wraps = style["white_space"] == "normal"
    raised = around["vertical_align"] != "baseline"
    run = Run(box, reader.measures.of(style), start, reader.length, path, wraps, raised)
    reader.runs.append(run)
    return run


def _is_plain(box: Box) -> bool:
    """Whether an inline element takes no room of its own."""
    style = box.style
    if not box.is_in_normal_flow() or style["position"] != "static" or box.is_leader:
        return False
    return not any(getattr(style[name], "value", 1) for name in _EDGES) and not any(style[name] for name in _BORDERS)


def _measure(found: Paragraph) -> None:
    left = glue = 0.0
    for run in found.runs:
        at = run.start
        for piece, width in run.measure.lengths(run.box.text):
            found.at.append(at)
            found.left.append(left)
            found.glue.append(glue)
            found.of.append(run)
            at += len(piece)
            left += width
            if piece in _SPACES:
                glue += width
    found.at.append(len(found.text))
    found.left.append(left)
    found.glue.append(glue)
