"""Dates and numbers that are the whole of a value."""

from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Date, DateRange, Inline, Number, Text
from kolofon.read.elements.values import inlines
from kolofon.text.notation import plain
from tests.table import each_row


@each_row(
    ("text", "date"),
    [
        ("28 October 1944", (1944, 10, 28)),
        ("October 28, 1944", (1944, 10, 28)),
        ("8 Oct. 1944", (1944, 10, 8)),
        ("Sept 8, 1944", (1944, 9, 8)),
        ("May 1944", (1944, 5, 0)),
        ("November, 1944", (1944, 11, 0)),
        ("1944", (1944, 0, 0)),
        ("29 February 1944", (1944, 2, 29)),
        ("8 March 981", (981, 3, 8)),
    ],
)
def test_a_date(text: str, date: tuple[int, int, int]) -> None:
    assert inlines(text, counts=False) == (Date(*date, text),)


@each_row(
    ("text", "first", "last"),
    [
        ("28 October – 17 November 1944", (1944, 10, 28, "28 October"), (1944, 11, 17, "17 November 1944")),
        ("28–30 October 1944", (1944, 10, 28, "28"), (1944, 10, 30, "30 October 1944")),
        ("October 28–30, 1944", (1944, 10, 28, "October 28"), (1944, 10, 30, "30, 1944")),
        ("October 28 – November 17, 1944", (1944, 10, 28, "October 28"), (1944, 11, 17, "November 17, 1944")),
        ("28 December 1944 - 3 January 1945", (1944, 12, 28, "28 December 1944"), (1945, 1, 3, "3 January 1945")),
        ("October–November 1944", (1944, 10, 0, "October"), (1944, 11, 0, "November 1944")),
        ("1944 – November 1945", (1944, 0, 0, "1944"), (1945, 11, 0, "November 1945")),
        ("1939–1945", (1939, 0, 0, "1939"), (1945, 0, 0, "1945")),
    ],
)
def test_a_range_of_dates(text: str, first: tuple[int, int, int, str], last: tuple[int, int, int, str]) -> None:
    assert inlines(text, counts=False) == (DateRange(Date(*first), Date(*last), text),)


@each_row(
    "text",
    [
        "31 February 1944",
        "29 February 1943",
        "28 October",
        "October",
        "about 28 October 1944",
        "28 October 1944 (morning)",
        "30–28 October 1944",
        "17 November – 28 October 1944",
        "28–28 October 1944",
        "Tirana – 1944",
        "1944 – today",
        "0 October 1944",
        "1945–1939",
        "1944-10-28",
        "Octo 1944",
        "44 BC",
        "0000",
        "000",
        "May 0000",
        "28 October 0000",
        "October 28, 000",
        "0000–1944",
        "May 0000 – June 1944",
        "28 October 000 – 17 November 1944",
        "",
    ],
)
def test_what_is_no_date_stays_text(text: str) -> None:
    assert inlines(text, counts=False) == (Text(text),)


@each_row(
    ("text", "expected"),
    [
        ("15,000", (Number("15000", "15,000"),)),
        ("1944", (Number("1944", "1944"),)),
        ("0", (Number("0", "0"),)),
        ("1,250,000", (Number("1250000", "1,250,000"),)),
        ("2.5", (Number("2.5", "2.5"),)),
        ("8,000+", (Number("8000", "8,000"), Text("+"))),
        ("~3,000", (Text("~"), Number("3000", "3,000"))),
        ("8,000–10,000", (Number("8000", "8,000"), Text("–"), Number("10000", "10,000"))),
    ],
)
def test_a_number_where_something_is_counted(text: str, expected: tuple[Inline, ...]) -> None:
    assert inlines(text, counts=True) == expected


@each_row("text", ["300 tanks", "1,50", "15.000", "1,00,000", "007", "Unit 1", "12,0000", "+", "١٥"])
def test_what_is_no_number_stays_text(text: str) -> None:
    assert inlines(text, counts=True) == (Text(text),)


def test_a_number_that_names_something_is_not_grouped() -> None:
    assert inlines("10115", counts=False) == (Text("10115"),)
    assert inlines("10,115", counts=False) == (Number("10115", "10,115"),)
    assert inlines("365", counts=False) == (Number("365", "365"),)


@given(text=st.text(st.sampled_from("0123456789,.+–- ~OctoberMay")), counts=st.booleans())
def test_the_characters_of_a_value_are_always_there(*, text: str, counts: bool) -> None:
    assert plain(inlines(text, counts=counts)) == text
