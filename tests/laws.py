"""How many examples a law is tried with, where the number that is usual is too few or too dear."""

from hypothesis import settings

__all__ = ["examples"]


def examples(most: int) -> int:
    """So many of a run of all tests; a quick run, which has fewer of every law, has as large a part of these."""
    return max(1, most * settings().max_examples // 100)
