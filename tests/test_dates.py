"""Dates and ranges of dates in every language: nothing is lost, and what a book prints is in a golden file."""

import re
import subprocess
import sys
from collections.abc import Iterator

from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from kolofon.language import cldr, language
from kolofon.language.dates import date, date_range
from kolofon.language.formats import whole_number
from kolofon.model.document import Date, DateRange
from tests.golden import CASES, Golden

GOLDEN = CASES / "language" / "dates.outline"
TAGS = GOLDEN.with_suffix(".txt").read_text(encoding="utf-8").split()

FIRST = Date(1944, 1, 1, "")
DAY = Date(1944, 11, 28, "")
MONTH = Date(1944, 11, 0, "")
YEAR = Date(1944, 0, 0, "")
RANGES = (
    (Date(1944, 11, 1, ""), Date(1944, 11, 17, "")),
    (Date(1944, 10, 28, ""), Date(1944, 11, 17, "")),
    (Date(1944, 10, 28, ""), Date(1945, 1, 2, "")),
    (Date(1944, 10, 0, ""), Date(1944, 11, 0, "")),
    (Date(1944, 10, 0, ""), Date(1945, 1, 0, "")),
    (Date(1943, 0, 0, ""), Date(1944, 0, 0, "")),
)


def rows() -> Iterator[str]:
    for tag in TAGS:
        yield tag
        yield from (f"    {date(value, tag)}" for value in (FIRST, DAY, MONTH, YEAR))
        yield from (f"    {date_range(DateRange(first, last, ''), tag)}" for first, last in RANGES)
        yield f"    {whole_number(1500, tag)}; {whole_number(1234567, tag)}"


def test_dates_and_numbers_of_a_hundred_languages(golden: Golden) -> None:
    golden(GOLDEN, "\n".join(rows()) + "\n")


DATES = st.builds(Date, st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28), st.just(""))
LOCALES = st.sampled_from(sorted(locale_identifiers()))


def figures(text: str, tag: str) -> list[str]:
    """The numbers in a date, without those of months, which some languages have."""
    here = language(tag)
    european = text.translate(str.maketrans(here.digits, "0123456789"))
    return re.findall(r"[0-9]+", european)


@given(LOCALES, DATES, DATES)
def test_nothing_is_lost_from_a_range(locale: str, one: Date, two: Date) -> None:
    tag = locale.replace("_", "-")
    first, last = sorted((one, two), key=lambda day: (day.year, day.month, day.day))
    told = date_range(DateRange(first, last, ""), tag)
    numbers = figures(told, tag)
    for day in (first, last):
        assert str(day.day) in numbers or (day.day == 1 and language(tag).dates.first in told), (tag, told)
        assert str(day.year) in numbers, (tag, told)
    names = [cldr.months(language(tag).conventions, "format", "wide")[day.month - 1] for day in (first, last)]
    if names[0].isalpha() and names[1].isalpha() and not language(tag).dates.months:
        assert all(name in told for name in names), (tag, told)


def test_no_day_has_a_zero_before_it() -> None:
    told = {name: date(Date(1944, 3, 1, ""), name.replace("_", "-")) for name in locale_identifiers()}
    # Where the CLDR has no months in words, the whole date is in figures, or the month is M03.
    words = [name for name in told if "MMM" in language(name.replace("_", "-")).date_pattern]
    assert [told[name] for name in words if re.search(r"(?<![0-9M])0", told[name])] == []


SHARED = """
from babel import Locale
from kolofon.language import cldr
he = cldr.months(Locale("he"), "stand-alone", "wide")
th = cldr.months(Locale("th"), "stand-alone", "wide")
assert he[10] != th[10] == cldr.months(Locale("th"), "format", "wide")[10], th
"""


def test_a_language_has_its_own_months_whatever_was_asked_before() -> None:
    """Babel's own `Locale.months` has those of the language that was asked before; a new process shows it."""
    told = subprocess.run([sys.executable, "-c", SHARED], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert Locale("th").months["format"]["wide"][11] == cldr.months(Locale("th"), "format", "wide")[10]


def test_a_date_follows_its_script() -> None:
    assert date(DAY, "zh-Latn") != date(DAY, "zh")
    assert date_range(DateRange(*RANGES[5], ""), "zh-Latn") != "1943年至1944年"
