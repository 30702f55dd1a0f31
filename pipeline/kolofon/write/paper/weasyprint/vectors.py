"""Corrections of WeasyPrint's drawing of vector pictures, which is too slow, for the version that `mends` names."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Protocol
from xml.etree.ElementTree import Element

from kolofon.write.paper.weasyprint.mends import replaced

__all__ = ["MOST_STEPS", "drawn_in_time"]

MOST_STEPS = 10_000
"""How many steps a repeating gradient may have; one that is extremely short would need more."""


class _Node(Protocol):
    """A node of WeasyPrint's in a picture, with the element that it is for."""

    _etree_node: Element

    def __iter__(self) -> Iterator["_Node"]: ...


class _Matrix(Protocol):
    """A matrix of WeasyPrint's."""

    invert: "_Matrix"

    def transform_point(self, x: float, y: float) -> tuple[float, float]: ...


@contextmanager
def drawn_in_time(pictures: ModuleType, definitions: ModuleType) -> Iterator[None]:
    """Draw pictures in a time that grows with their size.

    `pictures` is `weasyprint.svg`, `definitions` its `defs`.  WeasyPrint alone searches the whole picture each time it
    looks for a part by its id.  A repeating gradient that is very short is repeated without end; here that is a fault
    of the picture.
    """
    linear = _linear(definitions.spread_linear_gradient)
    radial = _radial(definitions.spread_radial_gradient)
    with (
        replaced(pictures.Node, get_child=_found_by_id(pictures.Node.get_child)),
        replaced(definitions, spread_linear_gradient=linear, spread_radial_gradient=radial),
    ):
        yield


def _found_by_id(stock: Callable[[_Node, str], _Node | None]) -> Callable[[_Node, str], _Node | None]:
    """Looks for a node by its id along the way that leads to its element."""
    ways: dict[Element, tuple[dict[str, Element], dict[Element, Element]]] = {}
    inner: dict[_Node, dict[Element, _Node]] = {}

    def get_child(self: _Node, name: str) -> _Node | None:
        root = self._etree_node
        if root not in ways:
            ways.clear()  # of the picture before
            inner.clear()
            named = {element.get("id", ""): element for element in reversed(list(root.iter())) if element is not root}
            ways[root] = named, {child: parent for parent in root.iter() for child in parent}
        named, parents = ways[root]
        way = [named[name]] if name in named else []
        while way and way[-1] is not root:
            way.append(parents[way[-1]])
        node = self
        for element in reversed(way[:-1]):
            if node not in inner:
                inner[node] = {child._etree_node: child for child in node}  # noqa: SLF001  as above
            if element not in inner[node]:  # what is in a text has been put in order anew
                return stock(self, name)
            node = inner[node][element]
        return node if way else None

    return get_child


def _linear(stock: Callable[..., object]) -> Callable[..., object]:
    def spread_linear_gradient(  # noqa: PLR0913, PLR0917  as WeasyPrint has it
        spread: str,
        positions: Sequence[float],
        colors: Sequence[object],
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        bounding_box: tuple[float, float, float, float],
        matrix: _Matrix,
    ) -> object:
        start, end = matrix.transform_point(x1, y1), matrix.transform_point(x2, y2)
        x, y, width, height = bounding_box
        corners = ((x + across, y + down) for across in (0, width) for down in (0, height))
        _assert_ends(spread, positions, 2 * max(math.dist(start, corner) for corner in corners), math.dist(start, end))
        return stock(spread, positions, colors, x1, y1, x2, y2, bounding_box, matrix)

    return spread_linear_gradient


def _radial(stock: Callable[..., object]) -> Callable[..., object]:
    def spread_radial_gradient(  # noqa: PLR0913, PLR0917  as WeasyPrint has it
        spread: str,
        positions: Sequence[float],
        colors: Sequence[object],
        fx: float,
        fy: float,
        fr: float,
        cx: float,
        cy: float,
        r: float,
        width: float,
        height: float,
        matrix: _Matrix,
    ) -> object:
        across, down = matrix.invert.transform_point(width, height)
        farthest = math.hypot(max(abs(fx), abs(across - fx)), max(abs(fy), abs(down - fy)))
        _assert_ends(spread, positions, farthest + abs(r) + abs(fr), r - fr)
        return stock(spread, positions, colors, fx, fy, fr, cx, cy, r, width, height, matrix)

    return spread_radial_gradient


def _assert_ends(spread: str, positions: Sequence[float], distance: float, length: float) -> None:
    """ValueError for a gradient that takes more than `MOST_STEPS` steps over a distance."""
    period = abs(length * (positions[-1] - positions[0]))
    if spread != "pad" and period and not distance / period * len(positions) <= MOST_STEPS:
        raise ValueError("a gradient is repeated without an end")
