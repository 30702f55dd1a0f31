"""Dates, numbers and joiners as each language writes them."""

import pytest

from kolofon.language.date_patterns import Patterns
from kolofon.language.dates import date, date_range
from kolofon.language.formats import quantity
from kolofon.model.document import Date, DateRange, Document, Number, Paragraph, Place, Sentence, Superscript, Text
from kolofon.text.notation import plain
from kolofon.translate.localize import localize
from tests.table import each_row

HERE = Place("source/x.txt", 1)
OCTOBER_28 = Date(1944, 10, 28, "28 October 1944")
NOVEMBER_17 = Date(1944, 11, 17, "17 November 1944")


@each_row(
    ("language", "value", "told"),
    [
        ("sq", "15000", "15\N{NO-BREAK SPACE}000"),
        ("sq", "8000", "8\N{NO-BREAK SPACE}000"),
        ("en", "15000", "15,000"),
        ("fr", "1234567", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"),
        ("de", "15000", "15.000"),
        ("de", "2.50", "2,50"),
        ("fa", "15000", "۱۵٬۰۰۰"),
        ("hi", "1234567", "12,34,567"),
        ("zh-Hant", "300", "300"),
    ],
)
def test_numbers(language: str, value: str, told: str) -> None:
    assert quantity(value, language) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sq", "28 tetor – 17 nëntor 1944"),
        ("en", "October 28 – November 17, 1944"),
        ("en-GB", "28 October – 17 November 1944"),
        ("fr", "28 octobre – 17 novembre 1944"),
        ("de", "28. Oktober – 17. November 1944"),
        ("zh", "1944年10月28日至11月17日"),
        ("fa", "۲۸ اکتبر تا ۱۷ نوامبر ۱۹۴۴"),
    ],
)
def test_a_range_of_dates(language: str, told: str) -> None:
    assert date_range(DateRange(OCTOBER_28, NOVEMBER_17, ""), language) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (OCTOBER_28, Date(1944, 10, 30, ""), "28 – 30 tetor 1944"),
        (OCTOBER_28, Date(1945, 1, 2, ""), "28 tetor 1944 – 2 janar 1945"),
        (Date(1944, 10, 0, ""), Date(1944, 11, 0, ""), "tetor – nëntor 1944"),
        (Date(1943, 0, 0, ""), Date(1944, 0, 0, ""), "1943 – 1944"),
        (OCTOBER_28, OCTOBER_28, "28 tetor 1944"),
        (Date(1943, 0, 0, ""), OCTOBER_28, "1943 – 28 tetor 1944"),
    ],
)
def test_ranges_of_every_width_in_albanian(first: Date, last: Date, told: str) -> None:
    assert date_range(DateRange(first, last, ""), "sq") == told


@pytest.mark.parametrize(
    ("value", "language", "told"),
    [
        (NOVEMBER_17, "sq", "17 nëntor 1944"),
        (NOVEMBER_17, "es", "17 de noviembre de 1944"),
        (Date(1944, 11, 0, ""), "sq", "nëntor 1944"),
        (Date(1944, 0, 0, ""), "sq", "1944"),
        (Date(1944, 0, 0, ""), "zh", "1944年"),
    ],
)
def test_dates(value: Date, language: str, told: str) -> None:
    assert date(value, language) == told


def _joined(language: str, *sentences: Sentence) -> str:
    title = Sentence((Text("x"),), HERE)
    (paragraph,) = localize(Document(language, title, (Paragraph(sentences),), ())).lead
    assert isinstance(paragraph, Paragraph)
    texts = [plain(sentence.inlines) + sentence.after for sentence in paragraph.sentences]
    return "".join(texts).strip()


def test_the_joiner_is_that_of_the_language() -> None:
    one, two = Sentence((Text("一。"),), HERE), Sentence((Text("二。"),), HERE)
    assert _joined("zh", one, two) == "一。二。"
    assert _joined("sq", one, two) == "一。 二。"


def test_an_untranslated_sentence_keeps_its_distance_in_chinese() -> None:
    one, english = Sentence((Text("一。"),), HERE), Sentence((Text("Two."),), HERE, language="en")
    assert _joined("zh", one, english, one) == "一。 Two. 一。"


def test_sentences_of_a_source_without_spaces_are_parted_in_a_language_with_them() -> None:
    assert _joined("sq", Sentence((Text("Një."),), HERE, after=""), Sentence((Text("Dy."),), HERE)) == "Një. Dy."


def test_machine_made_text_is_told_where_it_stands() -> None:
    assert _joined("sq", Sentence((Number("8000", "8,000"), Text("+")), HERE)) == "8\N{NO-BREAK SPACE}000+"


def test_the_ending_of_the_first_day_is_raised_in_french() -> None:
    run = Sentence((Text("le "), Date(1944, 1, 1, ""), Text(" et "), Date(1944, 1, 11, "")), HERE)
    (paragraph,) = localize(Document("fr", Sentence((Text("x"),), HERE), (Paragraph((run,)),), ())).lead
    assert isinstance(paragraph, Paragraph)
    assert paragraph.sentences[0].inlines == (
        Text("le 1"),
        Superscript((Text("er"),)),
        Text(" janvier 1944 et 11 janvier 1944"),
    )


def test_patterns_of_an_edition_are_not_for_a_sentence_in_another_language() -> None:
    sentences = (Sentence((NOVEMBER_17,), HERE), Sentence((NOVEMBER_17,), HERE, language="en"))
    document = Document("sq", Sentence((), HERE), (Paragraph(sentences),), ())
    (block,) = localize(document, Patterns("y: d MMMM")).lead
    assert isinstance(block, Paragraph)
    assert [plain(one.inlines) for one in block.sentences] == ["1944: 17 nëntor", "November 17, 1944"]
