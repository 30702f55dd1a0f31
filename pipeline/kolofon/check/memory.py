"""What the checks saw in each translation by itself, so that one that did not change is not looked at again."""

from collections.abc import Sequence
from types import GenericAlias
from typing import Any, NamedTuple

import msgspec

from kolofon.check.family import Family
from kolofon.check.translation_unit import Book, Flaw, Unit

__all__ = ["Looked", "Memory", "look", "read", "written"]

Memory = bytes
"""What is kept of a catalogue from one run to the next: MessagePack; empty for nothing."""


class Looked(NamedTuple):
    """What there is to see in translations, by families: the flaws by the numbers of translations, a note on each."""

    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, list[Any]]


class _Kept(NamedTuple):
    """What was looked at: what is true of all of it, the marks of the translations, and what there was to see."""

    ground: tuple[str, tuple[str, ...]]
    marks: list[bytes]
    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, msgspec.Raw]


def read(memory: Memory, book: Book, families: Sequence[Family]) -> tuple[dict[bytes, int], Looked]:
    """The translations that were looked at, by their marks, and what was seen; none if it was for another book."""
    nothing: tuple[dict[bytes, int], Looked] = {}, Looked({}, {})
    if not memory:
        return nothing
    try:
        kept = msgspec.msgpack.decode(memory, type=_Kept)
        wholes = {family.name: family.whole for family in families if family.whole}
        if kept.ground != _ground(book) or not wholes.keys() <= kept.notes.keys():
            return nothing
        notes = {
            name: msgspec.msgpack.decode(kept.notes[name], type=GenericAlias(list, (whole.kind | None,)))
            for name, whole in wholes.items()
        }
    except (msgspec.DecodeError, UnicodeError):
        return nothing
    return {mark: index for index, mark in enumerate(kept.marks)}, Looked(kept.flaws, notes)


def look(units: Sequence[Unit], families: Sequence[Family], numbers: Sequence[int], known: Looked) -> Looked:
    """What there is to see in each translation; of one that has a number, what is `known` under that is seen again.

    A number below zero says that a translation is new.
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


def written(book: Book, marks: Sequence[bytes], looked: Looked) -> Memory:
    """What was seen, to be kept; empty where it holds what is no Unicode."""
    try:
        return msgspec.msgpack.encode((_ground(book), marks, looked.flaws, looked.notes))
    except UnicodeError:
        return b""


def _ground(book: Book) -> tuple[str, tuple[str, ...]]:
    """What the checks of a single message ask of the book, besides its languages."""
    return "".join(sorted(book.letters)), book.bibliography
