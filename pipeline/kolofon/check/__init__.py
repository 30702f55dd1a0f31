"""The proofreader: from a catalogue, findings about its translations, message by message and as a whole.

| module             | holds                                                                   |
|--------------------|-------------------------------------------------------------------------|
| `translation_unit` | a message with its translation, and a flaw in it                        |
| `family`           | the values that describe a check and a family of checks                 |
| `families`         | all families, in the order in which they are reported                   |
| `memory`           | what was seen in each translation, kept from one run to the next        |
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

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kolofon.check import memory
from kolofon.check.bibliography import bibliography_entries, misprinted
from kolofon.check.families import FAMILIES
from kolofon.check.family import Check, Family
from kolofon.check.ignore import UNKNOWN, Names, overruled
from kolofon.check.memory import Memory
from kolofon.check.translation_unit import Book, Flaw, Unit
from kolofon.language import language
from kolofon.model.document import Document, Place
from kolofon.model.finding import Excerpt, Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key
from kolofon.text.notation import MERGED
from kolofon.text.parts import segments

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


@dataclass(frozen=True, slots=True)
class Original:
    """What the checks ask of a source text: its language, its messages, the entries of its bibliography.

    `order` returns its messages in their order, as often as they are there: few catalogues ask for it.
    """

    language: str
    messages: Container[Key] = ()
    bibliography: tuple[str, ...] = ()
    order: Callable[[], Sequence[Key]] = tuple

    @classmethod
    def of(cls, document: Document) -> "Original":
        """That of a segmented text."""
        keys = order(document)
        return cls(document.language, frozenset(keys), bibliography_entries(document), lambda: keys)


def order(document: Document) -> tuple[Key, ...]:
    """The messages of a segmented text in their order, as often as they are there."""
    return tuple([segment.key for segment in segments(document) if segment.key])


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
    return _findings(_flaws(found, families, looked.flaws, judged), catalogue, families)


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
        return _findings(_flaws(found, families, kept.flaws, kept.judged), catalogue, families), before
    known = {mark: number for number, mark in enumerate(kept.marks)} if kept else {}
    numbers = [known.get(mark, -1) for mark in marks]
    seen = memory.Looked(kept.flaws, memory.notes(kept, families)) if kept else memory.Looked({}, {})
    looked = memory.look(found, families, numbers, seen)
    judged = memory.judge(found, families, looked)
    findings = _findings(_flaws(found, families, looked.flaws, judged), catalogue, families)
    return findings, memory.written(found, marks, looked, judged)


def units(original: Original, catalogue: Catalogue) -> tuple[Unit, ...]:
    """The translations of a catalogue that are published: one unit for each msgstr."""
    entries = [entry for entry in catalogue.entries if entry.translated and entry.msgid]
    book = _book(original, catalogue.language, entries)
    beside = _beside(original, entries)
    return tuple(
        [
            Unit(book, entry, form, entry.key in original.messages, tuple(beside.get(entry.key, ())))
            for entry in entries
            for form, msgstr in enumerate(entry.msgstrs)
            if msgstr != MERGED
        ]
    )


def _book(original: Original, tag: str, entries: Iterable[CatalogueEntry]) -> Book:
    target = language(tag)
    characters: set[str] = set().union(*(entry.msgid for entry in entries))
    letters = frozenset(character for character in characters - target.letters if character.isalpha())
    return Book(language(original.language), target, letters, original.bibliography)


def _beside(original: Original, entries: Iterable[CatalogueEntry]) -> dict[Key, list[str]]:
    """For each message, its neighbours on either side whose whole translation is `<merged/>`."""
    gone = {entry.key: entry.msgid for entry in entries if entry.msgstr == MERGED}
    found: dict[Key, list[str]] = {}
    keys = original.order() if gone else ()
    for walk in (keys, keys[::-1]):
        beside: list[str] = []
        for key in walk:
            if key in gone:
                beside.append(gone[key])
            else:
                found.setdefault(key, []).extend(beside)
                beside = []
    return found


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


def _findings(
    flaws: Iterable[tuple[Unit, Flaw]], catalogue: Catalogue, families: Sequence[Family]
) -> tuple[Finding, ...]:
    names = Names(families)
    severities = {item.code: item.severity for family in families for item in family.checks}
    by_entry: dict[int, list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in _joined(flaws):
        by_entry.setdefault(id(unit.entry), []).append((unit, flaw))
    findings: list[Finding] = []
    for entry in catalogue.entries:
        found = by_entry.get(id(entry), [])
        if entry.obsolete or not (found or entry.comments):
            continue
        codes, unknown = overruled(entry, names)
        place = Place(catalogue.path, entry.line)
        findings += [Finding(flaw.code, UNKNOWN.severity, place, flaw.message, flaw.hint) for flaw in unknown]
        findings += [
            Finding(flaw.code, severities[flaw.code], place, flaw.message, flaw.hint, _excerpt(unit, flaw))
            for unit, flaw in found
            if flaw.code not in codes
        ]
    return tuple(findings)


def _joined(flaws: Iterable[tuple[Unit, Flaw]]) -> Iterable[tuple[Unit, Flaw]]:
    """The flaws of all units, with those that are the same in several pieces of one message joined into one.

    A flaw of several plural forms is shown in the first of them.
    """
    found: dict[tuple[int, str, str, str], list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in flaws:
        told = found.setdefault((id(unit.entry), *flaw[:3]), [])
        if not told or told[0][0] is unit:
            told.append((unit, flaw))
    for told in found.values():
        unit, first = told[0]
        if len(told) == 1:
            yield unit, first
            continue
        spans, source_spans = (
            tuple(span for _, flaw in told for span in getattr(flaw, name)) for name in ("spans", "source_spans")
        )
        yield unit, first._replace(spans=spans, source_spans=source_spans)


def _excerpt(unit: Unit, flaw: Flaw) -> Excerpt:
    return Excerpt(unit.asked, unit.given, flaw.spans, flaw.source_spans)
