"""Where words break at the end of a line: the patterns of each language, where they are from, and pyphen's use of them.

The data are in `[hyphenation]` of a language's file (`kolofon.language.facts`).  A language has patterns of the press's
own, or the dictionary that pyphen has for its tag, or a rule of its orthography, or none, with the reason.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Protocol
from unicodedata import combining, is_normalized, normalize

import pyphen

from kolofon.language import Hyphenation, language

__all__ = ["Kind", "Origin", "origin", "patterns", "register"]

_STOCK: dict[str, Path] = {name.lower(): path for name, path in pyphen.LANGUAGES.items()}
"""Pyphen's own dictionaries, by their names, before the press's are put before them."""

_PYPHENS = "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"
"""The licences of pyphen with its dictionaries, whose own terms are in the README of each."""

_UNKNOWN = "no free patterns are known"
_APOSTROPHES = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")
_MINIMA = re.compile(r"^(LEFT|RIGHT)HYPHENMIN (\d+)", re.MULTILINE)


class _Dictionary(Protocol):
    """Where words break by patterns, each place with what becomes of its letters."""

    def positions(self, word: str) -> Sequence["_Place"]: ...


class _Place(int):
    """A place in a word; `data` is not None where letters change when it breaks there."""

    data: object


class Kind(StrEnum):
    """What decides where the words of a language break."""

    OWN = "own"
    PYPHEN = "pyphen"
    RULE = "rule"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the breaks of a language are from.

    `name` is the file of patterns, "" for a rule and where there is none; `source` what they were made from, or the
    orthography that the rule follows, or the reason why no word is broken; `licence` an SPDX expression.  `minima` are
    the least letters before and behind a break that the patterns were made for, `limits` those that the press uses
    (of a word, before a break, behind it), and `character` is what it prints at a break.
    """

    kind: Kind
    name: str
    source: str
    licence: str
    minima: tuple[int, int]
    limits: tuple[int, int, int]
    character: str

    @property
    def unknown(self) -> bool:
        """Whether words would be broken, if only somebody had made patterns."""
        return self.source == _UNKNOWN


def origin(tag: str) -> Origin:
    """Where the breaks of a language are from; reads the file of its patterns.  Never fails."""
    facts = language(tag).hyphenation
    path = _path(tag, facts)
    minima = dict(_MINIMA.findall(path.read_text("latin-1"))) if path else {}  # the numbers, whatever the encoding
    least = int(minima.get("LEFT", 1)), int(minima.get("RIGHT", 1))
    if path and facts.patterns:
        what = Kind.OWN, facts.patterns, facts.source, facts.licence
    elif path:
        what = Kind.PYPHEN, path.name, "pyphen", _PYPHENS
    elif facts.rule:
        what = Kind.RULE, "", facts.source, ""
    else:
        what = Kind.NONE, "", facts.none or _UNKNOWN, ""
    return Origin(*what, least, facts.limits, facts.character)


def patterns(tag: str) -> Path:
    """The press's file of patterns for a language (FileNotFoundError, if it has none)."""
    if name := language(tag).hyphenation.patterns:
        return Path(str(files("kolofon.language").joinpath("hyphenation", name)))
    raise FileNotFoundError(f"the press has no hyphenation patterns of its own for {tag}")


def register(tags: Iterable[str]) -> None:
    """Have pyphen, and so WeasyPrint, break the words of some languages as the press does.

    `tags` are BCP 47 or gettext's.  Pyphen chooses by `LANGUAGES_LOWERCASE`, then `LANGUAGES`, so a language needs its
    name in both.  No file of patterns is read before a word is to be broken.
    """
    for tag in sorted({tag.replace("_", "-") for tag in tags}):
        facts = language(tag).hyphenation
        path = _path(tag, facts)
        if path is None and not facts.rule and _stock(tag) is None:
            continue
        name = tag.replace("-", "_")
        breaks = _breaks(facts, path)
        pyphen.hdcache[breaks] = breaks
        pyphen.LANGUAGES[name] = breaks
        pyphen.LANGUAGES_LOWERCASE[name.lower()] = name


class _Breaks:
    """The breaks of a language, for pyphen in the place of a dictionary."""

    def __init__(self, facts: Hyphenation, path: Path | None) -> None:
        self._path = path
        self._rule = re.compile(facts.rule) if facts.rule and not path else None
        _, self._left, self._right = facts.limits
        self._exceptions = {word.replace("-", ""): _hyphens(word) for word in facts.exceptions}

    @cached_property
    def _dictionary(self) -> _Dictionary | None:
        return _read(self._path) if self._path else None

    def positions(self, word: str) -> Sequence[int]:
        """Where a word may break, in characters from its start.

        Patterns know letters with their accents as one character each (NFC); a word in another form breaks at the same
        places, never between a letter and its accent.  A break that changes letters (asszony, asz-szony) is left out:
        WeasyPrint prints the first half as it is changed, and the second as it is not.
        """
        if is_normalized("NFC", word):
            found = self._found(word)
            return self._apart(found, word) if any(map(word.__contains__, _APOSTROPHES)) else found
        parts = _letters(word)
        ends = accumulate(map(len, parts))
        composed = [normalize("NFC", part) for part in parts]
        there = dict(zip(accumulate(map(len, composed)), ends, strict=True))
        found = self._found("".join(composed))
        return [pyphen.DataInt(there[at], reference=at) for at in found if at in there]

    def _apart(self, found: Sequence[int], word: str) -> Sequence[int]:
        """The places that are at no apostrophe, and have the least number of letters on both sides without any."""
        bare = [0, *accumulate(character not in _APOSTROPHES for character in word)]
        return [
            at
            for at in found
            if self._left <= bare[at] <= bare[-1] - self._right and _APOSTROPHES.isdisjoint(word[at - 1 : at + 1])
        ]

    def _found(self, word: str) -> Sequence[int]:
        small = word.lower()
        if len(small) != len(word):  # of all letters, İ alone becomes two
            small = "".join(letter.lower()[:1] for letter in word)
        if small in self._exceptions:
            return [pyphen.DataInt(at) for at in self._exceptions[small]]
        if self._rule:
            return [pyphen.DataInt(found.start()) for found in self._rule.finditer(small)]
        found = self._dictionary.positions(small) if self._dictionary else ()
        return [at for at in found if not at.data]


def _letters(word: str) -> list[str]:
    """The letters of a word, each with its accents."""
    letters: list[str] = []
    for character in word:
        if letters and combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


@cache
def _breaks(facts: Hyphenation, path: Path | None) -> _Breaks:
    return _Breaks(facts, path)


@cache
def _read(path: Path) -> _Dictionary:
    dictionary: _Dictionary = pyphen.HyphDict(path)
    return dictionary


def _hyphens(word: str) -> tuple[int, ...]:
    """Where a word has hyphens, in letters from its start."""
    return tuple(accumulate(map(len, word.split("-")[:-1])))


def _path(tag: str, facts: Hyphenation) -> Path | None:
    """The file of a language's patterns, its own before pyphen's."""
    if facts.patterns:
        return patterns(tag)
    if facts.none or facts.rule:
        return None
    return _stock(facts.pyphen or tag)


def _stock(tag: str) -> Path | None:
    """Pyphen's dictionary for a tag, or for the longest beginning of it that has one (`pyphen.language_fallback`)."""
    parts = tag.replace("-", "_").lower().split("_")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_STOCK[name] for name in names if name in _STOCK), None)
