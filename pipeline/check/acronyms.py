"""Acronyms: those that the language keeps are kept everywhere, and spelt right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from pipeline.check.family import Check, Family
from pipeline.check.roman import numerals
from pipeline.check.unit import Flaw, Span, Unit
from pipeline.model.finding import Severity

__all__ = ["ACRONYMS"]

_ACRONYMS = Check("acronyms", Severity.WARNING, "An acronym is missing, or not spelt as in the source.")

_ACRONYM = re.compile(r"(?<!\w)(?![AP]Ms?(?!\w))([^\W\d_a-z]{2,})(?=s?(?![^\W\d_]))")
_CAPITALS = re.compile(r"[^\W\d_a-z\u0530-\uffff]{2,}")
_ALIKE = 1
_USUAL = 2


def _acronyms(units: Sequence[Unit]) -> Iterator[tuple[Unit, Flaw]]:
    """An acronym is to be kept where most translations keep it, or where its letters are not the source language's.

    English would not write “UNÇSH” of itself: such an acronym is a name, and survives in every language of its script.
    """
    kept: Counter[str] = Counter()
    lost: defaultdict[str, list[tuple[Unit, Span]]] = defaultdict(list)
    asked = [
        (unit, {match[1]: match.span(1) for match in _ACRONYM.finditer(unit.source.own) if _is(match[1], unit)})
        for unit in units
    ]
    known = {acronym for _, found in asked for acronym in found}
    for unit, found in asked:
        if not found:
            continue
        there = set(_CAPITALS.findall(unit.target.own))
        for acronym, span in found.items():
            if near := _near(acronym, unit, known):
                message = f"“{unit.target.own[slice(*near)]}” is nearly {acronym}"
                yield unit, Flaw(_ACRONYMS.code, message, f"write {acronym}", (unit.target.span(*near),))
            elif acronym in unit.target.plain or any(word.startswith(acronym) for word in there):
                kept[acronym] += 1
            else:
                lost[acronym].append((unit, span))
    for acronym, places in lost.items():
        usual = kept[acronym] >= _USUAL * len(places)
        for unit, span in places:
            if usual or (not acronym.isascii() and unit.book.target.script == unit.book.source.script):
                hint = f"write {acronym}" + (", as elsewhere" if usual else "")
                yield unit, Flaw(_ACRONYMS.code, f"{acronym} is missing", hint, (), (unit.source.span(*span),))


def _is(word: str, unit: Unit) -> bool:
    # A line all in capitals shouts, and has no acronyms.
    if next(numerals(word), None):
        return False
    return word.isupper() and (word == unit.source.own.strip() or not unit.source.own.isupper())


def _near(acronym: str, unit: Unit, known: set[str]) -> Span | None:
    """A word in capitals that is nearly the acronym, as a slip of the hand leaves it."""
    for found in _CAPITALS.finditer(unit.target.own):
        word = found[0]
        if (
            len(acronym) > len("UN")
            and word.isupper()
            and word not in unit.source.plain
            and word not in known
            and OSA.distance(word, acronym) <= _ALIKE
        ):
            return found.span()
    return None


ACRONYMS = Family("acronyms", (_ACRONYMS,), whole=_acronyms)
