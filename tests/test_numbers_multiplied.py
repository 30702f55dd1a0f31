"""The words and signs that multiply a figure: each by its own power of ten."""

import pytest

from kolofon.check.numerals.multipliers import multiplier, numbers_in_characters
from kolofon.language import language

POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12}
KOREAN = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}


@pytest.mark.parametrize(
    ("tag", "unit", "power"), [("zh", *each) for each in POWERS.items()] + [("ko", *each) for each in KOREAN.items()]
)
def test_an_east_asian_unit_behind_a_figure(tag: str, unit: str, power: int) -> None:
    found = multiplier(f"15{unit}", 2, language(tag))
    assert found
    assert (found.power, found.length, found.added) == (power, 1, 0)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("三百二十", 320),
        ("五万", 50_000),
        ("五萬", 50_000),
        ("二億", 200_000_000),
        ("二亿三千万", 230_000_000),
        ("三兆", 3_000_000_000_000),
        ("삼백이십", 320),
        ("오만", 50_000),
        ("이억", 200_000_000),
        ("삼조", 3_000_000_000_000),
        ("十", 10),
    ],
)
def test_a_number_in_characters(written: str, number: int) -> None:
    assert list(numbers_in_characters(written)) == [number]


def test_the_smaller_units_of_one_number_are_added() -> None:
    found = multiplier("1조 5천억", 1, language("ko"))
    assert found
    assert (found.power, found.added) == (12, 5 * 10**11)
