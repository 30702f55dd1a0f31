"""What a language brings to a page: its direction, its dates and numbers (CLDR, through Babel)."""

from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup

from kolofon.model.pseudo import PSEUDO_LANGUAGES, cldr_tag

__all__ = [
    "code_attributes",
    "direction",
    "endonym",
    "file_size",
    "language_attributes",
    "list_comma",
    "long_date",
    "marked",
    "script",
    "whole_number",
]

_KILO = 1000

_COMMAS = dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "\N{ARABIC COMMA}")
_IDEOGRAPHIC = frozenset({"ja", "yue", "zh"})


def direction(language: str) -> str:
    """`"ltr"` or `"rtl"`; a language that the CLDR does not have, such as Latin, is taken to run from left to right."""
    if language in PSEUDO_LANGUAGES:
        return PSEUDO_LANGUAGES[language].direction
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def language_attributes(language: str, within: str = "") -> dict[str, str | None]:
    """`lang` and `xml:lang` of an element, with `dir` where it differs from that of the language around it.

    Nothing at all where the language does not change.
    """
    if not language or language == within:
        return {}
    changes = not within or direction(language) != direction(within)
    return {"lang": language, "xml:lang": language, "dir": direction(language) if changes else None}


def code_attributes(language: str) -> dict[str, str | None]:
    """`dir` of code that stands in text of a language: code runs from left to right everywhere."""
    return {"dir": "ltr" if direction(language) == "rtl" else None}


def marked(language: str, within: str) -> Markup:
    """The attributes that say the language of an element, as markup; `dir` where it differs from that around it."""
    turned = Markup(' dir="{}"').format(direction(language)) if direction(language) != direction(within) else ""
    return Markup(' lang="{0}" xml:lang="{0}"{1}').format(language, turned)


def endonym(language: str) -> str:
    """The language's own name for itself ("Shqip"), or its tag where the CLDR does not have it."""
    if language in PSEUDO_LANGUAGES:
        return PSEUDO_LANGUAGES[language].name
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    name = locale.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


def file_size(octets: int, language: str) -> str:
    """A size in kilobytes or megabytes, with one decimal place below ten."""
    unit, size = ("megabyte", octets / _KILO**2) if octets >= _KILO**2 else ("kilobyte", octets / _KILO)
    rounded = round(size, 1) if size < 10 else round(size)  # noqa: PLR2004  two digits either way
    return format_unit(rounded, f"digital-{unit}", "short", locale=_locale(language))


def list_comma(language: str) -> str:
    """What parts the items of a list that is no sentence, with the space behind it."""
    script = language.partition("-")[0]
    return "\N{IDEOGRAPHIC COMMA}" if script in _IDEOGRAPHIC else f"{_COMMAS.get(script, ',')} "


def long_date(moment: datetime, language: str) -> str:
    """The day as the language writes it in full ("28 nëntor 2024")."""
    return format_date(moment.date(), "long", _locale(language))


def whole_number(number: int, language: str) -> str:
    """The number with the language's grouping."""
    return format_decimal(number, locale=_locale(language))


@cache
def script(language: str) -> str:
    """The script that a language is written in (ISO 15924): the one that its tag names, or the CLDR's likely one."""
    subtags = language.split("-")
    named = next((part for part in subtags[1:] if len(part) == len("Latn") and part.isalpha()), "")
    likely = get_global("likely_subtags")
    found = next((likely[tag] for tag in ("_".join(subtags[:2]), subtags[0]) if tag in likely), "")
    return named.title() or next((part for part in found.split("_") if len(part) == len("Latn")), "Latn")


@cache
def _locale(language: str) -> Locale:
    # A text may name any language in <foreign lang="…">; nothing that stands there may stop an edition.
    try:
        return Locale.parse(cldr_tag(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
