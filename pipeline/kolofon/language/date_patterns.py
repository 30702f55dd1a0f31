"""Patterns of dates that an edition has of its own."""

from dataclasses import dataclass

__all__ = ["USUAL", "Patterns"]


@dataclass(frozen=True, slots=True)
class Patterns:
    """How an edition writes dates, where not as the language does: patterns of the CLDR, without a fault; "" for none.

    `whole` is that of a date in full, and `within` that of a range within a month, with two days: `d.–d. MMMM y`.
    """

    whole: str = ""
    within: str = ""


USUAL = Patterns()
"""No patterns: dates are as the language has them."""
