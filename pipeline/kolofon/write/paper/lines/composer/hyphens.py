"""Where words may be broken by a hyphen: the press's patterns, which pyphen has (`lines.hyphenation`)."""

import re
from collections.abc import Sequence
from typing import Protocol, cast

import pyphen

from kolofon.language.letters import LETTER
from kolofon.write.paper.weasyprint.protocols import Style

__all__ = ["Words"]

_WORD = re.compile(f"(?:{LETTER})+(?:['\N{RIGHT SINGLE QUOTATION MARK}](?:{LETTER})+)*")
_ADDRESS = re.compile(r"[/@\\_]|\w\.\w")
"""What is in an address and the name of a file, in which a hyphen would be taken for its own."""
_SOFT = "\N{SOFT HYPHEN}"


class _Place(Protocol):
    """A place in a word; `data` is not None where letters change when it breaks there."""

    data: object

    def __int__(self) -> int: ...


class _Dictionary(Protocol):
    """The breaks of a language."""

    def positions(self, word: str) -> Sequence[_Place]: ...


class Words:
    """The breaks of the words of a book, each looked up once."""

    def __init__(self) -> None:
        self._dictionaries: dict[tuple[str, int, int], _Dictionary | None] = {}
        self._found: dict[tuple[str, str, tuple[int, int, int]], Sequence[int]] = {}

    def hyphens(self, piece: str, style: Style) -> Sequence[int]:
        """Where a piece of text without spaces may be broken by a hyphen, in characters from its start.

        A soft hyphen is such a place, which is behind it; a piece that has one is broken at no other.  A break that
        changes letters is none, as what is behind it would be printed as it is not changed.
        """
        how, tag = style["hyphens"], style["lang"]
        if how == "none":
            return ()
        if _SOFT in piece:
            return [at + 1 for at, character in enumerate(piece[:-1]) if character == _SOFT and at]
        if how != "auto" or not tag:
            return ()
        limits = cast("tuple[int, int, int]", style["hyphenate_limit_chars"])
        key = piece, str(tag), limits
        if key not in self._found:
            self._found[key] = self._hyphens(*key)
        return self._found[key]

    def _hyphens(self, piece: str, tag: str, limits: tuple[int, int, int]) -> Sequence[int]:
        total, left, right = limits
        if len(piece) < total or _ADDRESS.search(piece):
            return ()
        key = tag, left, right
        if key not in self._dictionaries:
            name = pyphen.language_fallback(tag)
            self._dictionaries[key] = pyphen.Pyphen(lang=name, left=left, right=right) if name else None
        dictionary = self._dictionaries[key]
        if dictionary is None:
            return ()
        return [
            word.start() + int(place)
            for word in _WORD.finditer(piece)
            if len(word[0]) >= total
            for place in dictionary.positions(word[0])
            if place.data is None
        ]
