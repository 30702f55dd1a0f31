"""The digest of a part of a set document, which covers everything that a writer uses of it.

Law: two parts have the same digest if and only if they are equal, and so are the words that they are set from.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, cast

import msgspec

from kolofon.model.document import Sentence
from kolofon.set.values.line import SetSentence
from kolofon.text.notation import plain

__all__ = ["digest"]

_PLAIN = frozenset({bool, int, str})
_SOURCE = "source"

_Put = Callable[[object], None]


def digest(part: object) -> bytes:
    """The SHA-256 of a value of a set document, or of a tuple of such values."""
    pieces: list[object] = []
    _put(part, pieces.append)
    return hashlib.sha256(msgspec.msgpack.encode(pieces)).digest()


class _Shape(NamedTuple):
    """What a digest has of the values of a type: its name, its plain fields at once, and the others one by one."""

    name: str
    plain: Callable[[object], object] | None
    others: tuple[Callable[[object], object], ...]


def _put(value: object, put: _Put) -> None:
    kind = type(value)
    if kind is tuple:
        put(len(value))  # type: ignore[arg-type]  # mypy does not see that it is a tuple
        for each in value:  # type: ignore[attr-defined]  # as above
            _put(each, put)
        return
    shape = _shape(cast("Hashable", kind))
    if shape is None:
        put([str(value) if isinstance(value, Enum) else value])
        return
    name, said, others = shape
    put(name)
    if said:
        put(said(value))
    for other in others:
        _put(other(value), put)


@cache
def _shape(kind: Any) -> _Shape | None:  # noqa: ANN401  any type
    """The shape of a type; None for one of plain values."""
    if not is_dataclass(kind):
        return None
    compared = [field for field in fields(kind) if field.compare]
    names = [field.name for field in compared if field.type in _PLAIN]
    others: list[Callable[[object], object]] = [attrgetter(each.name) for each in compared if each.type not in _PLAIN]
    if kind is SetSentence:
        others.append(_words)
    return _Shape(kind.__name__, attrgetter(*names) if names else None, tuple(others))


def _words(sentence: object) -> object:
    """The words that a set sentence is set from: their number says where lines may break."""
    source = getattr(sentence, _SOURCE)
    return plain(source.inlines) if isinstance(source, Sentence) else None
