"""The order of words in a language, and the letters of its alphabet as an index has them.

Source: the Unicode Collation Algorithm (UTS #10) with the CLDR's tailorings, and the CLDR's index characters (UTS #35,
Part 2, "Character Elements"), all of them by ICU.  Punctuation counts, so the order is word by word ("New York" before
"Newark").  Han characters have the order of the CLDR (pinyin, strokes, radicals), because nothing says how a word is
read.
"""

from collections.abc import Callable
from functools import cache

import icu

from kolofon.language import language
from kolofon.language.scripts import alphabets

__all__ = ["letter", "sort_key"]

# ICU falls back to this for a language that it does not know; the machine's own would make the same text differ.
icu.Locale.setDefault(icu.Locale.getRoot())

_LATIN = "en"
_MOST = 1000
"""More letters than an alphabet has; ICU would leave out every other one of more than 99."""

_NORMAL = 0
"""ICU's mark for a letter (`U_ALPHAINDEX_NORMAL`), in contrast to what is before, between or behind letters."""


@cache
def sort_key(tag: str) -> Callable[[str], tuple[bytes, str]]:
    """A function from a word to its sort key in a language (a BCP 47 tag): letters first, then accents, then case.

    Only equal words have equal keys; words that no reader would order otherwise (`é` in one character or in two) are in
    the order of their code points.
    """
    weights: Callable[[str], bytes] = icu.Collator.createInstance(
        icu.Locale.forLanguageTag(language(tag).collation)
    ).getSortKey
    return lambda word: (weights(word), word)


@cache
def letter(tag: str) -> Callable[[str], str]:
    """A function from a word to the letter of a language (a BCP 47 tag) under which an index lists it.

    A letter of two or three characters has the first in upper case: `Dh`.  A word in another script has a letter of
    that script.  A word that begins with a digit, a sign or a punctuation mark, or in a script without known letters,
    has the empty string.  In the order of `sort_key`, words of one letter are adjacent.
    """
    here = language(tag)
    own = _letters(here.collation, _LATIN, more="".join(here.index_letters))

    def find(word: str) -> str:
        return own(word) or next(filter(None, (_letters(other)(word) for other in alphabets())), "")

    return find


@cache
def _letters(*languages: str, more: str = "") -> Callable[[str], str]:
    """For each sound, the letter of the first language that has one for it; the first also has some `more` letters."""
    locales = [icu.Locale.forLanguageTag(language) for language in languages]
    index = icu.AlphabeticIndex(locales[0])
    index.maxLabelCount = _MOST
    index.addLabels(icu.UnicodeSet(f"[{more}]"))
    for locale in locales[1:]:
        index.addLabels(locale)
    buckets = index.buildImmutableIndex()

    def find(word: str) -> str:
        label: str
        kind: int
        label, kind = buckets.getBucket(buckets.getBucketIndex(word))
        return label.capitalize() if kind == _NORMAL else ""

    return find
