"""What the setting of a line asks of the rest of its document, with the answers."""

from collections.abc import Mapping

from kolofon.model.document import Sentence
from kolofon.set.numbers.captions import Numbered, Numbers
from kolofon.set.numbers.equations import Equation

__all__ = ["Asked", "Question"]

Question = tuple[str, str]
"""A question by the name of its method in `Asked`, and what it is about."""


class Asked:
    """The headings of a document by the ids of their sections, and its numbers; `heard` are the answers so far."""

    def __init__(self, numbers: Numbers, headings: Mapping[str, Sentence]) -> None:
        self._numbers = numbers
        self._headings = headings
        self.heard: dict[Question, object] = {}

    def heading(self, id_: str) -> Sentence | None:
        """The heading of a section; None if there is no such section."""
        said = self._headings.get(id_)
        self.heard["heading", id_] = said
        return said

    def numbered(self, id_: str) -> Numbered | None:
        """The figure, table or listing with an id, if it has a number."""
        said = self._numbers.of(id_)
        self.heard["numbered", id_] = said
        return said

    def place(self, target: str) -> str:
        """The target of a link, as `Numbers.place` has it."""
        said = self._numbers.place(target)
        self.heard["place", target] = said
        return said

    def equation(self, target: str) -> Equation | None:
        """The formula that a target leads to; None if it leads to none, or to something else of that name."""
        said = None if target in self._numbers.places else self._numbers.equation(target)
        self.heard["equation", target] = said
        return said

    def says(self, question: Question) -> object:
        """The answer to a question."""
        method, about = question
        said: object = getattr(self, method)(about)
        return said
