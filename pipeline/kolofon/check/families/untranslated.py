"""Untranslated: words that were left, or came back, as the source has them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity
from kolofon.text.line import VERBATIM

__all__ = ["UNTRANSLATED"]

_SAME = Check("same", Severity.WARNING, "The translation is its source.", also=("unchanged", "untranslated"))
_LEFT = Check("same-words", Severity.WARNING, "A part of the source is left in its translation.")
_BLANK = Check("blank", Severity.ERROR, "The translation has no words.")

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAMED = re.compile(r"\w[/\\._:@+]\w|\A[/\\~-]+\w|_|[a-z][A-Z]|\d")
_NAMED_SOMEWHERE = re.compile(r"\w[/\\._:@+]\w|(?<!\S)[/\\~-]+\w|_|[a-z][A-Z]|\d")
"""What is in the name of a file, a folder, a module or an option, which no language changes."""
_ENOUGH = 4
_FEW = 2
_STEM = 4


def _untranslated(unit: Unit) -> Iterator[Flaw]:
    source, target = unit.source.own.strip(), unit.target.own.strip()
    if not any(character.isalnum() or character == VERBATIM for character in target) and (
        len(_WORD.findall(source)) > _FEW or not unit.target.raw.strip()
    ):
        yield Flaw(
            _BLANK.code, "the translation has no words", "translate it, or leave it empty", ((0, len(unit.target.raw)),)
        )
        return
    if unit.book.source.same_language(unit.book.target.tag):
        return
    if source == target:
        if _sentence(unit):
            yield _same(unit)
    else:
        yield from _left(unit)


def _sentence(unit: Unit) -> bool:
    """Whether the words are more than names: a common word in lower case among two or more."""
    return _common_words(unit.source.own, unit.book.source)


@lru_cache(1 << 14)  # called twice for each message, and again for the next language
def _common_words(text: str, language: Language) -> bool:
    plain = [word for word in text.split() if word.islower() and word.isalpha() and len(word) > 1]
    if len(plain) > 1 and not _common(language).isdisjoint(plain):
        return True  # most lines
    words = [word for word in _WORD.findall(" ".join(_unnamed(text))) if len(word) > 1]
    lower = [word for word in words if word[:1].islower()]
    return len(words) > 1 and (not _common(language).isdisjoint(lower) or len(lower) >= _ENOUGH - 1)


@cache
def _common(language: Language) -> frozenset[str]:
    return frozenset(language.words.common)


def _unnamed(text: str) -> list[str]:
    words = text.split()
    return [word for word in words if not _NAMED.search(word)] if _NAMED_SOMEWHERE.search(text) else words


def _same(unit: Unit) -> Flaw:
    return Flaw(_SAME.code, "this is the source", "translate it", ((0, len(unit.target.raw)),))


def _left(unit: Unit) -> Iterator[Flaw]:
    """Flaws for runs of words that the source has too, with a common word of its language among them."""
    common = _common(unit.book.source)
    if len(common.intersection(_WORD.findall(unit.target.own))) < _FEW:
        return
    words = [(found[0], found.span()) for found in _WORD.finditer(unit.target.own)]
    source = f" {' '.join(_WORD.findall(unit.source.own))} "
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and f" {' '.join(word for word, _ in words[start : end + 1])} " in source:
            end += 1
        run = [word for word, _ in words[start:end]]
        if len(run) >= _ENOUGH and sum(word in common for word in run) >= _FEW:
            span = unit.target.span(words[start][1][0], words[end - 1][1][1])
            yield Flaw(_LEFT.code, f"“{' '.join(run)}” is left as the source has it", "translate it", (span,))
        start = max(end, start + 1)


class _Note(NamedTuple):
    """The beginnings of the words of a message, once each, and whether the message is left untranslated.

    An untranslated message that is a sentence has no note: `same` is reported for it by itself.
    """

    stems: tuple[str, ...]
    left: bool


def _note(unit: Unit) -> _Note | None:
    source = unit.source.own
    if unit.book.source.same_language(unit.book.target.tag):
        return None
    left = source.strip() == unit.target.own.strip()
    if left and (len(_unnamed(source)) < len(source.split()) or _sentence(unit)):
        return None
    return _Note(_stems(source), left)


@lru_cache(1 << 14)  # the next language has the same sources
def _stems(source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_stem, _WORD.findall(source))))


def _single_words(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """Flaws for single untranslated words, where the rest of the catalogue translates them."""
    kept: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    left = [unit for unit, note in notes if note.left]
    stems_left = {_stem(word) for unit in left for word in _WORD.findall(unit.source.own) if not word.isupper()}
    for unit, note in notes if stems_left else ():
        here = stems_left.intersection(note.stems) if not note.left else None
        if here:
            there = set(map(_stem, _WORD.findall(unit.target.own)))
            kept.update(here & there)
            changed.update(here - there)
    for unit in left:
        stems = [_stem(word) for word in _WORD.findall(unit.source.own)]
        if stems and all(changed[stem] > _FEW and not kept[stem] for stem in stems):
            yield unit, _same(unit)


@cache
def _stem(word: str) -> str:
    """The beginning of a word without accents: cognates (role, rôle; filter, filtern) have the same."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if letter.isalpha())[:_STEM]


UNTRANSLATED = Family(
    "untranslated", (_SAME, _LEFT, _BLANK), each=_untranslated, whole=Comparison(_Note, _note, _single_words)
)
