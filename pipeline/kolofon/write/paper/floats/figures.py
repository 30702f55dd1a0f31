"""A figure without room waits for the next page, while what follows fills this one."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Protocol, cast
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from kolofon.write.paper.floats.waiting import Box, Page, Place, Waiting, Waits, path_to, places_in, portioned
from kolofon.write.paper.mends import replaced

__all__ = ["floated", "floating"]

_FLOWS = frozenset({"main", "section"})
"""The elements that a figure may leave; the lead is a `div`."""

_LEAD = "lead"
_NO_EDGES = {
    f"{kind}_{side}{end}": 0
    for side in ("top", "right", "bottom", "left")
    for kind, end in (("margin", ""), ("padding", ""), ("border", "_width"))
}


class Context(Protocol):
    """What WeasyPrint knows while it lays out a book; `page_bottom` is where a page's text ends."""

    current_page: int
    page_bottom: float
    in_column: bool

    def __hash__(self) -> int: ...


class PageBox(Box, Protocol):
    """A page while it is laid out."""

    page_type: Page


Laid = tuple[Box | None, Place | None, dict[str, object], Any, Any, Any]
"""What WeasyPrint returns of a block: its box, where it continues, what it asks of the next page, and more."""

Lay = Callable[..., Laid]


def floated(box: object) -> bool:
    """Whether a box is a figure at the head or the foot of a page, whose place in the text is elsewhere."""
    return bool(getattr(box, "floated", False))


@contextmanager
def floating(blocks: ModuleType, pages: ModuleType) -> Iterator[None]:
    """Let figures move that may.  `blocks` is `weasyprint.layout.block`, `pages` is `weasyprint.layout.page`.

    A figure that may (`data-place="page"`) and does not fit into the rest of a page is at the head of the next one, or
    at its foot below another; figures keep their order, and none leaves its chapter.  Its place in the text remains as
    a box without content, before which a page may break, and not behind it.  So a screen reader reads it there.
    """
    books: WeakKeyDictionary[Context, Waiting] = WeakKeyDictionary()
    stock = blocks._in_flow_layout  # noqa: SLF001  there is no other place between the blocks of a page
    lay: Lay = blocks.block_level_layout

    def in_flow_layout(context: Context, box: Box, index: int, child: Box, above: list[Box], *more: Any) -> object:  # noqa: ANN401  as WeasyPrint has it
        waiting = books.get(context)
        if waiting is None or context.in_column:  # in a margin, or between columns
            return stock(context, box, index, child, above, *more)
        empty, absolute, fixed, margins, *rest = more
        if (waiting.now or waiting.held) and above and _is_chapter(child, box):
            _, position_y, *_, following, lines = rest
            return False, True, {index: None}, position_y, margins, following, above, lines
        if not _may_float(child, box):
            return stock(context, box, index, child, above, *more)
        if not waiting.must(child):
            waiting.now.pop(child.element, None)
            laid = stock(context, box, index, child, list(above), empty, absolute, fixed, list(margins), *rest)
            abort, stop = laid[:2]
            if not (abort or stop) or (empty and not above):
                return laid
        waiting.now[child.element] = Waits(child, box, box.content_box_x() - waiting.edge)
        _, position_y, *_, following, lines = rest
        above.append(_place_of(child, index, position_y))
        return False, False, None, position_y, margins, following, above, lines

    def page_layout(context: Context, box: Box, *more: Any, **named: Any) -> Laid:  # noqa: ANN401  as WeasyPrint has it
        if box.element_tag != "html":
            return lay(context, box, *more, **named)
        bottom, at, page, *others = more
        if page.page_type.blank:
            return lay(context, box, *more, **named)
        waiting = books.setdefault(context, Waiting())
        waiting.now.clear()
        waiting.edge = page.content_box_x()
        sheet = _Sheet(context, page, box, lambda root, place: lay(context, root, bottom, place, page, *others))
        return sheet.filled(waiting, at, lay)

    with (
        replaced(blocks, _in_flow_layout=in_flow_layout),
        replaced(pages, block_level_layout=page_layout),
    ):
        yield


