"""Dates from the parameters of templates, written as the source language writes them."""

from collections.abc import Iterator, Sequence
from datetime import date as calendar

from kolofon.language import dates
from kolofon.language import language as known
from kolofon.model.document import Date, DateRange, Text
from kolofon.read.elements.values import MONTHS, earlier
from kolofon.read.wikitext.templates.arguments import Arguments, Value

__all__ = ["date_of", "dates_value", "made_date", "releases_value", "written_dates"]

_PARTS = ("year", "month", "day")
_YEAR = 3
"""The fewest digits of a year that comes first."""
_NUMBER_OF_MONTH = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}
_YES = frozenset({"y", "yes", "true", "1", "on"})
_PARAMETERS = 3


def made_date(arguments: Arguments, language: str) -> Value:
    """`{{start date|1944|10|28}}`: the date in words, with `df` the day first; words that are no date are unchanged."""
    names = [name for name in _PARTS if arguments.look(name)] or arguments.numbered()[:_PARAMETERS]
    words = [arguments.words(name) for name in names]
    if _date(words, "") is None:  # its month is a name, as in the wikis of most languages: the order is the writer's
        words = [arguments.words(name) for name in arguments.names if name in names]
    if not words:  # a time, or a date whose parts have names
        return ()
    return (Text(_written(words, language, day_first=_day_first(arguments))),)


def _day_first(arguments: Arguments) -> bool:
    return arguments.switch("df") in _YES


def date_of(arguments: Arguments, language: str) -> Date | None:
    """`{{start date|1944|10|28}}` as a date of the calendar; None where the parameters are none."""
    names = [name for name in _PARTS if arguments.look(name)] or arguments.numbered()[:_PARAMETERS]
    words = [arguments.words(name) for name in names]
    found = _date(words, "")
    return _date(words, _written(words, language, day_first=_day_first(arguments))) if found else None


def dates_value(arguments: Arguments, language: str) -> Value:
    """`{{start and end dates|1944|10|28|1944|11|17}}`: a range."""
    words = [arguments.words(name) for name in arguments.numbered()]
    first, last = _date(words[:3], ""), _date(words[3:6], "")
    if first and last and not words[6:] and earlier(first, last):
        return (Text(dates.date_range(DateRange(first, last, ""), language)),)
    return (Text(" – ".join(written_dates(words, language, day_first=_day_first(arguments)))),)


def written_dates(words: Sequence[str], language: str, *, day_first: bool) -> Iterator[str]:
    """A date in words for every three words: year, month and day."""
    for start in range(0, len(words), 3):
        if text := _written(words[start : start + 3], language, day_first=day_first):
            yield text


def releases_value(arguments: Arguments, language: str) -> Value:
    """`{{film date|1961|3|4|Tirana|1962|5}}`: dates, each with its place behind it."""
    words = [arguments.words(name) for name in arguments.numbered()]
    found: list[str] = []
    for start in range(0, len(words), 4):
        when = _written(words[start : start + 3], language, day_first=_day_first(arguments))
        place = words[start + 3] if len(words) > start + 3 else ""
        found.append(f"{when} ({place})" if place else when)
    return (Text("; ".join(text for text in found if text)),)


def _date(words: Sequence[str], text: str) -> Date | None:
    numbers = [_number(word) for word in words if word]
    match numbers:
        case [int(year)]:
            parts = (year, 0, 0)
        case [int(year), int(month)]:
            parts = (year, month, 0)
        case [int(first), int(month), int(last)]:
            parts = (first, month, last) if len(words[0]) >= _YEAR else (last, month, first)
        case _:
            return None
    year, month, day = parts
    try:
        calendar(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None
    return Date(year, month, day, text)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) < 5:  # noqa: PLR2004  a year has four digits
        return int(word)
    return _NUMBER_OF_MONTH.get(word[:3].casefold()) if word.isalpha() else None


def _written(words: Sequence[str], language: str, *, day_first: bool) -> str:
    """A date in words; words that are no date are returned unchanged, with spaces between them."""
    found = _date(words, "")
    if found is None:
        return " ".join(word for word in words if word)
    if not known(language).words.values:
        return dates.date(found, language)
    month = f"{MONTHS[found.month - 1]} " if found.month else ""
    if not found.day:
        return f"{month}{found.year}"
    return f"{found.day} {month}{found.year}" if day_first else f"{month}{found.day}, {found.year}"
