"""The quantities in a line: from its figures, the values that they can have in its language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kolofon.check.numerals.calendars import common_years
from kolofon.check.numerals.multipliers import Multiplier, multiplier
from kolofon.language import Language
from kolofon.text.line import Span

__all__ = ["Quantity", "quantities"]

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_FIGURES = re.compile(
    rf"(?<!\d)\d{{1,9}} [1-7]/[2-9](?![\d/])|(?<!\d)\d{{1,9}} ?[¼-¾⅐-⅞]"
    rf"|(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|(?<![\w.,)\]])\.\d+(?![.\d])|\d+(?:[.,٫٬{_APOSTROPHES}]\d+)*"
)
_MIXED = re.compile(r"\d{1,9} (?:[1-7]/[2-9])|\d{1,9} ?[¼-¾⅐-⅞]")
_PERCENT = frozenset("%％٪")
_FRACTION = re.compile(r"\d+\.\d\d")
_AFTERNOON = re.compile(r"(?::\d\d)?\s?p\.?\s?m\b", re.IGNORECASE)
_MORNING = re.compile(r"(?::\d\d)?\s?a\.?\s?m\b", re.IGNORECASE)
_EVENING = re.compile(r"\s?ทุ่ม")
"""The hours of the evening in Thai, which count from six o'clock."""
_MIDDAY = 12
_YEARS = re.compile(r"\d{4}[-–/]\Z")
_DECADE = range(10, 100, 10)
_CENTURY = re.compile(r"(\d\d?)\s?世[纪紀]\s?\Z")
_DECADE_OF_IT = re.compile(r"\s?世[纪紀]\s?(\d0)\s?年代")
"""Decades with their century: 20世纪40年代 is the 1940s."""
_NEAR = 8
_SLASH, _BEHIND_SLASH = re.compile(r"/(\d)(?![\d/])"), re.compile(r"(?<![\d/])(\d{1,3})/\Z")
_COUNTED = 15
"""Digits up to which figures are calculated with; longer ones are only compared."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Figures as written, their place, and the values that they can have, as plain digits with a point.

    `pieces` are the values of their parts, where they may be several figures ("17.11.1944").  Figures in none of the
    language's number formats are only these.
    """

    text: str
    span: Span
    values: frozenset[str]
    pieces: frozenset[str]

    @property
    def name(self) -> str:
        """The figures as written, in ASCII digits: equal names are equal figures."""
        return self.text if self.text.isascii() else "".join(map(_ascii_digit, self.text))

    def within(self, values: frozenset[str], pieces: frozenset[str]) -> bool:
        """Whether a line whose figures have these values, and these pieces of dates, has this quantity."""
        if self.pieces:
            return not self.values.isdisjoint(values) or self.pieces <= values | pieces
        return not self.values.isdisjoint(values | pieces)


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """All figures of a line, in its order."""
    found: list[Quantity] = []
    for figures in _FIGURES.finditer(text):
        if not found or figures.start() >= found[-1].span[1]:
            found.append(_quantity(figures, language))
    return tuple(found)


def _quantity(found: re.Match[str], language: Language) -> Quantity:
    text = found[0]
    if _MIXED.fullmatch(text):
        return Quantity(text, found.span(), frozenset({_mixed(text)}), frozenset())
    if text[0] == ".":  # .5
        return Quantity(text, found.span(), frozenset({f"0{_plain_fraction(text)}"}), frozenset())
    if text.isdecimal():
        values, pieces = {_plain(text)}, frozenset[str]()
    else:
        values = set(_readings(text, language))
        whole = any(not value.startswith("=") for value in values) and not (
            _FRACTION.fullmatch(text) or any(space in text for space in _SPACES)
        )
        pieces = frozenset() if whole else frozenset(_plain(part) for part in re.findall(r"\d+", text))
    values |= set(_other_forms(found, values, language))
    multiplied = multiplier(found.string, found.end(), language)
    if multiplied is None:
        return Quantity(text, found.span(), frozenset(values), pieces)
    scaled = set(_scaled(values, multiplied))
    if not (multiplied.sure and scaled):
        return Quantity(text, found.span(), frozenset(values | scaled), pieces)
    end = found.end() + multiplied.length
    return Quantity(found.string[found.start() : end], (found.start(), end), frozenset(scaled), frozenset())


def _scaled(values: set[str], multiplied: Multiplier) -> Iterator[str]:
    """The values of figures with what multiplies them."""
    for value in values:
        whole, _, fraction = value.partition(".")
        if whole.isdecimal() and len(whole) <= _COUNTED and multiplied.power >= len(fraction):
            yield str(int(whole + fraction.ljust(multiplied.power, "0")) + multiplied.added)