class _Sheet:
    """A page that is laid out; `lay_out` lays out the text on it, from a place on."""

    def __init__(
        self, context: Context, page: PageBox, root: Box, lay_out: Callable[[Box, Place | None], Laid]
    ) -> None:
        self._context, self._page, self._root, self._lay_out = context, page, root, lay_out
        height = root.style["line_height"]
        self._line = float(getattr(height, "value", 0)) or 1.0

    def filled(self, waiting: Waiting, at: Place | None, lay: Lay) -> Laid:
        """The page with the figures that wait for it."""
        number = self._context.current_page
        waits = waiting.figures.get(number, ())
        alone = number in waiting.after
        waiting.held = False
        if not waits:
            return self.finished(self._lay_out(self._root, at), waiting, ())
        figures = [self._figure(each, lay) for each in waits]
        heights = [figure.border_height() + max(figure.margin_bottom, figure.margin_top) for figure in figures]
        many, texts = portioned(heights, self._page.height, self._line)
        left = waits[many:]
        if alone or not texts:
            return self._without_text(figures[:many], waiting, left, at)
        waiting.held = bool(left)
        foot = figures[many - 1] if many > 1 else None
        heads = figures[: many - 1] if foot else figures[:1]
        self._root.position_y += self._at_head(heads)
        below = self._on_grid(heights[many - 1]) if foot else 0
        self._context.page_bottom -= below
        made = self._lay_out(self._root, at)
        if foot:
            end = self._context.page_bottom + below
            foot.translate(dy=end - foot.position_y - foot.margin_top - foot.border_height())
        return self.finished(made, waiting, left, figures[:many])

    def finished(self, made: Laid, waiting: Waiting, left: tuple[Waits, ...], figures: Sequence[Box] = ()) -> Laid:
        """What WeasyPrint is told of a page: figures without room go on to the next one, or have one for themselves."""
        number, (root, resume_at, following, *rest) = self._context.current_page, made
        if root is None:
            return made
        places = places_in(root, waiting.now) if waiting.now else []
        left = (*left, *(waiting.now[way[-1].element] for way in places))
        root.children = [*root.children, *figures]
        ends = resume_at is None or following["break"] != "any"
        if not left or not ends:
            waiting.leave(number, left)
            return made
        waiting.flush(number, left, resume_at, following)
        stay = path_to(places[-1]) if places else path_to(_last(root))
        return cast("Laid", (root, stay, self._same_page(), *rest))

    def _without_text(
        self, figures: Sequence[Box], waiting: Waiting, left: tuple[Waits, ...], at: Place | None
    ) -> Laid:
        """A page with figures alone."""
        number = self._context.current_page
        self._at_head(figures)
        root, _, _, *rest = self._lay_out(self._root.copy_with_children([]), None)
        if root is None:
            raise AssertionError(number)
        root.children = [*root.children, *figures]
        resume_at, following = waiting.after.get(number, (at, self._same_page()))
        if left and number in waiting.after:
            waiting.flush(number, left, resume_at, following)
            resume_at, following = at, self._same_page()
        else:
            waiting.leave(number, left)
        return cast("Laid", (root, resume_at, following, *rest))

    def _same_page(self) -> dict[str, object]:
        return {"break": "any", "page": self._page.page_type.name}

    def _figure(self, waits: Waits, lay: Lay) -> Box:
        """A figure, laid out at the head of the page."""
        box = waits.figure
        box.position_x = self._page.content_box_x() + waits.indent
        box.position_y = self._page.content_box_y()
        figure = lay(self._context, box, -math.inf, None, waits.around)[0]
        if figure is None:
            raise AssertionError(box)
        figure.floated = True
        return figure

    def _at_head(self, figures: Sequence[Box]) -> float:
        """Put figures one below the other at the head of the page; returns the height of the lines that they take."""
        top = self._page.content_box_y()
        height = 0.0
        for figure in figures:
            figure.translate(dy=top + height - figure.position_y - figure.margin_top)
            height += figure.border_height() + max(figure.margin_bottom, figure.margin_top)
        return self._on_grid(height)

    def _on_grid(self, height: float) -> float:
        return math.ceil(height / self._line - _SAME) * self._line


_SAME = 1e-6


def _last(root: Box) -> tuple[Box, ...]:
    """The last box in each box from the root on, those with an index in the text."""
    way = [root]
    while inner := [child for child in getattr(way[-1], "children", ()) if hasattr(child, "index")]:
        way.append(inner[-1])
    return tuple(way)


def _is_chapter(box: Box, around: Box) -> bool:
    """Whether a box is a section that is in no other, or in a part: none of the figures before it goes past it."""
    if box.element_tag != "section" or not isinstance(around.element, Element):
        return False
    return around.element_tag == "main" or around.element.get("role") == "doc-part"


def _may_float(figure: Box, around: Box) -> bool:
    element, outer = figure.element, around.element
    if not isinstance(element, Element) or figure.element_tag != "figure" or element.get("data-place") != "page":
        return False
    return isinstance(outer, Element) and (around.element_tag in _FLOWS or outer.get("class") == _LEAD)


def _place_of(figure: Box, index: int, position_y: float) -> Box:
    """The place of a figure in the text: a box without content, behind which no page breaks."""
    place = figure.copy_with_children([])
    place.style = cast("Any", figure.style).copy()
    place.style.update(anchor=None, break_after="avoid", break_before="auto")
    for name, value in (*_NO_EDGES.items(), ("width", 0), ("height", 0), ("position_y", position_y), ("index", index)):
        setattr(place, name, value)
    return place
