"""How much a vector picture draws.

Parts of a picture may be drawn again: by `use`, and as a pattern, a marker, a mask.  Where these use one another, a
picture of a few lines has millions of parts, and a program that opens it never ends.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kolofon.write.pictures.vector.parser import MOST, Element, RefusedError
from kolofon.write.pictures.vector.sheets import EVERYWHERE, Sheet, Use

__all__ = ["DEEPEST_USE", "MOST_MATCHES", "check"]

DEEPEST_USE = 200
"""How deep elements may be nested when each used part is counted where it is used."""

MOST_MATCHES = 5_000_000
"""How often a rule may be tried on an element."""

_LINKS = ("href", "xlink:href")
_ONCE = frozenset({"clip-path", "filter", "mask"})
"""Properties that apply to the element itself; the others are inherited."""

_MARKERS = frozenset({"marker", "marker-end", "marker-mid", "marker-start"})
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+")


@dataclass(slots=True)
class _Extent:
    """The extent of an element with its content: how many things it draws, its elements, its points, its depth."""

    drawn: int
    elements: int
    points: int
    depth: int


def check(root: Element, uses: Mapping[int, Sequence[Use]], sheets: Sequence[Sheet]) -> None:
    """Refuse a picture (RefusedError) that draws more than `MOST` elements, or a part of which uses itself.

    `uses` are those of each element's own style, by its `id()`.
    """
    elements = list(root.all())
    if sheets and _matches(root, sheets) > MOST_MATCHES:
        what = "has a style sheet with too many rules for too many elements"
        raise RefusedError("picture-limit", what, "save it with styles on its elements, not in a style sheet")
    measure = _Measure(
        {element.attributes["id"]: element for element in reversed(elements) if _is_named(element)}, uses
    )
    for sheet in sheets:
        for key, found in sheet.uses.items():
            measure.by_rule.setdefault(key, []).extend(found)
    measure.of(root, 0)


def _is_named(element: Element) -> bool:
    return "id" in element.attributes


class _Measure:
    def __init__(self, named: Mapping[str, Element], uses: Mapping[int, Sequence[Use]]) -> None:
        self.by_rule: dict[str, list[Use]] = {}
        self._named, self._uses = named, uses
        self._known: dict[int, _Extent | None] = {}

    def of(self, element: Element, depth: int) -> _Extent:
        """The extent of an element at a depth."""
        if depth > DEEPEST_USE:
            what = f"is deeper than {DEEPEST_USE} elements in one another, with what they use"
            raise RefusedError("picture-limit", what, "ungroup what is in it", element.line)
        self._known[id(element)] = None
        found = _Extent(
            1, 1, len(_NUMBER.findall(element.attributes.get("d") or element.attributes.get("points") or "")), 1
        )
        for inner in element.elements():
            _add(found, self._known.get(id(inner)) or self.of(inner, depth + 1))
        for link in _LINKS:
            if link in element.attributes and (
                used := self._target(element, element.attributes[link].strip()[1:], depth)
            ):
                _add(found, used)
        for name, target in dict.fromkeys([*self._uses.get(id(element), ()), *self._ruled(element)]):
            if used := self._target(element, target, depth):
                times = 1 if name in _ONCE else found.points if name in _MARKERS else found.elements
                found.drawn += used.drawn * times
                found.depth = max(found.depth, used.depth + 1)
        if found.drawn > MOST:
            what = f"draws more than {MOST:,} elements, since its parts use one another"
            raise RefusedError("picture-limit", what, "draw it simpler, or save it as a PNG", element.line)
        if depth + found.depth > DEEPEST_USE:
            what = f"is deeper than {DEEPEST_USE} elements in one another, with what they use"
            raise RefusedError("picture-limit", what, "ungroup what is in it", element.line)
        self._known[id(element)] = found
        return found

    def _target(self, element: Element, name: str, depth: int) -> _Extent | None:
        target = self._named.get(name)
        if target is None:
            return None
        if id(target) not in self._known:
            return self.of(target, depth + 1)
        found = self._known[id(target)]
        if found is None:
            raise RefusedError("picture-limit", f"has a part `{name}` that uses itself", "take that out", element.line)
        return found

    def _ruled(self, element: Element) -> list[Use]:
        """The uses in the rules of the style sheets for an element, including some that other rules override."""
        if not self.by_rule:
            return []
        return [use for key in _keys(element) for use in self.by_rule.get(key, ())]


def _matches(root: Element, sheets: Sequence[Sheet]) -> int:
    """How often a rule is tried on an element, at the most."""
    found = Counter(key for element in root.all() for key in _keys(element))
    deep = _depth(root)
    return sum(found[key] * deep**far for sheet in sheets for key, far in sheet.selectors)


def _depth(element: Element) -> int:
    return 1 + max(map(_depth, element.elements()), default=0)


def _keys(element: Element) -> list[str]:
    """The keys by which a selector may match an element."""
    classes = (f".{name}" for name in element.attributes.get("class", "").split())
    return [EVERYWHERE, element.name, f"#{element.attributes.get('id', '')}", *classes]


def _add(whole: _Extent, part: _Extent) -> None:
    whole.drawn += part.drawn
    whole.elements += part.elements
    whole.points += part.points
    whole.depth = max(whole.depth, part.depth + 1)
