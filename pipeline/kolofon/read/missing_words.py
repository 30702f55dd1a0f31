"""Whether words were lost on the way from a text to blocks."""

import re
from collections import Counter
from collections.abc import Iterable

from kolofon.model.document import Block, Inline
from kolofon.model.walk import walk

__all__ = ["lost", "missing_words", "strings"]

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")


def lost(text: str, blocks: Iterable[Block], told: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that stand neither in some blocks nor in what was told of it, as often as they miss."""
    there = Counter(word for part in (*strings(tuple(blocks)), *told) for word in _WORD.findall(part))
    return tuple((Counter(_WORD.findall(text)) - there).elements())


def missing_words(text: str, inlines: tuple[Inline, ...], told: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that stand nowhere in some inline content nor in what was told of it.

    Digits alone are no word: the tenth month may stand there as October.
    """
    there = {word for part in (*strings(inlines), *told) for word in _WORD.findall(part)}
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _LETTER.search(word) and word not in there))


def strings(node: object) -> Iterable[str]:
    """Every text in a part of a document, whatever it is the text of."""
    return (part for part in walk(node) if isinstance(part, str))
