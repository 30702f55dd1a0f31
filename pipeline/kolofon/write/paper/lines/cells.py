"""Words in the cells of a table that there is no room for, for the version of WeasyPrint that `mends` names."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import ModuleType

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box, Context, Wrapper

__all__ = ["kept_in_tables"]

_ROUNDED = 0.01
"""Pixels by which a table may be wider than its place: lengths are sums of numbers that are not exact."""


def kept_in_tables(tables: ModuleType) -> AbstractContextManager[None]:
    """Break the words of a table anywhere where it is wider than its place.  `tables` is `weasyprint.layout.table`.

    WeasyPrint alone lets such a table run into the column beside it, or off the page.
    """
    stock: Callable[[Context, Wrapper, Sequence[float]], None] = tables.auto_table_layout

    def auto_table_layout(context: Context, wrapper: Wrapper, place: Sequence[float]) -> None:
        table = wrapper.get_wrapped_table()
        width = table.width
        stock(context, wrapper, place)
        sides: tuple[float | str, ...] = (
            wrapper.margin_left,
            wrapper.margin_right,
            table.padding_left,
            table.padding_right,
        )
        borders = table.border_left_width + table.border_right_width
        room = place[0] - borders - sum(side for side in sides if not isinstance(side, str))
        laid: object = table.width  # "auto", if its columns have no room at all
        if isinstance(laid, str) or table.width <= room + _ROUNDED:
            return
        for box in _within(table):
            box.style = box.style.copy()
            box.style["overflow_wrap"] = "anywhere"
        context.tables.pop(table, None)
        table.width = width
        stock(context, wrapper, place)

    return replaced(tables, auto_table_layout=auto_table_layout)


def _within(box: Box) -> Iterator[Box]:
    """The boxes in a box."""
    for child in getattr(box, "children", ()):
        yield child
        yield from _within(child)
