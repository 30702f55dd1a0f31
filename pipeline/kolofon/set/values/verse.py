"""Verse of a set document."""

from collections.abc import Iterator
from dataclasses import dataclass

from kolofon.set.values.line import SetSentence, SetSentences

__all__ = ["SetStanza", "SetVerse"]


@dataclass(frozen=True, slots=True)
class SetStanza:
    """Lines of verse; `indents` has how far each is indented, in steps, and is empty where none is."""

    id: str
    lines: SetSentences
    indents: tuple[int, ...] = ()

    def indented(self) -> Iterator[tuple[int, SetSentence]]:
        """The lines, each after the number of steps by which it is indented."""
        return zip(self.indents or (0,) * len(self.lines), self.lines, strict=True)


@dataclass(frozen=True, slots=True)
class SetVerse:
    """Stanzas."""

    stanzas: tuple[SetStanza, ...]
