"""The months that a line names, and the flaws where a translation has another month than the source."""

import re
from collections.abc import Iterator
from functools import cache

from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language, cldr
from kolofon.text.line import Span

__all__ = ["months", "wrong_months"]

_FIGURE = re.compile(r"\d")
_NEAR = 8
"""How many characters may be between a month and its day or year."""
_ENDING = 3
"""How many letters a case ending can add to a month's name (nëntor, nëntorit)."""


def months(text: str, language: Language) -> tuple[tuple[int, Span], ...]:
    """The months named in a line, with the pieces that name them."""
    pattern, numbers = _names(language)
    if pattern is None:
        return ()
    return tuple((numbers[found[1].lower()], found.span()) for found in pattern.finditer(text))


def wrong_months(unit: Unit, code: str) -> Iterator[Flaw]:
    """A flaw for each month of a date in the source, where the translation names another month instead."""
    source, target = unit.book.source, unit.book.target
    if not _FIGURE.search(unit.source.own):
        return
    expected = [(month, span) for month, span in months(unit.source.own, source) if _dated(unit.source.own, span)]
    if not expected:
        return
    actual = months(unit.target.own, target)
    known = {month for month, _ in months(unit.source.own, source)}
    # “Mai” is a month in German and “only” in Romanian: only beside a figure is it certainly a month.
    strange = [span for month, span in actual if month not in known and _beside_a_figure(unit.target.own, span)]
    found = {month for month, _ in actual}
    for month, span in expected:
        if month not in found and strange and not re.search(rf"(?<!\d)0?{month}(?!\d)", unit.target.own):
            name = unit.source.own[slice(*span)]
            yield Flaw(
                code,
                f"the source says {name}, and the translation another month",
                f"{name} is “{_called(month, target)}”",
                tuple(unit.target.span(*other) for other in strange),
                (unit.source.span(*span),),
            )


def _dated(text: str, span: Span) -> bool:
    # “May” and “March” are certainly months only next to a day or a year.
    if text[span[0]].islower():
        return False
    before, after = text[max(0, span[0] - 6) : span[0]], text[span[1] : span[1] + 3]
    return bool(re.search(r"\d(?:st|nd|rd|th|\.)?\s+(?:of\s+)?\Z", before) or re.match(r"\.?,?\s+\d", after))


def _beside_a_figure(text: str, span: Span) -> bool:
    return bool(_FIGURE.search(text[max(0, span[0] - _NEAR) : span[0]] + text[span[1] : span[1] + _NEAR]))


def _called(month: int, language: Language) -> str:
    return cldr.months(language.locale, "format", "wide")[month - 1] if language.locale else ""


@cache
def _names(language: Language) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """A pattern whose first group is a month's name, and the months by name in lower case."""
    if language.locale is None:
        return None, {}
    numbers: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in enumerate(cldr.months(language.locale, context, width), 1):
                stem = name.rstrip(".").lower()
                if not any(character.isdecimal() for character in stem):
                    numbers.setdefault(stem, month)
    if not numbers:
        return None, {}
    numbers |= language.words.months
    longest = sorted(numbers, key=len, reverse=True)
    long = "|".join(re.escape(name) for name in longest if len(name) > len("mars"))
    short = "|".join(re.escape(name) for name in longest if len(name) <= len("mars"))
    names = "|".join(filter(None, (long, short)))
    if not language.spaced:
        return re.compile(f"({names})"), numbers
    ending = rf"\w{{0,{_ENDING}}}" if language.words.endings else ""
    before = r"(?<!\w)\w{0,2}?" if language.prefixed else r"(?<!\w)"
    return re.compile(rf"{before}({names}){ending}(?!\w)", re.IGNORECASE), numbers
