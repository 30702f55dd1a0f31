"""Patterns by which an edition writes dates, in place of those of the language."""

from dataclasses import dataclass

__all__ = ["USUAL", "Patterns"]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns of dates of an edition (UTS #35, Part 4), "" where it has the language's; they have been checked.

    `whole` is that of a date in full, and `within` that of a range within a month, with two days: `d.–d. MMMM y`.
    """

    whole: str = ""
    within: str = ""


USUAL = Patterns()
"""No patterns: dates are as the language has them."""
