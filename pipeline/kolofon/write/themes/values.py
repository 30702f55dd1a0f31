"""Any value of the press as a template may see it: text, numbers, lists, mappings and functions.

A template sees no Python objects, so it cannot reach anything else through their attributes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from markupsafe import Markup

__all__ = ["Function", "plain", "scalar"]

Scalar = None | bool | int | float | str


class Function:
    """A function of the press that a template may call, with text, numbers or nothing."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function

    def __call__(self, *values: Scalar, **named: Scalar) -> object:
        """What the function returns, as data; TypeError for values that are none of these."""
        for value in (*values, *named.values()):
            scalar(value)
        return plain(self._function(*values, **named))


def scalar(value: object) -> Scalar:
    """A value that can be written; TypeError for another one, such as a list."""
    if isinstance(value, None | bool | int | float | str):
        return value
    kind = "a mapping" if isinstance(value, Mapping) else "a list" if isinstance(value, list | tuple) else "no text"
    raise TypeError(f"this is {kind}, where text is wanted")


def plain(value: object) -> object:
    """The value as data.

    An object is a mapping of its fields and properties, without those that begin with `_`; a date is text, in UTC, as
    ISO 8601 has it (`2024-11-28T10:00:00Z`); a path is text.  TypeError for what cannot be data, such as bytes.
    """
    match value:
        case Markup() | None | bool() | int() | float() | Function():
            return value
        case str():
            return str(value) if type(value) is str else str.__str__(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case PurePath():
            return str(value)
        case Mapping():
            return {plain(name): plain(held) for name, held in value.items()}
        case _ if is_dataclass(value):
            return {name: plain(getattr(value, name)) for name in _names(type(value))}
        case _ if callable(value):
            return Function(value)
        case Iterable() if not isinstance(value, bytes):
            return tuple(plain(held) for held in value)
        case _:
            raise TypeError(f"a template cannot be given {type(value).__name__}")


def _names(kind: type) -> list[str]:
    properties = [name for one in kind.__mro__ for name, held in vars(one).items() if isinstance(held, property)]
    own = [field.name for field in fields(kind)]
    return [name for name in (*own, *properties) if not name.startswith("_")]
