"""Numbers → text in a language."""

from decimal import Decimal

from babel.numbers import format_decimal

from kolofon.translate.localize.locale import in_digits, locale

__all__ = ["number"]


def number(value: str, language: str) -> str:
    """The text of a number, given its plain digits (`"15000"`, `"2.50"`), with digits, grouping and decimal sign.

    It has as many decimals as are given.  Source: CLDR, `numbers/decimalFormats`, in the default numbering system of
    the language.
    """
    here = locale(language)
    decimals = "0" * len(value.partition(".")[2])
    whole = str(here.decimal_formats[None].pattern).partition(".")[0]
    pattern = f"{whole}.{decimals}" if decimals else whole
    return in_digits(format_decimal(Decimal(value), pattern, here, numbering_system="default"), here)
