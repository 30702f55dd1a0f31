"""Capital letters: where the source begins with one, and not on every word as an English title has them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity

__all__ = ["CAPITALS"]

_START = Check("startcaps", Severity.WARNING, "The source begins with a capital letter, and the translation does not.")
_TITLE = Check(
    "title-case", Severity.WARNING, "Words have capital letters, as in an English title.", also=("simplecaps",)
)

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-’'][^\W_]+)*")
_FIRST = re.compile(r"\A[\s\"“„«‘¿¡]*(\w[\w’'.-]*)")
_TOKEN = re.compile(r"\w[\w’'.-]*")
_OFTEN, _ALWAYS = 2, 10


def _start(unit: Unit) -> Iterator[Flaw]:
    if not (unit.book.source.cased and unit.book.target.cased):
        return
    source, target = _FIRST.match(unit.source.own), _FIRST.match(unit.target.own)
    if not source or not target or not source[1][0].isupper() or not target[1][0].islower():
        return
    words = _WORD.findall(unit.source.own)
    if all(word[0].isupper() for word in words) and (not unit.parts or _of_the_calendar(source[1], unit.book.source)):
        return  # perhaps a name (month, language) that only English writes with a capital
    if source[1] in unit.target.plain:
        return  # the first word is elsewhere
    if target[1] not in _TOKEN.findall(unit.source.plain) and not any(character.isupper() for character in target[1]):
        span = unit.target.span(target.start(1), target.start(1) + 1)
        yield Flaw(
            _START.code, "the source begins with a capital letter", f"begin with “{target[1][0].upper()}”", (span,)
        )


def _of_the_calendar(word: str, language: Language) -> bool:
    """Whether a word is a month, a day or a half of the day, which few languages write with a capital letter."""
    if language.locale is None:
        return False
    names = [
        name for here in (language.locale.months, language.locale.days) for name in here["format"]["wide"].values()
    ]
    bare = word.rstrip(".")
    return bare.isupper() or (len(bare) >= len("Mon") and any(name.startswith(bare) for name in names))


def _title(units: Sequence[Unit]) -> Iterator[tuple[Unit, Flaw]]:
    if not units or units[0].book.target.title_case or not units[0].book.target.cased:
        return
    small = frozenset(units[0].book.target.words.small)
    lower, upper = _habits(units)
    for unit in units:
        if unit.target.own.isupper():
            continue
        words = list(_WORD.finditer(unit.target.own))
        inner = [word for before, word in pairwise(words) if _inside(unit, before, word)]
        wrong = [word for word in inner if word[0][0].isupper() and _small(word[0], unit, small, lower, upper)]
        capitals = sum(word[0][0].isupper() for word in inner)
        plain = (word[0].lower() in small or lower[word[0].lower()] >= _ALWAYS for word in wrong)
        sure = len(inner) > _OFTEN and any(plain)
        if (sure or len(wrong) > 1) and capitals == len(inner):
            message = f"capital letters as in an English title: {', '.join(word[0] for word in wrong)}"
            spans = tuple(unit.target.span(*word.span()) for word in wrong)
            yield unit, Flaw(_TITLE.code, message, "write only the first word and names with a capital letter", spans)


def _small(word: str, unit: Unit, small: frozenset[str], lower: Counter[str], upper: Counter[str]) -> bool:
    low = word.lower()
    if word in unit.source.plain and low not in small:
        return False
    return low in small or (lower[low] >= _OFTEN and lower[low] > 2 * upper[low])


def _inside(unit: Unit, before: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word is within a sentence: after another word and only a space."""
    return unit.target.own[before.end() : word.start()].isspace()


def _habits(units: Sequence[Unit]) -> tuple[Counter[str], Counter[str]]:
    """How often each word is within a line, in lower case and with a capital letter."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for unit in units:
        words = [found[0] for found in _WORD.finditer(unit.target.own)][1:]
        lower.update(word for word in words if word.islower())
        upper.update(word.lower() for word in words if word[0].isupper())
    return lower, upper


CAPITALS = Family("capitals", (_START, _TITLE), each=_start, whole=_title)
