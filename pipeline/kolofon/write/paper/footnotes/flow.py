"""Notes one after another → as much of them as there is room for on a page."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple, cast

from kolofon.write.paper.footnotes.boxes import bottom_of, lines_of
from kolofon.write.paper.weasyprint.modules import block, boxes, percent
from kolofon.write.paper.weasyprint.protocols import Area, Box, Context

__all__ = ["FAR", "NOTHING", "Flow", "Frame", "Laid", "lay"]

FAR = 1_000_000.0
"""Pixels that no page has."""


class Frame(NamedTuple):
    """What is around the notes of a book: the box that holds them, and the rule above them; None for none."""

    holder: Box | None = None
    rule: Box | None = None


class Flow(NamedTuple):
    """Notes to be printed; `skip` is where the first of them continues, as WeasyPrint says it."""

    notes: tuple[Box, ...] = ()
    skip: Mapping[int, object] | None = None

    def then(self, more: Sequence[Box]) -> "Flow":
        """The same with more notes behind."""
        return Flow((*self.notes, *more), self.skip)


NOTHING = Flow()


class Laid(NamedTuple):
    """The foot of a page: its box, which begins at the bottom of the page; how many notes begin there; the rest.

    `ends` is how far down each note goes that is there, and `starts` how far its first two lines do, from the top of
    the box.  `positioned` are boxes in it that are positioned absolutely, such as the marks of lists.
    """

    area: Area
    begun: int
    rest: Flow
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    positioned: tuple[object, ...]

    @property
    def height(self) -> float:
        """The height of the foot, with what is around it."""
        return self.area.margin_height() if self.begun else 0.0


def lay(context: Context, area: Area, frame: Frame, flow: Flow, room: float, *, forced: bool = False) -> Laid:  # noqa: PLR0913  each is another thing
    """The foot of a page with so much of some notes as goes into a height.

    With `forced`, something of the first note is in it, whether or not that goes in.
    """
    made = cast("Area", area.copy_with_children([]))
    percent.resolve_percentages(made, made.page)
    for side in ("margin_top", "margin_bottom"):
        if getattr(made, side) == "auto":
            setattr(made, side, 0)
    block.block_level_width(made, made.page)
    made.height = 0.0
    if not flow.notes:
        return Laid(made, 0, NOTHING, (), (), ())
    below = float(str(made.margin_bottom)) + made.padding_bottom + made.border_bottom_width
    before = context.page_bottom, context.in_column
    context.in_column = False
    positioned: list[object] = []
    try:
        children, at = _ruled(context, made, frame)
        context.page_bottom = made.position_y + room - below
        holder = frame.holder or boxes.BlockBox.anonymous_from(made, ())
        holder = holder.copy_with_children(flow.notes)
        holder.position_x, holder.position_y = made.content_box_x(), at
        printed, resume, *_ = block.block_level_layout(
            context, holder, 0, flow.skip, made, forced, positioned, positioned
        )
    finally:
        context.page_bottom, context.in_column = before
    if printed is None:
        return Laid(made, 0, flow, (), (), ())
    bottom = bottom_of(printed, at)
    printed.height = bottom - printed.content_box_y()
    made.children = [*children, printed]
    made.height = bottom - made.content_box_y()
    return _measured(made, printed, flow, resume, below, tuple(positioned))


def _ruled(context: Context, area: Area, frame: Frame) -> tuple[list[Box], float]:
    """The rule at the head of a foot, and where the notes begin below it."""
    top = area.content_box_y()
    if frame.rule is None:
        return [], top
    rule = frame.rule.copy_with_children([])
    rule.position_x, rule.position_y = area.content_box_x(), top
    context.page_bottom = FAR
    drawn = block.block_level_layout(context, rule, 0, None, area)[0]
    return [drawn], top + drawn.margin_height()


def _measured(  # noqa: PLR0913, PLR0917  each is another thing
    area: Area,
    printed: Box,
    flow: Flow,
    resume: Mapping[int, object] | None,
    below: float,
    positioned: tuple[object, ...],
) -> Laid:
    begun = len(printed.children)
    rest = NOTHING
    if resume is not None:
        ((index, inner),) = resume.items()
        rest = Flow(flow.notes[index:], None if inner is None else {0: inner})
    top = area.position_y
    ends = tuple(bottom_of(note, note.position_y) - top + below for note in printed.children)
    starts = tuple(_second_line(note) - top + below for note in printed.children)
    return Laid(area, begun, rest, starts, ends, positioned)


def _second_line(note: Box) -> float:
    """How far down the first two lines of a note go."""
    two = [line.position_y + line.height for line in islice(lines_of(note), 2)]
    return two[-1] if two else bottom_of(note, note.position_y)
