"""Marks, digits and letters that belong to another script, or that the language's file calls wrong."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.marks import EQUIVALENTS, WRITTEN_WITH, own_marks
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.language.letters import script_of
from kolofon.model.finding import Severity

__all__ = ["SCRIPT"]

_PUNCTUATION = Check(
    "script-punctuation", Severity.WARNING, "A mark of another script is among the language's letters."
)
_DIGITS = Check("script-digits", Severity.WARNING, "A number is written with the digits of another script.")
_MISWRITTEN = Check("miswritten", Severity.WARNING, "There is something that the language never writes so.")
_DOUBLED = Check("doubled-marks", Severity.WARNING, "A mark is doubled, and not in the source.")

_CLOSERS = "»”“’)\\]」』）"
_WIDE_FORMS = "\uff01-\uff5e"
"""Wide forms of ASCII characters, for a class of characters: they are for scripts whose letters are wide."""
_WIDE_OF_ASCII = frozenset(map(chr, range(0xFF01, 0xFF5F)))
_AFTER_STOP = " )”’»\"'"
_STOP = re.compile(r"(?<!\S)[“‘«(\[]*+(\S*[^\x00-\x7f\s\ufffc])\.(?=[\s)”’»]|\Z)")
_EUROPEAN = re.compile(r"(?<![A-Za-z]\s)(?<![A-Za-z0-9_./\ufffc-])[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9_/\ufffc])")
_WITHIN = re.compile(r";\s+([^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 9
"""Messages with European digits up to which they are no habit."""
_FIGURES = re.compile(r"\d+")
_TWICE = re.compile(r"([,;!?،؛؟۔।።፡։。、，！？：；])\s?\1+|(?<=[^\W\d_])\.\.(?=\s|\Z)")
_SHORTEST = 4
"""Characters of the shortest word that is no abbreviation before a full stop."""


def _script(unit: Unit) -> Iterator[Flaw]:
    yield from _marks(unit)
    yield from _stop(unit)
    yield from _semicolon(unit)
    yield from _digits(unit)
    yield from _miswritten(unit)
    yield from _doubled(unit)


def _marks(unit: Unit) -> Iterator[Flaw]:
    language = unit.book.target
    source = unit.source.plain
    for found in _foreign(language).finditer(unit.target.own):
        mark = found["mark"].strip()
        if mark.isascii():
            if found.end() < len(unit.target.own) and re.search(rf"\w{re.escape(mark)}\w", source):
                continue
        elif mark in source:
            continue
        instead = _instead(mark, language)
        hint = f"write “{instead}”" if instead else "take it out"
        span = unit.target.span(found.end() - 1, found.end())
        yield Flaw(_PUNCTUATION.code, f"“{mark}” is not a mark of this script", hint, (span,))


@cache
def _foreign(language: Language) -> re.Pattern[str]:
    """A pattern for the marks of other scripts, and for those that the language's file names, among its letters."""
    own = own_marks(language)
    others = "".join(marks for marks in WRITTEN_WITH if own.isdisjoint(marks))
    wide = _WIDE_FORMS if language.sentence_space else ""
    patterns = [f"[{re.escape(others)}{wide}]"] if others or wide else []
    if named := "".join(mark for mark in language.foreign_marks if mark not in {".", language.foreign_marks[mark]}):
        patterns.append(rf"(?<=[^\x00-\x7f\s\ufffc])\s?[{re.escape(named)}](?=[\s{_CLOSERS}]|\Z|[^\x00-\x7f])")
    if "." in language.foreign_marks and language.wide:
        patterns.append(r"(?<=[^\x00-\x7f\s\ufffc])\.(?=\s|\Z|[^\x00-\x7f\s])")
    alternatives = "|".join(rf"(?:{pattern})" for pattern in patterns) or r"(?!)"
    return re.compile(rf"(?P<mark>{alternatives})")


def _instead(mark: str, language: Language) -> str:
    if mark in language.foreign_marks:
        return language.foreign_marks[mark]
    meaning = next((name for name, marks in EQUIVALENTS.items() if mark in marks), "")
    return language.marks.get(meaning, "") or (unicodedata.normalize("NFKC", mark) if mark in _WIDE_OF_ASCII else "")


def _stop(unit: Unit) -> Iterator[Flaw]:
    """A flaw for a full stop that ends a sentence, in a script with another stop or with none."""
    language, target = unit.book.target, unit.target.own
    if "." not in language.foreign_marks or language.wide:
        return
    inside = language.stopped and "." not in language.meanings and ". " in unit.source.own
    end = len(target.rstrip(_AFTER_STOP))
    ended = unit.source.own.rstrip(_AFTER_STOP).endswith(".")
    for found in _STOP.finditer(target):
        last = found.end() >= end
        abbreviated = len(found[1]) < _SHORTEST if not language.stopped else _abbreviated(found[1], language)
        if not (ended if last else inside) or "." in found[1] or abbreviated:
            continue
        instead = language.foreign_marks["."]
        hint = f"write “{instead}”" if instead else "take it out"
        span = unit.target.span(found.end() - 1, found.end())
        yield Flaw(_PUNCTUATION.code, "“.” is not a mark of this script", hint, (span,))


def _semicolon(unit: Unit) -> Iterator[Flaw]:
    """A flaw for the source's semicolon within a sentence, where it is the mark of a question (Greek)."""
    language, source, target = unit.book.target, unit.source.own, unit.target.own
    if language.meanings.get(";") != "question" or target.count(";") <= source.count("?") or ";" not in source:
        return
    for found in _WITHIN.finditer(target):
        if found[1].islower():
            mark, span = language.marks["semicolon"], unit.target.span(found.start(), found.start() + 1)
            yield Flaw(_PUNCTUATION.code, "“;” asks a question here", f"write “{mark}”", (span,))


