"""What a language brings to a page: its direction, its dates and numbers (CLDR, through Babel)."""

from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

__all__ = ["direction", "endonym", "file_size", "language_attributes", "long_date", "whole_number"]

_KILO = 1000


def direction(language: str) -> str:
    """`"ltr"` or `"rtl"`; a language that the CLDR does not have, such as Latin, is taken to run from left to right."""
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def language_attributes(language: str, within: str = "") -> dict[str, str | None]:
    """`lang` and `xml:lang` of an element, with `dir` where it differs from that of the language around it.

    Nothing at all where the language does not change.
    """
    if not language or language == within:
        return {}
    changes = not within or direction(language) != direction(within)
    return {"lang": language, "xml:lang": language, "dir": direction(language) if changes else None}


def endonym(language: str) -> str:
    """The language's own name for itself ("Shqip"), or its tag where the CLDR does not have it."""
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


def long_date(moment: datetime, language: str) -> str:
    """The day as the language writes it in full ("28 nëntor 2024")."""
    return format_date(moment.date(), "long", _locale(language))


def whole_number(number: int, language: str) -> str:
    """The number with the language's grouping."""
    return format_decimal(number, locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    # A text may name any language in <foreign lang="…">; nothing that stands there may stop an edition.
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
