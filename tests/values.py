"""Values of any type of the model, for Hypothesis, made from the types of its fields, a few levels deep."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

__all__ = ["values"]

_PLAIN: dict[object, st.SearchStrategy[object]] = {
    str: st.sampled_from(["", "a", "Tirana", "é\n", "<em>", "\0"]),
    int: st.integers(-3, 2**40),
    bool: st.booleans(),
    NoneType: st.none(),
}


@cache
def values(kind: Any, depth: int = 4) -> st.SearchStrategy[Any]:  # noqa: ANN401  the type of a field may be anything
    """Values of a type; at the depth of 0, tuples are empty and unions have what holds nothing else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin in (Union, UnionType):
        flat = [each for each in arguments if depth or not _holds_more(each)]
        return st.one_of(*(values(each, depth) for each in flat or arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0], depth - 1), max_size=2).map(tuple) if depth > 0 else st.just(())
    if origin is tuple:
        return st.tuples(*(values(each, depth) for each in arguments))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(values(arguments[0], depth), values(arguments[1], depth), max_size=2)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind), kind
    hints = get_type_hints(kind)
    make = cast("Callable[..., object]", kind)
    return st.deferred(
        lambda: st.builds(make, **{field.name: values(hints[field.name], depth - 1) for field in fields(kind)})
    )


def _holds_more(kind: object) -> bool:
    return is_dataclass(kind) and any(is_dataclass(each) for each in get_type_hints(kind).values())
