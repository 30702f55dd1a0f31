"""Values that are computed from the parts of a document, each kept as long as its part is the same object."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from kolofon.model.document import Document

__all__ = ["PartCache"]

P = TypeVar("P")
T = TypeVar("T")


class PartCache:
    """Values by their kind and the name of the part of one document that they were computed from.

    `computed` counts the computations.
    """

    def __init__(self) -> None:
        self.computed = 0
        self._known: dict[tuple[str, str], tuple[object, tuple[object, ...]]] = {}

    def of(self, kind: str, name: str, part: P, find: Callable[[P], Iterable[T]]) -> tuple[T, ...]:
        """The values that `find` returns for a part, computed now or earlier; `name` is that of the part."""
        known = self._known.get((kind, name))
        if known is None or known[0] is not part:
            self.computed += 1
            known = self._known[kind, name] = (part, tuple(find(part)))
        return cast("tuple[T, ...]", known[1])

    def in_document(self, kind: str, document: Document, find: Callable[[object], Iterable[T]]) -> Iterator[T]:
        """The values of a document: of what is before its sections, of each outermost section, and of each note."""
        yield from find(replace(document, sections=(), notes=()))
        for letter, parts in (("s", document.sections), ("n", document.notes)):
            for number, part in enumerate(parts, 1):
                yield from self.of(kind, f"{letter}{number}", part, find)
