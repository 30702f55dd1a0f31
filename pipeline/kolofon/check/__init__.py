"""The proofreader: from a catalogue, findings about its translations, message by message and as a whole.

| module             | holds                                                                   |
|--------------------|-------------------------------------------------------------------------|
| `translation_unit` | a message with its translation, and a flaw in it                        |
| `family`           | the values that describe a check and a family of checks                 |
| `families`         | all families, in the order in which they are reported                   |
| `units`            | a catalogue → the translations that are looked at                       |
| `told`             | flaws → findings                                                        |
| `memory`           | what was seen in each translation, kept from one run to the next        |
| `editing`          | the findings in a catalogue while it is edited, message by message      |
| `judging`          | what is said of translations beside each other, while some change       |
| `ignore`           | the checks that a translator has overruled                              |
| `marks`            | punctuation marks, and which of them mean the same                      |
| `quantities`       | the values that the figures in a line can have                          |
| `multiples`        | words that multiply a figure: 15 thousand, 1만 5천                       |
| `spelled`          | numbers in words                                                        |
| `roman`            | Roman numerals                                                          |
| `calendars`        | years of other calendars                                                |
| `verbatim`         | what no language changes                                                |
| `dates`            | the month of a date, by its name or its number                          |

Each other file is a family of checks.
"""

from collections.abc import Mapping, Sequence

from kolofon.check import memory
from kolofon.check.bibliography import misprinted
from kolofon.check.families import FAMILIES
from kolofon.check.family import Check, Family
from kolofon.check.memory import Memory
from kolofon.check.told import findings
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.check.units import Original, order, units
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
    "misprinted",
    "order",
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
    marks = [unit.mark for unit in found]
    kept = memory.read(before, found[0].book) if found else None
    if kept and kept.marks == marks and kept.lines == [unit.entry.line for unit in found]:
        return findings(_flaws(found, families, kept.flaws, kept.judged), catalogue, families), before
    known = {mark: number for number, mark in enumerate(kept.marks)} if kept else {}
    numbers = [known.get(mark, -1) for mark in marks]
    seen = memory.Looked(kept.flaws, memory.notes(kept, families)) if kept else memory.Looked({}, {})
    looked = memory.look(found, families, numbers, seen)
    judged = memory.judge(found, families, looked)
    told = findings(_flaws(found, families, looked.flaws, judged), catalogue, families)
    return told, memory.written(found, marks, looked, judged)


def _flaws(
    found: Sequence[Unit],
    families: Sequence[Family],
    flaws: Mapping[str, Mapping[int, Sequence[Flaw]]],
    judged: memory.Judged,
) -> list[tuple[Unit, Flaw]]:
    """The flaws of all families, in each those of the messages by themselves before those of all together."""
    told: list[tuple[Unit, Flaw]] = []
    for family in families:
        told += [(found[place], flaw) for place, here in flaws.get(family.name, {}).items() for flaw in here]
        told += [(found[place], flaw) for place, flaw in judged.get(family.name, ())]
    return told
