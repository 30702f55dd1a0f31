"""Numbers as a language writes them."""

from decimal import Decimal

from babel.numbers import format_decimal

from kolofon.translate.localize.locale import in_digits, locale

__all__ = ["number"]


def number(value: str, language: str) -> str:
    """A quantity from its plain digits (`"15000"`, `"2.50"`) with the language's digits, grouping and decimal sign.

    As many decimals as are given are shown.  Source: CLDR, `numbers/decimalFormats`, in the language's default
    numbering system.
    """
    here = locale(language)
    decimals = "0" * len(value.partition(".")[2])
    whole = str(here.decimal_formats[None].pattern).partition(".")[0]
    pattern = f"{whole}.{decimals}" if decimals else whole
    return in_digits(format_decimal(Decimal(value), pattern, here, numbering_system="default"), here)
