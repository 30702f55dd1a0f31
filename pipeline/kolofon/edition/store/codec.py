"""Values of the model as bytes, and back: MessagePack, by msgspec.

The types of the fields say how each is written.  Most types are written as msgspec does it.  Where a union has several
dataclasses, which msgspec cannot distinguish, a value is an array: the number of its type in the union, and the array
of its fields.  Law: `decode(encode(x))` has the `repr` of x.
"""

import gc
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

__all__ = ["Codec", "codec", "is_own"]

T = TypeVar("T")
_Turn = Callable[[Any], Any]
_PLAIN = (str, int, bool, float, bytes, NoneType)


class Codec(Generic[T]):
    """The codec of a type: dataclasses, tuples, mappings, enumerations and unions of these, and plain values."""

    def __init__(self, kind: type[T]) -> None:
        own = is_own(kind)
        self._down, self._up = (_same, _same) if own else _turns(cast("Hashable", kind))
        self._decode: Callable[[bytes], Any] = msgspec.msgpack.Decoder(kind if own else Any).decode

    def encode(self, value: T) -> bytes:
        """The value as bytes; ValueError for a text that is no Unicode, as the name of a file can be."""
        return msgspec.msgpack.encode(self._down(value))

    def decode(self, content: bytes) -> T:
        """The value of some bytes; ValueError if they are none of this type."""
        collecting = gc.isenabled()
        gc.disable()  # the values have no cycles, and looking for some takes longer than all else
        try:
            value: T = self._up(self._decode(content))
        except (TypeError, LookupError, msgspec.DecodeError) as problem:
            raise ValueError(str(problem)) from None
        finally:
            if collecting:
                gc.enable()
        return value


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type; each is made once."""
    return cast("Codec[T]", _codec(cast("Hashable", kind)))


@cache
def _codec(kind: Any) -> Codec[Any]:  # noqa: ANN401  any type
    return Codec(kind)


def is_own(kind: object, above: frozenset[object] = frozenset()) -> bool:
    """Whether msgspec can write and read values of a type by itself, in a tenth of the time.

    It does unless there is a union of several dataclasses in it, or a mapping with other keys than strings.  `above`
    are the types that it is in.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN or kind in above or kind is Ellipsis or (isinstance(kind, type) and issubclass(kind, Enum)):
        return True
    if origin in (Union, UnionType):
        others = [one for one in arguments if one not in _PLAIN]
        return len(others) <= 1 and all(is_own(one, above) for one in others)
    if origin is tuple:
        return all(is_own(one, above) for one in arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[0] is str and is_own(arguments[1], above)
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, tuple)):
        return all(is_own(one, above | {kind}) for one in get_type_hints(kind).values())
    return False


@cache
def _turns(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401  the type of a field may be anything
    """How values of a type become plain ones, and how these become values again."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _same, _same
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _tuple(arguments[0])
    if origin is tuple:
        return _fixed(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _value, kind
    if is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(kind)


def _same(value: Any) -> Any:  # noqa: ANN401  a plain value
    return value


def _value(member: Any) -> Any:  # noqa: ANN401  a member of any enumeration
    return member.value


def _tuple(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401  as above
    down, up = _turns(kind)
    if down is _same:
        return list, tuple
    return lambda value: [down(item) for item in value], lambda value: tuple([up(item) for item in value])


def _fixed(kinds: tuple[Any, ...]) -> tuple[_Turn, _Turn]:
    downs, ups = zip(*map(_turns, kinds), strict=True)
    return (
        lambda value: [down(item) for down, item in zip(downs, value, strict=True)],
        lambda value: tuple([up(item) for up, item in zip(ups, value, strict=True)]),
    )


def _mapping(key: Any, kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401  as above
    (key_down, key_up), (down, up) = _turns(key), _turns(kind)
    return (
        lambda value: [(key_down(name), down(item)) for name, item in value.items()],
        lambda value: {key_up(name): up(item) for name, item in value},
    )


def _dataclass(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401  as above
    names = [field.name for field in fields(kind)]
    downs: list[tuple[str, _Turn]] = []
    ups: list[_Turn] = []

    def fill() -> None:
        """Find the turns of the fields, at the first value: types of trees hold themselves."""
        hints = get_type_hints(kind)
        downs.extend((name, _turns(hints[name])[0]) for name in names)
        ups.extend(_turns(hints[name])[1] for name in names)

    def down(value: Any) -> Any:  # noqa: ANN401  as above
        if not downs:
            fill()
        return [turn(getattr(value, name)) for name, turn in downs]

    def up(value: Any) -> Any:  # noqa: ANN401  as above
        if not ups:
            fill()
        return kind(*[item if turn is _same else turn(item) for turn, item in zip(ups, value, strict=True)])

    return down, up


def _union(kinds: tuple[Any, ...]) -> tuple[_Turn, _Turn]:
    """Plain values of a union are left as they are; before others comes the number of their type, in order of names."""
    others = sorted((kind for kind in kinds if kind not in _PLAIN), key=str)
    turns = [_turns(kind) for kind in others]
    numbers = {get_origin(kind) or kind: number for number, kind in enumerate(others)}

    def down(value: Any) -> Any:  # noqa: ANN401  as above
        number = numbers.get(type(value))
        return value if number is None else [number, turns[number][0](value)]

    def up(value: Any) -> Any:  # noqa: ANN401  as above
        return turns[value[0]][1](value[1]) if isinstance(value, list) else value

    return down, up
