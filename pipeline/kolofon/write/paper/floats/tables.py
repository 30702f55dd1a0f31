"""Tables that are too wide for a page: they are set smaller, or turned."""

from collections.abc import Callable, Iterator
from enum import Enum
from types import ModuleType
from typing import Any, cast
from xml.etree.ElementTree import Element

from kolofon.write.paper.weasyprint.protocols import Box, Context, Wrapper

__all__ = ["Fit", "Fitting", "turned"]

_SMALLEST = 8.0
"""Pixels: type in a table is not set smaller than this, which is 6 points."""

_SCALED = ("font_size", "line_height", "padding_top", "padding_right", "padding_bottom", "padding_left")
_ROUNDED = 0.01
"""Pixels by which a table may be wider than its place: lengths are sums of numbers that are not exact."""

_TRIES = 3
"""How often a table is made smaller: where words break depends on their size."""


class Fit(Enum):
    """How a table fits into its place: as it is or set smaller, turned, or not without words that are cut."""

    UPRIGHT = "upright"
    TURNED = "turned"
    CUT = "cut"


class Fitting:
    """Makes tables fit, each once, in a book; `widths` is `weasyprint.layout.preferred`."""

    def __init__(self, widths: ModuleType) -> None:
        self._least: Callable[..., float] = widths.min_content_width
        self._known: dict[object, Fit] = {}

    def fit(self, context: Context, wrapper: Box, width: float, height: float) -> Fit:
        """How a table fits into a page with this room, after what can be done for it."""
        if wrapper.element not in self._known:
            table = cast("Wrapper", wrapper)
            infobox = isinstance(wrapper.element, Element) and wrapper.element.get("class") == "infobox"
            self._known[wrapper.element] = Fit.UPRIGHT if infobox else self._fit(context, table, width, height)
        return self._known[wrapper.element]

    def _fit(self, context: Context, wrapper: Wrapper, width: float, height: float) -> Fit:
        cut = wrapper.style["overflow_wrap"] == "anywhere"
        boxes = list(_within(wrapper)) if cut else []
        _wrap(boxes, "normal")
        wide = self.least(context, wrapper)
        if wide <= width + _ROUNDED:
            _wrap(boxes, "anywhere")
            context.tables.pop(wrapper.get_wrapped_table(), None)
            return Fit.UPRIGHT
        boxes = boxes or list(_within(wrapper))
        if self._shrunk(context, wrapper, boxes, wide, width):
            return Fit.UPRIGHT
        wide = self.least(context, wrapper)
        if wide <= height + _ROUNDED or self._shrunk(context, wrapper, boxes, wide, height):
            return Fit.TURNED
        _wrap(boxes if cut else (), "anywhere")
        context.tables.pop(wrapper.get_wrapped_table(), None)
        return Fit.CUT

    def least(self, context: Context, wrapper: Box) -> float:
        """The width of a table whose words are whole, in pixels."""
        context.tables.pop(cast("Wrapper", wrapper).get_wrapped_table(), None)
        return self._least(context, wrapper, outer=False)

    def _shrunk(self, context: Context, wrapper: Wrapper, boxes: list[Box], wide: float, room: float) -> bool:
        """Whether a table fits into a room when it is set smaller; it is as before, if it does not."""
        before = [(box, box.style) for box in (wrapper, *boxes)]
        for _ in range(_TRIES):
            least = min(float(cast("float", box.style["font_size"])) for box, _ in before if hasattr(box, "text"))
            if least * room / wide < _SMALLEST:
                break
            for box, _ in before:
                _scale(box, room / wide)
            wide = self.least(context, wrapper)
            if wide <= room + _ROUNDED:
                return True
        for box, style in before:
            box.style = style
        context.tables.pop(wrapper.get_wrapped_table(), None)
        return False


def _within(box: Box) -> Iterator[Box]:
    """The boxes in a box; not those of a cell that may break its words anyway."""
    for child in getattr(box, "children", ()):
        element = child.element
        if isinstance(element, Element) and element.get("class", "").startswith("long-word"):
            continue
        yield child
        yield from _within(child)


def _wrap(boxes: list[Box] | tuple[()], value: str) -> None:
    for box in boxes:
        box.style = cast("Any", box.style).copy()
        box.style["overflow_wrap"] = value


def _scale(box: Box, factor: float) -> None:
    box.style = cast("Any", box.style).copy()
    for name in _SCALED:
        value: Any = box.style[name]
        if isinstance(value, int | float):
            box.style[name] = value * factor if name == "font_size" else value
        elif hasattr(value, "_replace") and value.unit == "px":
            box.style[name] = value._replace(value=value.value * factor)
        elif hasattr(value, "unit") and value.unit == "px":
            box.style[name] = type(value)(value.value * factor, value.unit)


def turned(table: Box, left: float, top: float, width: float, height: float) -> Box:
    """A table that is laid out at (left, top), turned to be read from the right, in a room of this size.

    Its head is at the left, and its lines run from the foot of the page to its head.  It is drawn smaller if it is
    wider than the room is high, as above notes.  `sideways` of the table becomes the height that it has on the page.
    """
    table.translate(dx=left - table.position_x, dy=top - table.position_y - table.margin_top)
    table.style = cast("Any", table.style).copy()
    zero: Any = type(cast("Any", table.style["transform_origin"])[0])(0, "px")
    table.style["transform_origin"] = (zero, zero)
    scale = min(1.0, height / table.border_width())
    shift = max(width - scale * table.border_height(), 0) / 2
    table.style["transform"] = (("matrix", (0, -scale, scale, 0, shift, height)),)
    table.sideways = height
    return table
