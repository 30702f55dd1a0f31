"""The headings and numbers of a document, as its lines look them up; each lookup is recorded with its answer."""

from collections.abc import Mapping

from kolofon.model.document import Sentence
from kolofon.set.numbers.captions import Numbered, Numbers
from kolofon.set.numbers.equations import Equation

__all__ = ["Lookup", "Lookups"]

Lookup = tuple[str, str]
"""The name of a method of `Lookups`, and its argument."""


class Lookups:
    """The headings of a document by the ids of their sections, and its numbers; `answers` are those given so far."""

    def __init__(self, numbers: Numbers, headings: Mapping[str, Sentence]) -> None:
        self._numbers = numbers
        self._headings = headings
        self.answers: dict[Lookup, object] = {}

    def heading(self, id_: str) -> Sentence | None:
        """The heading of a section; None if there is no such section."""
        found = self._headings.get(id_)
        self.answers["heading", id_] = found
        return found

    def numbered(self, id_: str) -> Numbered | None:
        """The figure, table or listing with an id, if it has a number."""
        found = self._numbers.of(id_)
        self.answers["numbered", id_] = found
        return found

    def place(self, target: str) -> str:
        """The target of a link, as `Numbers.place` has it."""
        found = self._numbers.place(target)
        self.answers["place", target] = found
        return found

    def equation(self, target: str) -> Equation | None:
        """The formula that a target leads to; None if it leads to none, or to something else of that name."""
        found = None if target in self._numbers.places else self._numbers.equation(target)
        self.answers["equation", target] = found
        return found

    def answer(self, lookup: Lookup) -> object:
        """The answer to a lookup."""
        method, argument = lookup
        found: object = getattr(self, method)(argument)
        return found
