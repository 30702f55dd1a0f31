"""The Unicode CLDR's data on a language: from Babel, and from `cldr/languages.json` for what Babel leaves out."""

from copy import deepcopy
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale, UnknownLocaleError
from babel.core import LOCALE_ALIASES, get_global
from babel.localedata import LocaleDataDict, load
from babel.messages.plurals import get_plural

from kolofon.language.names import gettext_name
from kolofon.language.tags import canonical_tag

__all__ = [
    "ENGLISH",
    "Exemplars",
    "digits",
    "english_name",
    "exemplars",
    "locale",
    "months",
    "plural_forms",
    "preferred_tag",
    "script",
]

ENGLISH = "en"
"""The language for dates and numbers where the CLDR does not know the language itself."""

_SCRIPT = len("Latn")
_USUAL = "Latn"
_EUROPEAN = "0123456789"

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
"""The zero of each numbering system that is some language's default in the CLDR; the other nine digits follow it."""


class Exemplars(msgspec.Struct, frozen=True):
    """An entry of `languages.json`: letters in lower case, opening and closing marks, the words for 0 to 20.

    A word is several, separated by bars, where there are several forms.  None is what the CLDR does not say.
    """

    letters: str | None = None
    quotes: tuple[str, ...] | None = None
    numbers: tuple[str, ...] | None = None


def locale(tag: str) -> Locale | None:
    """Babel's locale of a tag; None for a language that the CLDR does not have, such as Gothic, and for no language."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def preferred_tag(tag: str) -> str:
    """The tag with the language that the CLDR has for it: `he` for `iw`, `sr-Latn` for `sh`, `nb` for `no`."""
    base, dash, others = canonical_tag(tag).partition("-")
    usual = get_global("language_aliases").get(base) or LOCALE_ALIASES.get(base, base).partition("_")[0]
    return f"{usual.replace('_', '-')}{dash}{others}"


@cache
def script(tag: str) -> str:
    """The script of a tag (ISO 15924): the one that it names, or the CLDR's likely one; Latin, if there is none."""
    base, *others = canonical_tag(tag).split("-")
    named = next((part for part in others if len(part) == _SCRIPT and part.isalpha()), "")
    if named:
        return named
    likely = get_global("likely_subtags")
    found = next((likely[name] for name in ("_".join((base, *others[:1])), base) if name in likely), "")
    return next((part for part in found.split("_")[1:] if len(part) == _SCRIPT), _USUAL)


@cache
def months(where: Locale, context: str, width: str) -> tuple[str, ...]:
    """The twelve months of a locale, `format` (within a date) or `stand-alone`, `wide` or `abbreviated`.

    `Locale.months` must not be used: if a locale has the months of one context alone, Babel 2.18 writes what it finds
    for the other context into data that all locales share, and the next locale gets the months of this one.
    """
    names = LocaleDataDict({"months": deepcopy(load(str(where))["months"])})["months"][context][width]
    return tuple(str(names[number]) for number in range(1, 13))


def digits(where: Locale) -> str:
    """The ten digits of a locale's default numbering system, from zero to nine."""
    zero = _ZEROS.get(where.default_numbering_system)
    return "".join(chr(ord(zero) + digit) for digit in range(10)) if zero else _EUROPEAN


def plural_forms(tag: str) -> str:
    """The Plural-Forms of a language, as a PO file has them; where none are known, one for 1 and one for the rest.

    They are Babel's, as far as these tell whole numbers apart as the CLDR does; without the form of Romance
    languages for millions, as gettext.  Babel has one form for some languages in which the CLDR has two (Turkish).
    """
    if own := _plurals().get(tag.partition("-")[0]):
        return own
    try:
        forms = get_plural(gettext_name(tag).partition("@")[0])
    except (UnknownLocaleError, ValueError):
        return "nplurals=2; plural=(n != 1);"
    known = locale(tag)
    if forms.num_plurals == 1 and known and known.plural_form(1) == "one":
        return f"nplurals=2; plural=(n {'>' if known.plural_form(0) == 'one' else '!='} 1);"
    return forms.plural_forms


def english_name(tag: str) -> str:
    """The English name of a language, whatever its region; anything that is no tag is returned as it is."""
    return str(Locale(ENGLISH).languages.get(tag.partition("-")[0], tag))


def exemplars(tag: str, here: str, usual: frozenset[str]) -> Exemplars:
    """The letters, quotation marks and number words of a tag that is written in the script `here`.

    The letters and the words of a language without a script are right for its `usual` scripts alone.
    """
    parts = tag.split("-")
    above = ["-".join(parts[:length]) for length in range(len(parts), 1, -1)]
    near = [_data()[name] for name in dict.fromkeys((*above, f"{parts[0]}-{here}")) if name in _data()]
    far = [_data()[parts[0]]] if parts[0] in _data() else []
    known = [*near, *far] if here in usual else near
    return Exemplars(
        letters=next((each.letters for each in known if each.letters is not None), None),
        quotes=next((each.quotes for each in (*near, *far) if each.quotes is not None), _data()["und"].quotes),
        numbers=next((each.numbers for each in known if each.numbers is not None), None),
    )


@cache
def _plurals() -> dict[str, str]:
    """The Plural-Forms of each language in `plurals.toml`."""
    content = files("kolofon.language").joinpath("cldr", "plurals.toml").read_bytes()
    table = msgspec.toml.decode(content, type=dict[str, str])
    return {tag: forms for forms, tags in table.items() for tag in tags.split()}


@cache
def _data() -> dict[str, Exemplars]:
    content = files("kolofon.language").joinpath("cldr", "languages.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, Exemplars])
