"""What an update did, message by message."""

from dataclasses import dataclass
from enum import StrEnum

from kolofon.model.document import Place
from kolofon.model.message import Key

__all__ = ["Change", "Outcome", "Report"]


class Outcome(StrEnum):
    """What became of a message."""

    KEPT = "kept"
    """It stands there as before."""
    MOVED = "moved"
    """The same words in another context; fuzzy."""
    RETOUCHED = "retouched"
    """Only its typography changed; its translation stays as good as it was."""
    FUZZY = "fuzzy"
    """Its words changed; the translation of the old ones is to be looked at."""
    NEW = "new"
    """It has no translation."""
    OBSOLETE = "obsolete"
    """It left the text; its translation is kept."""
    REVIVED = "revived"
    """It came back, and found its translation among the obsolete ones."""
    GONE = "gone"
    """It left the text, and had nothing that does not stand elsewhere."""
    PRUNED = "pruned"
    """It had been obsolete for so long that it was dropped, as the editor asked."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message: what became of it, the messages that its translation is from, and where it stands in the source.

    `was` is empty for a message that kept its words; `place` is None for one that left the text.
    """

    outcome: Outcome
    key: Key
    was: tuple[Key, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All messages of an update, in document order, and behind them those that left the text."""

    changes: tuple[Change, ...]

    def count(self, outcome: Outcome) -> int:
        """How many messages became this."""
        return sum(change.outcome is outcome for change in self.changes)

    @property
    def kept(self) -> int:
        """Messages that stand there as before."""
        return self.count(Outcome.KEPT)

    @property
    def moved(self) -> int:
        """Messages whose words stand in another context; fuzzy."""
        return self.count(Outcome.MOVED)

    @property
    def retouched(self) -> int:
        """Messages of which only the typography changed."""
        return self.count(Outcome.RETOUCHED)

    @property
    def fuzzy(self) -> int:
        """Messages whose words changed."""
        return self.count(Outcome.FUZZY)

    @property
    def new(self) -> int:
        """Messages without a translation that were not there before."""
        return self.count(Outcome.NEW)

    @property
    def obsolete(self) -> int:
        """Messages that left the text just now, with a translation to keep."""
        return self.count(Outcome.OBSOLETE)

    @property
    def revived(self) -> int:
        """Messages that came back."""
        return self.count(Outcome.REVIVED)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many messages had each outcome; an outcome that none had is left out."""
        return {outcome: number for outcome in Outcome if (number := self.count(outcome))}
