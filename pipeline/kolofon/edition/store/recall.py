"""The result of a function, from the store if it was called with the same values before."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from kolofon.edition.store.codec import codec
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.store.key import digest_of, press

__all__ = ["keep", "recall", "recalled"]

T = TypeVar("T")


def recall(store: Store, kind: type[T], parts: tuple[object, ...], make: Callable[[], T]) -> T:
    """The result of `make`, from the store if it was made of the same `parts` before.

    `parts` are all values that the result depends on, apart from the press itself.  An exception of `make` is raised,
    and nothing is stored.
    """
    if isinstance(store, Nothing):
        return make()
    found = recalled(store, kind, parts)
    if found is None:
        found = make()
        keep(store, kind, parts, found)
    return found


def recalled(store: Store, kind: type[T], parts: tuple[object, ...]) -> T | None:
    """The value of a type that was stored for some parts; None if there is none."""
    content = None if isinstance(store, Nothing) else store.get(_key(kind, parts))
    with suppress(ValueError):
        found: T | None = None if content is None else codec(kind).decode(content)
        return found
    return None


def keep(store: Store, kind: type[T], parts: tuple[object, ...], value: T) -> None:
    """Store a value for some parts, unless it holds invalid Unicode."""
    if not isinstance(store, Nothing):
        with suppress(ValueError):
            store.put(_key(kind, parts), codec(kind).encode(value))


def _key(kind: type[object], parts: tuple[object, ...]) -> str:
    return digest_of(f"{kind.__module__}.{kind.__qualname__}", press(), parts)
