"""From whole values in English, dates and numbers.

Only infoboxes and cells of tables use this: in running text the words around a date decide its form, and a translator
decides those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kolofon.language import language
from kolofon.model.document import Date, DateRange, Inline, Number, Sentence, Text

__all__ = ["MONTHS", "counted", "earlier", "inlines"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The English names of the months."""

_NUMBER_OF_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(?P<month>" + "|".join((*MONTHS, *(rf"{name[:3]}\b\.?" for name in MONTHS), r"Sept\b\.?")) + ")"
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?P<year>[0-9]{3,4})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_DAY}\s+)?{_MONTH}(?:,?\s+{_YEAR})?",  # 28 October 1944, October 1944, 28 October, October
        rf"{_MONTH}\s+{_DAY}(?:,\s*{_YEAR})?",  # October 28, 1944
        rf"{_DAY}(?:,\s*{_YEAR})?",  # one end of "28–30 October 1944" or of "October 28–30, 1944"
        r"(?P<year>[0-9]{4})",
    )
)
_RANGE = re.compile(r"(.+?)\s*[–—-]\s*(.+)")
_LONGEST = 100
"""Characters of the longest text that is read as a range of dates."""

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
# Three digits after a point may be thousands in a language that writes 15.000, so they are no number here.
_AMOUNT = rf"(?:{_DIGITS})(?:\.(?:[0-9]{{1,2}}|[0-9]{{4,}}))?"
_QUANTITY = re.compile(
    rf"(?P<before>(?:[~≈<>±]\s?)?)(?P<low>{_AMOUNT})(?:(?P<dash>\s?[–-]\s?)(?P<high>{_AMOUNT}))?(?P<after>\+?)"
)
_LONGEST_UNGROUPED = 3
_GROUPED = re.compile(r"[0-9],[0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Partial:
    """The date in a text that may be one end of a range: parts that only the other end has are 0."""

    year: int
    month: int
    day: int
    text: str


def inlines(text: str, *, counts: bool) -> tuple[Inline, ...]:
    """A value as a `Date`, a `DateRange`, or a `Number` with the signs around it; any other as text.

    `counts` is whether the field counts something, so that "1944" is a number and not a year.  Elsewhere four digits
    are a year, and a longer number is a `Number` only if its thousands are grouped: other numbers name something (a
    postcode), and no language groups these.
    """
    quantity = tuple(_quantity(text, counts=counts))
    if counts and quantity:
        return quantity
    when = _date(text) or _date_range(text)
    return (when,) if when else quantity or (Text(text),)


def counted(sentences: tuple[Sentence, ...], tag: str) -> tuple[Sentence, ...]:
    """The content of a cell of a table; a number with grouped thousands becomes a `Number`.

    These show that it counts something; "3.11" may be a version.  `tag` is the language of the text.
    """
    if not language(tag).words.values:
        return sentences
    match sentences:
        case (Sentence(inlines=(Text(text),), language="", kept=False) as sentence,) if _GROUPED.search(text):
            return (replace(sentence, inlines=inlines(text.strip(), counts=False)),)
        case _:
            return sentences


def _quantity(text: str, *, counts: bool) -> Iterator[Inline]:
    found = _QUANTITY.fullmatch(text)
    if not found:
        return
    numbers = [number for number in (found["low"], found["high"]) if number]
    if any(_names(number, counts=counts) for number in numbers):
        return
    if found["before"]:
        yield Text(found["before"])
    yield _number(found["low"])
    if found["high"]:
        yield Text(found["dash"])
        yield _number(found["high"])
    if found["after"]:
        yield Text(found["after"])


def _names(number: str, *, counts: bool) -> bool:
    whole = number.partition(".")[0]
    padded = len(whole) > 1 and whole.startswith("0")
    return padded or (not counts and whole.isdigit() and len(whole) > _LONGEST_UNGROUPED)


def _number(text: str) -> Number:
    return Number(text.replace(",", ""), text)


def _date(text: str) -> Date | None:
    found = _partial(text)
    return _whole(found, found) if found else None


def _date_range(text: str) -> DateRange | None:
    ends = _RANGE.fullmatch(text) if len(text) <= _LONGEST else None
    if not ends:
        return None
    left, right = _partial(ends[1]), _partial(ends[2])
    if not left or not right:
        return None
    first, last = _whole(left, right), _whole(right, left)
    if not first or not last or not earlier(first, last):
        return None
    return DateRange(first, last, text)


def _partial(text: str) -> _Partial | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            part = {"year": "", "month": "", "day": ""} | {key: value or "" for key, value in found.groupdict().items()}
            if part["year"] and not int(part["year"]):
                return None  # there was no such year, and it is not that of the other end
            month = _NUMBER_OF_MONTH.get(part["month"][:3], 0)
            return _Partial(int(part["year"] or 0), month, int(part["day"] or 0), text)
    return None


def _whole(part: _Partial, other: _Partial) -> Date | None:
    """A date with its missing parts taken from the other end of its range; None where there is no such day."""
    year = part.year or other.year
    month = part.month or (other.month if part.day else 0)
    if not year or (part.day and not month):
        return None
    try:
        date(year, month or 1, part.day or 1)
    except ValueError:
        return None
    return Date(year, month, part.day, part.text)


def earlier(first: Date, last: Date) -> bool:
    """Whether one date is before another."""
    return (first.year, first.month, first.day) < (last.year, last.month, last.day)
