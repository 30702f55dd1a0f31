"""A check, and a family of checks."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["Check", "Comparison", "Family", "Group", "NoteCounts"]

N = TypeVar("N")
N_contra = TypeVar("N_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, its severity, and one sentence that says what it finds.

    The code is the name of the same check in Weblate or else in pofilter (Translate Toolkit), with hyphens.  Where
    those use other names, a translator may write these too (`also`).
    """

    code: str
    severity: Severity
    summary: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Generic[N]):
    """Checks that compare all messages of a catalogue.

    `note` returns what the comparison has to know of one message, or None to leave the message out.  `note_type` is the
    type of a note: plain values, tuples and named tuples, so that notes can be stored.  `compare` takes the messages
    with their notes, in the order of the catalogue, and returns flaws; it reads a message itself only where its note
    says that it may have one.

    While a catalogue is edited, `compare` is called after each change, unless there is something faster.  `groups` are
    comparisons of which each looks only at messages with the same key; one after the other they are `compare`.
    `counts` makes an object that counts the notes one by one and finds the flaws of `compare` by its counts.
    """

    note_type: Any
    note: Callable[[Unit], N | None]
    compare: Callable[[Sequence[tuple[Unit, N]]], Iterable[tuple[Unit, Flaw]]]
    groups: tuple["Group[N]", ...] = ()
    counts: "Callable[[], NoteCounts[N]] | None" = None


@dataclass(frozen=True, slots=True)
class Group(Generic[N]):
    """A comparison of the messages that have the same key; one whose key is None is left out."""

    key: Callable[[Unit, N], Hashable]
    compare: Callable[[Sequence[tuple[Unit, N]]], Iterable[tuple[Unit, Flaw]]]


class NoteCounts(Protocol[N_contra]):
    """Counts of the notes on some messages."""

    def add(self, place: tuple[int, int], unit: Unit, note: N_contra, /) -> None:
        """Count a note; `place` is the number of the message and that of the form, for the order of the flaws."""

    def remove(self, place: tuple[int, int], unit: Unit, note: N_contra, /) -> None:
        """Take back a note that was counted."""

    def flaws(self) -> Iterable[tuple[tuple[int, ...], Unit, Flaw]]:
        """The flaws, each with its place and a number for the order of those in the same place."""


@dataclass(frozen=True, slots=True)
class Family:
    """Checks that belong together: `each` takes one message at a time, `whole` compares all messages of a catalogue.

    A family that needs more than the catalogue (a glossary, a dictionary) is made by a function that takes that.
    """

    name: str
    checks: tuple[Check, ...]
    each: Callable[[Unit], Iterable[Flaw]] | None = None
    whole: Comparison[Any] | None = None
