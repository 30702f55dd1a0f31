"""What was found in the parts of a document, so that a part which did not change is not looked through again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from kolofon.model.document import Document

__all__ = ["Facts"]

P = TypeVar("P")
T = TypeVar("T")


class Facts:
    """What was found in the parts of one document; a part that is the very same is looked through once.

    `looked` counts the parts that were looked through.
    """

    def __init__(self) -> None:
        self.looked = 0
        self._known: dict[tuple[str, str], tuple[object, tuple[object, ...]]] = {}

    def of(self, kind: str, name: str, part: P, find: Callable[[P], Iterable[T]]) -> tuple[T, ...]:
        """What there is of a kind in a part, by its name in the document."""
        known = self._known.get((kind, name))
        if known is None or known[0] is not part:
            self.looked += 1
            known = self._known[kind, name] = (part, tuple(find(part)))
        return cast("tuple[T, ...]", known[1])

    def found(self, kind: str, document: Document, find: Callable[[object], Iterable[T]]) -> Iterator[T]:
        """What there is of a kind in a document: before its sections, in each outermost one, and in each note."""
        yield from find(replace(document, sections=(), notes=()))
        for letter, parts in (("s", document.sections), ("n", document.notes)):
            for number, part in enumerate(parts, 1):
                yield from self.of(kind, f"{letter}{number}", part, find)
