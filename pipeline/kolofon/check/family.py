"""A check, and a family of checks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.finding import Severity

__all__ = ["Check", "Comparison", "Family"]

N = TypeVar("N")


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
    """

    note_type: Any
    note: Callable[[Unit], N | None]
    compare: Callable[[Sequence[tuple[Unit, N]]], Iterable[tuple[Unit, Flaw]]]


@dataclass(frozen=True, slots=True)
class Family:
    """Checks that belong together: `each` takes one message at a time, `whole` compares all messages of a catalogue.

    A family that needs more than the catalogue (a glossary, a dictionary) is made by a function that takes that.
    """

    name: str
    checks: tuple[Check, ...]
    each: Callable[[Unit], Iterable[Flaw]] | None = None
    whole: Comparison[Any] | None = None
