"""Roman numerals in a line, and their values."""

import re
from collections.abc import Collection, Iterator

__all__ = ["ROMAN", "counting_numerals", "numerals", "value_of"]

ROMAN = re.compile(
    r"\b(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:e|er|ème|ᵉʳ?|º|ª)?\b)"
)
"""Any possible Roman numeral, with a French or Spanish ending."""

_LIKELY = re.compile(r"\b(?:[IVX]{2,}|[IVXLCDM]{4,})\b")
_NAMED = re.compile(r"(?<=[^\W\d_] )[IVX]\b(?!['’.])")
"""A single letter that may be a numeral: Brigade I."""
_LONGEST = 40
"""Characters of the longest name that a numeral stands behind."""
_TWO_LETTERS = re.compile(r"[IVXLCDM][IVXLCDM]")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def numerals(text: str) -> Iterator[re.Match[str]]:
    """The Roman numerals of a line, without CD, MD and DIM, which are abbreviations and words."""
    if not _TWO_LETTERS.search(text):
        return iter(())  # most lines
    return (found for found in _LIKELY.finditer(text) if ROMAN.fullmatch(found[0]))


def counting_numerals(text: str, words: Collection[str]) -> Iterator[re.Match[str]]:
    """The Roman numerals of a line that count what is named before or behind them, those of one letter as well.

    A letter is one behind a name alone (Brigade I), and not behind one of some `words` in small letters: When I came.
    """
    yield from numerals(text)
    for found in _NAMED.finditer(text):
        word = text[max(0, found.start() - _LONGEST) : found.start() - 1].rsplit(maxsplit=1)[-1].strip("“‘«(")
        if word[:1].isupper() and word.lower() not in words:
            yield found


def value_of(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [_DIGITS[letter] for letter in numeral]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
