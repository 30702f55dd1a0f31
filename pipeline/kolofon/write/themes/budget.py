"""How much a template may do, so that no theme keeps a machine busy or fills its memory.

Work is counted, not timed, so the same theme ends in the same way on every machine.
"""

from collections.abc import Iterable, Iterator, Mapping

__all__ = ["CALL", "CHARACTERS", "PIECE", "STEPS", "TooMuchError", "Work", "size"]

CHARACTERS = 100_000_000
"""How many characters a template may write or look through while it is filled, once."""

STEPS = 10_000_000
"""How many steps it may take: each piece of a template that is run is one, and so is each turn of a loop."""

CALL, PIECE, _LOOK = 32, 8, 4
"""How many steps a call or an include takes, a piece that is run again, and a look at a value."""


class TooMuchError(Exception):
    """A template does more than it may."""


class Work:
    """The work of one filling of a template so far."""

    def __init__(self) -> None:
        self.characters = 0
        self.steps = 0

    def write(self, characters: int) -> None:
        """Count characters; TooMuchError beyond the limit."""
        self.characters += characters
        if self.characters > CHARACTERS:
            raise TooMuchError(f"it may write {CHARACTERS:,} characters")

    def step(self, steps: int) -> None:
        """Count steps; TooMuchError beyond the limit."""
        self.steps += steps
        if self.steps > STEPS:
            raise TooMuchError(f"it may take {STEPS:,} steps")

    def each(self, values: Iterable[object]) -> Iterator[object]:
        """The values, each of which is counted when it is reached."""
        for value in values:
            self.step(_LOOK)
            yield value

    def look(self, value: object) -> None:
        """Count all of a value: a list that holds another one twice counts that twice."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            self.step(_LOOK)
            self.write(size(one))
            if isinstance(one, Mapping):
                waiting += [*one, *one.values()]
            elif isinstance(one, list | tuple):
                waiting += one


def size(value: object) -> int:
    """The length of what has one, else 1."""
    return len(value) if isinstance(value, str | list | tuple | Mapping | range) else 1
