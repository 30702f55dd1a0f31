"""Dates and ranges of dates in every language: nothing is lost, and what a book prints is in a golden file."""

import re
import subprocess
import sys
from collections.abc import Iterator

from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import example, given
from hypothesis import strategies as st

from kolofon.language import cldr, language
from kolofon.language.date_patterns import Patterns
from kolofon.language.dates import date, date_range, pattern_fault
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
@example("zh", Date(1000, 1, 1, ""), Date(1000, 1, 1, ""))  # the CLDR's 一月 is not in its dates
def test_nothing_is_lost_from_a_range(locale: str, one: Date, two: Date) -> None:
    tag = locale.replace("_", "-")
    first, last = sorted((one, two), key=lambda day: (day.year, day.month, day.day))
    told = date_range(DateRange(first, last, ""), tag)
    numbers = figures(told, tag)
    for day in (first, last):
        assert str(day.day) in numbers or (day.day == 1 and language(tag).dates.first in told), (tag, told)
        assert str(day.year) in numbers, (tag, told)
    here = language(tag)
    names = [cldr.months(here.conventions, "format", "wide")[day.month - 1] for day in (first, last)]
    if "MMM" not in here.date_pattern:
        assert all(str(day.month) in numbers for day in (first, last)), (tag, told)
    elif names[0].isalpha() and names[1].isalpha() and not here.dates.months:
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


OWN = Patterns("d. MMMM y", "d. – d. MMMM y")
WITHIN = DateRange(Date(1944, 11, 17, ""), Date(1944, 11, 28, ""), "")


def test_patterns_of_an_edition_go_before_those_of_the_language() -> None:
    assert date(DAY, "en") == "November 28, 1944"
    assert date(DAY, "en", OWN) == "28. November 1944"
    assert date(MONTH, "en", OWN) == date(MONTH, "en")
    assert date_range(WITHIN, "en", OWN) == "17. – 28. November 1944"
    assert date_range(WITHIN, "en", Patterns("d. MMMM y")) == "17.–28. November 1944"
    assert date_range(DateRange(*RANGES[1], ""), "en", OWN) == "28. October – 17. November 1944"
    assert date_range(WITHIN, "ja", Patterns(within="y年M月d日から d日")) == "1944年11月17日から 28日"
    assert date(DAY, "pt", Patterns("d 'de' MMMM 'de' y")) == "28 de novembro de 1944"


def test_what_is_no_pattern_has_a_fault() -> None:
    for pattern in ("d MMMM y", "MMMM d, y", "d 'de' MMMM 'de' y", "y年M月d日", "d LLLL y G"):
        assert not pattern_fault(pattern)
        assert pattern_fault(pattern, within=True)
    assert not pattern_fault("d–d MMMM y", within=True)
    for pattern in (
        "",
        "d de MMMM y",
        "MMMM y",
        "d d MMMM y",
        "EEEE d MMMM y",
        "dd/MM/yy HH",
        "d MMMM",
        "{0}",
        "d QQQQQQQQ MMMM y",
        "d MMMMM y",
        "d MMMM yy",
        "d MMMM " + "y" * 10_000,
    ):
        assert pattern_fault(pattern)
