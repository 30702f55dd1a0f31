"""Time grows no faster than length: what was the square of it is counted, in calls and in instructions."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.growth import WORK, calls
from tests.machine import ROOT, needs
from tests.table import each_row

SHORT, LONG = 1000, 4000
MOST = 5.0
"""Times the work, for four times the length; where it grew with the square it would be sixteen times."""

# Each call of getppid() ends what callgrind counts together, and begins what it counts next.  Nothing is counted before
# `vgdb` says so: what is imported and what is compiled or loaded once would take as long as all that is asked.
COUNTED = """
import gc, os, subprocess, sys
from tests.growth import WORK
gc.disable()
for make in WORK.values():
    make(10)()
vgdb, pipes = sys.argv[1:]
asked = [vgdb, f"--vgdb-prefix={pipes}", f"--pid={os.getpid()}", "instrumentation", "on"]
subprocess.run(asked, check=True, capture_output=True)
for name, make in WORK.items():
    short = 125 if name.startswith(("check", "segment")) else 500  # valgrind takes fifty times as long
    for length in (short, 4 * short):
        work = make(length)
        os.getppid()
        work()
        os.getppid()
"""


@pytest.mark.slow
@each_row("name", WORK)
def test_four_times_the_length_is_four_times_the_calls(name: str) -> None:
    make = WORK[name]
    make(10)()
    short, long = calls(make(SHORT)), calls(make(LONG))
    assert long < MOST * short


def test_calls_are_counted() -> None:
    def square(length: int) -> None:
        for _ in range(length**2):
            len("")

    assert calls(lambda: square(20)) > MOST * calls(lambda: square(5))


@pytest.mark.slow
def test_four_times_the_length_is_four_times_the_instructions(tmp_path: Path) -> None:
    """What an expression of `re` does, and a copy of a text, is no call."""
    pipes = tmp_path / "vgdb"
    tool = ("--tool=callgrind", "--instr-atstart=no", f"--vgdb-prefix={pipes}")
    out = ("--dump-before=getppid", f"--callgrind-out-file={tmp_path}/counted")
    done = subprocess.run(
        [needs("valgrind"), *tool, *out, sys.executable, "-c", COUNTED, needs("vgdb"), str(pipes)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    dumps = [(tmp_path / f"counted.{number}").read_text() for number in range(1, 4 * len(WORK) + 1)]
    counts = [int(found) for dump in dumps for found in re.findall(r"^totals: (\d+)", dump, re.MULTILINE)]
    grown = {
        name: counts[4 * at + 3] / counts[4 * at + 1] for at, name in enumerate(WORK) if counts[4 * at + 3] > 100_000
    }
    assert len(grown) > len(WORK) / 2
    assert {name: times for name, times in grown.items() if times > MOST} == {}
