"""Pieces are sent to workers, as many at once as there are workers, and their results come back.

A piece that a worker has is therefore one that it works on: what dies with it is that piece and no other.
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

from kolofon.edition.cluster.likeness import different, likeness
from kolofon.edition.cluster.probe import PATIENCE
from kolofon.edition.pool import ATTEMPTS, attempted, in_order, progress
from kolofon.model.error import MachineError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Dispatch", "refusal"]

_LOOK = 1.0
"""Seconds after which the workers are counted again: some may have joined."""
_EVENTS = "all"
"""The topic of a scheduler's events that tells of each worker that has gone, and what it was working on."""

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


class _Done(NamedTuple):
    """A piece that is done, or that was given up; the key is that of the time when it was sent."""

    number: int
    key: str


class _Gone(NamedTuple):
    """A worker that is gone, and what is lost with it."""

    worker: str
    keys: frozenset[str]


class Dispatch(Generic[_Piece, _Result]):
    """One call of `Cluster.map`."""

    def __init__(
        self,
        client: "Client",
        tell: Callable[[str], None],
        work: Callable[[_Piece], _Result],
        pieces: Sequence[_Piece],
        named: Callable[[_Piece], str],
    ) -> None:
        self._client, self._tell, self._work, self._pieces, self._named = client, tell, work, pieces, named
        self._name = f"kolofon-{uuid4().hex}"
        self._waiting = deque(range(len(pieces)))
        self._sent = [0] * len(pieces)
        self._deaths = [0] * len(pieces)
        self._running: dict[int, Future[bytes]] = {}
        self._found: dict[int, tuple[bool, object]] = {}
        self._events = SimpleQueue[_Done | _Gone]()
        self._workers = 0
        self._began = self._alive = time.monotonic()
        self._looked = 0.0

    def results(self) -> list[_Result]:
        """The results in the order of the pieces; errors as in `Cluster.map`."""
        self._client.subscribe_topic(_EVENTS, self._heard)
        while self._waiting or self._running:
            self._look()
            while self._waiting and len(self._running) < self._workers:
                self._start(self._waiting.popleft())
            if self._running or not self._workers:
                self._listen()
        return [cast("_Result", result) for result in in_order(self._found)]

    def _start(self, number: int) -> None:
        piece = self._pieces[number]
        if not self._sent[number]:
            told = progress(len(self._found), len(self._pieces), time.monotonic() - self._began)
            self._tell(f"{self._named(piece)}{told}")
        self._sent[number] += 1
        good, sent = attempted(_pickled, (self._work, piece))
        if not good:
            self._settle(number, good=False, found=sent)
            return
        key = f"{self._name}-{number}-{self._sent[number]}"
        future = self._client.submit(worked, likeness(), sent, key=key, pure=False, retries=0)
        self._running[number] = future
        # All clients of a process share one thread for this, so nothing may wait in it.
        future.add_done_callback(lambda _: self._events.put(_Done(number, key)))

    def _settle(self, number: int, *, good: bool, found: object) -> None:
        """Note what a piece has come to.  After an error no other is begun; what runs may be of an earlier piece."""
        self._found[number] = (good, found)
        if not good:
            self._waiting.clear()

    def _heard(self, event: tuple[float, Any]) -> None:
        """Take note of an event of the scheduler, in a thread of the client."""
        told = event[1]
        if isinstance(told, Mapping) and told.get("action") == "remove-worker" and not told.get("expected"):
            lost = [*told.get("processing-tasks", ()), *told.get("lost-computed-tasks", ())]
            self._events.put(_Gone(str(told.get("worker")), frozenset(map(str, lost))))

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
        """What a future has come to; the bytes are fetched from the worker.  MachineError as in `_look`."""
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except TimeoutError:
                self._looked = 0.0
                self._look()
            except (Exception, CancelledError) as problem:  # noqa: BLE001  it is told where it is awaited
                return problem

    def _finish(self, number: int, result: bytes | BaseException) -> None:
        what = self._named(self._pieces[number])
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
        """Tell that a worker died with a piece, which the scheduler gives to another; after the second, give it up."""
        what = self._named(self._pieces[number])
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


def worked(wanted: Mapping[str, str], sent: bytes) -> bytes:
    """Work on a piece that was sent, on a worker; `wanted` is the likeness of the machine that it is for."""
    from distributed import get_worker  # noqa: PLC0415  of kolofon[cluster]

    if amiss := different(wanted, likeness()):
        return _pickled((False, refusal(get_worker().address, f"would make other bytes: {amiss}")))
    with _ALONE:
        work, piece = pickle.loads(sent)  # noqa: S301  who has a scheduler has its workers
        result = _pickled(attempted(work, piece))
        del piece
        gc.collect()  # a worker lives long, and a book that was set is in cycles
        return result
