"""The thread in which orders are carried out one after another, while the server answers."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Protocol

from kolofon.commands.serve.jobs.process import Order, Product
from kolofon.commands.serve.workspace.data import Fault
from kolofon.model.error import PipelineError

__all__ = ["OrderThread", "Producer", "attempt"]

_faults = logging.getLogger("kolofon.commands.serve")


class Producer(Protocol):
    """Carries out orders, as `WorkerProcess` does."""

    def make(self, order: Order, tell: Callable[[str], None]) -> Product:
        """The product of an order."""

    def close(self) -> None:
        """End, also while an order is carried out."""


class OrderThread:
    """A thread that carries out what waits in a queue, and sleeps while nothing does; `wake` begins it.

    `take` removes the next order from the queue and returns a function that carries it out; None if nothing waits.  It
    is called while `changed` is held, which guards the queue.
    """

    def __init__(self, name: str, producer: Producer, take: Callable[[], Callable[[], None] | None]) -> None:
        self.changed = threading.Condition()
        self._name = name
        self._producer = producer
        self._take = take
        self._thread: threading.Thread | None = None
        self._closed = False

    def wake(self) -> None:
        """Look at the queue; `changed` must be held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self.changed.notify_all()

    def close(self) -> None:
        """End the order that is carried out, and take no more."""
        with self.changed:
            self._closed = True
            self.changed.notify_all()
        self._producer.close()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (carry_out := self._next()) is not None:
            carry_out()

    def _next(self) -> Callable[[], None] | None:
        with self.changed:
            while not self._closed:
                if (carry_out := self._take()) is not None:
                    return carry_out
                self.changed.wait()
        return None


def attempt(make: Callable[[], object], failed: Callable[[Mapping[str, object]], object]) -> None:
    """Call `make`; if it raises, call `failed` with the fault, and log an unexpected error: the queue goes on."""
    try:
        make()
    except PipelineError as error:
        failed(Fault.of(error).data())
    except Exception as error:  # noqa: BLE001  the queue goes on
        message = " ".join(f"{type(error).__name__}: {error}".split())
        _faults.error("kolofon: this is a fault of the press: %s", message, extra={"fault": error})
        failed(Fault.of(error).data())
