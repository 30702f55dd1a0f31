"""Consistency: one source, one translation; two sources, two."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from kolofon.check.family import Check, Comparison, Family, Group
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity
from kolofon.text.parts import Kind

__all__ = ["CONSISTENCY"]

_INCONSISTENT = Check("inconsistent", Severity.WARNING, "The same words are translated in two ways.")
_REUSED = Check("reused", Severity.WARNING, "Two different sources have the same translation.")

_CONTEXTS = {None, *Kind}
"""The contexts that the press writes; any other context says that the same words mean something else."""

_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""White space, as `str.isspace` has it."""
_MARKS = ".:;,!?…。：；，！？،؛؟"
_LONG = 25
"""Characters of the shortest sources that should not have the same translation."""
_LIKE = 70.0


class _Note(NamedTuple):
    """The words of a message without spaces at their ends, and those of its translation for comparison.

    It is `long` if it should not have the translation of other words.
    """

    source: str
    target: str
    long: bool


def _note(unit: Unit) -> _Note | None:
    if unit.entry.plural is not None:
        return None
    source = unit.source.plain
    return _Note(source.strip(), _bare(unit.target.plain), len(source) >= _LONG)


def _consistency(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    yield from _inconsistent(notes)
    yield from _reused(notes)


def _asked(unit: Unit, note: _Note) -> str | None:
    """The words by which a message belongs together with others, if it means what they mean."""
    return note.source if unit.entry.context in _CONTEXTS else None


def _given(_unit: Unit, note: _Note) -> str | None:
    """The translation that no other words should have."""
    return note.target if note.long else None


def _inconsistent(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    groups: defaultdict[str, list[tuple[Unit, str]]] = defaultdict(list)
    for unit, note in notes:
        if (words := _asked(unit, note)) is not None:
            groups[words].append((unit, note.target))
    for group in groups.values():
        if len(group) > 1:
            first, translation = group[0]
            for other, another in group[1:]:
                if another != translation:
                    yield (
                        other,
                        Flaw(
                            _INCONSISTENT.code,
                            f"the same words are “{first.target.raw}” {_where(first)}",
                            "translate them alike, or say in a comment why not",
                            ((0, len(other.target.raw)),),
                        ),
                    )


def _reused(notes: Sequence[tuple[Unit, _Note]]) -> Iterator[tuple[Unit, Flaw]]:
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit, note in notes:
        if (words := _given(unit, note)) is not None:
            groups[words].append(unit)
    for group in groups.values():
        for other in group[1:]:
            first = group[0]
            if fuzz.ratio(_bare(first.source.plain), _bare(other.source.plain)) < _LIKE:
                yield (
                    other,
                    Flaw(
                        _REUSED.code,
                        f"this is the translation of “{_shortened(first.source.raw)}” too, {_where(first)}",
                        "see which of the two it belongs to",
                        ((0, len(other.target.raw)),),
                    ),
                )


def _bare(text: str) -> str:
    return text.rstrip(_MARKS + _SPACES).lstrip(_SPACES).casefold()


def _where(unit: Unit) -> str:
    return f"in line {unit.entry.line}" if unit.entry.line else "elsewhere"


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _LONG else text[: 2 * _LONG] + "…"


CONSISTENCY = Family(
    "consistency",
    (_INCONSISTENT, _REUSED),
    whole=Comparison(_Note, _note, _consistency, groups=(Group(_asked, _inconsistent), Group(_given, _reused))),
)
