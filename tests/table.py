"""One test for a table of small cases.  As a test of its own, each would take longer to prepare than to run."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

import pytest

__all__ = ["each_row"]

LONGEST = 200
_FAILURES = (Exception, pytest.fail.Exception, pytest.skip.Exception)


def each_row(
    names: str | Sequence[str], rows: Iterable[Any], ids: Callable[[Any], object] = repr
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each row of a table, as `pytest.mark.parametrize` would; a row that fails is a subtest.

    `names` are parameters of the test, and each row has their values: itself, where there is one name.  A parameter
    more is a fixture, which is made once, for all rows.
    """
    columns = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    table = [*rows]
    assert table, "a test of no rows holds nothing"

    def over_rows(test: Callable[..., None]) -> Callable[..., None]:
        asked = signature(test).parameters
        if unknown := set(columns) - asked.keys():
            message = f"{test.__name__} has no parameter {', '.join(sorted(unknown))}"
            raise TypeError(message)

        @wraps(test)
        def whole(subtests: pytest.Subtests, **shared: object) -> None:
            for row in table:
                values = [row] if len(columns) == 1 else row
                try:
                    test(**dict(zip(columns, values, strict=True)), **shared)
                except _FAILURES:
                    with subtests.test(str(ids(row))[:LONGEST]):
                        raise

        fixtures = [parameter for name, parameter in asked.items() if name not in columns]
        kind = Parameter.KEYWORD_ONLY
        vars(whole)["__signature__"] = Signature(
            [Parameter("subtests", kind), *(fixture.replace(kind=kind) for fixture in fixtures)]
        )
        return whole

    return over_rows
