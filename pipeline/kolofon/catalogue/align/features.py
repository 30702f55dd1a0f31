"""What survives translation in a text: numbers, dates, names and cognates."""

import re
import unicodedata
from itertools import filterfalse

__all__ = ["NUMBER", "features"]

NUMBER = "#"
"""How a feature that is a number begins."""

_GROUPED = re.compile(r"(?<=[0-9])[.,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}٬](?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile(r"[0-9]+")
# Latin letters apart from all others: Japanese writes a name in the midst of its own letters, without a space.
_WORD = re.compile(r"[A-Za-z]+|[^\W\d_A-Za-z]+")
_PREFIX = 4
_SHORTEST_NAME = 2


def features(text: str) -> frozenset[str]:
    """The features of a text: its numbers, the first four letters of its words, and its short names.

    15,000 and 15 000 are one number.  Words that begin with the same four letters, accents and case aside, are often
    cognates or one name in two cases (Tirana, Tiranës).  Source: Simard, Foster and Isabelle, "Using Cognates to Align
    Sentences in Bilingual Corpora" (1992).  A shorter word is a feature where it is a name: VII, or Laç inside a
    sentence.
    """
    # Compatibility forms are composed of others: full-width digits, and the letters of a ligature.
    if text.isascii():
        base = digits = text
    else:
        base = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
        digits = "".join(map(_digit, base))
    numbers = {NUMBER + number.lstrip("0") for number in _NUMBER.findall(_GROUPED.sub("", digits))}
    first = True
    words: set[str] = set()
    for word in _WORD.findall(base):
        if len(word) >= _PREFIX:
            words.add(word[:_PREFIX].casefold())
        elif len(word) >= _SHORTEST_NAME and (word.isupper() or (word[0].isupper() and not first)):
            words.add(word.casefold())
        first = False
    return frozenset(numbers | words)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
