"""What the audit of a finished PDF costs: `python -m tests.bench.bench_audit [RUNS]`.

A book is set, and the processor time of what holds it against its page is told in hundredths of the whole: the median
of some runs, in each of which both are measured.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps

from kolofon.write.paper import pdf
from tests.pdfs import book
from tests.stress import PICTURES, stress_book

PARTS = ("pieces", "audited_layout", "audited_file", "broken")


def main(runs: int = 3) -> None:
    """Measure, and print a line."""
    spent: dict[str, float] = {}
    for name in PARTS:
        setattr(pdf, name, _timed(name, getattr(pdf, name), spent))
    shares = []
    for _ in range(runs):
        spent.clear()
        begun = time.process_time()
        book(stress_book(40), PICTURES)
        shares.append(100 * sum(spent.values()) / (time.process_time() - begun))
    parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in spent.items())
    sys.stdout.write(f"the audit is {statistics.median(shares):.1f} in a hundred of a build ({parts})\n")


def _timed(name: str, function: Callable[..., object], spent: dict[str, float]) -> Callable[..., object]:
    @wraps(function)
    def timed(*values: object) -> object:
        begun = time.process_time()
        made = function(*values)
        if isinstance(made, Iterator):
            made = tuple(made)  # it works when it is asked
        spent[name] = spent.get(name, 0) + time.process_time() - begun
        return made

    return timed


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
