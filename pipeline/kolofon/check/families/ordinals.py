"""Ordinals in figures whose ending is raised in print, as in French."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["ORDINALS"]

_PLAIN = Check("plain-ordinals", Severity.NOTE, "The ending of an ordinal is not raised.")


class _Note(NamedTuple):
    """How many ordinals of a translation have their endings on the line, and how many have them raised."""

    plain: int
    raised: int


def _note(unit: Unit) -> _Note | None:
    plain, every = len(_plain(unit)), len(_ordinals(unit))
    return _Note(plain, every - plain) if every else None


def _plain(unit: Unit) -> list[re.Match[str]]:
    """The ordinals of a translation that have their endings on the line, without those of the source."""
    seams = {*unit.target.seams}
    return [each for each in _ordinals(unit) if each.start(1) not in seams and each[0] not in unit.source.plain]


def _ordinals(unit: Unit) -> Sequence[re.Match[str]]:
    pattern = unit.book.target.numbers.ordinal_raised
    return [*_compiled(pattern).finditer(unit.target.own)] if pattern else ()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _habit(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for each message with plain ordinals; a single one where they are the catalogue's habit."""
    found = [unit for unit, note in notes if note.plain]
    habit = sum(note.plain for _, note in notes) > sum(note.raised for _, note in notes)
    others = f", here and in {len(found) - 1} other messages" if habit and len(found) > 1 else ""
    for unit in found[:1] if habit else found:
        plain = _plain(unit)
        figure, ending = plain[0][0].removesuffix(plain[0][1]), plain[0][1]
        spans = tuple(unit.target.span(*each.span()) for each in plain)
        message = f"the ending of an ordinal is raised in print{others}"
        yield unit, Flaw(_PLAIN.code, message, f"write {figure}<sup>{ending}</sup>", spans)


ORDINALS = Family("ordinals", (_PLAIN,), whole=Comparison(_Note, _note, _habit))
