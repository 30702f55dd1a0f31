"""Numbers → text in a language."""

from decimal import Decimal

from babel.numbers import format_decimal

from kolofon.language import language

__all__ = ["number"]


def number(value: str, tag: str) -> str:
    """A quantity from its plain digits (`"15000"`, `"2.50"`) with the language's digits, grouping and decimal sign.

    It has as many decimals as are given.  Source: CLDR, `numbers/decimalFormats`, in the default numbering system of
    the language.
    """
    here = language(tag)
    locale = here.conventions
    decimals = "0" * len(value.partition(".")[2])
    whole = str(locale.decimal_formats[None].pattern).partition(".")[0]
    pattern = f"{whole}.{decimals}" if decimals else whole
    return here.in_digits(format_decimal(Decimal(value), pattern, locale, numbering_system="default"))
