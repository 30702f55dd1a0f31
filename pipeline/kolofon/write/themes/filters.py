"""The filters and tests that a template may use: those of Jinja whose output is bounded, with their work counted."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import cast

from jinja2 import filters, tests
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

from kolofon.write.themes.budget import Work, size
from kolofon.write.themes.values import scalar

__all__ = ["FILTERS", "PRECISION", "TESTS", "allowed_filters", "allowed_tests"]

_OF_TEXT = frozenset(
    [
        *("capitalize", "e", "escape", "float", "int", "lower", "replace", "string", "title", "trim", "truncate"),
        *("upper", "urlencode", "urlize", "wordcount"),
    ]
)
_OF_NUMBERS = frozenset(["abs", "round"])
_OF_VALUES = frozenset(["count", "d", "default", "first", "items", "last", "length", "list", "reverse"])
_OF_EACH = frozenset(["map", "reject", "rejectattr", "select", "selectattr"])
_COMPARING = frozenset(["groupby", "max", "min", "sort", "unique"])
"""Filters that compare values; they go through their argument at any depth."""

FILTERS = _OF_TEXT | _OF_NUMBERS | _OF_VALUES | _OF_EACH | _COMPARING | {"join"}
"""The names of the filters that a template may use.

Left out of Jinja's are `safe` and `striptags`, since text stays text; `random`; those whose arguments set how much they
make (`batch`, `center`, `format`, `indent`, `slice`, `sum`, `wordwrap`); and those for programmers.
"""

TESTS = frozenset(tests.TESTS) - {"callable", "filter", "test"}
"""The names of the tests that a template may use."""

PRECISION = 15
"""How many places a number is rounded to at the most."""

_LONG_WORDS = 1000
_STEPS = 8
"""How many steps a filter takes."""

Plain = Callable[..., object]
Count = Callable[[], Work]


def allowed_filters(work: Count) -> dict[str, Plain]:
    """The filters by their names; `work` returns the counter of the template being filled."""
    counted = {name: _counted(name, filters.FILTERS[name], work) for name in FILTERS - {"join"}}
    return counted | {"join": _join(work)}


def allowed_tests(work: Count) -> dict[str, Plain]:
    """The tests by their names."""
    return {name: _looked(cast("Plain", tests.TESTS[name]), work) for name in TESTS}


def _counted(name: str, function: Plain, work: Count) -> Plain:
    """A filter whose work is counted; Jinja gives some of them the environment before the value."""
    at = _passed(function)

    @wraps(function)
    def counted(*values: object, **named: object) -> object:
        value, rest = values[at], (*values[at + 1 :], *named.values())
        work().step(_STEPS)
        if name in _OF_TEXT | _OF_NUMBERS:
            _add_text(work(), name, value, rest)
        elif name in _OF_EACH or isinstance(value, Iterator):
            value = work().each(cast("Iterable[object]", value))
        if name in _COMPARING:
            value = list(value) if isinstance(value, Iterator) else value
            work().look(value)
        made = function(*values[:at], value, *values[at + 1 :], **named)
        work().write(size(made))
        return made

    return counted


def _add_text(work: Work, name: str, value: object, rest: Iterable[object]) -> None:
    text = str(scalar(value))
    for each in rest:
        scalar(each)
    if name == "replace":
        old, new = [str(scalar(each)) for each in rest][:2]
        work.write(text.count(old) * len(new))
    if name == "urlize":
        work.write(len(text) ** 2 // _LONG_WORDS)
    if name == "round" and any(isinstance(each, int) and abs(each) > PRECISION for each in rest):
        raise ValueError(f"a number is rounded to {PRECISION} places at the most")
    work.write(len(text))


def _looked(function: Plain, work: Count) -> Plain:
    at = _passed(function)

    @wraps(function)
    def looked(*values: object) -> object:
        if len(values) > at + 1:
            work().look(list(values[at:]))
        return function(*values)

    return looked


def _join(work: Count) -> Plain:
    @pass_eval_context
    def join(context: EvalContext, value: Iterable[object], d: str = "", attribute: str | int | None = None) -> str:
        """Jinja's `join`, with its parameters."""
        pieces = list(work().each(value))
        if attribute is not None:
            pieces = list(map(filters.make_attrgetter(context.environment, attribute), pieces))
        work().write(sum(size(scalar(piece)) for piece in pieces) + len(pieces) * size(scalar(d)))
        return filters.sync_do_join(context, pieces, d)

    return join


def _passed(function: Plain) -> int:
    """How many values Jinja puts before those of the template."""
    return 1 if hasattr(function, "jinja_pass_arg") else 0
