"""The quantities in a line: what its figures can mean in its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.check.language import Language
from pipeline.check.unit import Span

__all__ = ["Quantity", "quantities", "words_for"]

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_FIGURES = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬{_APOSTROPHES}]\d+)*")
_FRACTION = re.compile(r"\d+\.\d\d")
_MULTIPLES = {"千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "천": 3, "만": 4, "억": 8}
_MULTIPLIED = re.compile(rf"(\d+)([{''.join(_MULTIPLES)}])\Z")
_WORDS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MULTIPLE_WORD = re.compile(rf"[\s-]({'|'.join(_WORDS)})s?\b")
_AFTERNOON = re.compile(r"(?::\d\d)?\s?p\.?\s?m\b", re.IGNORECASE)
_MIDDAY = 12
_YEARS = re.compile(r"\d{4}[-–/]\Z")
_DECADE = range(10, 100, 10)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Figures as they are written, where, and the values that they can have, as plain digits with a point.

    `pieces` are the values of their parts, where they may be several figures ("17.11.1944").  Figures that have none of
    the forms that the language gives a number are only that.
    """

    text: str
    span: Span
    values: frozenset[str]
    pieces: frozenset[str]

    def within(self, values: frozenset[str], pieces: frozenset[str]) -> bool:
        """Whether another line that has these values, and these pieces of dates, has this quantity."""
        if self.pieces:
            return not self.values.isdisjoint(values) or self.pieces <= values
        return not self.values.isdisjoint(values | pieces)


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """All figures of a line, in its order."""
    return tuple(_quantity(found, language) for found in _FIGURES.finditer(text))


@cache
def words_for(value: str, language: Language) -> re.Pattern[str] | None:
    """What finds a small number written out, in any inflection; None if the CLDR does not spell it in this language."""
    if not value.isdecimal() or int(value) >= len(language.numbers):
        return None
    forms = language.numbers[int(value)]
    if not language.spaced:
        return re.compile("|".join(map(re.escape, sorted(forms))))
    if language.script in {"Arab", "Hebr"}:  # an article or a preposition is written together with its word
        return re.compile("|".join(re.escape(form[:-1]) for form in sorted(forms)))
    stems = (form[:-1] if len(form) > len("dhjet") else form for form in sorted(forms))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


def _quantity(found: re.Match[str], language: Language) -> Quantity:
    text = found[0]
    if text.isdecimal():
        values, pieces = {_plain(text)}, frozenset[str]()
    else:
        values = set(_readings(text, language))
        whole = any(not value.startswith("=") for value in values) and not (
            _FRACTION.fullmatch(text) or any(space in text for space in _SPACES)
        )
        pieces = frozenset() if whole else frozenset(_plain(part) for part in re.findall(r"\d+", text))
    values |= set(_told_otherwise(found, values))
    return Quantity(text, found.span(), frozenset(values), pieces)


def _plain(digits: str) -> str:
    return str(int(digits))


def _readings(text: str, language: Language) -> Iterator[str]:
    """What figures with separators mean by the language's own conventions, and what they are as a name ("3.11.2")."""
    digits = re.findall(r"\d+", text)
    signs = re.findall(r"\D", text)
    for decimal, group in _conventions(language, text):
        whole, fraction = (
            (digits[:-1], digits[-1]) if signs[-1] == decimal and signs.count(decimal) == 1 else (digits, "")
        )
        grouping = set(signs[: len(whole) - 1])
        spaced = len(grouping) == 1 and grouping <= {group, *_SPACES, *(_APOSTROPHES if group in _APOSTROPHES else "")}
        if len(whole) == 1 or (spaced and _grouped(whole)):
            value = _plain("".join(whole))
            shown = "".join(str(int(digit)) for digit in fraction).rstrip("0") or "0"
            yield f"{value}.{shown}" if fraction else value
    if set(signs) == {"."}:
        yield "=" + ".".join(map(_plain, digits))


def _grouped(parts: list[str]) -> bool:
    # In threes, or as in India in twos before the last three.
    sizes = [len(part) for part in parts]
    return sizes[0] <= len("000") and sizes[-1] == len("000") and set(sizes[1:-1]) <= {len("00"), len("000")}


def _conventions(language: Language, text: str) -> Iterator[tuple[str, str]]:
    """Pairs of decimal sign and grouping sign that the language has for the digits of the text."""
    if language.locale is None:
        yield from ((".", ","), (",", "."))
        return
    symbols = language.locale.number_symbols
    systems = [name for name in symbols if (name == "latn") == text[0].isascii()] or list(symbols)
    for system in systems:
        yield symbols[system].get("decimal", "."), symbols[system].get("group", ",")


def _told_otherwise(found: re.Match[str], values: set[str]) -> Iterator[str]:
    """The same quantities said in another way: 1.5 million, 150万, 3 p.m., the 1940s, 1944–45."""
    after = found.string[found.end() : found.end() + len(" trillions")]
    zeros = sum(_MULTIPLES.get(character, 0) for character in after[:2] if after[:1] in _MULTIPLES)
    word = _MULTIPLE_WORD.match(after)
    zeros = zeros or (_WORDS[word[1]] if word else 0)
    for value in values:
        if value.startswith("="):
            continue
        whole, _, fraction = value.partition(".")
        if zeros >= len(fraction) and zeros:
            scaled = int(whole + fraction.ljust(zeros, "0"))
            yield str(scaled)
            rest = re.match(r"\D(\d+)", after)
            if rest and not word:
                yield str(scaled + int(rest[1]))
        if fraction or not whole.isdecimal():
            continue
        number = int(whole)
        if before := _MULTIPLIED.search(found.string[: found.start()]):
            yield str(int(before[1]) * 10 ** _MULTIPLES[before[2]] + number)
        if number <= _MIDDAY and _AFTERNOON.match(after):
            yield str(number % _MIDDAY + _MIDDAY)
        if number % 100 in _DECADE and after[:1] in {"s", "e"}:
            yield str(number % 100)
            yield str(1900 + number % 100)
        if len(found[0]) == len("45"):
            years = found.string[max(0, found.start() - len("1944–")) : found.start()]
            if _YEARS.match(years):
                yield years[:2] + found[0]
