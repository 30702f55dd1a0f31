"""Numbers in words: whether a line has a number without figures.

Source: the CLDR's words for 0 to 20, and `Numbers.words` for the ordinals and oblique cases that it lacks.
"""

import re
import unicodedata
from functools import cache, lru_cache

from kolofon.check.numerals.multipliers import numbers_in_characters, powers_of_ten
from kolofon.language import Language

__all__ = ["character_numbers", "says_in_words"]

_STEM = 5
"""Letters from which the last letter of a word may be its ending."""
_WORD_BEGINS = 4
"""Letters from which a multiple is also found within a word: fünfzehntausend."""
_APOSTROPHES = re.compile("['’ʼ\u200b]")


def says_in_words(text: str, value: int, language: Language) -> bool:
    """Whether a line has a number in words: as one of the small ones, or as so many hundreds, thousands and so on."""
    plain = _folded(text, language)
    if _small(plain, value, language):
        return True
    return any(
        value % 10**power == 0
        and value >= 10**power
        and _found(pattern, plain)
        and (value == 10**power or _small(plain, value // 10**power, language))
        for power, pattern in _multiples(language)
    )


@lru_cache(1 << 12)  # called for each number of a line
def _found(pattern: re.Pattern[str], plain: str) -> bool:
    return bool(pattern.search(plain))


def character_numbers(text: str, language: Language) -> frozenset[str]:
    """The numbers written in characters in a Chinese, Japanese or Korean line."""
    if not language.numbers.characters:
        return frozenset()
    return frozenset(map(str, numbers_in_characters(text)))


def _small(folded: str, value: int, language: Language) -> bool:
    pattern = _words(value, language)
    return bool(pattern and _found(pattern, folded))


@cache
def _words(value: int, language: Language) -> re.Pattern[str] | None:
    """The pattern of a small number written out, in any inflection; None, if its words are not known."""
    own = [_folded(stem, language) for stem in language.numbers.words.get(str(value), "").split("|") if stem]
    forms = sorted(language.number_words[value]) if value < len(language.number_words) else []
    stems = [_folded(form, language) for form in forms]
    if language.spaced:
        stems = [stem[:-1] if len(stem) > _STEM or language.prefixed else stem for stem in stems]
    listed = "|".join(map(re.escape, dict.fromkeys([*own, *stems])))
    if not listed:
        return None
    begins = r"\b" if language.spaced and not language.prefixed else ""
    return re.compile(f"{begins}(?:{listed})", re.IGNORECASE)


@cache
def _multiples(language: Language) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The pattern of the word for each power of ten."""
    words: dict[int, list[str]] = {}
    for word, power in powers_of_ten(language)[0].items():
        words.setdefault(power, []).append(_folded(word, language))
    hundred = _folded(language.numbers.words.get("hundred", ""), language)
    words.setdefault(2, []).extend(filter(None, hundred.split("|")))
    return tuple(
        (power, re.compile("|".join(_within(word, language) for word in dict.fromkeys(found)), re.IGNORECASE))
        for power, found in sorted(words.items())
        if found
    )


def _within(word: str, language: Language) -> str:
    if not language.spaced or language.prefixed:
        return re.escape(word)
    return re.escape(word[:-1]) if len(word) >= _WORD_BEGINS else rf"\b{re.escape(word)}"


@lru_cache(1 << 12)
def _folded(text: str, language: Language) -> str:
    """The text in lower case, without apostrophes and, in scripts with accents, without these."""
    text = _APOSTROPHES.sub("", text.casefold())
    if text.isascii() or not language.accents_vary:
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
