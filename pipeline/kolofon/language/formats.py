"""Dates, numbers, sizes and lists as a language writes them, by its tag; for writers and templates.

Source: the CLDR, through Babel.
"""

from datetime import datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from kolofon.language import language

__all__ = ["direction", "endonym", "file_size", "list_comma", "long_date", "script", "whole_number"]

_KILO = 1000


def direction(tag: str) -> str:
    """`"ltr"` or `"rtl"`."""
    return language(tag).direction


def script(tag: str) -> str:
    """The script that a language is written in (ISO 15924)."""
    return language(tag).script


def endonym(tag: str) -> str:
    """The language's own name for itself ("Shqip"), or its tag where the CLDR does not have it."""
    return language(tag).name


def list_comma(tag: str) -> str:
    """What separates the items of a list that is no sentence, with the space behind it."""
    return language(tag).list_comma


def file_size(octets: int, tag: str) -> str:
    """A size in kilobytes or megabytes, with one decimal place below ten."""
    unit, size = ("megabyte", octets / _KILO**2) if octets >= _KILO**2 else ("kilobyte", octets / _KILO)
    rounded = round(size, 1) if size < 10 else round(size)  # noqa: PLR2004  two digits either way
    return format_unit(rounded, f"digital-{unit}", "short", locale=language(tag).conventions)


def long_date(moment: datetime, tag: str) -> str:
    """The day as the language writes it in full ("28 nëntor 2024")."""
    return format_date(moment.date(), language(tag).date_pattern, language(tag).conventions)


def whole_number(number: int, tag: str) -> str:
    """The number with the language's grouping."""
    return format_decimal(number, locale=language(tag).conventions)
