"""One walk over a tree, for whoever looks for something wherever it stands."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

__all__ = ["walk"]


def walk(part: object) -> Iterator[object]:
    """A part of a document and every value in it, down to its strings and numbers, in the order of its fields.

    What holds something comes before that.  Which words are translated, and in which order, only `pipeline.parts` says.
    """
    waiting = [part]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, tuple):
            waiting += reversed(node)
        elif is_dataclass(node):
            waiting += [getattr(node, field.name) for field in reversed(fields(node))]
