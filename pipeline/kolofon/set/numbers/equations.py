"""The formulas that have a name, by the targets of the links that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.model.document import Document, Formula, Section
from kolofon.model.walk import nodes
from kolofon.text.formulas import tagged

__all__ = ["Equation", "equations"]


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula with a name: the id that `kolofon.set.inline` gives it, and its number."""

    id: str
    number: str


def equations(document: Document) -> dict[str, Equation]:
    """The formulas with names by the targets that lead there, as `#s2:eq-mass`; the first of each name."""
    found: dict[str, Equation] = {}
    named = numbered = 0
    for where, part in _parts(document):
        for formula in nodes(part):
            if not isinstance(formula, Formula) or not formula.name:
                continue
            named += 1
            number = "" if formula.mathml else tagged(formula.text)[1]
            if not number:
                numbered += 1
                number = str(numbered)
            found.setdefault(f"#{where}:{formula.name}", Equation(f"eq-{named}", number))
    return found


def _parts(document: Document) -> Iterator[tuple[str, object]]:
    """What is before the first heading, in each section, and in the notes, with the id of the section."""
    yield "title", document.lead

    def below(sections: Sequence[Section], above: str) -> Iterator[tuple[str, object]]:
        for place, section in enumerate(sections, 1):
            yield f"{above}{place}", (section.heading, section.blocks)
            yield from below(section.sections, f"{above}{place}-")

    yield from below(document.sections, "s")
    yield "", document.notes
