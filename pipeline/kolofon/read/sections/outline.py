"""Nesting by depth: from a flat sequence of headings or list items, a tree."""

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["nest"]

T = TypeVar("T")


def nest(flat: Sequence[T], depth: Callable[[T], int]) -> tuple[tuple[T, Sequence[T]], ...]:
    """The outermost of `flat`, each with the deeper ones that follow it.

    Each contains what follows until the next that is not deeper.  Depths need not be consecutive: 0, 4, 2 is one that
    contains two.  Law: written out in order, the result is `flat` again.
    """
    starts: list[int] = []
    for index, item in enumerate(flat):
        if not starts or depth(item) <= depth(flat[starts[-1]]):
            starts.append(index)
    ends = [*starts[1:], len(flat)] if starts else []
    return tuple((flat[start], flat[start + 1 : end]) for start, end in zip(starts, ends, strict=True))
