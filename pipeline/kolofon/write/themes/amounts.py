"""How large the values in a style are: its numbers, and its custom properties when they are filled in.

A property of a few lines that names others, which name others again, can have millions of parts (CSS Custom Properties
for Cascading Variables, section 3.3), and a program that sets pages makes all of them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kolofon.write import css
from kolofon.write.css import Node

__all__ = ["DEEPEST_NAMES", "GREATEST", "MOST_COUNTED", "MOST_PARTS", "SHORTEST", "Amounts", "BeyondLimitError"]

GREATEST = 1_000_000
"""The greatest number that a length, an angle or a percentage may have, whatever its unit."""

MOST_PARTS = 10_000
"""How many parts a value may have when its custom properties are filled in."""

DEEPEST_NAMES = 30
"""How deep custom properties may name one another."""

MOST_COUNTED = 10_000
"""The greatest number of a column, a row or a counter, and in a custom property."""

SHORTEST = 0.1
"""The least length of a repeating gradient, in its unit; a much shorter one is drawn without end."""

_COUNTED_LATER = frozenset({"calc", "clamp", "max", "min", "var"})
"""Functions whose value is not known before the page is laid out."""

_COUNTING = ("--", "column", "counter", "grid", "pad")
"""The beginnings of the properties in which a number is a count of things to make."""


class BeyondLimitError(Exception):
    """A value in a declaration is beyond a limit; `place` is that of the declaration."""

    def __init__(self, name: str, what: str, place: object) -> None:
        super().__init__(f"`{name}` asks for too much: {what}")
        self.place = place


class _Whole(NamedTuple):
    """The parts of a value that is filled in, and how deep the properties in it name one another."""

    parts: int
    depth: int


class Amounts:
    """The declarations of some styles, and whether their values are within the limits."""

    def __init__(self) -> None:
        self._named: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._filled: list[tuple[object, str, int, tuple[str, ...]]] = []

    def add(self, declaration: Node, place: object) -> None:
        """Note a declaration and its place; BeyondLimitError if a value in it is beyond a limit by itself."""
        parts = list(_all(css.parts(declaration)))
        names = tuple(filter(None, map(_name, parts)))
        if declaration.name.startswith("--"):
            self._named.setdefault(declaration.name, []).append((len(parts), names))
        if names:
            self._filled.append((place, declaration.name, len(parts), names))
        for part in parts:
            if part.type == "function" and part.lower_name.startswith("repeating-") and not _is_long(part):
                what = f"what repeats itself must be {SHORTEST} long or more, in one unit"
                raise BeyondLimitError(declaration.name, what, place)
            if part.type in {"dimension", "percentage"} and not abs(float(part.value)) <= GREATEST:
                what = f"no length may be greater than {GREATEST:,}, in any unit"
                raise BeyondLimitError(declaration.name, what, place)
            if (
                part.type == "number"
                and declaration.lower_name.startswith(_COUNTING)
                and not abs(float(part.value)) <= MOST_COUNTED
            ):
                what = f"this number may not be greater than {MOST_COUNTED:,}"
                raise BeyondLimitError(declaration.name, what, place)

    def check(self) -> None:
        """BeyondLimitError for the first declaration whose value is beyond a limit when it is filled in."""
        known: dict[str, _Whole] = {}
        for place, property_name, parts, names in self._filled:
            whole = self._whole(parts, names, known, 0)
            if whole.parts > MOST_PARTS:
                what = f"its var() make more than {MOST_PARTS:,} parts of it"
                raise BeyondLimitError(property_name, what, place)
            if whole.depth > DEEPEST_NAMES:
                what = f"its var() are deeper than {DEEPEST_NAMES} in one another"
                raise BeyondLimitError(property_name, what, place)

    def _whole(self, parts: int, names: Iterable[str], known: dict[str, _Whole], depth: int) -> _Whole:
        """The size of a value of so many parts with the properties that it names, no deeper than is allowed."""
        inner = [self._size(name, known, depth + 1) for name in names] if depth <= DEEPEST_NAMES else []
        deepest = max((each.depth for each in inner), default=0)
        return _Whole(parts + sum(each.parts for each in inner), deepest + bool(names))

    def _size(self, name: str, known: dict[str, _Whole], depth: int) -> _Whole:
        """The size of the longest value of a custom property when it is filled in."""
        if name not in known:
            known[name] = _Whole(0, 0)  # one that names itself has no value (section 2.3)
            values = [self._whole(*value, known, depth) for value in self._named.get(name, ())]
            known[name] = _Whole(
                max((each.parts for each in values), default=1), max((each.depth for each in values), default=0)
            )
        return known[name]


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += getattr(node, "arguments", None) or getattr(node, "content", None) or ()


def _is_long(gradient: Node) -> bool:
    """Whether the part that a gradient repeats (CSS Images Module Level 3, section 3.4) is clearly long enough."""
    stops: list[list[Node]] = [[]]
    for node in gradient.arguments:
        if node.type == "literal" and node.value == ",":
            stops.append([])
        elif node.type == "function" and node.lower_name in _COUNTED_LATER:
            return False
        elif node.type in {"dimension", "percentage"} or (node.type == "number" and float(node.value) == 0):
            stops[-1].append(node)
    last = stops[-1]
    if not last:
        return True  # it ends where the box ends
    first = next((each[0] for each in stops[:-1] if each and not _is_angle(each[0])), None)
    if first is None or first.type == "number" or float(first.value) == 0:
        return float(last[-1].value) >= SHORTEST
    return _unit(first) == _unit(last[-1]) and float(last[-1].value) - float(first.value) >= SHORTEST


def _unit(node: Node) -> str:
    return node.lower_unit if node.type == "dimension" else "%"


def _is_angle(node: Node) -> bool:
    return node.type == "dimension" and node.lower_unit in {"deg", "grad", "rad", "turn"}


def _name(node: Node) -> str:
    """The custom property that a `var()` names; nothing for anything else."""
    if node.type != "function" or node.lower_name != "var":
        return ""
    return next((each.value for each in node.arguments if each.type == "ident"), "")
