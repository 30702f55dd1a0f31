"""A planned line as boxes, as WeasyPrint would have made them."""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from kolofon.write.paper.lines.composer.paragraph import Element, Paragraph, Run
from kolofon.write.paper.lines.composer.plan import tracked
from kolofon.write.paper.weasyprint.protocols import Box, Line

__all__ = ["Planned", "Setter", "Strut", "Verticality"]

Strut = Callable[[object], tuple[float, float]]
"""WeasyPrint's function from a style to the height of its lines, and how far the baseline is below their top."""
Verticality = Callable[[Line], tuple[float, float]]
"""WeasyPrint's function that places the boxes of a line above and below its baseline; returns its bottom and top."""

_NO_ROOM: dict[str, object] = {
    **{f"{kind}_{side}": 0 for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")},
    **{f"border_{side}_width": 0 for side in ("left", "right", "top", "bottom")},
    **{f"min_{size}": 0 for size in ("width", "height")},
    **{f"max_{size}": inf for size in ("width", "height")},
}
"""What WeasyPrint computes of the edges of a box that has none."""
_TRACK = 0.01
"""By how many ems letters are moved apart or together at most."""
_HIGH = ("height", "margin_top", "margin_bottom", "baseline")


class Planned(NamedTuple):
    """A line of a plan: where its text begins and ends, where the next line begins, in characters, and its hyphen.

    `last` is whether it is the last of its paragraph.
    """

    start: int
    end: int
    resume: int
    hyphen: bool
    last: bool


class Setter:
    """Sets the lines of a paragraph."""

    def __init__(self, paragraph: Paragraph, strut: Strut, verticality: Verticality) -> None:
        self._paragraph, self._verticality = paragraph, verticality
        self._tracks = paragraph.tracks
        self._strut_of, self._strut = strut, strut(paragraph.root.box.style)
        self.prepare()

    def prepare(self) -> None:
        """Compute what all lines have in common: WeasyPrint forgets it where it sets a line before these."""
        root = self._paragraph.root
        self._level = _prepared(root, self._strut_of, self._strut)
        self._bare = {name: vars(root.box)[name] for name in (*_NO_ROOM, *_HIGH)}

    def set(self, planned: Planned, left: float, top: float, measure: float, indent: float) -> Line:
        """The boxes of a line that begins at a place, and is to be so long; all in pixels."""
        root = self._paragraph.root
        found: list[tuple[Box, Run, int]] = []
        line: Line = root.box.copy_with_children(list(self._children(root, planned, found)))  # type: ignore[assignment]  # a copy of a line is one
        vars(line).update(self._bare)
        spaces = sum(count for _, _, count in found)
        out = self._paragraph.out_at_start(planned.start)
        sign = found[-1][1].measure.hyphen if planned.hyphen else ""
        room = measure - indent - sum(box.width for box, _, _ in found)
        room += out + self._paragraph.out_at_end(planned.end, sign)
        if planned.last:
            room = min(room, 0.0)
        track = self._track(room, found)
        room -= sum(track * (len(box.text) - count) for box, _, count in found)
        spacing = room / spaces if spaces else 0.0
        for box, run, count in found:
            box.width += spacing * count + track * (len(box.text) - count)
            box.justification_spacing = spacing
            box.pango_layout = run.measure.layout(box.text, spacing, track)
        width = sum(_sized(child) for child in line.children)
        line.width = indent + width
        if line.style["direction"] == "rtl":
            line.position_x = left + measure - line.width + out
            _arrange(line, line.position_x, top)
        else:
            line.position_x = left
            _arrange(line, left + indent - out, top)
        self._level_out(line, top)
        return line

    def _track(self, room: float, found: Sequence[tuple[Box, Run, int]]) -> float:
        """How much of the room of a line goes to each of its letters."""
        letters = sum(len(box.text) - count for box, _, count in found)
        if not self._tracks or not letters:
            return 0.0
        glue = sum(count * run.measure.gap(" ", "", "") for _, run, count in found)
        most = sum(_TRACK * run.measure.size * (len(box.text) - count) for box, run, count in found)
        thousandth = found[0][1].measure.size / 1000
        # WeasyPrint writes the widths of glyphs in whole thousandths.
        return int(tracked(room, glue, most) / letters / thousandth) * thousandth

    def _children(self, element: Element, planned: Planned, found: list[tuple[Box, Run, int]]) -> Iterator[Box]:
        """What of an element is in a line; its texts are put into `found`, with how many spaces each has."""
        start, end, resume, hyphen, last = planned
        text = self._paragraph.text
        for part in element.since(start):
            if part.start >= resume and not (last or part.end <= resume) and part.start != part.end:
                break
            begin, stop = max(part.start, start), min(part.end, end)
            if isinstance(part, Run):
                if begin < stop:
                    box = part.box.copy()
                    words = text[begin:stop]
                    spaces = words.count(" ") + words.count("\u00a0")
                    if hyphen and stop == end:
                        words += part.measure.hyphen
                    box.text = words
                    box.width = part.measure.length(words)
                    found.append((box, part, spaces))
                    yield box
            elif (
                begin < stop
                or (start <= part.start and (part.end < resume or last))
                or (start <= part.start < part.end <= resume)
            ):
                yield part.box.copy_with_children(list(self._children(part, planned, found)))

    def _level_out(self, line: Line, top: float) -> None:
        """Place the boxes of a line above and below its baseline."""
        if self._level:
            line.height, line.baseline = self._strut
            line.position_y = top
        else:
            lower, upper = self._verticality(line)
            line.baseline, line.height, line.position_y = -upper, lower - upper, upper
            line.translate(0, top - upper)
            line.position_y = top
        line.margin_top = line.margin_bottom = 0


def _prepared(element: Element, strut: Strut, around: tuple[float, float]) -> bool:
    """Compute once what all lines have in common; whether all of an element is on one baseline, and as high."""
    level = element.box.style["vertical_align"] == "baseline"
    for part in element.content:
        if isinstance(part, Run):
            measure = part.measure
            vars(part.box).update(
                _NO_ROOM,
                height=measure.height,
                margin_top=measure.margin_top,
                margin_bottom=measure.margin_bottom,
                baseline=measure.baseline,
            )
            level &= (measure.line_height, measure.baseline) == around
        elif not part.floats:
            level &= _prepared(part, strut, around)
    height, baseline = strut(element.box.style)
    size = float(str(element.box.style["font_size"]))
    lead = (height - size) / 2
    vars(element.box).update(_NO_ROOM, height=size, margin_top=lead, margin_bottom=lead, baseline=baseline)
    return bool(level and (height, baseline) == around)


def _sized(box: Box) -> float:
    """The width of a box, which is that of what is in it, if it is an element."""
    if not hasattr(box, "text"):
        box.width = sum(_sized(child) for child in box.children)
    return box.width


def _arrange(box: Box, left: float, top: float) -> None:
    """Place what is in a box, one beside the other."""
    for child in reversed(box.children) if box.style["direction"] == "rtl" else box.children:
        child.position_x, child.position_y = left, top
        _arrange(child, left, top)
        left += child.width
