"""Figures and tables that have no room in the rest of a page wait for the next one; the text behind them fills it."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, cast
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from kolofon.write.paper.floats.pages import Laid, Lay, Sheet
from kolofon.write.paper.floats.queue import Place, Queue, WaitingFigure
from kolofon.write.paper.floats.tables import Fit, Fitting
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box, Context

__all__ = ["floated", "floating"]

_FLOWS = frozenset({"main", "section"})
"""The elements that a figure may leave; the lead is a `div`."""

_LEAD = "lead"
_KINDS = frozenset({"figure", "table"})
_NO_EDGES = [
    f"{kind}_{side}{end}"
    for side in ("top", "right", "bottom", "left")
    for kind, end in (("margin", ""), ("padding", ""), ("border", "_width"))
]


def floated(box: object) -> bool:
    """Whether a box is a figure at the head or the foot of a page, whose place in the text is elsewhere."""
    return bool(getattr(box, "floated", False))


@contextmanager
def floating(blocks: ModuleType, pages: ModuleType, widths: ModuleType, kinds: ModuleType) -> Iterator[None]:
    """Let figures and tables move that may, and turn tables that are too wide.

    The modules are `block`, `page` and `preferred` of `weasyprint.layout`, and `weasyprint.formatting_structure.boxes`.

    What may (`data-place="page"`) and does not fit into the rest of a page is at the head of the next one, or at its
    foot below another; figures keep their order, and so do tables, and none leaves its chapter.  A table that fits a
    page only when it is turned has pages of its own.  The place in the text remains as a box without content, before
    which a page may break, and not behind it.  So a screen reader reads each where the source has it.
    """
    floats = _Floats(blocks, widths, kinds)
    with (
        replaced(blocks, _in_flow_layout=floats.in_flow_layout),
        replaced(pages, block_level_layout=floats.page_layout),
    ):
        yield


class _Floats:
    """The functions that replace two of WeasyPrint's; the modules are those of `floating`."""

    def __init__(self, blocks: ModuleType, widths: ModuleType, kinds: ModuleType) -> None:
        self._books: WeakKeyDictionary[Context, Queue] = WeakKeyDictionary()
        self._stock = blocks._in_flow_layout  # noqa: SLF001  there is no other place between the blocks of a page
        self._lay: Lay = blocks.block_level_layout
        self._fitting = Fitting(widths)
        self._block = kinds.BlockBox

    def in_flow_layout(
        self,
        context: Context,
        box: Box,
        index: int,
        child: Box,
        above: list[Box],
        *more: Any,  # noqa: ANN401  as WeasyPrint has it
    ) -> object:
        """The layout of a block below those that are above it in the same box."""
        waiting = self._books.get(context)
        if waiting is None or context.in_column or child.element_tag not in _KINDS | {"section"}:
            return self._stock(context, box, index, child, above, *more)
        empty, absolute, fixed, margins, *rest = more
        _, position_y, skip, *_, following, lines = rest
        if above and _is_chapter(child, box) and waiting.before(child):
            return False, True, {index: None}, position_y, margins, following, above, lines
        if not _in_flow(child, box):
            return self._stock(context, box, index, child, above, *more)
        turns = _is_table(child) and self._turns(context, child, box)
        if not turns and (not _may_float(child) or skip is not None or self._is_long(context, child, box)):
            return self._stock(context, box, index, child, above, *more)
        if not waiting.must(child) and not turns:
            waiting.now.pop(child.element, None)
            laid = self._stock(context, box, index, child, list(above), empty, absolute, fixed, list(margins), *rest)
            if not any(laid[:2]) or (empty and not above):
                return laid
        least = self._fitting.least(context, child) if turns else 0.0
        waiting.now[child.element] = WaitingFigure(child, box, box.content_box_x() - waiting.edge, turns, least)
        above.append(self._place_of(child, index, position_y))
        return False, False, None, position_y, margins, following, above, lines

    def page_layout(self, context: Context, box: Box, *more: Any, **named: Any) -> Laid:  # noqa: ANN401  as WeasyPrint has it
        """The layout of a block that is directly on a page: the root, or what is at the edge of the page."""
        if box.element_tag != "html":
            return self._lay(context, box, *more, **named)
        bottom, at, page, empty, *others = more
        if page.page_type.blank:
            return self._lay(context, box, *more, **named)
        waiting = self._books.setdefault(context, Queue())
        waiting.now.clear()
        waiting.edge, waiting.height = page.content_box_x(), page.height

        def lay_out(root: Box, place: Place | None, *, below: bool = False) -> Laid:
            return self._lay(context, root, bottom, place, page, empty and not below, *others)

        return Sheet(context, page, box, self._lay, lay_out).filled(waiting, at)

    def _turns(self, context: Context, table: Box, around: Box) -> bool:
        """Whether a table fits only when it is turned."""
        return self._fitting.fit(context, table, around.width, self._books[context].height) is Fit.TURNED

    def _is_long(self, context: Context, table: Box, around: Box) -> bool:
        """Whether a table is longer than a page, so that it does not wait for one."""
        if not _is_table(table):
            return False
        waiting = self._books[context]
        if table.element not in waiting.heights:
            laid = self._lay(context, table, -float("inf"), None, around)[0]
            waiting.heights[table.element] = laid.border_height() if laid else 0
        return waiting.heights[table.element] > waiting.height

    def _place_of(self, figure: Box, index: int, position_y: float) -> Box:
        """The place of a figure in the text: a box without content, behind which no page breaks."""
        style = cast("Any", figure.style).copy()
        style.update(anchor=None, break_after="avoid", break_before="auto")
        place: Box = self._block(figure.element_tag, style, figure.element, [])
        edges = dict.fromkeys(_NO_EDGES, 0)
        known = {"width": 0, "height": 0, "position_x": figure.position_x, "position_y": position_y, "index": index}
        for name, value in {**edges, **known}.items():
            setattr(place, name, value)
        return place


def _is_table(box: Box) -> bool:
    return box.element_tag == "table"


def _is_chapter(box: Box, around: Box) -> bool:
    """Whether a box is a section that is in no other, or in a part: none of the figures before it goes past it."""
    if box.element_tag != "section" or not isinstance(around.element, Element):
        return False
    return around.element_tag == "main" or around.element.get("role") == "doc-part"


def _in_flow(box: Box, around: Box) -> bool:
    """Whether a figure or a table is in the text itself, and not in a list or beside another language."""
    outer = around.element
    if box.element_tag not in _KINDS or not isinstance(outer, Element):
        return False
    return around.element_tag in _FLOWS or outer.get("class") == _LEAD


def _may_float(box: Box) -> bool:
    return isinstance(box.element, Element) and box.element.get("data-place") == "page"
