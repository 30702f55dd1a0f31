"""The sizes that a vector picture says it has, as SVG 2 writes them."""

import re

__all__ = ["is_length", "is_view"]

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})\s*(?:%|[a-zA-Z]{{1,4}})?")
_VIEW = re.compile(rf"({_NUMBER})" + rf"(?:\s*,\s*|\s+|(?=[+-]))({_NUMBER})" * 3)

_GREATEST = 10**6
"""The greatest length, some football fields: a greater one is a mistake."""


def is_length(written: str) -> bool:
    """Whether a width or a height is a length that can be shown, or `auto` (SVG 2, 8.11)."""
    found = _LENGTH.fullmatch(written.strip())
    return written.strip() == "auto" or (found is not None and 0 <= float(found[1]) <= _GREATEST)


def is_view(written: str) -> bool:
    """Whether a `viewBox` is four numbers, of which the last two are sizes (SVG 2, 8.6)."""
    found = _VIEW.fullmatch(written.strip())
    if found is None:
        return False
    x, y, width, height = map(float, found.groups())
    return all(abs(each) <= _GREATEST**2 for each in (x, y, width, height)) and min(width, height) >= 0
