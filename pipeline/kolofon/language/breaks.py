"""Where a line of text may end, by ICU: Unicode Standard Annex 14, with the CLDR's rules and dictionaries."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from kolofon.language import language
from kolofon.language.tags import UNDETERMINED

__all__ = ["line_breaks"]


class _Iterator(Protocol):
    """ICU's break iterator: the places where the text that it was given may break, the last of which is its end."""

    def setText(self, text: str) -> None: ...  # noqa: N802  as ICU has it
    def __iter__(self) -> Iterator[int]: ...


def line_breaks(text: str, tag: str, *, phrases: bool = False) -> list[int]:
    """Where a line of a text in a language may end: how many characters are before each place, its end left out.

    With `phrases`, a text of a few lines, as a heading, is not broken within a phrase, where the CLDR knows these: in
    Japanese a word with its particles.
    """
    writing = language(tag or UNDETERMINED)
    iterator = _iterator(tag, writing.line_break, phrases)
    iterator.setText(text)
    if text.isascii() or max(text) <= "\uffff":
        places = list(iterator)[:-1]
    else:  # ICU counts in UTF-16
        ends = [0]
        for character in text:
            ends.append(ends[-1] + 1 + (character > "\uffff"))
        places = [bisect_right(ends, place) - 1 for place in iterator][:-1]
    if writing.word_break == "keep-all":
        places = [at for at in places if not (text[at - 1].isalnum() and text[at].isalnum())]
    return places


@cache
def _iterator(tag: str, strictness: str, phrases: bool) -> _Iterator:  # noqa: FBT001  it is always given
    import icu  # noqa: PLC0415  a book in Latin letters needs none

    keywords = {"lb": strictness, "lw": "phrase" if phrases else ""}
    words = ";".join(f"{key}={value}" for key, value in keywords.items() if value)
    found: _Iterator = icu.BreakIterator.createLineInstance(icu.Locale(f"{tag}@{words}" if words else tag))
    return found
