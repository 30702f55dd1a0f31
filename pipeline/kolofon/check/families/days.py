"""Days of a date: the month with the capital letter that the language gives it, the day with its stop or ending."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.numerals.months import months
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import cldr
from kolofon.model.finding import Severity

__all__ = ["DAYS"]

_CASE = Check("month-case", Severity.WARNING, "A month in a date has a capital letter where the language has none.")
_DAY = Check("day-form", Severity.WARNING, "The day of a date is not written as the language does.")

_BEFORE = re.compile(
    r"(?<![\w.,:/])(?P<day>\d{1,2})(?P<form>\.|er|[ºª°]|\.[ºª]|η|ης)?[ \u00a0](?:de |d[’']|di |da )?\Z"
)
_NEAR = 12


def _days(unit: Unit) -> Iterator[Flaw]:
    language, target = unit.book.target, unit.target.own
    if language.locale is None or not language.cased or not any(map(str.isdecimal, target)):
        return
    names = cldr.months(language.locale, "format", "wide")
    for month, (start, end) in months(target, language):
        day = _BEFORE.search(target[max(0, start - _NEAR) : start])
        word, name = target[start:end], names[month - 1]
        if not day or word.isupper() or word.casefold() != name.casefold():
            continue  # another case or an ending, or another word: "1 mais" in French
        span = unit.target.span(start, start + 1)
        if word[0].isupper() != name[0].isupper():
            case = "capital" if name[0].isupper() else "small"
            yield Flaw(_CASE.code, f"“{word}” is no name of a month so", f"write it with a {case} letter", (span,))
        form, first = day["form"] or "", language.dates.first
        figure = unit.target.span(start - len(day[0]), start - len(day[0]) + len(day["day"]))
        if not form and "d." in language.date_pattern:
            yield Flaw(_DAY.code, "the day of a date is an ordinal", f"write “{day['day']}.”", (figure,))
        elif not form and day["day"] == "1" and first[1:].isalpha() and first.isascii():
            yield Flaw(_DAY.code, "the first day of a month is an ordinal", f"write “{first}”", (figure,))


DAYS = Family("days", (_CASE, _DAY), each=_days)
