"""The figures of a book that wait for a page, while it is laid out."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from kolofon.write.paper.weasyprint.protocols import Box, PageType

__all__ = ["PageType", "Place", "Queue", "WaitingFigure", "path_to", "places_in", "portioned"]

_LEAST = 4
"""How many lines of text a page with figures has at least, or none."""


class WaitingFigure(NamedTuple):
    """A figure or a table that waits: its box as it is before layout, the box that it is in, and the indent of that.

    One that is `turned` has whole words if it is not narrower than `least`; it may have been begun, and continues at
    `resume_at`.
    """

    figure: Box
    around: Box
    indent: float
    turned: bool = False
    least: float = 0.0
    resume_at: "Place | None" = None


Place = Mapping[int, "Place | None"]
"""Where the layout of a text continues: in the child with this index, and in that where the value says."""


@dataclass(slots=True)
class Queue:
    """What waits, by the numbers of pages; a page may be laid out more than once.

    `figures` come to a page from the one before it.  `after` is, for a page at the end of a chapter that holds nothing
    but figures, where the text continues behind it, and what WeasyPrint knows of that page.  `order` has the figures
    that were met, the first being 0; `now` are those that the page which is laid out has no room for, and `held` are
    the kinds of older ones that wait beyond that page.  `edge` is where its text begins, from the left, and `height` is
    that of its text; `heights` are those of tables.  `bottoms` are where the text of pages ends, and `shorter` where
    that of a page may end for the last one of its chapter to have enough lines.
    """

    figures: dict[int, tuple[WaitingFigure, ...]] = field(default_factory=dict)
    after: dict[int, tuple[Place | None, dict[str, object]]] = field(default_factory=dict)
    order: dict[Hashable, int] = field(default_factory=dict)
    now: dict[Hashable, WaitingFigure] = field(default_factory=dict)
    held: frozenset[str | None] = frozenset()
    heights: dict[Hashable, float] = field(default_factory=dict)
    bottoms: dict[int, float] = field(default_factory=dict)
    shorter: dict[int, float] = field(default_factory=dict)
    edge: float = 0.0
    height: float = 0.0

    def must(self, figure: Box) -> bool:
        """Whether a figure has to wait, because one of its kind before it does."""
        own, kind = self.order.setdefault(figure.element, len(self.order)), figure.element_tag
        before = (self.order[other] < own and waits.figure.element_tag == kind for other, waits in self.now.items())
        return kind in self.held or any(before)

    def before(self, section: Box) -> bool:
        """Whether anything waits that is not in a section."""
        if not self.now:
            return bool(self.held)
        inner = set(cast("Any", section.element).iter())
        return bool(self.held) or not self.now.keys() <= inner

    def leave(self, page: int, left: tuple[WaitingFigure, ...]) -> None:
        """Let figures wait for the page behind one, where the text goes on."""
        self.figures[page + 1] = left
        self.after.pop(page + 1, None)

    def flush(
        self, page: int, left: tuple[WaitingFigure, ...], resume_at: Place | None, following: dict[str, object]
    ) -> None:
        """Let figures have the page behind one for themselves, since a chapter ends here."""
        self.figures[page + 1] = left
        self.after[page + 1] = resume_at, following


def portioned(heights: Sequence[float], room: float, line: float) -> tuple[int, bool]:
    """How many figures of these heights a page takes, at least one, and whether text has room there too."""
    beside_text = room - _LEAST * line
    if heights[0] > beside_text:
        return _fitting(heights, room), False
    return _fitting(heights, beside_text), True


def _fitting(heights: Sequence[float], room: float) -> int:
    taken = 0.0
    for number, height in enumerate(heights):
        taken += height
        if taken > room:
            return max(number, 1)
    return len(heights)


def places_in(root: Box, waiting: Mapping[Hashable, WaitingFigure]) -> list[tuple[Box, ...]]:
    """Where figures that wait have their places in a page, each with the boxes around it, the outermost first."""
    found: list[tuple[Box, ...]] = []
    stack: list[tuple[Box, ...]] = [(root,)]
    while stack:
        *_, box = way = stack.pop()
        if box.element in waiting and box.element_tag in {"figure", "table"}:
            found.append(tuple(way))
        else:
            stack += [(*way, child) for child in reversed(getattr(box, "children", ()))]
    return found


def path_to(way: Sequence[Box]) -> Place:
    """The place of the last of some boxes, each of which is in the one before it."""
    place: Place | None = None
    for box in reversed(way[1:]):
        place = {int(getattr(box, "index", 0)): place}
    return place or {0: None}
