"""Duplication: a word that is there twice in a row."""

import re
from collections.abc import Iterator

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language.letters import LETTER
from kolofon.model.finding import Severity

__all__ = ["DUPLICATION"]

_DOUBLED = Check("doublewords", Severity.WARNING, "A word is there twice in a row.")

_MARK = LETTER.partition("|")[2]
_TWICE = re.compile(rf"(?<![\w’'-])(?<!{_MARK})((?:{LETTER})++)\s++\1(?![\w’'-]|{LETTER})", re.IGNORECASE)


def _duplication(unit: Unit) -> Iterator[Flaw]:
    language = unit.book.target
    words = language.words
    found = [
        match
        for match in _TWICE.finditer(unit.target.own)
        if match[1].lower() not in words.twice
        and not (words.twice_pattern and re.match(words.twice_pattern, match[1]))
        and (not words.only_twice or match[1].lower() in words.only_twice)
        and not _apart(match, unit.target.seams)
    ]
    if words.never_twice_pattern:
        found += re.finditer(words.never_twice_pattern, unit.target.own)
    if found and not (_TWICE.search(unit.source.own) or any(match[0] in unit.source.plain for match in found)):
        listed = ", ".join(dict.fromkeys(f"“{match[0]}”" for match in found))
        spans = tuple(unit.target.span(*match.span()) for match in found)
        yield Flaw(_DOUBLED.code, f"{listed}: the same word twice", "leave one", spans)


def _apart(found: re.Match[str], seams: tuple[int, ...]) -> bool:
    """Whether a tag separates the two words, or one of them is a name: “il file File”."""
    first, second = found[1], found[0][-len(found[1]) :]
    named = second[:1].isupper() and not first[:1].isupper()
    return named or any(found.end(1) <= seam <= found.end() - len(second) for seam in seams)


DUPLICATION = Family("duplication", (_DOUBLED,), each=_duplication)
