"""A check, and a family of checks."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["Apart", "Check", "Family", "Tally", "Told", "Whole"]

N = TypeVar("N")
N_contra = TypeVar("N_contra", contravariant=True)

Told = tuple[Unit, Flaw]
"""A translation, and a flaw in it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, its severity, and one sentence that says what it finds.

    The code is the name of the same check in Weblate or else in pofilter (Translate Toolkit), with hyphens.  Where
    those use other names, a translator may write these too (`also`).
    """

    code: str
    severity: Severity
    says: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole(Generic[N]):
    """Checks of all messages of a catalogue beside each other.

    `note` is what they have to know of each message, whatever the others are, and `kind` the type of that: plain
    values, tuples and named tuples, which are kept.  `judge` goes by the notes, and looks only at the messages that
    these point to.  None is passed over: a message without a note.

    Two things spare work while a catalogue is edited.  `apart` are the judgements that `judge` consists of, one after
    the other, each of which looks only at messages that belong together.  `tally` makes what counts the notes, one by
    one, and says the same by the counts.  Both are for what `judge` takes long for.
    """

    kind: Any
    note: Callable[[Unit], N | None]
    judge: Callable[[Sequence[tuple[Unit, N]]], Iterable[Told]]
    apart: tuple["Apart[N]", ...] = ()
    tally: "Callable[[], Tally[N]] | None" = None


@dataclass(frozen=True, slots=True)
class Apart(Generic[N]):
    """A judgement of the messages that have the same key; one whose key is None is passed over."""

    key: Callable[[Unit, N], Hashable]
    judge: Callable[[Sequence[tuple[Unit, N]]], Iterable[Told]]


class Tally(Protocol[N_contra]):
    """Counts of the notes on some messages."""

    def add(self, place: tuple[int, int], unit: Unit, note: N_contra, /) -> None:
        """Count a note; `place` tells the order of the messages."""

    def remove(self, place: tuple[int, int], unit: Unit, note: N_contra, /) -> None:
        """Count a note no more."""

    def flaws(self) -> Iterable[tuple[tuple[int, ...], Unit, Flaw]]:
        """What is said by the counts, each with its place, and its number among the flaws there."""


@dataclass(frozen=True, slots=True)
class Family:
    """Checks that belong together: `each` takes one message at a time, `whole` all messages of a catalogue.

    A family that needs more than the catalogue (a glossary, a dictionary) is made by a function that takes it.
    """

    name: str
    checks: tuple[Check, ...]
    each: Callable[[Unit], Iterable[Flaw]] | None = None
    whole: Whole[Any] | None = None
