"""Capital letters: where the source begins with one, and not on every word as an English title has them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
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
_PROSE = re.compile(r"[^\W\d_] [a-z]")
"""A word in small letters behind another one."""
_OFTEN, _ALWAYS = 2, 10


def _start(unit: Unit) -> Iterator[Flaw]:
    if not (unit.book.source.cased and unit.book.target.cased):
        return
    source, target = _FIRST.match(unit.source.own), _FIRST.match(unit.target.own)
    if not source or not target or not source[1][0].isupper() or not target[1][0].islower():
        return
    words = _WORD.findall(unit.source.own)
    if all(word[0].isupper() for word in words) and (not unit.placed or _of_the_calendar(source[1], unit.book.source)):
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


class _Note(NamedTuple):
    """The words behind the first, with a space between them: those in lower case, and those with a capital letter.

    `title` says whether each word within a sentence has a capital letter.
    """

    lower: str
    upper: str
    title: bool


def _note(unit: Unit) -> _Note | None:
    language, own = unit.book.target, unit.target.own
    if language.title_case or not language.cased:
        return None
    words = _WORD.findall(own)[1:]
    upper = [word for word in words if word[0].isupper()]
    lower = " ".join([word for word in words if word.islower()])
    title = bool(upper) and not _PROSE.search(own) and not own.isupper() and _capitals(unit)
    return _Note(lower, " ".join(upper).lower(), title)


def _capitals(unit: Unit) -> bool:
    inner = _inner(unit)
    return bool(inner) and all(word[0][0].isupper() for word in inner)


def _inner(unit: Unit) -> list[re.Match[str]]:
    """The words within a sentence."""
    return [word for before, word in pairwise(_WORD.finditer(unit.target.own)) if _inside(unit, before, word)]


def _title(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    if not any(note.title for _, note in notes):
        return
    small = frozenset(notes[0][0].book.target.words.small)
    lower, upper = _habits(note for _, note in notes)
    for unit, note in notes:
        if not note.title:
            continue
        inner = _inner(unit)
        wrong = [word for word in inner if word[0][0].isupper() and _small(word[0], unit, small, lower, upper)]
        plain = (word[0].lower() in small or lower[word[0].lower()] >= _ALWAYS for word in wrong)
        sure = len(inner) > _OFTEN and any(plain)
        if sure or len(wrong) > 1:
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


def _habits(notes: Iterable[_Note]) -> tuple[Counter[str], Counter[str]]:
    """How often each word is within a line, in lower case and with a capital letter."""
    lower, upper = zip(*[(note.lower, note.upper) for note in notes], strict=True)
    return Counter(" ".join(lower).split(" ")), Counter(" ".join(upper).split(" "))


CAPITALS = Family("capitals", (_START, _TITLE), each=_start, whole=Comparison(_Note, _note, _title))
