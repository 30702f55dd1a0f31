"""Length: a translation that is far longer or shorter than its source has something too much, or too little."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from kolofon.check.family import Check, Comparison, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.language import Language
from kolofon.model.finding import Severity
from kolofon.text.line import Line

__all__ = ["LENGTH"]

_LONG = Check("long", Severity.WARNING, "The translation is much longer than its source.")
_SHORT = Check("short", Severity.WARNING, "The translation is much shorter than its source.")
_MAXIMUM = Check("max-length", Severity.ERROR, "The translation is longer than its flag `max-length` allows.")

_FLAG = re.compile(r"max-length:(\d+)\Z")

_HAN, _KANA = 2.5, 1.6
"""How many Latin letters a Chinese character counts for, and a kana or a hangul.  A wide mark has its own space."""
_LONGER, _LEEWAY = 1.9, 22
_SHORTER, _ENOUGH = 0.45, 40
_MANY = 30
_LEAST, _MOST = 0.6, 1.6
_ACRONYM = re.compile(r"[^\W\d_](?:[.-]?[^\W\d_]){1,7}\.?")
"""An acronym, if it has no small letter: it may be spelled out, and then its length is no measure."""


def _maximum(unit: Unit) -> Iterator[Flaw]:
    for flag in unit.entry.flags:
        limit = _FLAG.match(flag)
        if limit and len(unit.target.plain) > int(limit[1]):
            message = f"{len(unit.target.plain)} characters, where {limit[1]} are allowed"
            yield Flaw(_MAXIMUM.code, message, "shorten it", (unit.target.span(int(limit[1]), len(unit.target.plain)),))


class _Note(NamedTuple):
    """How long the source is, the translation, and what is merged with it."""

    source: float
    target: float
    merged: float


def _note(unit: Unit) -> _Note | None:
    source_text = unit.source.plain.strip()
    if source_text.isupper() and _ACRONYM.fullmatch(source_text):
        return None
    source, target = unit.book.source, unit.book.target
    merged = sum(_size(other, source) for other in unit.merged)
    return _Note(_size(unit.source, source), _size(unit.target, target), merged)


def _length(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    """A flaw for each length out of proportion, compared with the rest of the catalogue."""
    shares = [note.target / note.source for _, note in notes if note.source >= _ENOUGH]
    usual = min(max(_median(shares), _LEAST), _MOST) if len(shares) >= _MANY else 1.0
    for unit, (source, target, merged) in notes:
        if target > ((source + merged) * _LONGER + _LEEWAY) * usual:
            yield unit, _flaw(_LONG.code, "longer", target, source, unit)
        elif source >= _ENOUGH and target < source * _SHORTER * usual:
            yield unit, _flaw(_SHORT.code, "shorter", target, source, unit)


def _median(values: Sequence[float]) -> float:
    # That of the library imports fractions, decimals and chance.
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _size(line: Line, language: Language) -> float:
    text = line.plain
    if not language.wide:
        return len(text)
    marks = sum(east_asian_width(character) in "FWA" and not character.isalnum() for character in text)
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    kana = sum("\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af" for character in text)
    return len(text) + marks + han * (_HAN - 1) + kana * (_KANA - 1)


def _flaw(code: str, how: str, target: float, source: float, unit: Unit) -> Flaw:
    share = f"{round(100 * target / max(source, 1))} % of its source"
    hint = "see whether something has been lost" if how == "shorter" else "see whether something has been added"
    return Flaw(code, f"much {how} than the source ({share})", hint, ((0, len(unit.target.raw)),))


LENGTH = Family("length", (_LONG, _SHORT, _MAXIMUM), each=_maximum, whole=Comparison(_Note, _note, _length))
