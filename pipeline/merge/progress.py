"""How far a catalogue is, and how a review is recorded.

A message that somebody has reviewed says so in a translator comment of its own, which Poedit and Weblate keep (they
drop flags that gettext does not know):

    # reviewed: Ana Hoxha, 2026-03-14
"""

import re
from collections.abc import Iterable

from pipeline.model.edition import Progress
from pipeline.model.message import Catalogue, CatalogueEntry

__all__ = ["progress", "reviewed", "unreviewed"]

_REVIEWED = re.compile(r"reviewed: \S.*, \d{4}-\d{2}-\d{2}")


def reviewed(entry: CatalogueEntry) -> bool:
    """Whether somebody has reviewed the translation; never of one that is missing or fuzzy."""
    return entry.translated and any(_REVIEWED.fullmatch(line) for line in entry.comments)


def unreviewed(comments: Iterable[str]) -> tuple[str, ...]:
    """The lines of a translator comment without those that record a review."""
    return tuple(line for line in comments if not _REVIEWED.fullmatch(line))


def progress(catalogue: Catalogue) -> Progress:
    """The messages of a catalogue counted, obsolete ones apart; a fuzzy flag on an empty translation counts as none."""
    active = [entry for entry in catalogue.entries if not entry.obsolete]
    return Progress(
        total=len(active),
        translated=sum(entry.translated for entry in active),
        fuzzy=sum(entry.fuzzy and any(entry.msgstrs) for entry in active),
        reviewed=sum(reviewed(entry) for entry in active),
    )
