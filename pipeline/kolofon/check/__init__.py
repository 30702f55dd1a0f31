"""The proofreader: from a catalogue, findings about its translations, message by message and as a whole.

| module             | holds                                                                   |
|--------------------|-------------------------------------------------------------------------|
| `translation_unit` | a message with its translation, and a flaw in it                        |
| `family`           | the values that describe a check and a family of checks                 |
| `families`         | all families, in the order in which they are reported                   |
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

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kolofon.check.bibliography import bibliography_entries, misprinted
from kolofon.check.families import FAMILIES
from kolofon.check.family import Check, Family
from kolofon.check.ignore import UNKNOWN, Names, overruled
from kolofon.check.translation_unit import Book, Flaw, Unit
from kolofon.language import language
from kolofon.model.document import Document, Place
from kolofon.model.finding import Excerpt, Finding
from kolofon.model.message import Catalogue, CatalogueEntry, Key
from kolofon.text.line import Line, line
from kolofon.text.notation import MERGED
from kolofon.text.parts import Part, segments

__all__ = ["FAMILIES", "Check", "Family", "check", "misprinted", "units"]


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
    found = units(document, catalogue, source_language)
    flaws: list[tuple[Unit, Flaw]] = []
    for family in families:
        if family.each:
            flaws += [(unit, flaw) for unit in found for flaw in family.each(unit)]
        if family.whole:
            flaws += family.whole(found)
    return _findings(flaws, catalogue, families)


def units(document: Document | None, catalogue: Catalogue, source_language: str = "en") -> tuple[Unit, ...]:
    """The translations of a catalogue that are published: one unit for each msgstr."""
    entries = [entry for entry in catalogue.entries if entry.translated and entry.msgid]
    source = language(document.language if document else source_language)
    book = Book(
        source=source,
        target=language(catalogue.language),
        characters=frozenset().union(*(entry.msgid for entry in entries)),
        bibliography=bibliography_entries(document) if document else (),
    )
    parts, merged = _parts(document), _merged(document, entries, source.base)
    return tuple(
        Unit(
            book=book,
            entry=entry,
            source=line(_asked(entry, form), source.base, entry.flags),
            target=line(msgstr, book.target.base, entry.flags),
            parts=tuple(parts.get(entry.key, ())),
            merged=tuple(merged.get(entry.key, ())),
            form=form,
        )
        for entry in entries
        for form, msgstr in enumerate(entry.msgstrs)
        if msgstr != MERGED
    )


def _asked(entry: CatalogueEntry, form: int) -> str:
    # A language with one form has it for every number; of several, the first is usually that for one.
    singular = entry.plural is None or (form == 0 and len(entry.msgstrs) > 1)
    return entry.msgid if singular else entry.plural or ""


def _parts(document: Document | None) -> dict[Key, list[Part]]:
    found: dict[Key, list[Part]] = {}
    for segment in segments(document) if document else ():
        if segment.key:
            found.setdefault(segment.key, []).append(segment.part)
    return found


def _merged(document: Document | None, entries: Iterable[CatalogueEntry], base: str) -> dict[Key, list[Line]]:
    """For each message, its neighbours on either side whose whole translation is `<merged/>`."""
    gone = {entry.key: line(entry.msgid, base) for entry in entries if entry.msgstr == MERGED}
    found: dict[Key, list[Line]] = {}
    keys = [segment.key for segment in segments(document) if segment.key] if document and gone else []
    for walk in (keys, keys[::-1]):
        beside: list[Line] = []
        for key in walk:
            if key in gone:
                beside.append(gone[key])
            else:
                found.setdefault(key, []).extend(beside)
                beside = []
    return found


def _findings(
    flaws: Iterable[tuple[Unit, Flaw]], catalogue: Catalogue, families: Sequence[Family]
) -> tuple[Finding, ...]:
    names = Names(families)
    severities = {item.code: item.severity for family in families for item in family.checks}
    by_entry: dict[Key, list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in _joined(flaws):
        by_entry.setdefault(unit.entry.key, []).append((unit, flaw))
    findings: list[Finding] = []
    for entry in catalogue.entries:
        found = by_entry.get(entry.key, [])
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
    found: dict[tuple[Key, str, str, str], list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in flaws:
        told = found.setdefault((unit.entry.key, flaw.code, flaw.message, flaw.hint), [])
        if not told or told[0][0] is unit:
            told.append((unit, flaw))
    for told in found.values():
        unit, first = told[0]
        spans, source_spans = (
            tuple(span for _, flaw in told for span in getattr(flaw, name)) for name in ("spans", "source_spans")
        )
        yield unit, replace(first, spans=spans, source_spans=source_spans)


def _excerpt(unit: Unit, flaw: Flaw) -> Excerpt:
    return Excerpt(unit.source.raw, unit.target.raw, flaw.spans, flaw.source_spans)