def _abbreviated(word: str, language: Language) -> bool:
    return len(word) == 1 or word in language.sentences.abbreviations


def _digits(unit: Unit) -> Iterator[Flaw]:
    language, target = unit.book.target, unit.target.own
    if target.isascii():
        return
    for found in _FIGURES.finditer(target):
        strange = [digit for digit in found[0] if not (digit.isascii() or _at_home(digit, language))]
        if strange and found[0] not in unit.source.plain:
            ours = "".join(language.digits[int(digit)] for digit in found[0])
            message = f"“{found[0]}” is written with digits of another script"
            yield Flaw(_DIGITS.code, message, f"write “{ours}”", (unit.target.span(*found.span()),))


@cache
def _at_home(digit: str, language: Language) -> bool:
    """Whether a digit is the language's or one of its script, as in Thai, whose numbers are mostly European."""
    if not language.digits.isascii() or language.native_digits:
        return digit in language.digits + language.native_digits
    if digit in _WIDE_OF_ASCII:
        return language.wide
    script = script_of(digit)
    return script in language.letter_scripts or any(script_of(letter) == script for letter in language.letters)


def _miswritten(unit: Unit) -> Iterator[Flaw]:
    language, target = unit.book.target, unit.target.own
    if not (language.foreign_letters or language.never):
        return
    for letter, instead in language.foreign_letters.items():
        if letter in target and letter not in unit.source.plain:
            spans = tuple(unit.target.span(*found.span()) for found in re.finditer(re.escape(letter), target))
            name = unicodedata.name(letter, "").title()
            yield Flaw(
                _MISWRITTEN.code, f"“{letter}” ({name}) is no letter of the language", f"write “{instead}”", spans
            )
    for pattern, instead in language.never:
        found = next((each for each in re.finditer(pattern, target) if not _seamed(each, unit)), None)
        if found and not (any(map(str.isalpha, found[0])) and found[0] in unit.source.plain):
            right = found.expand(instead)
            span = unit.target.span(*found.span())
            yield Flaw(_MISWRITTEN.code, f"“{found[0]}” is not written so", f"write “{right}”", (span,))


def _seamed(found: re.Match[str], unit: Unit) -> bool:
    """Whether there is a tag in a piece of the translation or at its ends, which was put there on purpose."""
    seams = unit.target.seams
    return bisect_left(seams, found.start()) < bisect_right(seams, found.end())


def _doubled(unit: Unit) -> Iterator[Flaw]:
    for found in _TWICE.finditer(unit.target.own):
        mark = found[1] or "."
        if not _seamed(found, unit) and not _TWICE.search(unit.source.own) and found[0] not in unit.source.plain:
            span = unit.target.span(*found.span())
            yield Flaw(_DOUBLED.code, f"“{mark}” stands twice", "leave one", (span,))


class _Note(NamedTuple):
    """Whether a translation has its language's own digits, and European ones; words with accents of it, and others."""

    own: bool
    european: bool
    accented: int
    strange: int


def _note(unit: Unit) -> _Note | None:
    language, target = unit.book.target, unit.target.own
    if unit.msgstr == unit.msgid or (language.digits.isascii() and not language.foreign_accents):
        return None
    strange = len(_strange(unit))
    accented = sum(map(_accented, _WORD.findall(target))) - strange if language.foreign_accents else 0
    own = not language.digits.isascii() and not set(language.digits).isdisjoint(target)
    european = not language.digits.isascii() and _EUROPEAN.search(target) is not None
    note = _Note(own, european, accented, strange)
    return note if any(note) else None


def _accented(word: str) -> bool:
    return any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))


def _strange(unit: Unit) -> list[re.Match[str]]:
    """The words with accents that the language does not have, without those of the source."""
    accents = set(unit.book.target.foreign_accents)
    if not accents:
        return []
    found = _WORD.finditer(unit.target.own)
    return [
        each
        for each in found
        if not accents.isdisjoint(unicodedata.normalize("NFD", each[0])) and each[0] not in unit.source.plain
    ]


def _habits(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """The flaws of digits and accents, which depend on what most of the catalogue has."""
    yield from _habit([(unit, note) for unit, note in notes if note.own or note.european])
    if sum(note.strange for _, note in notes) > sum(note.accented for _, note in notes):
        return
    for unit, note in notes:
        found = _strange(unit) if note.strange else ()
        for word in found[:1]:
            marks = set(unicodedata.normalize("NFD", word[0])).intersection(unit.book.target.foreign_accents)
            named = ", ".join(sorted(unicodedata.name(mark).title() for mark in marks))
            spans = tuple(unit.target.span(*each.span()) for each in found)
            message = f"the language is not written with an accent of “{word[0]}” ({named})"
            yield unit, Flaw(_MISWRITTEN.code, message, "write it with the accent that it has, or without", spans)


def _habit(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for European digits in a language with its own; a single one where they are the catalogue's habit."""
    found = [unit for unit, note in notes if note.european]
    habit = len(found) > max(_FEW, sum(note.own for _, note in notes))
    for unit in found[:1] if habit else found:
        spans = [match.span() for match in _EUROPEAN.finditer(unit.target.own)]
        ours = unit.book.target.in_digits(unit.target.own[slice(*spans[0])])
        message = f"European digits, here and in {len(found) - 1} other messages" if habit else "European digits"
        yield unit, Flaw(_DIGITS.code, message, f"write “{ours}”", tuple(unit.target.span(*span) for span in spans))


SCRIPT = Family(
    "script", (_PUNCTUATION, _DIGITS, _MISWRITTEN, _DOUBLED), each=_script, whole=Comparison(_Note, _note, _habits)
)
