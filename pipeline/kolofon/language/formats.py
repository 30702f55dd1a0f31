"""Dates, numbers, sizes and lists as a language writes them, by its tag; for writers and templates.

Source: the CLDR, through Babel.
"""

from datetime import datetime
from decimal import Decimal

from babel.numbers import format_decimal
from babel.units import format_unit

from kolofon.language import language
from kolofon.language.date_patterns import USUAL, Patterns
from kolofon.language.dates import date
from kolofon.model.document import Date

__all__ = [
    "direction",
    "endonym",
    "file_size",
    "in_digits",
    "list_comma",
    "list_semicolon",
    "long_date",
    "quantity",
    "script",
    "whole_number",
]

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


def list_semicolon(tag: str) -> str:
    """What separates values in which there may be commas, with the spaces about it."""
    return language(tag).list_semicolon


def file_size(octets: int, tag: str) -> str:
    """A size in kilobytes or megabytes, with one decimal place below ten."""
    unit, size = ("megabyte", octets / _KILO**2) if octets >= _KILO**2 else ("kilobyte", octets / _KILO)
    rounded = round(size, 1) if size < 10 else round(size)  # noqa: PLR2004  two digits either way
    return format_unit(rounded, f"digital-{unit}", "short", locale=language(tag).conventions)


def long_date(moment: datetime, tag: str, own: Patterns = USUAL) -> str:
    """The day as the language writes it in full ("28 nëntor 2024"); `own` patterns go before the language's."""
    return date(Date(moment.year, moment.month, moment.day, ""), tag, own)


def whole_number(number: int, tag: str) -> str:
    """The number with the language's grouping."""
    return quantity(str(number), tag)


def in_digits(text: str, tag: str) -> str:
    """A text, such as a year, with the language's own digits."""
    return language(tag).in_digits(text)


def quantity(value: str, tag: str) -> str:
    """A quantity from its plain digits (`"15000"`, `"2.50"`) with the language's digits, grouping and decimal sign.

    It has as many decimals as are given.  Source: CLDR, `numbers/decimalFormats`, in the default numbering system of
    the language, and `grouped_from` of its file.
    """
    here = language(tag)
    locale = here.conventions
    number, decimals = Decimal(value), "0" * len(value.partition(".")[2])
    whole = str(locale.decimal_formats[None].pattern).partition(".")[0]
    pattern = f"{whole}.{decimals}" if decimals else whole
    grouped = abs(number) >= 10 ** (here.numbers.grouped_from - 1)
    written = format_decimal(number, pattern, locale, numbering_system="default", group_separator=grouped)
    return here.in_digits(written)
