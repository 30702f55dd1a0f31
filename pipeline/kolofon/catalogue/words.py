"""The number of words of a text."""

import re
import unicodedata
from functools import cache

from kolofon.language.letters import WORDS, scripts_of
from kolofon.language.scripts import dictionary_scripts

__all__ = ["words"]

_WORD = re.compile(r"im*|k[km]*|(?:tm*){1,6}|[a0][a0m]*(?:-[a0][a0m]*|(?<=0),0[a0m]*)*")
_FIRST_UNSPACED = "\u0e01"
"""The first letter in the order of Unicode of a script without spaces between words: Thai."""
_MIDDLE = {**dict.fromkeys(".'’‘·:‧", "-"), **dict.fromkeys(",;", ",")}


def words(text: str) -> int:
    """The number of words of a text by Unicode (UAX #29, "Word Boundaries"), without punctuation and symbols.

    "don't" and "1,250.75" are one word, "well-known" is two, each ideograph and each hiragana is one.  Thai, Lao, Khmer
    and Burmese, where only a dictionary could tell words apart, have a word for every six letters (GMX-V 2.0, "Word
    Counts").
    """
    return len(_WORD.findall("".join(map(_kind, text))))


@cache
def _kind(character: str) -> str:
    """The class of a character in a word: a letter, a digit, a mark, a sign in the middle, or none."""
    category = unicodedata.category(character)
    if character in _MIDDLE:
        return _MIDDLE[character]
    if category[0] == "M" or category == "Cf":
        return "m"
    if category == "Nd":
        return "0"
    if category[0] not in "LN" and category != "Pc":
        return " "
    if character < _FIRST_UNSPACED:
        return "a"
    scripts = frozenset(scripts_of(character))
    if not scripts.isdisjoint(dictionary_scripts()):
        return "t"
    return "k" if "Kana" in scripts else "i" if scripts & WORDS else "a"
