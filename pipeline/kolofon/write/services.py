"""The services that a writer may use: a store, a function that maps tasks, and a memory of the last books."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

__all__ = ["DEFAULT_SERVICES", "Map", "Memory", "Services", "Store", "one_by_one"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
T = TypeVar("T")


class Store(Protocol):
    """Bytes by keys.  A key covers everything that the bytes depend on.  A store may lose any of them at any time."""

    def get(self, key: str, /) -> bytes | None:
        """The bytes under a key; None if there are none."""

    def __setitem__(self, key: str, content: bytes, /) -> None:
        """Keep bytes under a key."""


class Map(Protocol):
    """A function that runs tasks which do not depend on one another, several at once if it can."""

    def __call__(
        self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], named: Callable[[_Task], str] = str
    ) -> list[_Result]:
        """The results, in the order of the tasks; `named` returns the description of a task, for those who wait."""


def one_by_one(
    work: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    named: Callable[[_Task], str] = str,  # noqa: ARG001  nobody waits
) -> list[_Result]:
    """The results of tasks that are run one after another."""
    return [work(task) for task in tasks]


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
class Services:
    """The services for one writer: a store, a function that maps tasks, and, where books are made again, a memory."""

    store: Store
    map: Map = one_by_one
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


DEFAULT_SERVICES = Services(_Nothing())
"""Services that store nothing and run tasks one after another."""
