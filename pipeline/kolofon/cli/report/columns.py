"""Columns of a terminal: how many a text takes, and a text cut to some."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["columns", "cut", "single", "wide"]

_NARROW = re.compile("[\x00-\u02ff\u03a3-\u0482\u2010-\u2027␣↵⇥⍽⟦⟧]*")
"""Letters and marks that take one column each."""
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""The categories of marks that are drawn over a letter, and of what is not seen."""
_MORE = "…"


def wide(text: str) -> int:
    """Columns of a terminal: two for a wide character, none for a mark that is drawn over another."""
    return len(text) if text.isascii() or _NARROW.fullmatch(text) else sum(map(columns, text))


def single(text: str) -> bool:
    """Whether each character of a text takes one column."""
    return text.isascii() or _NARROW.fullmatch(text) is not None or {*map(columns, set(text))} == {1}


@lru_cache(maxsize=4096)
def columns(character: str) -> int:
    """The columns of one character."""
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The beginning of a text that takes at most so many columns, with “…” behind it where the text goes on.

    Law: the result is no wider than `width`, which is one or more.
    """
    if len(text) * 2 <= width:
        return text
    taken = 0
    fits = 0
    for index, character in enumerate(text):
        taken += columns(character)
        if taken > width:
            return text[:fits].rstrip() + _MORE
        if taken < width:  # there is still room for the mark
            fits = index + 1
    return text
