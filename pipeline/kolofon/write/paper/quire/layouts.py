"""Functions that replace WeasyPrint's while a quire is laid out: pages of other quires, margins, sides of pages."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from xml.etree.ElementTree import Element

from kolofon.write.paper.floats.figures import floated
from kolofon.write.paper.pages.folios import Numbering
from kolofon.write.paper.quire.portions import CONTINUED
from kolofon.write.paper.quire.values import Named, PageKind
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.modules import CSS, boxes, documents, layout, page, percent, targets
from kolofon.write.paper.weasyprint.protocols import Box, Context, PageBox, PageType

__all__ = ["Margins", "Targets", "breaks", "framed", "numbered_from", "sided"]

_FAR = 1_000_000
"""The index of the first page of a quire that does not begin the book: no selector of `@page` names it."""


def sided(*, recto: bool) -> object:
    """A style sheet that begins a quire on a recto, or on a verso."""
    return CSS(string=f"html {{ break-before: {'recto' if recto else 'verso'} !important }}")


def numbered_from(root: Element) -> AbstractContextManager[None]:
    """Keep the first page of a quire from being taken for that of the book, if it is not."""
    body = root.find("body")
    begins = body is None or CONTINUED not in body.get("data-quire", "").split()
    stock = page.PageType

    def page_type(side: str, blank: object, name: str, index: int, groups: object) -> object:
        return stock(side, blank, name, index if begins else index + _FAR, groups)

    return replaced(page, PageType=page_type)


class Targets:
    """The ids whose pages a quire shows, in `asked`; `shown` has the folios of all, if they are known."""

    def __init__(self, shown: Mapping[str, str] | None, numbering: Numbering) -> None:
        self._numbering = numbering
        self.asked: list[str] = []
        self._shown = shown

    def known(self) -> AbstractContextManager[None]:
        """Give WeasyPrint the pages of ids in other quires, which it cannot know; while no page is known, each is 0."""
        asked, shown, numbering = self.asked, self._shown, self._numbering

        class Collector(targets.TargetCollector):  # type: ignore[misc, no-any-unimported]  # WeasyPrint has no types
            def lookup_target(self, token: tuple[str, object], box: Box, *more: object) -> object:
                name = _name(token, box)
                if not name:
                    return super().lookup_target(token, box, *more)
                asked.append(name)
                if shown is not None and name not in shown:
                    return super().lookup_target(token, box, *more)
                item = targets.TargetLookupItem("up-to-date")
                item.target_box = _Target({"page": [numbering.named(shown[name]) if shown else 0]})
                return item

        return replaced(documents, TargetCollector=Collector)


class _Target:
    """A box that only knows its counters."""

    def __init__(self, counters: dict[str, list[int]]) -> None:
        self.cached_counter_values = counters


def _name(token: tuple[str, object], box: Box) -> str:
    """The id that a token of `target-counter()` names."""
    kind, value = token
    if kind == "attr()" and isinstance(value, tuple) and box.element is not None:
        value = box.element.get(str(value[0]), value[2])
        return str(value).partition("#")[2]
    named = targets.anchor_name_from_token(token)
    return named if isinstance(named, str) else ""


class Margins:
    """What the margins of each page would show, while they are left empty.

    `shifts` are by how many pixels each page moves to the right on the other side of a leaf, None where more differs;
    `sided` says that a page must be on one side.
    """

    def __init__(self, book: object) -> None:
        self._book = book
        self._moves: dict[PageKind, float | None] = {}
        self.strings: list[dict[str, Named]] = []
        self.shifts: list[float | None] = []
        self.sided = False

    def left_out(self) -> AbstractContextManager[None]:
        """Leave the margins of pages empty."""

        def make_margin_boxes(context: Context, leaf: PageBox, _state: object) -> Iterator[object]:
            self.strings.append(
                {
                    name: Named(tuple(pages[context.current_page]), _begins(leaf, name))
                    for name, pages in context.string_set.items()
                    if context.current_page in pages
                }
            )
            if context.current_page > 1:
                self.sided |= context.page_maker[context.current_page - 1][1]["break"] in _SIDES
            kind = kind_of(leaf.page_type)
            if kind not in self._moves:
                self._moves[kind] = self._shift(context, leaf)
            self.shifts.append(self._moves[kind])
            yield from ()

        return replaced(layout, make_margin_boxes=make_margin_boxes)

    def _shift(self, context: Context, leaf: PageBox) -> float | None:
        """By how many pixels a page moves to the right on the other side of a leaf; None if more would differ."""
        own = leaf.page_type
        other = framed(context, self._book, own._replace(side="left" if own.side == "right" else "right"))
        styles = context.style_for.get_cascaded_styles()
        for pseudo in (None, "@footnote", "@note-area"):
            one, two = (_declared(styles.get((kind, pseudo), {})) for kind in (own, other.page_type))
            if one != two:
                return None
        if abs(other.width - leaf.width) > _SAME or abs(other.height - leaf.height) > _SAME:
            return None
        return other.content_box_x() - leaf.content_box_x()


_SIDES = frozenset({"left", "right", "recto", "verso"})
_SAME = 1e-6
_MOVING = frozenset({"margin_left", "margin_right"})


def _declared(style: Mapping[str, tuple[object, object]]) -> dict[str, object]:
    """The declarations of a style, but for the margins that facing pages have on other sides."""
    return {name: value for name, (value, _) in style.items() if name not in _MOVING}


def kind_of(page_type: PageType) -> PageKind:
    """The type of a page as a value."""
    return PageKind(page_type.side, bool(page_type.blank), page_type.name, page_type.groups)


def framed(context: Context, book: object, page_type: PageType) -> PageBox:
    """An empty page of a type, with its edges and margins."""
    page.set_page_type_computed_styles(page_type, book, context.style_for)
    box = boxes.PageBox(page_type, context.style_for(page_type))
    percent.resolve_percentages(box, box.style["size"])
    box.position_x = box.position_y = 0
    width, height = box.style["size"]
    page.page_width(box, context, width)
    page.page_height(box, context, height)
    framed_box: PageBox = box
    return framed_box


def _begins(leaf: Box, name: str) -> bool:
    """Whether a page begins with an element that sets a named string (CSS Generated Content for Paged Media, 1.1.2)."""
    box: Box | None = leaf
    while box:
        sets = box.style["string_set"]
        if isinstance(sets, tuple) and any(set_[0] == name for set_ in sets):
            return True
        children = getattr(box, "children", ())
        box = children[0] if children else None
    return False


def breaks(root: Box, word: str) -> tuple[str, ...]:
    """The values of `break-before` or `break-after` of the boxes that a quire begins or ends with.

    `word` is `CONTINUED`, for those that it begins with, `root` being on its first page; or `CONTINUES`, on its last.
    """
    begins = word == CONTINUED
    name, at = ("break_before", 0) if begins else ("break_after", -1)
    found: list[str] = []
    box: Box | None = root
    while box:
        element = box.element
        open_ = element is None or element.tag == "html" or word in element.get("data-quire", "").split()
        if not open_:
            found.append(str(box.style[name]))
        inner = [child for child in getattr(box, "children", ()) if not floated(child)]
        children = [child for child in inner if child.is_in_normal_flow()]
        box = children[at] if children else None
    return tuple(found if begins else reversed(found))
