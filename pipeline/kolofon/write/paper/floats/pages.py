"""A page with the figures and tables that wait for it."""

import math
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, cast

from kolofon.write.paper.floats.last_pages import bottom_of, lacking, last_of
from kolofon.write.paper.floats.queue import Place, Queue, WaitingFigure, path_to, places_in, portioned
from kolofon.write.paper.floats.tables import turned
from kolofon.write.paper.weasyprint.protocols import Box, Context, PageBox

__all__ = ["Laid", "Lay", "Sheet"]

_SAME = 1e-6


Laid = tuple[Box | None, Place | None, dict[str, object], Any, Any, Any]
"""What WeasyPrint returns of a block: its box, where it continues, what the next page must be, and more."""

Lay = Callable[..., Laid]


class Sheet:
    """A page; `lay` lays out a block, and `lay_out` the text, from a place on, which may be `below` a figure."""

    def __init__(self, context: Context, page: PageBox, root: Box, lay: Lay, lay_out: Lay) -> None:
        self._context, self._page, self._root, self._lay, self._lay_out = context, page, root, lay, lay_out
        height = root.style["line_height"]
        self._line = float(getattr(height, "value", 0)) or 1.0

    def filled(self, waiting: Queue, at: Place | None) -> Laid:
        """The page with what waits for it, and with text from a place on where there is room."""
        number = self._context.current_page
        waits = waiting.figures.get(number, ())
        waiting.held = frozenset()
        self._context.page_bottom = min(self._context.page_bottom, waiting.shorter.get(number, math.inf))
        if not waits:
            return self._finished(self._lay_out(self._root, at), waiting, ())
        if waits[0].turned:
            piece, more = self._turned(waits[0])
            return self._without_text([piece], waiting, (*more, *waits[1:]), at)
        upright = tuple(takewhile(lambda each: not each.turned, waits))
        figures = [self._figure(each) for each in upright]
        heights = [figure.border_height() + max(figure.margin_bottom, figure.margin_top) for figure in figures]
        many, texts = portioned(heights, self._page.height, self._line)
        left = waits[many:]
        if number in waiting.after or not texts:
            return self._without_text(figures[:many], waiting, left, at)
        waiting.held = frozenset(each.figure.element_tag for each in left)
        foot = figures[many - 1] if many > 1 else None
        heads = figures[: many - 1] if foot else figures[:1]
        self._root.position_y += self._at_head(heads)
        below = self._on_grid(heights[many - 1]) if foot else 0
        self._context.page_bottom -= below
        made = self._lay_out(self._root, at, below=True)
        if made[0] is None:  # there is no room for what comes next
            waiting.now.clear()
            return self._without_text(figures[:many], waiting, left, at)
        if foot:
            end = self._context.page_bottom + below
            foot.translate(dy=end - foot.position_y - foot.margin_top - foot.border_height())
        return self._finished(made, waiting, left, figures[:many])

    def _finished(
        self, made: Laid, waiting: Queue, left: tuple[WaitingFigure, ...], figures: Sequence[Box] = ()
    ) -> Laid:
        """A page as WeasyPrint gets it; what has no room there goes on to the next one, or has one for itself."""
        number, (root, resume_at, following, *rest) = self._context.current_page, made
        if root is None:
            return made
        places = places_in(root, waiting.now) if waiting.now else []
        left = (*left, *(waiting.now[way[-1].element] for way in places))
        if figures:
            root.children = [*root.children, *figures]
        ends = resume_at is None or following["break"] != "any"
        if not left or not ends:
            waiting.leave(number, left)
            if not figures and ends:
                self._take_lines(root, waiting)
            elif not figures:
                waiting.bottoms[number] = bottom_of(root)
            return made
        waiting.flush(number, left, resume_at, following)
        stay = path_to(places[-1] if places else last_of(root))
        return cast("Laid", (root, stay, self._same_page(), *rest))

    def _without_text(
        self, figures: Sequence[Box], waiting: Queue, left: tuple[WaitingFigure, ...], at: Place | None
    ) -> Laid:
        """A page with figures alone."""
        number = self._context.current_page
        if not figures[0].style["transform"]:
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

    def _take_lines(self, root: Box, waiting: Queue) -> None:
        """Have the page before this one, the last of its chapter, laid out again if this one has too few lines."""
        before = self._context.current_page - 1
        pages = self._context.page_maker
        if before < 1 or before in waiting.shorter or pages[before][1]["break"] != "any" or pages[before][0] is None:
            return
        if before in waiting.bottoms and (lines := lacking(root)):
            waiting.shorter[before] = waiting.bottoms[before] - lines * self._line
            pages[before - 1][-1]["content_changed"] = True

    def _same_page(self) -> dict[str, object]:
        return {"break": "any", "page": self._page.page_type.name}

    def _figure(self, waits: WaitingFigure) -> Box:
        """A figure, laid out at the head of the page."""
        box = waits.figure
        left = self._page.content_box_x() + waits.indent
        box.position_x = left
        box.position_y = self._page.content_box_y()
        figure = self._lay(self._context, box, -math.inf, None, waits.around)[0]
        if figure is None:
            raise AssertionError(box)
        figure.translate(dx=left - figure.position_x)  # a table is where the edge of the page was that it waited on
        figure.floated = True
        return figure

    def _turned(self, waits: WaitingFigure) -> tuple[Box, tuple[WaitingFigure, ...]]:
        """As much of a turned table as the page takes, and what is left of it."""
        page, box = self._page, waits.figure
        left, top, bottom = page.content_box_x(), page.content_box_y(), self._context.page_bottom
        box.position_x, box.position_y = left, top
        sideways = waits.around.copy_with_children([])
        sideways.width = max(bottom - top, waits.least)  # the page's height, less that of its notes
        self._context.page_bottom = top + page.width
        table, resume_at, *_ = self._lay(self._context, box, 0, waits.resume_at, sideways)
        self._context.page_bottom = bottom
        if table is None:
            raise AssertionError(box)
        table.floated = True
        more = (waits._replace(resume_at=resume_at),) if resume_at is not None else ()
        begun = waits.resume_at is not None or more
        return turned(table, left, top, table.border_height() if begun else page.width, bottom - top), more

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
