"""Flaws → findings: at the entry that each is in, without those that a translator has overruled."""

from collections.abc import Iterable, Iterator, Sequence

from kolofon.check import ignore
from kolofon.check.family import Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.document import Place
from kolofon.model.finding import Excerpt, Finding
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["Reporter", "findings"]


class Reporter:
    """Makes findings of the flaws that some families find."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._names = ignore.CheckNames(families)
        self._severities = {item.code: item.severity for family in families for item in family.checks}

    def findings_in(self, entry: CatalogueEntry, path: str, flaws: Sequence[tuple[Unit, Flaw]]) -> Iterator[Finding]:
        """The findings in one entry of the file at `path`, from its flaws in the order of the families."""
        if entry.obsolete or not (flaws or entry.comments):
            return
        codes, unknown = ignore.ignored_codes(entry, self._names)
        place = Place(path, entry.line)
        for flaw in unknown:
            yield Finding(flaw.code, ignore.UNKNOWN.severity, place, flaw.message, flaw.hint)
        for unit, flaw in _joined(flaws) if flaws else ():
            if flaw.code not in codes:
                yield Finding(
                    flaw.code, self._severities[flaw.code], place, flaw.message, flaw.hint, _excerpt(unit, flaw)
                )


def findings(
    flaws: Iterable[tuple[Unit, Flaw]], catalogue: Catalogue, families: Sequence[Family]
) -> tuple[Finding, ...]:
    """The findings in a catalogue, in its order; of one entry, in the order of the flaws."""
    reporter = Reporter(families)
    by_entry: dict[int, list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in flaws:
        by_entry.setdefault(id(unit.entry), []).append((unit, flaw))
    return tuple(
        [
            finding
            for entry in catalogue.entries
            for finding in reporter.findings_in(entry, catalogue.path, by_entry.get(id(entry), ()))
        ]
    )


def _joined(flaws: Iterable[tuple[Unit, Flaw]]) -> Iterator[tuple[Unit, Flaw]]:
    """The flaws of one entry, with those that are the same in several pieces of it joined into one.

    A flaw of several plural forms is shown in the first of them.
    """
    found: dict[tuple[str, str, str], list[tuple[Unit, Flaw]]] = {}
    for unit, flaw in flaws:
        alike = found.setdefault(flaw[:3], [])
        if not alike or alike[0][0] is unit:
            alike.append((unit, flaw))
    for alike in found.values():
        unit, first = alike[0]
        if len(alike) == 1:
            yield unit, first
            continue
        spans, source_spans = (
            tuple(span for _, flaw in alike for span in getattr(flaw, name)) for name in ("spans", "source_spans")
        )
        yield unit, first._replace(spans=spans, source_spans=source_spans)


def _excerpt(unit: Unit, flaw: Flaw) -> Excerpt:
    return Excerpt(unit.msgid, unit.msgstr, flaw.spans, flaw.source_spans)
