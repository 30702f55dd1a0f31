"""Numbers: the same quantities and dates as in the source, written as the language writes them.

A number in place of another one is wrong, and an error.  One that is only missing, or only added, may be in the
words around it (a three-day battle, 2 倍 for doubling), and is a warning.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from kolofon.check.family import Check, Family
from kolofon.check.numerals.months import months, wrong_months
from kolofon.check.numerals.number_words import character_numbers, says_in_words
from kolofon.check.numerals.quantities import Quantity, quantities
from kolofon.check.numerals.roman import ROMAN, counting_numerals, numerals, value_of
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.language.formats import quantity
from kolofon.model.finding import Severity
from kolofon.text.line import VERBATIM, Line

__all__ = ["NUMBERS"]

_NUMBERS = Check("numbers", Severity.ERROR, "There is another number where the source has one.")
_MISSING = Check(
    "missing-numbers", Severity.WARNING, "A number of the source is not there, nor its words.", also=("numbers",)
)
_ADDED = Check("added-numbers", Severity.WARNING, "There is a number that the source does not have.", also=("numbers",))
_FORMAT = Check(
    "number-format", Severity.WARNING, "A number is written as the source's language does.", also=("numbers",)
)
_DATES = Check("dates", Severity.ERROR, "A date is in another month than in the source.")

_FIGURE = re.compile(r"\d")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_MEASURED = re.compile(
    r"\s?(?:%|°)|\s(?:percent|per cent|(?:kilo|centi|milli)?(?:met(?:re|er)s?|lit(?:re|er)s?|grams?)|miles?|feet"
    r"|inch(?:es)?|(?:m|b|tr)illion|thousand|tons?|tonnes?|hectares?|hours?|minutes?|seconds?|days?|years?|degrees?|times|k?m|kg|cm|mm)\b"
)
"""English words behind a decimal number that measures something, as a version (3.11) does not."""
_RUN = re.compile(r"\d+(?:\S?\d+)*")
_DIGITS = re.compile(r"\d+")
_MULTIPLIED = re.compile(r"\d\s?[十百千万萬億亿兆십백천만억조]")
_VAGUE = re.compile(
    r"\b(?:hundred|thousand|\w*illion|dozen|score|decade|centur|half|halves|third|quarter|twice|doubl|tripl|couple"
    r"|pair|both|single|once|noon|midnight|a\.?m\b|p\.?m\b|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ie))",
    re.IGNORECASE,
)
"""English words that may be a figure in a translation."""
_OF_A_FIGURE = re.compile(r"\d[\s-]?(?:hundred|thousand|[a-z]{1,4}illion|dozen|[ap]\.?\s?m\b\.?)", re.IGNORECASE)
_ONE = re.compile(r"\b(?:an?|one|another|each|every|first|only|any|ground)\b", re.IGNORECASE)
"""English words that may be 1 in a translation."""
_HELD = {
    2: re.compile(r"\b(?:binar|squar|bi\w+al\b)", re.IGNORECASE),
    3: re.compile(r"\b(?:cub|tri\w+al\b)", re.IGNORECASE),
    8: re.compile(r"\boctal", re.IGNORECASE),
    10: re.compile(r"\bdecimal", re.IGNORECASE),
    16: re.compile(r"\bhex", re.IGNORECASE),
}
"""English words that contain a number, which other languages write: 16진수 is hexadecimal."""
_OF_NUMERALS = frozenset(map(str, range(1, 40)))
"""The values of Roman numerals of the letters I, V and X."""
_COMPOUND = re.compile(r"(?:-(?:[^\W\d_]{2,})|[^\W\d_])")
"""What makes a figure a part of a word: 3-dimensional, 2D."""
_NOUN = re.compile(r"[\s-][^\W\d_]{2,}")
_TELEPHONE = 7
_SMALL, _SPELLED = 12, 20
"""The numbers that any language may have within a word, and those it may spell out where its words are unknown."""
_HOUR = re.compile(r"\d\s?[ap]\.?\s?m\b|\bo['’]clock\b|\bnoon\b|\bmidnight\b", re.IGNORECASE)
"""English hours, whose minutes another language may write: 17:00."""
_HALF_PAST = re.compile("[時时点點]半|시 ?반")
_AND_A_HALF = frozenset(f"{number}.5" for number in range(_SMALL))
"""Numbers that most languages write in words: two and a half."""


def _numbers(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.own, unit.target.own
    yield from _numerals(unit)
    if not (_FIGURE.search(source) or _FIGURE.search(target)):
        return
    if not _alike(source, target):
        yield from _differences(unit, quantities(source, unit.book.source), quantities(target, unit.book.target))
    yield from wrong_months(unit, _DATES.code)


def _alike(source: str, target: str) -> bool:
    """Whether both have the same figures, none with a separator: true of most messages, and quick."""
    expected, actual = _RUN.findall(source), _RUN.findall(target)
    return sorted(expected) == sorted(actual) and all(map(str.isdecimal, expected)) and not _MULTIPLIED.search(target)


def _numerals(unit: Unit) -> Iterator[Flaw]:
    """A flaw for Roman numerals that the source does not have, where it has others: Brigade VII, Brigada VI."""
    expected = {found[0] for line in (unit.source, *unit.merged) for found in numerals(line.own)}
    if not expected:
        return
    values = {str(value_of(numeral)) for numeral in expected} | _values(quantities(unit.source.own, unit.book.source))
    strange = [
        found
        for found in numerals(unit.target.own)
        if found[0] not in expected and str(value_of(found[0])) not in values
    ]
    if strange:
        message = f"{', '.join(dict.fromkeys(found[0] for found in strange))} is not in the source"
        spans = tuple(unit.target.span(*found.span()) for found in strange)
        yield Flaw(_NUMBERS.code, message, f"the source has {', '.join(sorted(expected))}", spans)


def _differences(unit: Unit, expected: tuple[Quantity, ...], actual: tuple[Quantity, ...]) -> Iterator[Flaw]:
    book = unit.book
    expected_here = (*expected, *(item for other in unit.merged for item in quantities(other.own, book.source)))
    written, read = {item.name for item in actual}, {item.name for item in expected_here}
    there = _values(actual) | _implied(unit.target, book.target)
    here = _values(expected_here) | _implied(unit.source, book.source)
    here |= {"0"} if _HOUR.search(unit.source.own) else set()
    here |= frozenset().union(*(_implied(other, book.source) for other in unit.merged))
    missing = _absent(expected, written, there, _pieces(actual))
    extra = [item for item in _absent(actual, read, here, _pieces(expected_here)) if not _in_source_words(item, unit)]
    # A number in place of another one cannot be the word that contains it.
    missing = [item for item in missing if not _in_words(item, unit, hidden=not extra)]
    if not extra:
        missing = [item for item in missing if item.values.isdisjoint(_AND_A_HALF)]
    if extra and not missing and (replaced := _replaced(unit, extra, there)):
        yield _flaw_of_numerals(unit, replaced, extra)
    elif (missing or extra) and not _same_digits(missing, extra):
        yield _flaw(unit, missing, extra)
    pointed = _pointed(expected, actual, unit)
    kept = [item for item in actual if item.name in read and (item.text in pointed or _foreign(item, unit))]
    if kept:
        yield Flaw(
            _FORMAT.code,
            f"{_listed(kept)} is written as in the source",
            _hint(quantities(" ".join(item.text for item in kept), book.source), book.target),
            tuple(unit.target.span(*item.span) for item in kept),
        )


def _replaced(unit: Unit, extra: Sequence[Quantity], there: AbstractSet[str]) -> list[re.Match[str]]:
    """The Roman numerals of the source whose value the translation has neither in figures nor in known words.

    None, unless it has small numbers in their place, and no more of these.
    """
    source, target = unit.book.source, unit.book.target
    if not target.number_words or any(item.values.isdisjoint(_OF_NUMERALS) for item in extra):
        return []
    found = counting_numerals(unit.source.own, source.words.common | {*source.inflection.idle.split()})
    values = [(each, value_of(each[0])) for each in found]
    gone = [
        each for each, value in values if str(value) not in there and not says_in_words(unit.target.own, value, target)
    ]
    return gone if len(extra) <= len(gone) else []


def _flaw_of_numerals(unit: Unit, missing: Sequence[re.Match[str]], extra: Sequence[Quantity]) -> Flaw:
    names = ", ".join(dict.fromkeys(found[0] for found in missing))
    values = ", ".join(dict.fromkeys(f"{found[0]} is {value_of(found[0])}" for found in missing))
    return Flaw(
        _NUMBERS.code,
        f"{names} is missing; {_listed(extra)} is not in the source",
        f"{values}, in figures, in words or as it is",
        tuple(unit.target.span(*item.span) for item in extra),
        tuple(unit.source.span(*found.span()) for found in missing),
    )


def _absent(
    items: Sequence[Quantity], names: AbstractSet[str], values: frozenset[str], pieces: frozenset[str]
) -> list[Quantity]:
    """The quantities that the other line does not have; `names`, `values` and `pieces` are those of the other line."""
    return [item for item in items if item.name not in names and not item.within(values, pieces)]


def _same_digits(missing: Sequence[Quantity], extra: Sequence[Quantity]) -> bool:
    """Whether both have the same long row of digits, such as a telephone number, grouped differently."""
    if any(_THOUSANDS.fullmatch(item.text) for item in missing):
        return False
    expected, actual = ("".join(_DIGITS.findall("".join(item.name for item in items))) for items in (missing, extra))
    return expected == actual and len(expected) >= _TELEPHONE


def _flaw(unit: Unit, missing: list[Quantity], extra: list[Quantity]) -> Flaw:
    check = _NUMBERS if missing and extra else _MISSING if missing else _ADDED
    parts = [f"{_listed(missing)} is missing"] if missing else []
    parts += [f"{_listed(extra)} is not in the source"] if extra else []
    return Flaw(
        check.code,
        "; ".join(parts),
        _hint(missing, unit.book.target),
        tuple(unit.target.span(*item.span) for item in extra),
        tuple(unit.source.span(*item.span) for item in missing),
    )


def _values(found: tuple[Quantity, ...]) -> frozenset[str]:
    return frozenset().union(*(item.values for item in found))


def _pieces(found: tuple[Quantity, ...]) -> frozenset[str]:
    return frozenset().union(*(item.pieces for item in found))


def _implied(line: Line, language: Language) -> frozenset[str]:
    """The values in a line that are no figures of the text: Roman numerals, months by name, characters, ², and code."""
    values = {str(value_of(found[0])) for found in ROMAN.finditer(line.own)}
    # “May” and “march” are other words.
    named = [(month, line.own[at]) for month, (at, _) in months(line.own, language)]
    values |= {str(month) for month, letter in named if not (language.months_capital and letter.islower())}
    if VERBATIM in line.own:
        values |= {found[0].lstrip("0") or "0" for found in _DIGITS.finditer(line.plain) if found[0].isascii()}
    if not line.own.isascii():
        values |= {"30"} if _HALF_PAST.search(line.own) else set()
        values |= character_numbers(line.own, language)
        raised = (character for character in line.own if character.isnumeric() and not character.isdecimal())
        values |= {f"{unicodedata.numeric(character):g}" for character in raised}
    return frozenset(values)


def _foreign(item: Quantity, unit: Unit) -> bool:
    """Whether a number's separators are the source language's, so that it means another number here."""
    expected = {value for value in quantities(item.text, unit.book.source)[0].values if value.isdecimal()}
    return bool(expected) and not item.text.isdecimal() and expected.isdisjoint(item.values)


def _pointed(expected: Sequence[Quantity], actual: Sequence[Quantity], unit: Unit) -> frozenset[str]:
    """The measures of the source that keep its decimal point, where the other language has another sign.

    A version that has the same figures (1.5) keeps them, so there must be more of them than in versions.
    """
    language, source = unit.book.target, unit.source.own
    if language.decimal == ".":
        return frozenset()
    decimals = [item for item in expected if _DECIMAL.fullmatch(item.text)]
    if not decimals:
        return frozenset()
    kept = Counter(item.text for item in actual)
    kept.subtract(item.text for item in decimals if not _MEASURED.match(source, item.span[1]))
    return frozenset(item.text for item in decimals if kept[item.text] > 0)


def _in_words(item: Quantity, unit: Unit, *, hidden: bool) -> bool:
    """Whether the translation has the quantity in known words or, if `hidden`, possibly within another word."""
    language = unit.book.target
    numbers = [int(value) for value in item.values if value.isdecimal() and len(value) <= _LONGEST]
    after = unit.source.own[item.span[1] :]
    if 0 in numbers or (1 in numbers and _NOUN.match(after)) or (2 in numbers and language.numbers.dual):  # noqa: PLR2004  two is two
        return True  # “none of them”, “an hour”, and the dual
    if hidden and any(number <= _SMALL for number in numbers) and _COMPOUND.match(after):
        return True
    if not language.number_words and any(number <= _SPELLED for number in numbers):
        return True
    return any(says_in_words(unit.target.own, number, language) for number in numbers)


_LONGEST = 15
"""Digits of the longest number that may be written in words."""


def _in_source_words(item: Quantity, unit: Unit) -> bool:
    """Whether the source has the quantity in known words."""
    lines: tuple[Line, ...] = (unit.source, *unit.merged)
    source, target = unit.book.source, unit.book.target
    if target.numbers.counters and not item.values.isdisjoint({"1", "2"}):
        return True
    numbers = [int(value) for value in item.values if value.isdecimal() and len(value) <= _LONGEST]
    return any(
        _vague(line.own)
        or (1 in numbers and _ONE.search(line.own))
        or any(says_in_words(line.own, number, source) for number in numbers)
        or any(number in _HELD and _HELD[number].search(line.own) for number in numbers)
        for line in lines
    )


@lru_cache(1 << 10)  # called for each number of a line
def _vague(text: str) -> bool:
    """Whether a line has a word for a number that is no part of one in figures: a million, but not 2.5 million."""
    return bool(_VAGUE.search(_OF_A_FIGURE.sub(" ", text)))


def _listed(items: Sequence[Quantity]) -> str:
    return ", ".join(dict.fromkeys(item.text for item in items))


def _hint(missing: Sequence[Quantity], language: Language) -> str:
    hints = [f"{item.text} is {written}" for item in missing for written in [_written(item, language)] if written]
    return f"here {', '.join(dict.fromkeys(hints))}" if hints else "write every number of the source, and no other"


def _written(item: Quantity, language: Language) -> str:
    """A quantity with separators as the language writes it; empty, if there is none."""
    value = next((value for value in sorted(item.values) if re.fullmatch(r"\d+(\.\d+)?", value)), "")
    if item.text.isdecimal() or not value or len(value) > _LONGEST or language.locale is None:
        return ""
    return _formatted(value, language)


@cache
def _formatted(value: str, language: Language) -> str:
    return quantity(value, language.tag)


NUMBERS = Family("numbers", (_NUMBERS, _MISSING, _ADDED, _FORMAT, _DATES), each=_numbers)
