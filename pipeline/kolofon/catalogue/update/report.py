"""What an update did to each message."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from kolofon.model.document import Place
from kolofon.model.message import Key

__all__ = ["Change", "Outcome", "Report"]


class Outcome(StrEnum):
    """What an update did to a message."""

    KEPT = "kept"
    """Unchanged."""
    MOVED = "moved"
    """The same words in another context; fuzzy."""
    RETOUCHED = "retouched"
    """Only its typography changed; its translation is as valid as before."""
    FUZZY = "fuzzy"
    """Its words changed; the translation of the old words must be reviewed."""
    NEW = "new"
    """It has no translation."""
    OBSOLETE = "obsolete"
    """It left the text; its translation is kept."""
    REVIVED = "revived"
    """It came back, and has the translation of its obsolete entry."""
    GONE = "gone"
    """It left the text, and had nothing that is not also elsewhere."""
    PRUNED = "pruned"
    """It was obsolete for so long that it was removed, as the editor asked."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message: what an update did to it, the messages that its translation is from, and its place in the source.

    `was` is empty for a message that kept its words; `place` is None for one that left the text.
    """

    outcome: Outcome
    key: Key
    was: tuple[Key, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The changes of all messages of an update in document order, then those of messages that left the text."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """The number of messages with each outcome, without outcomes that no message has."""
        counted = Counter([change.outcome for change in self.changes])
        return {outcome: counted[outcome] for outcome in Outcome if counted[outcome]}
