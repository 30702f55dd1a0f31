"""Quantities with units: `{{convert|5|km|mi}}` → “5 km (3.1 mi)”.

The number is that of the source.  It is converted and rounded as Wikipedia's "Template:Convert" describes it: to the
precision of the number, and to no less than two digits.  A number that cannot be converted is printed alone.
"""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kolofon.language import language as known
from kolofon.model.document import Text
from kolofon.read.wikitext.templates.arguments import Arguments, Value

__all__ = ["quantity"]

_NUMBER = re.compile(r"[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,12})?")
_RANGES: Mapping[str, str] = {
    **dict.fromkeys(("-", "–", "to(-)", "&ndash;"), "–"),
    **{word: f" {word} " for word in ("to", "and", "or")},
    **dict.fromkeys(("x", "×", "by", "xx"), " × "),
    **dict.fromkeys(("+/-", "±", "&plusmn;"), " ± "),
}
_FEWEST_DIGITS = 2
_FEWEST_DIGITS_OF_TEMPERATURE = 3
_COMPOUND = 4
"""Two numbers with a unit each."""
_SLACK = 1e-9  # so that a whole power of ten is one


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its sign, its kind, and its worth in the first unit of that kind."""

    sign: str
    kind: str
    scale: float
    offset: float
    to: str

    def written(self, number: str) -> str:
        """A number with the sign of the unit; an amount per area has no space before the slash."""
        return f"{number}{'' if self.sign.startswith('/') else ' '}{self.sign}"


@lru_cache(maxsize=1)
def _units() -> Mapping[str, _Unit]:
    table = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
    found: dict[str, _Unit] = {}
    for kind, units in table.items():
        for sign, facts in units.items():
            unit = _Unit(sign, kind, facts["scale"], facts.get("offset", 0.0), facts["to"])
            found.update(dict.fromkeys((sign, *facts["names"]), unit))
    return found


@dataclass(frozen=True, slots=True)
class _Measure:
    """Numbers with a unit: as written, the signs between two of them, and how many digits to add to their precision."""

    written: str
    numbers: tuple[str, ...]
    between: tuple[str, ...]
    unit: _Unit | None
    finer: int = 0


def quantity(arguments: Arguments, language: str) -> Value:
    """A quantity, and its value in another unit, where the source language writes numbers as English does."""
    names = arguments.numbered()
    words = [arguments.glance(name) for name in names]
    measure, rest = _measure(words)
    _use(arguments, names[: len(words) - len(rest)])
    if measure.unit is None or not known(language).words.values:
        return (Text(measure.written),)
    order, display, digits = (arguments.switch(name) for name in ("order", "disp", "sigfig"))
    wish = _wish(rest or [measure.unit.to], measure.unit, digits)
    second = [text for target in wish.targets if (text := _converted(measure, measure.unit, target, wish))]
    if len(second) == wish.named:
        _use(arguments, names[len(words) - len(rest) :])
    _use(arguments, ("order", "sigfig"))
    return (Text(_both(measure.written, second, order, display)),)


def _use(arguments: Arguments, names: Sequence[str]) -> None:
    for name in names:
        arguments.get(name)


def _measure(words: Sequence[str]) -> tuple[_Measure, Sequence[str]]:
    """The quantity at the beginning of some words, and the words behind it."""
    if found := _compound(words):
        return found, words[4:]
    numbers, between, others = _parted(words)
    if not others:
        return _Measure(" ".join(words), (), (), None), ()
    unit = _units().get(others[0])
    written = unit.written(_joined(numbers, between)) if unit else f"{_joined(numbers, between)} {others[0]}"
    if between and set(between) == {" × "}:
        written = " × ".join(unit.written(number) if unit else f"{number} {others[0]}" for number in numbers)
    return _Measure(written, tuple(numbers), tuple(between), unit), others[1:]


def _compound(words: Sequence[str]) -> _Measure | None:
    """Feet and inches, pounds and ounces: a number with a unit, and another with a smaller one."""
    if len(words) < _COMPOUND or not all(_NUMBER.fullmatch(words[index]) for index in (0, 2)):
        return None
    larger, smaller = _units().get(words[1]), _units().get(words[3])
    if larger is None or smaller is None or larger.kind != smaller.kind or larger.scale <= smaller.scale:
        return None
    values = [float(words[index].replace(",", "").replace("−", "-")) for index in (0, 2)]
    whole = f"{values[0] * larger.scale / smaller.scale + values[1]:.4f}".rstrip("0").rstrip(".")
    return _Measure(f"{larger.written(words[0])} {smaller.written(words[2])}", (whole,), (), smaller, finer=1)


def _parted(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The numbers at the beginning of some words, the signs between them, and the words behind them."""
    numbers, between = list(words[:1]), list[str]()
    index = 1
    while index + 1 < len(words) and words[index] in _RANGES:
        between.append(_RANGES[words[index]])
        numbers.append(words[index + 1])
        index += 2
    return numbers, between, list(words[index:])


