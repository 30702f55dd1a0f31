"""Dates and ranges of dates → text in a language, with the month in full.

Source: CLDR, `dates/calendars/gregorian`: `dateFormats` (long), `availableFormats` and `intervalFormats`; the fields of
a skeleton are widened by UTS #35, Part 4, "Missing Skeleton Fields".
"""

import datetime
import re

from babel.dates import DateTimePattern, parse_pattern

from kolofon.language import Language, language
from kolofon.model.document import Date, DateRange

__all__ = ["date", "date_range"]

_ABBREVIATED_MONTH = re.compile(r"(?<![ML])([ML])\1{2}(?![ML])")


def date(value: Date, tag: str) -> str:
    """A date, or a month or year where the source says no more."""
    here = language(tag)
    return _tidy(_parsed(_single(value, here)).apply(_moment(value), here.conventions), here)


def date_range(value: DateRange, tag: str) -> str:
    """A range of dates, naming the month and the year once where the language does."""
    first, last = value.first, value.last
    here = language(tag)
    intervals = here.conventions.interval_formats
    skeleton = _skeleton(first)
    differs = next((letter for letter, one, two in _fields(first, last) if one != two), None)
    if differs is None:
        return date(first, tag)
    patterns = intervals.get(skeleton, {}).get(differs, ()) if skeleton == _skeleton(last) else ()
    if len(patterns) != len((first, last)):
        return _tidy(intervals[None].format(date(first, tag), date(last, tag)), here)
    pairs = zip((first, last), patterns, strict=True)
    return _tidy("".join(_parsed(pattern).apply(_moment(day), here.conventions) for day, pattern in pairs), here)


def _fields(first: Date, last: Date) -> tuple[tuple[str, int, int], ...]:
    return (("y", first.year, last.year), ("M", first.month, last.month), ("d", first.day, last.day))


def _skeleton(value: Date) -> str:
    return "yMMMd" if value.day else "yMMMM" if value.month else "y"


def _single(value: Date, here: Language) -> str:
    if value.day:
        return here.date_pattern
    return str(here.conventions.datetime_skeletons[_skeleton(value)].pattern)


def _parsed(pattern: str) -> DateTimePattern:
    return parse_pattern(_ABBREVIATED_MONTH.sub(r"\1\1\1\1", pattern))


def _moment(value: Date) -> datetime.date:
    return datetime.date(value.year, value.month or 1, value.day or 1)


def _tidy(text: str, here: Language) -> str:
    # The CLDR parts ranges with thin spaces since its version 42; whoever searches the text types ordinary ones.
    return here.in_digits(text.replace("\N{THIN SPACE}", " "))
