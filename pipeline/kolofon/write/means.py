"""What a writer is given to work with: something that keeps pieces, and something that works on several at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

__all__ = ["ALONE", "Each", "Means", "Memory", "Store", "one_by_one"]

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
T = TypeVar("T")


class Store(Protocol):
    """What keeps bytes by keys that say all that they depend on.  It may lose any of them at any time."""

    def get(self, key: str, /) -> bytes | None:
        """The bytes under a key; None if there are none."""

    def __setitem__(self, key: str, content: bytes, /) -> None:
        """Keep bytes under a key."""


class Each(Protocol):
    """A function that works on pieces which do not depend on one another, as many at once as it likes."""

    def __call__(
        self, work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], named: Callable[[_Piece], str] = str
    ) -> list[_Result]:
        """The results, in the order of the pieces; `named` says what a piece is, for those who wait."""


def one_by_one(
    work: Callable[[_Piece], _Result],
    pieces: Sequence[_Piece],
    named: Callable[[_Piece], str] = str,  # noqa: ARG001  nobody waits
) -> list[_Result]:
    """The results of pieces that are worked on one after another."""
    return [work(piece) for piece in pieces]


class Memory:
    """Values of the last books, in this process: of each name the last one, with a key of all that it depends on."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._known: dict[str, tuple[str, object]] = {}

    def last(self, name: str, key: str, make: Callable[[], T]) -> T:
        """The value of a name that was made for the same key, or is made now; the oldest of many is forgotten."""
        known = self._known.pop(name, None)
        if known is None or known[0] != key:
            known = key, make()
        self._known[name] = known
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return cast("T", known[1])


@dataclass(frozen=True, slots=True)
class Means:
    """A store, which need not outlive the work, how pieces are worked on, and what is in mind of the last books."""

    store: Store
    each: Each = one_by_one
    memory: Memory | None = None

    def last(self, name: str, key: str, make: Callable[[], T]) -> T:
        """As `Memory.last`; where there is no memory, the value is made."""
        return make() if self.memory is None else self.memory.last(name, key, make)


class _Nothing:
    """A store that keeps nothing."""

    def get(self, _key: str, /) -> bytes | None:
        return None

    def __setitem__(self, _key: str, _content: bytes, /) -> None:
        return


ALONE = Means(_Nothing())
"""Nothing is kept, and one piece is worked on after another."""
