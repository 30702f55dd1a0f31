"""How much of a work is translated into a language."""

from dataclasses import dataclass
from datetime import datetime

from kolofon.model.edition import Progress

__all__ = ["WorkProgress"]


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How much of one work is translated into one language, in messages and in words of the source.

    `pages` is about how many pages the whole text has; `changed` is when a translator last saved a catalogue of it,
    `reviewers` are those whose review still holds.
    """

    language: str
    work: str
    progress: Progress
    words: Progress
    pages: float
    changed: datetime | None = None
    reviewers: tuple[str, ...] = ()

    @property
    def pages_left(self) -> float:
        """About how many pages are still to be translated: the words left (fuzzy ones too) by those on a page."""
        left = self.words.total - self.words.translated
        return self.pages * (left / self.words.total) if left else 0.0

    @property
    def percent(self) -> int:
        """How much is translated, by words; rounded down, so that 100 is all of it."""
        return 100 * self.words.translated // self.words.total if self.words.total else 100
