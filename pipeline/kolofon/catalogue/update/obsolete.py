"""The dates of obsolete entries, and which of them are kept.

PO has no field for the date.  An entry that leaves the text has it in a translator comment, which every editor keeps;
the comment is removed when the entry comes back:

    # obsolete since 2026-11-22

Another comment says that the sentences of a paragraph, or the paragraph of a sentence, were translated otherwise when
the entry left: then a later difference is no correction of it (`kolofon.catalogue.update.resegment`).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["OTHERWISE", "dated", "pruned", "undated"]

OTHERWISE = "translated otherwise in the other segmentation"
"""The comment of an obsolete entry whose translation is no correction of the other segmentation."""

_SINCE = re.compile(r"obsolete since (\d{4}-\d{2}-\d{2})")


def dated(before: Catalogue, after: Catalogue, today: date) -> Catalogue:
    """`after` with a date on each entry that is obsolete now and was not in `before`, and on none in use.

    An entry that was obsolete before is unchanged.
    """
    shelved = {entry.key for entry in before.entries if entry.obsolete}
    entries = (entry if entry.obsolete and entry.key in shelved else _dated(entry, today) for entry in after.entries)
    return replace(after, entries=tuple(entries))


def pruned(catalogue: Catalogue, today: date, days: int) -> tuple[Catalogue, tuple[CatalogueEntry, ...]]:
    """The catalogue without the entries that have been obsolete for `days` days or more, and those entries.

    One without a date, which another tool made obsolete, remains, and has the date of today.
    """
    entries = [_dated(entry, today) for entry in catalogue.entries]
    kept: list[CatalogueEntry] = []
    old: list[CatalogueEntry] = []
    for entry in entries:
        (old if entry.obsolete and _days(entry, today) >= days else kept).append(entry)
    return replace(catalogue, entries=tuple(kept)), tuple(old)


def undated(comments: Iterable[str]) -> tuple[str, ...]:
    """The lines of a translator comment without those that only an obsolete entry has."""
    return tuple([line for line in comments if line != OTHERWISE and not _SINCE.fullmatch(line)])


def _dated(entry: CatalogueEntry, today: date) -> CatalogueEntry:
    if not entry.obsolete:
        if not entry.comments:
            return entry
        lines = undated(entry.comments)
        return entry if lines == entry.comments else replace(entry, comments=lines)
    if any(map(_SINCE.fullmatch, entry.comments)):
        return entry
    return replace(entry, comments=(*entry.comments, f"obsolete since {today.isoformat()}"))


def _days(entry: CatalogueEntry, today: date) -> int:
    return max((today - day for day in _since(entry.comments)), default=timedelta()).days


def _since(comments: Iterable[str]) -> Iterator[date]:
    for line in comments:
        since = _SINCE.fullmatch(line)
        if since:
            with suppress(ValueError):  # somebody typed a day that no calendar has
                yield date.fromisoformat(since[1])
