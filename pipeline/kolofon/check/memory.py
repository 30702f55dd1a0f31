"""What the checks saw in each translation by itself, so that one that did not change is not looked at again."""

from collections.abc import Sequence
from types import GenericAlias
from typing import Any, NamedTuple

import msgspec

from kolofon.check.family import Family
from kolofon.check.translation_unit import Book, Flaw, Unit

__all__ = ["Judged", "Kept", "Looked", "Memory", "judge", "look", "notes", "read", "written"]

Memory = bytes
"""What is kept of a catalogue from one run to the next: MessagePack; empty for nothing."""

Judged = dict[str, list[tuple[int, Flaw]]]
"""The flaws of each family that compares translations, with the numbers of these."""


class Looked(NamedTuple):
    """What there is to see in translations, by families: the flaws by the numbers of translations, a note on each."""

    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, list[Any]]


class Kept(NamedTuple):
    """What was looked at: what is true of all of it, the marks of the translations, and what there was to see.

    What was judged holds where the translations are the same, in the same lines.
    """

    ground: tuple[str, tuple[str, ...]]
    marks: list[bytes]
    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, msgspec.Raw]
    lines: list[int]
    judged: Judged


def read(memory: Memory, book: Book) -> Kept | None:
    """What is in a memory; None if that is nothing, or of another book."""
    try:
        kept = msgspec.msgpack.decode(memory, type=Kept)
    except (msgspec.DecodeError, UnicodeError):
        return None
    return kept if kept.ground == _ground(book) else None


def notes(kept: Kept, families: Sequence[Family]) -> dict[str, list[Any]]:
    """The notes of the families that compare translations."""
    kinds = {family.name: family.whole.kind for family in families if family.whole}
    return {
        name: msgspec.msgpack.decode(kept.notes[name], type=GenericAlias(list, (kind | None,)))
        for name, kind in kinds.items()
    }


def look(units: Sequence[Unit], families: Sequence[Family], numbers: Sequence[int], known: Looked) -> Looked:
    """What there is to see in each translation.

    Of one with a number, the flaws and notes that are `known` under it are taken over; a number below zero says that a
    translation is new.
    """
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, []).append(place)
    new = [place for place, number in enumerate(numbers) if number < 0]
    looked = Looked({}, {})
    for family in families:
        if family.each:
            seen = known.flaws.get(family.name, {}).items()
            flaws = {place: found for number, found in seen for place in places.get(number, ())}
            flaws |= {place: found for place in new if (found := tuple(family.each(units[place])))}
            looked.flaws[family.name] = dict(sorted(flaws.items()))
        if family.whole:
            note, before = family.whole.note, known.notes.get(family.name, ())
            looked.notes[family.name] = [
                before[number] if number >= 0 else note(unit) for unit, number in zip(units, numbers, strict=True)
            ]
    return looked


def judge(units: Sequence[Unit], families: Sequence[Family], looked: Looked) -> Judged:
    """What the families that compare translations say by their notes."""
    places = {unit: place for place, unit in enumerate(units)}
    judged: Judged = {}
    for family in families:
        if family.whole:
            noted = zip(units, looked.notes[family.name], strict=True)
            flaws = family.whole.judge([(unit, note) for unit, note in noted if note is not None])
            judged[family.name] = [(places[unit], flaw) for unit, flaw in flaws]
    return judged


def written(units: Sequence[Unit], marks: list[bytes], looked: Looked, judged: Judged) -> Memory:
    """What was seen in some translations, to be kept; empty where it holds what is no Unicode."""
    if not units:
        return b""
    kept = (_ground(units[0].book), marks, *looked, [unit.entry.line for unit in units], judged)
    try:
        return msgspec.msgpack.encode(kept)
    except UnicodeError:
        return b""


def _ground(book: Book) -> tuple[str, tuple[str, ...]]:
    """What the checks of a single message ask of the book, besides its languages."""
    return "".join(sorted(book.letters)), book.bibliography
