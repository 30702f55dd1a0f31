"""The proofreader: from a catalogue, findings about its translations, message by message and as a whole.

| module             | holds                                                                |
|--------------------|----------------------------------------------------------------------|
| `families`         | the checks, a module for each family                                 |
| `family`           | the values that describe a check and a family of checks              |
| `translation_unit` | a message with its translation, and a flaw in it                     |
| `units`            | a catalogue → the translations that are checked                      |
| `memory`           | flaws of each translation by itself, kept from one run to the next   |
| `ignore`           | the checks that a translator has overruled                           |
| `findings`         | flaws → findings                                                     |
| `session`          | the findings in a catalogue while it is edited, message by message   |
| `numerals`         | the numbers in a line: in figures, in words, as Roman numerals       |
| `marks`            | punctuation marks, and which of them mean the same                   |
"""

from collections.abc import Mapping, Sequence

from kolofon.check import memory
from kolofon.check.families import FAMILIES
from kolofon.check.families.bibliography import misprinted
from kolofon.check.family import Check, Family
from kolofon.check.findings import findings
from kolofon.check.memory import Memory
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.check.units import Original, message_order, units
from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue

__all__ = [
    "FAMILIES",
    "Check",
    "Family",
    "Memory",
    "Original",
    "check",
    "check_again",
    "message_order",
    "misprinted",
    "units",
]


def check(
    document: Document | None,
    catalogue: Catalogue,
    *,
    source_language: str = "en",
    families: Sequence[Family] = FAMILIES,
) -> tuple[Finding, ...]:
    """The findings of the families in a catalogue, in its order.

    Only entries that are published are checked: no untranslated, fuzzy or obsolete one.  `document` is the segmented
    source text.  Without one (for the press's own words, or any catalogue) `source_language` is that of the msgids, and
    checks that depend on a message's part in the text find nothing.
    """
    found = units(Original.of(document) if document else Original(source_language), catalogue)
    looked = memory.look(found, families, [-1] * len(found), memory.Looked({}, {}))
    judged = memory.judge(found, families, looked)
    return findings(_flaws(found, families, looked.flaws, judged), catalogue, families)


def check_again(
    original: Original, catalogue: Catalogue, families: Sequence[Family], before: Memory
) -> tuple[tuple[Finding, ...], Memory]:
    """The findings as `check` has them, with a memory of an earlier catalogue in which some messages were the same.

    A message that is the same is not checked by itself again, and if all are, they are not compared again.  The memory
    must be of the same families and languages.  Also returns the memory to be kept, which is the same object where
    nothing was new.
    """
    found = units(original, catalogue)
    marks = [unit.digest for unit in found]
    kept = memory.read(before, found[0].book) if found else None
    if kept and kept.marks == marks and kept.lines == [unit.entry.line for unit in found]:
        return findings(_flaws(found, families, kept.flaws, kept.judged), catalogue, families), before
    known = {mark: number for number, mark in enumerate(kept.marks)} if kept else {}
    numbers = [known.get(mark, -1) for mark in marks]
    seen = memory.Looked(kept.flaws, memory.notes(kept, families)) if kept else memory.Looked({}, {})
    looked = memory.look(found, families, numbers, seen)
    judged = memory.judge(found, families, looked)
    reported = findings(_flaws(found, families, looked.flaws, judged), catalogue, families)
    return reported, memory.written(found, marks, looked, judged)


def _flaws(
    found: Sequence[Unit],
    families: Sequence[Family],
    flaws: Mapping[str, Mapping[int, Sequence[Flaw]]],
    judged: memory.Judged,
) -> list[tuple[Unit, Flaw]]:
    """The flaws of all families, in each those of the messages by themselves before those of all together."""
    result: list[tuple[Unit, Flaw]] = []
    for family in families:
        result += [(found[place], flaw) for place, here in flaws.get(family.name, {}).items() for flaw in here]
        result += [(found[place], flaw) for place, flaw in judged.get(family.name, ())]
    return result
