"""The words of a text that are in none of its blocks and in no finding."""

import re
from collections import Counter
from collections.abc import Iterable

from kolofon.model.document import Block, Inline
from kolofon.model.walk import walk

__all__ = ["lost", "missing_words", "strings"]

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")


def lost(text: str, blocks: Iterable[Block], reported: Iterable[str]) -> tuple[str, ...]:
    """The words of a text in neither the blocks nor `reported` (subjects of findings), as often as they are missing."""
    there = Counter(word for part in (*strings(tuple(blocks)), *reported) for word in _WORD.findall(part))
    return tuple((Counter(_WORD.findall(text)) - there).elements())


def missing_words(text: str, inlines: tuple[Inline, ...], reported: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that are neither in the inline content nor in `reported` (subjects of findings).

    Digits alone are no word: the tenth month may be there as October.
    """
    there = {word for part in (*strings(inlines), *reported) for word in _WORD.findall(part)}
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _LETTER.search(word) and word not in there))


def strings(node: object) -> Iterable[str]:
    """Every text in a part of a document, of any kind."""
    return (part for part in walk(node) if isinstance(part, str))
