"""One walk over a tree, for whoever looks for something wherever it stands."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

__all__ = ["inside", "walk"]


def walk(part: object) -> Iterator[object]:
    """A part of a document and every value in it, down to its strings and numbers, in the order of its fields.

    What holds something comes before that.  Which words are translated, and in which order, only
    `kolofon.text.parts` says.
    """
    waiting = [part]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(inside(node))


def inside(node: object) -> tuple[object, ...]:
    """What stands right in a part of a document, in the order of its fields."""
    if isinstance(node, tuple):
        return node
    kind: type = type(node)
    return tuple([getattr(node, name) for name in _names(kind)])


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
