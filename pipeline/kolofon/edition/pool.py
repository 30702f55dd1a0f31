"""Pieces of work on several cores, each in a process of its own that ends with it.

A process is forked from this one, so a piece may be any value that this process holds, and needs nothing read or
imported again; what it takes of memory is free when it is done.  Where a system cannot fork, and for a single piece,
the work is done here.
"""

import gc
import os
import pickle
import selectors
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, NoReturn, TypeVar, cast

from kolofon.model.error import MachineError, UsageError

__all__ = ["ATTEMPTS", "JOBS", "Pool", "attempted", "cores", "in_order", "jobs", "progress"]

JOBS = "KOLOFON_JOBS"
"""The variable that says how many pieces are worked on at once, where no option does."""

ATTEMPTS = 2
"""How often a piece is tried, if what works on it dies."""
_CHUNK = 1 << 20
_SOON = 3
"""Seconds of work that are left, below which nobody is told how long it takes."""

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


def cores() -> int:
    """The number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system has it
        return os.cpu_count() or 1


def jobs(asked: int, environment: Mapping[str, str]) -> int:
    """How many pieces to work on at once: as asked, or as the environment says, or as many as there are cores.

    UsageError if the environment says what is no number from 1 on.
    """
    said = environment.get(JOBS, "")
    if asked or not said:
        return asked or cores()
    if not said.isdecimal() or not int(said):
        raise UsageError(f"{JOBS} is {said!r}", hint="set it to a number from 1 on, or not at all")
    return int(said)


@dataclass(slots=True)
class _Worker(Generic[_Piece]):
    """A process that works on a piece, and what it has sent of its result."""

    number: int
    process: int
    pipe: int
    sent: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pool:
    """So many processes at once; `tell` is called with what is being done."""

    jobs: int = 1
    tell: Callable[[str], None] = lambda _: None

    def map(
        self,
        work: Callable[[_Piece], _Result],
        pieces: Sequence[_Piece],
        named: Callable[[_Piece], str] = str,
    ) -> list[_Result]:
        """The results of the pieces, in their order; `named` says what a piece is, for those who wait.

        An error of a piece is raised here, that of the first piece if there are several.  A process that dies is told,
        and its piece tried once more; MachineError if it dies again.  Whatever ends this call, Ctrl+C too, ends all
        processes.
        """
        if self.jobs < ATTEMPTS or len(pieces) < ATTEMPTS or not hasattr(os, "fork"):
            return [self._done_here(work, piece, named) for piece in pieces]
        return _Run(self, work, pieces, named).results()

    def _done_here(self, work: Callable[[_Piece], _Result], piece: _Piece, named: Callable[[_Piece], str]) -> _Result:
        self.tell(named(piece))
        return work(piece)


def in_order(found: Mapping[int, tuple[bool, object]]) -> list[object]:
    """The results of pieces by their numbers, each with whether it is one; the first that is an error is raised."""
    results = []
    for number in sorted(found):
        good, result = found[number]
        if not good:
            raise cast("Exception", result)
        results.append(result)
    return results


class _Run(Generic[_Piece, _Result]):
    """One call of `Pool.map`."""

    def __init__(
        self,
        pool: Pool,
        work: Callable[[_Piece], _Result],
        pieces: Sequence[_Piece],
        named: Callable[[_Piece], str],
    ) -> None:
        self._pool, self._work, self._pieces, self._named = pool, work, pieces, named
        self._waiting = deque(range(len(pieces)))
        self._attempts = [0] * len(pieces)
        self._found: dict[int, tuple[bool, object]] = {}
        self._selector = selectors.DefaultSelector()
        self._began = time.monotonic()

    def results(self) -> list[_Result]:
        with self._selector, _forking():
            try:
                while self._waiting or self._selector.get_map():
                    while self._waiting and len(self._selector.get_map()) < self._pool.jobs:
                        self._start(self._waiting.popleft())
                    self._listen()
                    if any(not good for good, _ in self._found.values()):
                        self._waiting.clear()  # what runs is awaited: an earlier piece may fail too
            finally:
                self._end()
        return [cast("_Result", result) for result in in_order(self._found)]

    def _start(self, number: int) -> None:
        self._attempts[number] += 1
        told = progress(len(self._found), len(self._pieces), time.monotonic() - self._began)
        self._pool.tell(f"{self._named(self._pieces[number])}{told}")
        sys.stdout.flush()
        sys.stderr.flush()
        here, there = os.pipe()
        process = os.fork()
        if not process:
            os.close(here)
            _work_in_child(self._work, self._pieces[number], there)
        os.close(there)
        self._selector.register(here, selectors.EVENT_READ, _Worker[_Piece](number, process, here))

    def _listen(self) -> None:
        for key, _ in self._selector.select():
            worker: _Worker[_Piece] = key.data
            if chunk := os.read(worker.pipe, _CHUNK):
                worker.sent.append(chunk)
            else:
                self._finish(worker)

    def _finish(self, worker: _Worker[_Piece]) -> None:
        self._selector.unregister(worker.pipe)
        os.close(worker.pipe)
        _, status = os.waitpid(worker.process, 0)
        if status == 0:
            self._found[worker.number] = pickle.loads(b"".join(worker.sent))  # noqa: S301  our own process wrote it
            return
        what, why = self._named(self._pieces[worker.number]), _ending(status)
        if self._attempts[worker.number] < ATTEMPTS:
            self._pool.tell(f"{what}: its process {why}, and it is tried once more")
            self._waiting.appendleft(worker.number)
            return
        hint = "the machine may be short of memory; do less at once, as --jobs 1"
        self._found[worker.number] = (False, MachineError(f"{what}: its process {why} twice", hint=hint))

    def _end(self) -> None:
        """End the processes that still work."""
        for key in [*self._selector.get_map().values()]:
            worker: _Worker[_Piece] = key.data
            os.kill(worker.process, signal.SIGKILL)
            os.waitpid(worker.process, 0)
            os.close(worker.pipe)


def progress(done: int, all_: int, seconds: float) -> str:
    """How many of all pieces are done, after so many seconds, and how much longer the rest may take."""
    if not done:
        return f" (1 of {all_})" if all_ > 1 else ""
    left = seconds / done * (all_ - done)
    return f" ({done} of {all_} done{f', about {left:.0f} s more' if left > _SOON else ''})"


def attempted(work: Callable[[_Piece], _Result], piece: _Piece) -> tuple[bool, object]:
    """Whether a piece could be worked on, and its result, or the exception, which has its traceback as a note."""
    try:
        return True, work(piece)
    except Exception as error:  # noqa: BLE001  it is raised where the piece was wanted
        error.add_note("".join(traceback.format_exception(error)))
        return False, error


def _ending(status: int) -> str:
    number = os.waitstatus_to_exitcode(status)
    return f"was ended by {signal.Signals(-number).name}" if number < 0 else f"ended with {number}"


@contextmanager
def _forking() -> Iterator[None]:
    """What is in memory now is not gone through by a collection of garbage: a process would copy it."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _work_in_child(work: Callable[[_Piece], _Result], piece: _Piece, pipe: int) -> NoReturn:
    """Work on a piece in a process that was forked for it, send the result, and end without another word."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the process that forked it says that it stopped
        with os.fdopen(pipe, "wb") as sent:
            sent.write(pickle.dumps(attempted(work, piece), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)
