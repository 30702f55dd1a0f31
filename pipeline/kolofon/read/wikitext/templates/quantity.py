"""Quantities with units: `{{convert|5|km|mi}}` → “5 km (3.1 mi)”.

The number is that of the source.  It is converted, and rounded, as Wikipedia's "Template:Convert" describes it: as
precise as the number is, and no less than two digits.  What cannot be converted so is printed alone.
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


def quantity(arguments: Arguments, language: str) -> Value:
    """A quantity, and behind it what it is in another unit, where the source language writes numbers as English does."""
    words = [arguments.words(name) for name in arguments.numbered()]
    numbers, between, others = _parted(words)
    order, display, digits = (arguments.switch(name) for name in ("order", "disp", "sigfig"))
    if not others:
        return (Text(" ".join(words)),)
    unit, *wanted = others
    known_unit = _units().get(unit)
    sign = known_unit.sign if known_unit else unit
    first = known_unit.written(_joined(numbers, between)) if known_unit else f"{_joined(numbers, between)} {sign}"
    if between == [" × "] * len(between) and between:
        first = " × ".join(f"{number} {sign}" for number in numbers)
    if known_unit is None or not known(language).words.values:
        return (Text(first),)
    targets, precision = _targets(wanted or [known_unit.to], known_unit)
    second = [text for target in targets if (text := _converted(numbers, between, known_unit, target, precision, digits))]
    return (Text(_both(first, second, order, display)),)


def _parted(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The numbers at the beginning, what is between two of them, and the words behind them."""
    numbers, between = list(words[:1]), list[str]()
    index = 1
    while index + 1 < len(words) and words[index] in _RANGES:
        between.append(_RANGES[words[index]])
        numbers.append(words[index + 1])
        index += 2
    return numbers, between, list(words[index:])


def _joined(numbers: Sequence[str], between: Sequence[str]) -> str:
    return "".join(f"{number}{sign}" for number, sign in zip(numbers, [*between, ""], strict=True))


def _targets(wanted: Sequence[str], unit: _Unit) -> tuple[list[_Unit], int | None]:
    """The units to convert into, and to how many decimals, if the template says it."""
    precision: int | None = None
    targets: list[_Unit] = []
    for word in wanted:
        if re.fullmatch(r"-?[0-9]", word):
            precision = int(word)
            continue
        for name in [word] if word in _units() else word.split():
            target = _units().get(name)
            if target is not None and target.kind == unit.kind:
                targets.append(target)
    return targets, precision


def _converted(
    numbers: Sequence[str], between: Sequence[str], unit: _Unit, target: _Unit, precision: int | None, digits: str
) -> str:
    """Numbers in another unit; empty where one of them is no plain number."""
    found: list[str] = []
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            return ""
        value = float(number.replace(",", "").replace("−", "-"))
        if " ± " in between and unit.kind == "temperature":
            return ""
        made = (value * unit.scale + unit.offset - target.offset) / target.scale
        if not math.isfinite(made):
            return ""
        places = precision if precision is not None else _decimals(number, value, made, unit)
        if re.fullmatch("[1-9]", digits) and made:
            places = int(digits) - 1 - _magnitude(made)
        found.append(_rounded(made, places))
    return target.written(_joined(found, between))


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
