"""Marks that open a question or an exclamation, as ¿ and ¡ do."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["OPENING_MARKS"]

_OPENING = Check("opening-marks", Severity.WARNING, "A question or an exclamation is closed and not opened.")


def _openings(unit: Unit) -> Iterator[Flaw]:
    marks, target = unit.book.target.opening_marks, unit.target.own
    for mark, opening in marks.items():
        if mark not in target and opening not in target:
            continue
        opened = closed = 0
        for found in re.finditer(f"[{mark}{opening}]", target):
            index = found.start()
            if found[0] == opening:
                opened += 1
            elif (index and _ended(target[index - 1])) and not target[index + 1 : index + 2].isalnum():
                closed += 1
                if closed > opened:
                    message = f"“{mark}” without “{opening}” before it"
                    span = unit.target.span(index, index + 1)
                    yield Flaw(_OPENING.code, message, f"put “{opening}” where it begins", (span,))
                    opened = closed
        if opened > target.count(mark) and target.count(opening) > unit.source.plain.count(opening):
            at = target.rindex(opening)
            message = f"“{opening}” without “{mark}” behind it"
            yield Flaw(_OPENING.code, message, f"put “{mark}” where it ends", (unit.target.span(at, at + 1),))


def _ended(last: str) -> bool:
    """Whether a character ends a word, so that a mark behind it is one of a sentence."""
    return last.isalnum() or last in "»”’)…%"


OPENING_MARKS = Family("openings", (_OPENING,), each=_openings)
