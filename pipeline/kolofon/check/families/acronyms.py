"""Acronyms: those that the language keeps are kept everywhere, and spelt right."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.numerals.roman import numerals
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.line import Span

__all__ = ["ACRONYMS"]

_ACRONYMS = Check("acronyms", Severity.WARNING, "An acronym is missing, or not spelt as in the source.")

_ACRONYM = re.compile(r"(?<!\w)(?![AP]Ms?(?!\w))([^\W\d_a-z]{2,30})(?=s?(?![^\W\d_]))")
_CAPITALS = re.compile(r"[^\W\d_a-z\u0530-\uffff]{2,}")
_USUAL = 2
_LONGEST = 30
"""Letters of the longest acronym."""


_Note = dict[str, Span]
"""The acronyms of a message, and where each is."""


def _note(unit: Unit) -> _Note | None:
    return _of_source(unit.source.own)


@lru_cache(1 << 14)  # the next language has the same sources
def _of_source(source: str) -> _Note | None:
    if _in_capitals(source):
        return None
    return {match[1]: match.span(1) for match in _ACRONYM.finditer(source) if _is_acronym(match[1])} or None


def _acronyms(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for each acronym that a translation lacks, though most others keep it or it has foreign letters.

    English does not form “UNÇSH” itself: such an acronym is a name, and stays in every language of its script.
    """
    kept: Counter[str] = Counter()
    lost: defaultdict[str, list[tuple[Unit, Span]]] = defaultdict(list)
    known = {acronym for _, found in notes for acronym in found}
    for unit, found in notes:
        there, slips = _within(unit.target.plain, found), _slips(unit, known)
        for acronym, span in found.items():
            if near := _misspelling(acronym, slips):
                message = f"“{unit.target.own[slice(*near)]}” is nearly {acronym}"
                yield unit, Flaw(_ACRONYMS.code, message, f"write {acronym}", (unit.target.span(*near),))
            elif acronym in there:
                kept[acronym] += 1
            else:
                lost[acronym].append((unit, span))
    for acronym, places in lost.items():
        usual = kept[acronym] >= _USUAL * len(places)
        for unit, span in places:
            if usual or (not acronym.isascii() and unit.book.target.script == unit.book.source.script):
                hint = f"write {acronym}" + (", as elsewhere" if usual else "")
                yield unit, Flaw(_ACRONYMS.code, f"{acronym} is missing", hint, (), (unit.source.span(*span),))


def _is_acronym(word: str) -> bool:
    return word.isupper() and not next(numerals(word), None)


def _in_capitals(line: str) -> bool:
    """Whether a line is all in capitals, and so has no acronyms; False for a line that is a single acronym."""
    return line.isupper() and not _ACRONYM.fullmatch(line.strip())


def _slips(unit: Unit, known: AbstractSet[str]) -> Mapping[str, Sequence[Span]]:
    """The words in capitals of a translation that may be misspelt acronyms, by each acronym they may be.

    Two words are one insertion, deletion, substitution or transposition apart only if they are the same with at most
    one letter less in each of them.
    """
    words = {found[0]: found.span() for found in reversed(list(_CAPITALS.finditer(unit.target.own)))}
    new = {word for word in words.keys() - known if word.isupper() and len(word) <= _LONGEST}
    slips: defaultdict[str, list[Span]] = defaultdict(list)
    for word in new - _within(unit.source.plain, new):
        for shorter in _shorter(word):
            slips[shorter].append(words[word])
    return slips


def _misspelling(acronym: str, slips: Mapping[str, Sequence[Span]]) -> Span | None:
    """The first word in capitals that is a misspelling of the acronym."""
    if len(acronym) == len("UN"):
        return None
    return min((span for shorter in _shorter(acronym) for span in slips.get(shorter, ())), default=None)


def _shorter(word: str) -> Iterator[str]:
    yield word
    yield from (word[:index] + word[index + 1 :] for index in range(len(word)))


def _within(text: str, words: Collection[str]) -> AbstractSet[str]:
    """Which of the words are in a text.  It is read a few times, however many words there are."""
    lengths = {len(word) for word in words}
    if len(words) <= len(lengths) + _LONGEST:
        return {word for word in words if word in text}
    wanted = set(words)
    return {found for length in lengths for at in range(len(text)) if (found := text[at : at + length]) in wanted}


ACRONYMS = Family("acronyms", (_ACRONYMS,), whole=Comparison(_Note, _note, _acronyms))
