"""Words in the cells of a table that there is no room for, for the version of WeasyPrint that `mends` names."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Protocol

from kolofon.write.paper.weasyprint.mends import replaced

__all__ = ["kept_in_tables"]

_ROUNDED = 0.01
"""Pixels by which a table may be wider than its place: lengths are sums of numbers that are not exact."""


class _Style(Protocol):
    def copy(self) -> "_Style": ...
    def __setitem__(self, name: str, value: object) -> None: ...


class _Box(Protocol):
    """A box of WeasyPrint's; text and pictures have no `children`."""

    style: _Style
    children: Sequence["_Box"]


class _Table(_Box, Protocol):
    """A table; its width is a length in pixels, or "auto"."""

    width: float | str
    padding_left: float
    padding_right: float
    border_left_width: float
    border_right_width: float


class _Wrapper(Protocol):
    """The box around a table and its caption."""

    margin_left: float | str
    margin_right: float | str

    def get_wrapped_table(self) -> _Table: ...


class _Context(Protocol):
    """What WeasyPrint remembers of a layout: among it, how wide the columns of a table may be."""

    tables: MutableMapping[_Table, object]


def kept_in_tables(tables: ModuleType) -> AbstractContextManager[None]:
    """Break the words of a table anywhere where it is wider than its place.  `tables` is `weasyprint.layout.table`.

    WeasyPrint alone lets such a table run into the column beside it, or off the page.
    """
    stock: Callable[[_Context, _Wrapper, Sequence[float]], None] = tables.auto_table_layout

    def auto_table_layout(context: _Context, wrapper: _Wrapper, place: Sequence[float]) -> None:
        table = wrapper.get_wrapped_table()
        width = table.width
        stock(context, wrapper, place)
        sides = (wrapper.margin_left, wrapper.margin_right, table.padding_left, table.padding_right)
        borders = table.border_left_width + table.border_right_width
        room = place[0] - borders - sum(side for side in sides if not isinstance(side, str))
        if isinstance(table.width, str) or table.width <= room + _ROUNDED:
            return
        for box in _within(table):
            box.style = box.style.copy()
            box.style["overflow_wrap"] = "anywhere"
        context.tables.pop(table, None)
        table.width = width
        stock(context, wrapper, place)

    return replaced(tables, auto_table_layout=auto_table_layout)


def _within(box: _Box) -> Iterator[_Box]:
    """The boxes in a box."""
    for child in getattr(box, "children", ()):
        yield child
        yield from _within(child)
