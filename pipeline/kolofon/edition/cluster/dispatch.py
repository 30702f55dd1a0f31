"""Tasks are sent to workers, as many at once as there are workers, and their results come back.

So a worker has no task but the one that it works on, and if it dies, only that task is lost.
"""

import gc
import pickle
import time
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast
from uuid import uuid4

from kolofon.edition.cluster.probe import PATIENCE
from kolofon.edition.cluster.versions import difference, versions
from kolofon.edition.pool import ATTEMPTS, attempt, progress, results_in_order
from kolofon.model.error import MachineError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Dispatch", "refusal"]

_LOOK = 1.0
"""Seconds after which the workers are counted again: some may have joined."""
_EVENTS = "all"
"""The topic of a scheduler's events that names each worker that has gone, and what it was working on."""

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class _Done(NamedTuple):
    """A task that is done, or that was given up; `key` is the one under which it was sent."""

    number: int
    key: str


class _Gone(NamedTuple):
    """A worker that is gone, and the keys of the tasks that are lost with it."""

    worker: str
    keys: frozenset[str]


class Dispatch(Generic[_Task, _Result]):
    """One call of `Cluster.map`."""

    def __init__(
        self,
        client: "Client",
        tell: Callable[[str], None],
        work: Callable[[_Task], _Result],
        tasks: Sequence[_Task],
        named: Callable[[_Task], str],
    ) -> None:
        self._client, self._tell, self._work, self._tasks, self._named = client, tell, work, tasks, named
        self._name = f"kolofon-{uuid4().hex}"
        self._waiting = deque(range(len(tasks)))
        self._sent = [0] * len(tasks)
        self._deaths = [0] * len(tasks)
        self._running: dict[int, Future[bytes]] = {}
        self._found: dict[int, tuple[bool, object]] = {}
        self._events = SimpleQueue[_Done | _Gone]()
        self._workers = 0
        self._began = self._alive = time.monotonic()
        self._looked = 0.0

    def results(self) -> list[_Result]:
        """The results in the order of the tasks; errors as in `Cluster.map`."""
        self._client.subscribe_topic(_EVENTS, self._heard)
        while self._waiting or self._running:
            self._look()
            while self._waiting and len(self._running) < self._workers:
                self._start(self._waiting.popleft())
            if self._running or not self._workers:
                self._listen()
        return [cast("_Result", result) for result in results_in_order(self._found)]

    def _start(self, number: int) -> None:
        task = self._tasks[number]
        if not self._sent[number]:
            counts = progress(len(self._found), len(self._tasks), time.monotonic() - self._began)
            self._tell(f"{self._named(task)}{counts}")
        self._sent[number] += 1
        good, sent = attempt(_pickled, (self._work, task))
        if not good:
            self._settle(number, good=False, found=sent)
            return
        key = f"{self._name}-{number}-{self._sent[number]}"
        future = self._client.submit(run_task, versions(), sent, key=key, pure=False, retries=0)
        self._running[number] = future
        # All clients of a process share one thread for this, so nothing may wait in it.
        future.add_done_callback(lambda _: self._events.put(_Done(number, key)))

    def _settle(self, number: int, *, good: bool, found: object) -> None:
        """Note the result of a task.  After an exception no other is begun; those that run may be earlier ones."""
        self._found[number] = (good, found)
        if not good:
            self._waiting.clear()

    def _heard(self, event: tuple[float, Any]) -> None:
        """Put an event of the scheduler into the queue; this runs in a thread of the client."""
        said = event[1]
        if isinstance(said, Mapping) and said.get("action") == "remove-worker" and not said.get("expected"):
            lost = [*said.get("processing-tasks", ()), *said.get("lost-computed-tasks", ())]
            self._events.put(_Gone(str(said.get("worker")), frozenset(map(str, lost))))

    def _listen(self) -> None:
        try:
            event = self._events.get(timeout=_LOOK)
        except Empty:
            return
        if isinstance(event, _Gone):
            self._looked = 0.0
            for number in [number for number, future in self._running.items() if future.key in event.keys]:
                self._lost(number, event.worker)
        elif event.number in self._running and self._running[event.number].key == event.key:
            self._finish(event.number, self._result(self._running[event.number]))

    def _result(self, future: "Future[bytes]") -> bytes | BaseException:
        """The bytes that a worker made, fetched from it, or the exception.  Raises MachineError as `_look` does."""
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except TimeoutError:
                self._looked = 0.0
                self._look()
            except (Exception, CancelledError) as problem:  # noqa: BLE001  `_finish` makes an error of it
                return problem

    def _finish(self, number: int, result: bytes | BaseException) -> None:
        what = self._named(self._tasks[number])
        self._running.pop(number).release()
        if isinstance(result, bytes):
            good, found = pickle.loads(result)  # noqa: S301  a worker that does our work wrote it
            self._settle(number, good=good, found=found)
        elif type(result).__name__ == "KilledWorker" and self._sent[number] < ATTEMPTS:
            # This scheduler gives up what a worker died of, where others have it done by another worker.
            self._waiting.appendleft(number)
        elif "Cancelled" in type(result).__name__:
            self._settle(number, good=False, found=_scheduler_gone())
        else:
            said = " ".join(f"{type(result).__name__}: {result}".split())
            hint = "see what its log says; the scheduler and its workers have to be up"
            error = MachineError(f"{what}: the cluster could not do it: {said}", hint=hint)
            self._settle(number, good=False, found=error)

    def _lost(self, number: int, worker: str) -> None:
        """Report that a worker died with a task, which the scheduler gives to another; after the second, give it up."""
        what = self._named(self._tasks[number])
        self._deaths[number] += 1
        if self._deaths[number] < ATTEMPTS:
            self._tell(f"{what}: its worker {worker} has gone, and it is tried once more")
            return
        self._client.cancel([self._running.pop(number)], force=True)
        hint = "a worker may be short of memory; start fewer on a machine"
        self._settle(number, good=False, found=MachineError(f"{what}: its worker has gone twice", hint=hint))

    def _look(self) -> None:
        """Count the workers from time to time; MachineError if there has been none for long."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        if self._client.status != "running":
            raise _scheduler_gone()
        self._workers = len(self._client.nthreads())
        if self._workers:
            self._alive = now
        elif now - self._alive > PATIENCE:
            raise MachineError("the scheduler has no worker any more", hint="start some, and look into their logs")


def _scheduler_gone() -> MachineError:
    return MachineError("the scheduler has gone", hint="start it again, with its workers")


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def refusal(worker: str, why: str) -> MachineError:
    """The error for a worker that may not be used."""
    hint = "give it the same press and the same libraries as this machine, and kolofon[cluster]"
    return MachineError(f"the worker {worker} {why}", hint=hint)


# --- on the worker ----------------------------------------------------------------------------------------------------

_ALONE = Lock()
"""Threads of a worker take turns: WeasyPrint's libraries are set up by variables of the environment."""


def run_task(wanted: Mapping[str, str], sent: bytes) -> bytes:
    """Run a pickled task on a worker → the pickled result; `wanted` are the versions of the machine that sent it."""
    from distributed import get_worker  # noqa: PLC0415  of kolofon[cluster]

    if amiss := difference(wanted, versions()):
        return _pickled((False, refusal(get_worker().address, f"would make other bytes: {amiss}")))
    with _ALONE:
        work, task = pickle.loads(sent)  # noqa: S301  who has a scheduler has its workers
        result = _pickled(attempt(work, task))
        del task
        gc.collect()  # a worker lives long, and a book that was set is in cycles
        return result
