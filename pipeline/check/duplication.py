"""Duplication: a word that stands there twice."""

import re
from collections.abc import Iterator

from pipeline.check.family import Check, Family
from pipeline.check.unit import Flaw, Unit
from pipeline.model.finding import Severity

__all__ = ["DUPLICATION"]

_DOUBLED = Check("doublewords", Severity.WARNING, "A word stands there twice in a row.")

_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)\s+\1(?![\w’'-])", re.IGNORECASE)
_TWICE_UNSPACED = re.compile(
    r"(的|了|是|在|和|与|被|把|将|及|或|并|之|从|对|为|を|は|が|に|の|で|と)\1|([一-鿿]{2,4})\2"
)

_RIGHT = {
    "de": frozenset({"die", "der", "das", "sie", "dem", "den"}),
    "en": frozenset({"had", "that"}),
    "fr": frozenset({"nous", "vous", "en"}),
    "it": frozenset({"man", "mano", "piano", "via", "poco"}),
    "nl": frozenset({"je", "zij", "ze"}),
    "pt": frozenset({"logo"}),
    "sq": frozenset(
        {"të", "së", "e", "i", "fare", "shumë", "herë", "rrallë", "pak", "vende", "dora", "copa", "palë", "lloj"}
    ),
}
"""Words that a right sentence can have twice in a row (“vous vous trompez”, “për të të thënë”, “herë herë”)."""


def _duplication(unit: Unit) -> Iterator[Flaw]:
    language = unit.book.target
    right = _RIGHT.get(language.base, frozenset())
    found = [match for match in _TWICE.finditer(unit.target.own) if match[1].lower() not in right]
    if not language.spaced:
        found += [match for match in _TWICE_UNSPACED.finditer(unit.target.own) if not _four_alike(match[2] or "")]
    if found and not (_TWICE.search(unit.source.own) or any(match[0] in unit.source.plain for match in found)):
        listed = ", ".join(dict.fromkeys(f"“{match[0]}”" for match in found))
        spans = tuple(unit.target.span(*match.span()) for match in found)
        yield Flaw(_DOUBLED.code, f"{listed}: the same word twice", "leave one", spans)


def _four_alike(word: str) -> bool:
    half = len(word) // 2
    return bool(word) and word[:half] == word[half:]


DUPLICATION = Family("duplication", (_DOUBLED,), each=_duplication)