def _ascii_digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() else character


def _plain(digits: str) -> str:
    """Digits of any script as ASCII, without leading zeros, however many there are."""
    ascii_digits = digits if digits.isascii() else "".join(map(_ascii_digit, digits))
    return ascii_digits.lstrip("0") or "0"


def _readings(text: str, language: Language) -> Iterator[str]:
    """The values of figures with separators by the language's conventions, and as a name ("3.11.2")."""
    digits = re.findall(r"\d+", text)
    signs = re.findall(r"\D", text)
    for decimal, group in _conventions(language, text):
        whole, fraction = (
            (digits[:-1], digits[-1]) if signs[-1] == decimal and signs.count(decimal) == 1 else (digits, "")
        )
        grouping = set(signs[: len(whole) - 1])
        spaced = len(grouping) == 1 and grouping <= {group, *_SPACES, *_APOSTROPHES}
        if len(whole) == 1 or (spaced and _grouped(whole)):
            value = _plain("".join(whole))
            shown = "".join(str(int(digit)) for digit in fraction).rstrip("0") or "0"
            yield f"{value}.{shown}" if fraction else value
    if set(signs) == {"."}:
        yield "=" + ".".join(map(_plain, digits))


def _plain_fraction(text: str) -> str:
    return "." + ("".join(map(_ascii_digit, text[1:])).rstrip("0") or "0")


def _grouped(parts: list[str]) -> bool:
    # Groups of three, or as in India of two before the last three.
    sizes = [len(part) for part in parts]
    return sizes[0] <= len("000") and sizes[-1] == len("000") and set(sizes[1:-1]) <= {len("00"), len("000")}


def _conventions(language: Language, text: str) -> Iterator[tuple[str, str]]:
    """Pairs of decimal sign and grouping sign that the language uses with the digits of the text."""
    if language.locale is None:
        yield from ((".", ","), (",", "."))
        return
    symbols = language.locale.number_symbols
    systems = [name for name in symbols if (name == "latn") == text[0].isascii()] or list(symbols)
    for system in systems:
        yield symbols[system].get("decimal", "."), symbols[system].get("group", ",")


def _mixed(text: str) -> str:
    """The value of a number followed by a fraction, which is one character, or two figures and a slash."""
    digits = re.findall(r"\d+", text)
    fraction = unicodedata.numeric(text[-1]) if len(digits) == 1 else int(digits[1]) / int(digits[2])
    return f"{int(digits[0]) + fraction:g}"


def _fractions(found: re.Match[str], language: Language) -> Iterator[str]:
    """The value of a simple fraction with these figures, and of Persian's ۲/۵ for 2.5."""
    above, below = _BEHIND_SLASH.search(found.string[max(0, found.start() - _NEAR) : found.start()]), None
    if above is None and (below := _SLASH.match(found.string, found.end())) is None:
        return
    first, second = (above[1], found[0]) if above else (found[0], below[1] if below else "1")
    if len(second) == 1 and second not in "01" and int(second):
        yield f"{int(first) / int(second):g}"
    if language.numbers.slash_is_point and not first.isascii():
        yield f"{int(first)}.{int(second)}"


def _other_forms(found: re.Match[str], values: set[str], language: Language) -> Iterator[str]:
    """The same quantities in another form: 3 p.m., the 1940s, 1944–45, 20 % for a fifth, 1400 for 2021."""
    after = found.string[found.end() : found.end() + len(":00 p. m.")]
    for value in values:
        if not value.isdecimal() or len(value) > _COUNTED:
            continue
        number = int(value)
        yield from map(str, common_years(number, found.string[: found.start()], language))
        if after.lstrip()[:1] in _PERCENT:
            yield from (f"{number / 100:g}", f"{1 + number / 100:g}")
        yield from _fractions(found, language)
        if number <= _MIDDAY and _AFTERNOON.match(after):
            yield str(number % _MIDDAY + _MIDDAY)
        if number % 100 in _DECADE and after[:1] in {"s", "e"}:
            yield str(number % 100)
            yield str(1900 + number % 100)
        if number == _MIDDAY and _MORNING.match(after):
            yield from ("0", "24")
        if _EVENING.match(after):
            yield str(number + 18)
        if number in _DECADE and (century := _CENTURY.search(found.string[: found.start()][-_NEAR:])):
            yield f"{(int(century[1]) - 1) * 100 + number}"
        if decade := _DECADE_OF_IT.match(after):
            yield f"{(number - 1) * 100 + int(decade[1])}"
        if len(found[0]) == len("45"):
            years = found.string[max(0, found.start() - len("1944–")) : found.start()]
            if _YEARS.match(years):
                yield years[:2] + found[0]
