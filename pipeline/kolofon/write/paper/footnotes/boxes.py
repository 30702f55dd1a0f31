"""Boxes of WeasyPrint's that are laid out: the calls of notes on a page, and how far its text goes."""

from collections.abc import Container, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kolofon.write.paper.weasyprint.protocols import Box

__all__ = ["Call", "bottom_of", "calls_on", "lines_of", "notes_in"]


class Call(NamedTuple):
    """The call of a note on a page: the note, and the edges of the line that it is in.

    `column` is whether other lines are beside that: it is in a column, or in a turned table.
    """

    note: Box
    top: float
    bottom: float
    column: bool


def calls_on(root: Box, printed: Container[Element]) -> list[Call]:
    """The calls in a page's text of notes that are not printed yet, each note once, in the order of the text.

    Figures at the head or the foot of the page come first, since the text has them before it, and as if at its head:
    they are on the page however much room its notes have.
    """
    found: dict[Element, Call] = {}
    moved = [box for box in root.children if getattr(box, "floated", False)]
    rest = root.copy_with_children([box for box in root.children if not getattr(box, "floated", False)])
    top = root.position_y
    heads = [call for box in moved for call in _calls(box, None, column=False)]
    before = [call._replace(top=top, bottom=top + call.bottom - call.top) for call in heads]
    for call in (*before, *_calls(rest, None, column=False)):
        element = call.note.element
        if element is not None and element not in printed:
            found.setdefault(element, call)
    return list(found.values())


def _calls(box: Box, line: Box | None, *, column: bool) -> Iterator[Call]:
    box = getattr(box, "_box", box)  # one that is positioned absolutely is behind a placeholder
    if box.footnote is not None and line is not None:
        top = getattr(line, "position_y", 0.0)  # what is positioned absolutely is laid out last
        yield Call(box.footnote, top, top + getattr(line, "height", 0.0), column)
    if _is_line(box):
        line = box
    for child in getattr(box, "children", ()):
        yield from _calls(child, line, column=column or box.is_column or _height_of_turned(box) is not None)


def notes_in(note: Box, printed: Container[Element]) -> Iterator[Box]:
    """A note, and behind it those that it calls and that are not printed yet."""
    seen: set[Element] = set()

    def below(one: Box) -> Iterator[Box]:
        if one.element is None or one.element in printed or one.element in seen:
            return
        seen.add(one.element)
        yield one
        for called in _footnotes(one):
            yield from below(called)

    yield from below(note)


def _footnotes(box: Box) -> Iterator[Box]:
    if box.footnote is not None:
        yield box.footnote
    for child in getattr(box, "children", ()):
        yield from _footnotes(child)


def bottom_of(box: Box, least: float) -> float:
    """How far down the lines, pictures and tables in a box go, but not less far than `least`.

    WeasyPrint makes boxes that continue on the next page as high as the page.
    """
    if hasattr(box, "_box"):  # positioned absolutely
        return least
    if _is_line(box):
        return max(least, box.position_y + box.height)
    turned = _height_of_turned(box)
    if turned is not None:
        return max(least, box.position_y + turned)
    if hasattr(box, "replacement") or getattr(box, "is_table_wrapper", False):
        return max(least, box.border_box_y() + box.border_height())
    for child in getattr(box, "children", ()):
        least = bottom_of(child, least)
    return least


def lines_of(box: Box) -> Iterator[Box]:
    """The lines in a box, but for those that are positioned absolutely, such as the marks of lists."""
    if _is_line(box):
        yield box
    elif not hasattr(box, "_box"):
        for child in getattr(box, "children", ()):
            yield from lines_of(child)


def _height_of_turned(box: Box) -> float | None:
    """The height on the page of a table that is turned."""
    return getattr(box, "sideways", None)


def _is_line(box: Box) -> bool:
    return type(box).__name__ == "LineBox"
