"""Years of other calendars: the year 2021 is 1400 in Persian texts, 2564 in Thai ones, and 令和3年 in Japanese ones."""

from collections.abc import Iterator

from kolofon.language import Language

__all__ = ["common_years"]

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
"""What is added to a year of an era; the era's name precedes the year."""
_LUNAR = 0.970224
"""Solar years in a year of the Islamic calendar, whose first began in July 622."""


def common_years(year: int, before: str, language: Language) -> Iterator[int]:
    """The years of the common era that a number may mean; `before` is the line up to it."""
    before = before.rstrip()
    for era, first in _ERAS.items():
        if before.endswith(era):
            yield year + first
    calendar = language.numbers.calendar
    if calendar is None or not calendar.years[0] <= year <= calendar.years[1]:
        return
    yield from (year + shift for shift in calendar.shifts)
    if not calendar.shifts:
        first = int(year * _LUNAR + 621.57)
        yield from (first, first + 1)
