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
| `comparison_flaws` | the flaws of a comparison, kept up to date while messages change     |
| `numerals`         | the numbers in a line: in figures, in words, as Roman numerals       |
| `marks`            | punctuation marks, and which of them mean the same                   |
"""

from collections.abc import Mapping, Sequence

from kolofon.check import memory
from kolofon.check.families import FAMILIES
from kolofon.check.families.bibliography import bibliography_findings
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
    "bibliography_findings",
    "check",
    "check_again",
    "message_order",
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
    results = memory.examine(found, families, [-1] * len(found), memory.Results({}, {}))
    compared = memory.compare(found, families, results)
    return findings(_flaws(found, families, results.flaws, compared), catalogue, families)


def check_again(
    original: Original, catalogue: Catalogue, families: Sequence[Family], before: Memory
) -> tuple[tuple[Finding, ...], Memory]:
    """The findings as `check` returns them, and the memory for the next run; `before` is that of an earlier run.

    A message that is the same as then is not checked by itself again, and if all are the same, they are not compared
    again.  The memory must be of the same families and languages.  The memory that is returned is the same object if
    nothing is new.
    """
    found = units(original, catalogue)
    digests = [unit.digest for unit in found]
    record = memory.decode(before, found[0].book) if found else None
    if record and record.digests == digests and record.lines == [unit.entry.line for unit in found]:
        return findings(_flaws(found, families, record.flaws, record.compared), catalogue, families), before
    known = {digest: number for number, digest in enumerate(record.digests)} if record else {}
    numbers = [known.get(digest, -1) for digest in digests]
    kept = memory.Results(record.flaws, memory.notes(record, families)) if record else memory.Results({}, {})
    results = memory.examine(found, families, numbers, kept)
    compared = memory.compare(found, families, results)
    reported = findings(_flaws(found, families, results.flaws, compared), catalogue, families)
    return reported, memory.encode(found, digests, results, compared)


def _flaws(
    found: Sequence[Unit],
    families: Sequence[Family],
    flaws: Mapping[str, Mapping[int, Sequence[Flaw]]],
    compared: memory.Compared,
) -> list[tuple[Unit, Flaw]]:
    """The flaws of all families; in each family, those of single messages come before those of the comparison."""
    result: list[tuple[Unit, Flaw]] = []
    for family in families:
        result += [(found[place], flaw) for place, here in flaws.get(family.name, {}).items() for flaw in here]
        result += [(found[place], flaw) for place, flaw in compared.get(family.name, ())]
    return result