def _joined(numbers: Sequence[str], between: Sequence[str]) -> str:
    return "".join(f"{number}{sign}" for number, sign in zip(numbers, [*between, ""], strict=True))


@dataclass(frozen=True, slots=True)
class _Wish:
    """The result that the template asks for: the units, and the number of decimals or of digits, if it has one."""

    targets: tuple[_Unit, ...]
    named: int
    decimals: int | None
    digits: int | None


def _wish(wanted: Sequence[str], unit: _Unit, digits: str) -> _Wish:
    decimals: int | None = None
    targets: list[_Unit] = []
    named = 0
    for word in wanted:
        if re.fullmatch(r"-?[0-9]", word):
            decimals = int(word)
            continue
        for name in [word] if word in _units() else word.split():
            target = _units().get(name)
            named += 1
            if target is not None and target.kind == unit.kind:
                targets.append(target)
    return _Wish(tuple(targets), named, decimals, int(digits) if re.fullmatch("[1-9]", digits) else None)


def _converted(measure: _Measure, unit: _Unit, target: _Unit, wish: _Wish) -> str:
    """Numbers in another unit; empty where one of them is no plain number."""
    if " ± " in measure.between and unit.kind == "temperature":  # a difference has no zero
        return ""
    found: list[str] = []
    for number in measure.numbers:
        if not _NUMBER.fullmatch(number):
            return ""
        value = float(number.replace(",", "").replace("−", "-"))
        made = (value * unit.scale + unit.offset - target.offset) / target.scale
        if not math.isfinite(made):
            return ""
        own = _decimals(number, value, made, unit) + measure.finer
        places = own if wish.decimals is None else wish.decimals
        if wish.digits and made:
            places = wish.digits - 1 - _magnitude(made)
        found.append(_rounded(made, places))
    return target.written(_joined(found, measure.between))


def _decimals(number: str, value: float, made: float, unit: _Unit) -> int:
    """How many decimals a converted number has: below zero, how many zeros before the point."""
    whole, _, fraction = number.replace(",", "").lstrip("-−+").partition(".")
    digits = len(fraction) or -(len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)
    if unit.kind == "temperature":
        absolute = abs(value * unit.scale + unit.offset)
        return max(digits, _FEWEST_DIGITS_OF_TEMPERATURE - 1 - _magnitude(max(absolute, 1e-8)))
    if not value or not made:
        return max(digits, 0)
    # A factor from 0.2 to 2 keeps the precision, one from 2 to 20 takes a digit, and so on.
    digits -= math.floor(math.log10(abs(made / value) / 0.2) + _SLACK)
    return max(digits, _FEWEST_DIGITS - 1 - _magnitude(made))


def _magnitude(number: float) -> int:
    return math.floor(math.log10(abs(number)) + _SLACK)


def _rounded(number: float, places: int) -> str:
    factor = 10.0 ** min(places, 12)
    value = math.copysign(math.floor(abs(number) * factor + 0.5 + _SLACK), number) / factor
    return f"{value:,.{max(min(places, 12), 0)}f}".replace("-", "−")


def _both(first: str, second: Sequence[str], order: str, display: str) -> str:
    if not second or display == "number":
        return first
    if order == "flip" or display == "flip":
        first, second = second[0], [first, *second[1:]]
    if display in ("out", "output only"):
        return "; ".join(second)
    if display == "or":
        return " or ".join([first, *second])
    if display in ("comma", "slash"):
        return {"comma": ", ", "slash": " / "}[display].join([first, *second])
    return f"{first} ({'; '.join(second)})"
