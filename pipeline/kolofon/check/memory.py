"""The results of the checks, kept from one run to the next: a translation that did not change is not checked again.

`examine` checks each new translation by itself; `compare` compares all translations by their notes
(`family.Comparison`).
"""

from collections.abc import Sequence
from types import GenericAlias
from typing import Any, NamedTuple

import msgspec

from kolofon.check.family import Family
from kolofon.check.translation_unit import Book, Flaw, Unit

__all__ = ["Compared", "Memory", "Record", "Results", "compare", "decode", "encode", "examine", "notes"]

Memory = bytes
"""The results of the checks of one catalogue, as MessagePack; empty where there are none."""

Compared = dict[str, list[tuple[int, Flaw]]]
"""The flaws of each family that compares translations, each with the number of its translation."""


class Results(NamedTuple):
    """The results of checking each translation by itself, by the name of the family.

    `flaws` are by the number of the translation; `notes` has a note, or None, for every translation.
    """

    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, list[Any]]


class Record(NamedTuple):
    """The content of a memory: what all translations depend on, the digest of each, and the results.

    `compared` is right for the same translations in the same `lines` alone.
    """

    book: tuple[str, tuple[str, ...]]
    digests: list[bytes]
    flaws: dict[str, dict[int, tuple[Flaw, ...]]]
    notes: dict[str, msgspec.Raw]
    lines: list[int]
    compared: Compared


def decode(memory: Memory, book: Book) -> Record | None:
    """The content of a memory; None if it is empty, damaged, or of another book."""
    try:
        record = msgspec.msgpack.decode(memory, type=Record)
    except (msgspec.DecodeError, UnicodeError):
        return None
    return record if record.book == _facts(book) else None


def notes(record: Record, families: Sequence[Family]) -> dict[str, list[Any]]:
    """The notes in a record, for each family that compares translations."""
    types = {family.name: family.whole.note_type for family in families if family.whole}
    return {
        name: msgspec.msgpack.decode(record.notes[name], type=GenericAlias(list, (note_type | None,)))
        for name, note_type in types.items()
    }


def examine(units: Sequence[Unit], families: Sequence[Family], numbers: Sequence[int], known: Results) -> Results:
    """The results of checking each translation by itself.

    `numbers` has the number of each translation in `known`, whose flaws and notes are then taken over, or a number
    below zero for a translation that is new.
    """
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, []).append(place)
    new = [place for place, number in enumerate(numbers) if number < 0]
    results = Results({}, {})
    for family in families:
        if family.each:
            before = known.flaws.get(family.name, {}).items()
            flaws = {place: found for number, found in before for place in places.get(number, ())}
            flaws |= {place: found for place in new if (found := tuple(family.each(units[place])))}
            results.flaws[family.name] = dict(sorted(flaws.items()))
        if family.whole:
            note, kept = family.whole.note, known.notes.get(family.name, ())
            results.notes[family.name] = [
                kept[number] if number >= 0 else note(unit) for unit, number in zip(units, numbers, strict=True)
            ]
    return results


def compare(units: Sequence[Unit], families: Sequence[Family], results: Results) -> Compared:
    """The flaws of the families that compare translations, from their notes."""
    places = {unit: place for place, unit in enumerate(units)}
    compared: Compared = {}
    for family in families:
        if family.whole:
            noted = zip(units, results.notes[family.name], strict=True)
            flaws = family.whole.compare([(unit, note) for unit, note in noted if note is not None])
            compared[family.name] = [(places[unit], flaw) for unit, flaw in flaws]
    return compared


def encode(units: Sequence[Unit], digests: list[bytes], results: Results, compared: Compared) -> Memory:
    """The memory of some results; empty if there is no translation, or if one of the texts is not Unicode."""
    if not units:
        return b""
    record = (_facts(units[0].book), digests, *results, [unit.entry.line for unit in units], compared)
    try:
        return msgspec.msgpack.encode(record)
    except UnicodeError:
        return b""


def _facts(book: Book) -> tuple[str, tuple[str, ...]]:
    """What the checks of a single message depend on in the book, besides its languages."""
    return "".join(sorted(book.letters)), book.bibliography
