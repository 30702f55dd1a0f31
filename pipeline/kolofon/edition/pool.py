"""Tasks on several cores, each in a process of its own that ends with it.

A process is forked from this one, so a task may be any value that this process holds, and nothing is read or imported
again; the memory that it takes is free when it is done.  Where the system cannot fork, and for a single task, the work
is done in this process.
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

__all__ = ["ATTEMPTS", "JOBS", "Pool", "attempt", "cores", "jobs", "progress", "results_in_order"]

JOBS = "KOLOFON_JOBS"
"""The environment variable with the number of tasks at once, for where no option gives it."""

ATTEMPTS = 2
"""How often a task is tried, if the process or the worker that has it dies."""
_CHUNK = 1 << 20
_SOON = 3
"""Seconds; where less is left, `progress` does not say how long it takes."""

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def cores() -> int:
    """The number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system has it
        return os.cpu_count() or 1


def jobs(asked: int, environment: Mapping[str, str]) -> int:
    """The number of tasks at once: `asked`, if it is not 0, else that of KOLOFON_JOBS, else the number of cores.

    Raises UsageError if KOLOFON_JOBS is not a number from 1 on.
    """
    said = environment.get(JOBS, "")
    if asked or not said:
        return asked or cores()
    if not said.isdecimal() or not int(said):
        raise UsageError(f"{JOBS} is {said!r}", hint="set it to a number from 1 on, or not at all")
    return int(said)


@dataclass(slots=True)
class _Worker(Generic[_Task]):
    """A process that works on a task, and what it has sent of its result so far."""

    number: int
    process: int
    pipe: int
    sent: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pool:
    """Runs at most `jobs` processes at once; `tell` is called with a line that says what is being done."""

    jobs: int = 1
    tell: Callable[[str], None] = lambda _: None

    def map(
        self,
        work: Callable[[_Task], _Result],
        tasks: Sequence[_Task],
        named: Callable[[_Task], str] = str,
    ) -> list[_Result]:
        """The results of the tasks, in their order; `named` returns the description of a task that `tell` gets.

        An exception of a task is raised here, that of the first task if there are several.  If a process dies, `tell`
        reports it and the task is tried once more; MachineError if it dies again.  Whatever ends this call, Ctrl+C too,
        ends all processes.
        """
        if self.jobs < ATTEMPTS or len(tasks) < ATTEMPTS or not hasattr(os, "fork"):
            return [self._run_here(work, task, named) for task in tasks]
        return _Run(self, work, tasks, named).results()

    def _run_here(self, work: Callable[[_Task], _Result], task: _Task, named: Callable[[_Task], str]) -> _Result:
        self.tell(named(task))
        return work(task)


def results_in_order(found: Mapping[int, tuple[bool, object]]) -> list[object]:
    """The results of `attempt` by the numbers of their tasks → the results in order; the first exception is raised."""
    results = []
    for number in sorted(found):
        good, result = found[number]
        if not good:
            raise cast("Exception", result)
        results.append(result)
    return results


class _Run(Generic[_Task, _Result]):
    """One call of `Pool.map`."""

    def __init__(
        self,
        pool: Pool,
        work: Callable[[_Task], _Result],
        tasks: Sequence[_Task],
        named: Callable[[_Task], str],
    ) -> None:
        self._pool, self._work, self._tasks, self._named = pool, work, tasks, named
        self._waiting = deque(range(len(tasks)))
        self._attempts = [0] * len(tasks)
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
                        self._waiting.clear()  # what runs is awaited: an earlier task may fail too
            finally:
                self._end()
        return [cast("_Result", result) for result in results_in_order(self._found)]

    def _start(self, number: int) -> None:
        self._attempts[number] += 1
        counts = progress(len(self._found), len(self._tasks), time.monotonic() - self._began)
        self._pool.tell(f"{self._named(self._tasks[number])}{counts}")
        sys.stdout.flush()
        sys.stderr.flush()
        here, there = os.pipe()
        process = os.fork()
        if not process:
            os.close(here)
            _work_in_child(self._work, self._tasks[number], there)
        os.close(there)
        self._selector.register(here, selectors.EVENT_READ, _Worker[_Task](number, process, here))

    def _listen(self) -> None:
        for key, _ in self._selector.select():
            worker: _Worker[_Task] = key.data
            if chunk := os.read(worker.pipe, _CHUNK):
                worker.sent.append(chunk)
            else:
                self._finish(worker)

    def _finish(self, worker: _Worker[_Task]) -> None:
        self._selector.unregister(worker.pipe)
        os.close(worker.pipe)
        _, status = os.waitpid(worker.process, 0)
        if status == 0:
            self._found[worker.number] = pickle.loads(b"".join(worker.sent))  # noqa: S301  our own process wrote it
            return
        what, why = self._named(self._tasks[worker.number]), _ending(status)
        if self._attempts[worker.number] < ATTEMPTS:
            self._pool.tell(f"{what}: its process {why}, and it is tried once more")
            self._waiting.appendleft(worker.number)
            return
        hint = "the machine may be short of memory; do less at once, as --jobs 1"
        self._found[worker.number] = (False, MachineError(f"{what}: its process {why} twice", hint=hint))

    def _end(self) -> None:
        """End the processes that still work."""
        for key in [*self._selector.get_map().values()]:
            worker: _Worker[_Task] = key.data
            os.kill(worker.process, signal.SIGKILL)
            os.waitpid(worker.process, 0)
            os.close(worker.pipe)


def progress(done: int, all_: int, seconds: float) -> str:
    """How many of all tasks are done after some seconds, and how much longer the rest may take, in brackets."""
    if not done:
        return f" (1 of {all_})" if all_ > 1 else ""
    left = seconds / done * (all_ - done)
    return f" ({done} of {all_} done{f', about {left:.0f} s more' if left > _SOON else ''})"


def attempt(work: Callable[[_Task], _Result], task: _Task) -> tuple[bool, object]:
    """(True, the result of a task), or (False, the exception), which has its traceback as a note."""
    try:
        return True, work(task)
    except Exception as error:  # noqa: BLE001  the process that waits for the result raises it
        error.add_note("".join(traceback.format_exception(error)))
        return False, error


def _ending(status: int) -> str:
    number = os.waitstatus_to_exitcode(status)
    return f"was ended by {signal.Signals(-number).name}" if number < 0 else f"ended with {number}"


@contextmanager
def _forking() -> Iterator[None]:
    """Stop the garbage collector in this process: where it visits an object, the page is copied that forks share."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _work_in_child(work: Callable[[_Task], _Result], task: _Task, pipe: int) -> NoReturn:
    """Run a task in a process that was forked for it, write the result to the pipe, and end the process."""
    code = 1
    try:
        gc.freeze()  # what was there before is not visited, for that would copy its pages
        gc.enable()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the process that forked it says that it stopped
        with os.fdopen(pipe, "wb") as sent:
            sent.write(pickle.dumps(attempt(work, task), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)
