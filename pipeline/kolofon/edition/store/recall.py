"""What was made once is not made again."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from kolofon.edition.store.codec import codec
from kolofon.edition.store.folder import Nothing, Store
from kolofon.edition.store.key import digest_of, press

__all__ = ["keep", "recall", "recalled"]

T = TypeVar("T")


def recall(store: Store, kind: type[T], parts: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` returns, or what it returned when it was called for the same parts.

    The parts are all that it depends on, but for the press itself.  What it raises is raised, and not kept.
    """
    if isinstance(store, Nothing):
        return make()
    found = recalled(store, kind, parts)
    if found is None:
        found = make()
        keep(store, kind, parts, found)
    return found


def recalled(store: Store, kind: type[T], parts: tuple[object, ...]) -> T | None:
    """What was kept for some parts; None if there is nothing."""
    content = None if isinstance(store, Nothing) else store.get(_key(kind, parts))
    with suppress(ValueError):
        found: T | None = None if content is None else codec(kind).decode(content)
        return found
    return None


def keep(store: Store, kind: type[T], parts: tuple[object, ...], value: T) -> None:
    """Keep a value for some parts; one that holds what is no Unicode is not kept."""
    if not isinstance(store, Nothing):
        with suppress(ValueError):
            store.put(_key(kind, parts), codec(kind).encode(value))


def _key(kind: type[object], parts: tuple[object, ...]) -> str:
    return digest_of(f"{kind.__module__}.{kind.__qualname__}", press(), parts)
