"""An edition's own file with the words of the book itself → that file, updated.

If the press ships these words in a language, an edition has such a file only if somebody made one, to overrule some of
them; no others are added to it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kolofon.catalogue.create import template
from kolofon.catalogue.po import read_po
from kolofon.catalogue.update import same_but_dates
from kolofon.catalogue.update.message_index import MessageIndex
from kolofon.catalogue.update.report import Outcome, Report
from kolofon.commands.update.renewal import Renewal, Renewed, UpdateOptions
from kolofon.language.tags import pseudo_tags
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.text.furniture import LANGUAGE, MESSAGES, furniture_pot, needs_no_translation, ships

__all__ = ["FURNITURE", "renewed_furniture"]

FURNITURE = "furniture"
"""The domain of these words."""


def renewed_furniture(
    language: str, own: Catalogue | None, options: UpdateOptions, now: datetime
) -> tuple[Renewed, Sequence[Finding]] | None:
    """The file of an edition in a language, from its `own` one if it has that; None where it needs none.

    A pseudo-language needs none, nor does one that the press ships or whose words are the msgids.
    """
    shipped = ships(language) or needs_no_translation(language)
    if language in pseudo_tags() or (shipped and own is None):
        return None
    renewal = Renewal(FURNITURE, LANGUAGE, lambda _: FURNITURE, MessageIndex(MESSAGES), options, now)
    pot = template(renewal.messages, project="kolofon", version="", date=now)
    held = {FURNITURE: _in_contexts(own)} if own else {}
    made, findings = renewal.catalogues(language, held, {FURNITURE: pot})
    shipped_pot, _ = read_po(furniture_pot(), FURNITURE)
    file = made[FURNITURE]
    flags = {entry.key: entry.flags for entry in shipped_pot.entries}
    entries = [
        replace(entry, flags=tuple(dict.fromkeys((*flags.get(entry.key, ()), *entry.flags))))
        for entry in file.catalogue.entries
    ]
    report = file.report or Report(())
    if shipped:
        new = {change.key for change in report.changes if change.outcome is Outcome.NEW}
        new -= {entry.key for entry in held[FURNITURE].entries if not entry.obsolete}
        entries = [entry for entry in entries if entry.key not in new]
        report = Report(tuple(change for change in report.changes if change.key not in new))
    catalogue = replace(file.catalogue, entries=tuple(entries))
    if own is None:
        catalogue = replace(catalogue, header_comments=shipped_pot.header_comments)
    return Renewed(catalogue, report, own is None or not same_but_dates(own, catalogue)), findings


def _in_contexts(own: Catalogue) -> Catalogue:
    """A file of an older release, whose messages have no contexts, with the contexts of today."""
    contexts = {message.msgid: message.context for message in MESSAGES}
    known = {entry.key for entry in own.entries}

    def moved(entry: CatalogueEntry) -> CatalogueEntry:
        there = replace(entry, context=contexts.get(entry.msgid))
        if entry.context is not None or there.key in known:
            return entry
        previous = entry.previous and replace(entry.previous, context=contexts.get(entry.previous.msgid or ""))
        return replace(there, previous=previous)

    return replace(own, entries=tuple(map(moved, own.entries)))
