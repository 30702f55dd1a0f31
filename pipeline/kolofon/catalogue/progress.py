r"""How much of a catalogue is translated and reviewed, and how a review is recorded.

The review of a message is recorded in a translator comment of its own, which Poedit and Weblate keep (they drop flags
that gettext does not know).  The review of a whole file is recorded in a field of its header:

    # reviewed: Ana Hoxha, 2026-03-14
    "X-Reviewed-By: Ana Hoxha, 2026-03-14\n"

The field is kept by gettext's tools and by the translate-toolkit's header update, which Weblate uses (both tried), and
by Poedit, which writes back every field that it does not know (by its source).  The field applies to what was
translated on that day, so it counts until the file is saved on a later day (PO-Revision-Date).  A comment counts until
`update` finds other words.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from kolofon.model.edition import Progress
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = [
    "REVIEWED_BY",
    "Review",
    "file_review",
    "is_reviewed",
    "progress",
    "reviewers",
    "revision_date",
    "without_reviews",
]

REVIEWED_BY = "X-Reviewed-By"

_REVIEW = re.compile(r"(\S.*), (\d{4}-\d{2}-\d{2})")
_REVIEWED = re.compile(rf"reviewed: {_REVIEW.pattern}")


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a whole file: by whom, when, and whether nobody has saved the file on a later day."""

    name: str
    day: str
    holds: bool


def is_reviewed(entry: CatalogueEntry) -> bool:
    """Whether somebody has reviewed the translation; False for one that is missing or fuzzy."""
    return entry.translated and any(_REVIEWED.fullmatch(line) for line in entry.comments)


def without_reviews(comments: Iterable[str]) -> tuple[str, ...]:
    """The lines of a translator comment without those that record a review."""
    return tuple(line for line in comments if not _REVIEWED.fullmatch(line))


def file_review(catalogue: Catalogue) -> Review | None:
    """The review that the header records; None if there is none, or its value is no name and day."""
    found = _REVIEW.fullmatch(catalogue.field(REVIEWED_BY).strip())
    if not found:
        return None
    last = revision_date(catalogue)
    return Review(found[1], found[2], holds=last is None or last.date().isoformat() <= found[2])


def reviewers(catalogue: Catalogue) -> tuple[str, ...]:
    """The names of those whose reviews of a message, or of the whole catalogue, still count."""
    names = [
        found[1]
        for entry in catalogue.entries
        if entry.translated
        for line in entry.comments
        if (found := _REVIEWED.fullmatch(line))
    ]
    whole = file_review(catalogue)
    return tuple(dict.fromkeys([*([whole.name] if whole and whole.holds else []), *names]))


def revision_date(catalogue: Catalogue) -> datetime | None:
    """The time when a translator last saved the catalogue (PO-Revision-Date, also in ISO 8601); None if nobody has."""
    try:
        return datetime.fromisoformat(catalogue.field("PO-Revision-Date").strip())
    except ValueError:
        return None


def progress(catalogue: Catalogue, weigh: Callable[[CatalogueEntry], int] = lambda _: 1) -> Progress:
    """The messages of a catalogue counted, or their weights added up, without the obsolete ones.

    A fuzzy entry with an empty translation counts as untranslated.
    """
    active = [entry for entry in catalogue.entries if not entry.obsolete]
    whole = file_review(catalogue)
    held = whole is not None and whole.holds
    return Progress(
        total=sum(map(weigh, active)),
        translated=sum(weigh(entry) for entry in active if entry.translated),
        fuzzy=sum(weigh(entry) for entry in active if entry.fuzzy and any(entry.msgstrs)),
        reviewed=sum(weigh(entry) for entry in active if is_reviewed(entry) or (held and entry.translated)),
    )
