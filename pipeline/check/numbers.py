"""Numbers: the same quantities and dates as in the source, written as the language writes them."""

import re
from collections.abc import Iterator
from functools import cache

from babel.numbers import format_decimal

from pipeline.check.dates import months, wrong_months
from pipeline.check.family import Check, Family
from pipeline.check.language import Language
from pipeline.check.quantities import Quantity, quantities, words_for
from pipeline.check.unit import Flaw, Line, Unit
from pipeline.model.finding import Severity

__all__ = ["NUMBERS"]

_NUMBERS = Check(
    "numbers", Severity.ERROR, "A number is not that of the source, or is not written as the language does."
)
_DATES = Check("dates", Severity.ERROR, "A date is in another month than in the source.")

_FIGURE = re.compile(r"\d")
_RUN = re.compile(r"\d+(?:\S?\d+)*")
_ROMAN = re.compile(
    r"\b(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:e|er|ème|º|ª)?\b)"
)
_LIKE_ROMAN = re.compile(r"\b[IVXLCDM]{2,}\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_VAGUE = re.compile(
    r"\b(?:hundred|thousand|\w*illion|dozen|score|decade|centur|half|halves|third|quarter|twice|double|triple|couple"
    r"|pair|both|single|once|noon|midnight|a\.?m\b|p\.?m\b|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ie))",
    re.IGNORECASE,
)
"""English words behind which a figure may stand in a translation."""
_SMALL = 10


def _numbers(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.own, unit.target.own
    yield from _numerals(unit)
    if not (_FIGURE.search(source) or _FIGURE.search(target)):
        return
    if not _alike(source, target):
        asked = quantities(source, unit.book.source)
        given = quantities(target, unit.book.target)
        yield from _differences(unit, asked, given)
    yield from wrong_months(unit, _DATES.code)


def _alike(source: str, target: str) -> bool:
    """Whether both have the same figures, none with a separator: most messages, in a moment."""
    asked, given = _RUN.findall(source), _RUN.findall(target)
    return sorted(asked) == sorted(given) and all(map(str.isdecimal, asked))


def _numerals(unit: Unit) -> Iterator[Flaw]:
    """Roman numerals that the source does not have, where it has others: Brigade VII, Brigada VI."""
    asked = {found[0] for line in (unit.source, *unit.merged) for found in _LIKE_ROMAN.finditer(line.own)}
    if not any(_ROMAN.fullmatch(numeral) for numeral in asked):
        return
    values = {str(_roman(numeral)) for numeral in asked} | _values(quantities(unit.source.own, unit.book.source))
    strange = [
        found
        for found in _LIKE_ROMAN.finditer(unit.target.own)
        if found[0] not in asked and not (_ROMAN.fullmatch(found[0]) and str(_roman(found[0])) in values)
    ]
    if strange:
        message = f"{', '.join(dict.fromkeys(found[0] for found in strange))} is not in the source"
        spans = tuple(unit.target.span(*found.span()) for found in strange)
        yield Flaw(_NUMBERS.code, message, f"the source has {', '.join(sorted(asked))}", spans)


def _differences(unit: Unit, asked: tuple[Quantity, ...], given: tuple[Quantity, ...]) -> Iterator[Flaw]:
    book = unit.book
    there = _values(given) | _implied(unit.target.own, book.target)
    missing = [item for item in asked if not item.within(there, _pieces(given)) and not _written_out(item, unit)]
    asked_here = (*asked, *(item for other in unit.merged for item in quantities(other.own, book.source)))
    here = _values(asked_here) | _implied(unit.source.own, book.source)
    here |= frozenset().union(*(_implied(other.own, book.source) for other in unit.merged))
    extra = [item for item in given if not item.within(here, _pieces(asked_here)) and not _said(item, unit)]
    if missing or extra:
        said = [f"{_listed(missing)} is missing"] if missing else []
        said += [f"{_listed(extra)} is not in the source"] if extra else []
        yield Flaw(
            _NUMBERS.code,
            "; ".join(said),
            _hint(missing, book.target),
            tuple(unit.target.span(*item.span) for item in extra),
            tuple(unit.source.span(*item.span) for item in missing),
        )


def _values(found: tuple[Quantity, ...]) -> frozenset[str]:
    return frozenset().union(*(item.values for item in found))


def _pieces(found: tuple[Quantity, ...]) -> frozenset[str]:
    return frozenset().union(*(item.pieces for item in found))


def _implied(text: str, language: Language) -> frozenset[str]:
    """The values of Roman numerals and of months by name."""
    roman = {str(_roman(found[0])) for found in _ROMAN.finditer(text)}
    return frozenset(roman | {str(month) for month, _ in months(text, language)})


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _written_out(item: Quantity, unit: Unit) -> bool:
    """Whether the translation has the quantity in words, as far as we can tell."""
    language = unit.book.target
    if "0" in item.values:
        return True  # “none of them”
    if not language.numbers:
        return any(value.isdecimal() and int(value) <= _SMALL for value in item.values)
    patterns = (words_for(value, language) for value in item.values)
    return any(pattern.search(unit.target.own) for pattern in patterns if pattern)


def _said(item: Quantity, unit: Unit) -> bool:
    """Whether the source has the quantity in words, as far as we can tell."""
    lines: tuple[Line, ...] = (unit.source, *unit.merged)
    patterns = [words_for(value, unit.book.source) for value in item.values]
    return any(
        _VAGUE.search(line.own) or any(pattern.search(line.own) for pattern in patterns if pattern) for line in lines
    )


def _listed(items: list[Quantity]) -> str:
    return ", ".join(dict.fromkeys(item.text for item in items))


def _hint(missing: list[Quantity], language: Language) -> str:
    told = [f"{item.text} is {written}" for item in missing for written in [_written(item, language)] if written]
    return f"here {', '.join(dict.fromkeys(told))}" if told else "write every number of the source, and no other"


def _written(item: Quantity, language: Language) -> str:
    """A quantity with separators as the language writes it, or nothing."""
    value = next((value for value in sorted(item.values) if re.fullmatch(r"\d+(\.\d+)?", value)), "")
    if item.text.isdecimal() or not value or language.locale is None:
        return ""
    return _formatted(value, language)


@cache
def _formatted(value: str, language: Language) -> str:
    decimals = "0" * len(value.partition(".")[2])
    return format_decimal(float(value), "#,##0" + ("." + decimals if decimals else ""), locale=language.locale)


NUMBERS = Family("numbers", (_NUMBERS, _DATES), each=_numbers)
