"""A BCP 47 tag → Babel's locale, and its digits."""

from functools import cache

from babel import Locale

from kolofon.model.pseudo import cldr_tag

__all__ = ["in_digits", "locale"]

_ZEROS = {
    "adlm": "\N{ADLAM DIGIT ZERO}",
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "beng": "\N{BENGALI DIGIT ZERO}",
    "cakm": "\N{CHAKMA DIGIT ZERO}",
    "deva": "\N{DEVANAGARI DIGIT ZERO}",
    "hmnp": "\N{NYIAKENG PUACHUE HMONG DIGIT ZERO}",
    "mtei": "\N{MEETEI MAYEK DIGIT ZERO}",
    "mymr": "\N{MYANMAR DIGIT ZERO}",
    "nkoo": "\N{NKO DIGIT ZERO}",
    "olck": "\N{OL CHIKI DIGIT ZERO}",
    "rohg": "\N{HANIFI ROHINGYA DIGIT ZERO}",
    "tibt": "\N{TIBETAN DIGIT ZERO}",
}
"""The zero of each numbering system that is the default of a language in the CLDR; the other digits follow it."""


@cache
def locale(language: str) -> Locale:
    """The locale of a language whose tag was checked, from `edition.toml` or a folder below `locale/`."""
    return Locale.parse(cldr_tag(language), sep="-")


def in_digits(text: str, where: Locale) -> str:
    """The text with European digits replaced by those of the locale's default numbering system; Babel does not."""
    zero = _ZEROS.get(where.default_numbering_system)
    return text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)}) if zero else text
