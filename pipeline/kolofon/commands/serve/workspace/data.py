"""Values for the page in the browser, as they are written in JSON."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from kolofon.commands.serve.workspace.states import State
from kolofon.language import language
from kolofon.model.error import PipelineError

__all__ = [
    "Counts",
    "Diff",
    "Fault",
    "FindingData",
    "LanguageName",
    "Message",
    "PreviousSource",
    "Review",
    "Tag",
    "language_name",
]

Diff = list[tuple[Literal["equal", "delete", "insert"], str]]
"""Two texts in one: what both have, what only the first has, what only the second has."""


class Fault(msgspec.Struct, frozen=True):
    """Why a file cannot be read; `line` is 0 where no line is to blame."""

    path: str
    line: int
    message: str
    hint: str

    @classmethod
    def of(cls, error: Exception) -> "Fault":
        """An error as a value; an unexpected error is reported as a fault of the press."""
        if not isinstance(error, PipelineError):
            return cls("", 0, "this is a fault of the press", "")
        place = error.place
        return cls(place.path if place else "", place.line if place else 0, error.message, error.hint)

    def data(self) -> dict[str, object]:
        """The fault as names and values."""
        return msgspec.structs.asdict(self)


class LanguageName(msgspec.Struct, frozen=True):
    """A language: its tag, its name for itself, and the direction of its writing."""

    tag: str
    name: str
    direction: str


class Counts(msgspec.Struct, frozen=True):
    """How many messages there are in each state, which add up to the total, and how many with a finding."""

    total: int = 0
    untranslated: int = 0
    fuzzy: int = 0
    translated: int = 0
    reviewed: int = 0
    findings: int = 0


class Review(msgspec.Struct, frozen=True):
    """Who has reviewed a translation, and on which day."""

    name: str
    day: str


class FindingData(msgspec.Struct, frozen=True):
    """A finding in a message, with the pieces of its first msgstr and of its msgid that it means, in characters."""

    code: str
    severity: str
    message: str
    hint: str
    spans: Sequence[tuple[int, int]] = ()
    source_spans: Sequence[tuple[int, int]] = ()


class Tag(msgspec.Struct, frozen=True):
    """A tag of a msgid: how it is opened and closed (None for one without content), and the name of its element."""

    open: str
    close: str | None
    kind: str


class PreviousSource(msgspec.Struct, frozen=True):
    """The words that a fuzzy translation was made for, and how they differ from those of today."""

    msgid: str
    diff: Diff


class Message(msgspec.Struct, frozen=True):
    """A message with its translation, its state, its findings and its places."""

    id: str
    context: str | None
    msgid: str
    msgstrs: Sequence[str]
    plural: str | None
    state: State
    merged: bool
    reviews: Sequence[Review]
    comment: str
    ignores: Sequence[str]
    clash: Sequence[Sequence[str]]
    others: Sequence[Sequence[str]]
    extracted: Sequence[str]
    references: Sequence[str]
    previous: PreviousSource | None
    findings: Sequence[FindingData]
    parts: Sequence[str]
    tags: Sequence[Tag]
    path: str
    line: int
    missing: bool


def language_name(tag: str) -> LanguageName:
    """A language by its tag."""
    known = language(tag)
    return LanguageName(tag, known.name, known.direction)
