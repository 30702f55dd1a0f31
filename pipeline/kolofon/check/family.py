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
    says: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Generic[N]):
    """Checks of all messages of a catalogue beside each other.

    `note` is what they have to know of each message, whatever the others are, and `kind` the type of that: plain
    values, tuples and named tuples, which are kept.  `judge` goes by the notes, and looks only at the messages that
    these point to.  None is passed over: a message without a note.
    """

    kind: Any
    note: Callable[[Unit], N | None]
    judge: Callable[[Sequence[tuple[Unit, N]]], Iterable[tuple[Unit, Flaw]]]


@dataclass(frozen=True, slots=True)
class Family:
    """Checks that belong together: `each` takes one message at a time, `whole` all messages of a catalogue.

    A family that needs more than the catalogue (a glossary, a dictionary) is made by a function that takes it.
    """

    name: str
    checks: tuple[Check, ...]
    each: Callable[[Unit], Iterable[Flaw]] | None = None
    whole: Comparison[Any] | None = None
