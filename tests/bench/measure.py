"""What a command takes: processor time, wall time and the peak of its memory, with those of the processes it starts."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

__all__ = ["Job", "Taken", "alternating"]


class Taken(NamedTuple):
    """Seconds of the processor, seconds on the wall, and mebibytes at the peak."""

    processor: float
    wall: float
    memory: float


class Job(NamedTuple):
    """A command in a folder, and what is done before each run of it; `good` are the exit codes of success."""

    command: Sequence[str | Path]
    folder: Path
    before: Callable[[], object] = lambda: None
    good: Sequence[int] = (0, 1)
    environment: Mapping[str, str] = {}


def alternating(jobs: Sequence[Job], rounds: int) -> list[Taken | str]:
    """What each job takes, the median of some rounds, in each of which all take their turn.

    Of one that fails it is the last line that it said.
    """
    runs: list[list[Taken]] = [[] for _ in jobs]
    failed: dict[int, str] = {}
    for _ in range(rounds):
        for number, job in enumerate(jobs):
            if number not in failed:
                taken = _run(job)
                if isinstance(taken, str):
                    failed[number] = taken
                else:
                    runs[number].append(taken)
    return [failed.get(number) or _median(taken) for number, taken in enumerate(runs)]


def _median(runs: Sequence[Taken]) -> Taken:
    return Taken(*(median(column) for column in zip(*runs, strict=True)))


# A small process between: what wait4(2) tells of a process counts the memory of the one that forked it.
_BETWEEN = """
import os, sys, time
began = time.perf_counter()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - began
with open(sys.argv[1], "w") as file:
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, file=file)
"""


def _run(job: Job) -> Taken | str:
    job.before()
    with tempfile.TemporaryDirectory() as folder:
        said, told = Path(folder, "said"), Path(folder, "told")
        with said.open("w", encoding="utf-8") as file:
            subprocess.run(
                [sys.executable, "-I", "-S", "-c", _BETWEEN, told, *job.command],
                cwd=job.folder,
                env={**os.environ, **job.environment},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                check=True,
            )
        code, *figures = told.read_text(encoding="utf-8").split()
        lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    if int(code) not in job.good:
        last = next((line for line in reversed(lines) if line.strip()), "")
        return f"exit code {code}: {last.strip()[:80]}"
    return Taken(*map(float, figures))
