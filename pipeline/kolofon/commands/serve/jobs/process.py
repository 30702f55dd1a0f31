"""The process beside the server in which books are made, so that neither a build nor a crash in it disturbs the page.

It is spawned, never forked, since the server has threads; and it is kept, so that WeasyPrint is imported and a text
read only once.  It ends with the server, whatever ends that: its pipe is closed then.
"""

import contextlib
import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Literal, NoReturn

from kolofon.model.error import MachineError, PipelineError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = ["Order", "ProcessEnded", "Product", "WorkerProcess"]

_COLLECT_AFTER = (100_000, 20, 100)
"""When the garbage collector runs: seldom, since a book is many objects, all in use."""
_PATIENCE = 2.0
"""Seconds that a process has to end by itself."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order: which formats of a work of the edition in a folder are to be made, in which language.

    A `preview` is a PDF that is not written anywhere, and is made as a draft where it would be held back.
    """

    root: Path
    environment: Mapping[str, str]
    language: str
    work: str
    formats: tuple[str, ...]
    draft: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """The product of an order: files below `output/` with their sizes, or the bytes of a preview; and the findings.

    `findings` are data for the browser.  `held` says that it was held back for errors, or made as a draft for them.
    """

    files: tuple[tuple[str, int], ...] = ()
    content: bytes = b""
    findings: tuple[Mapping[str, object], ...] = ()
    held: bool = False


class ProcessEnded(MachineError):  # noqa: N818  it says what became of the process
    """The process has ended before it was done."""


class WorkerProcess:
    """One process, which carries out one order after another; it is started with the first order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    @property
    def process(self) -> int | None:
        """The number of the process, if there is one."""
        return self._process.pid if self._process else None

    def make(self, order: Order, tell: Callable[[str], None]) -> Product:
        """The product of an order; `tell` is called with each step.

        Raises the PipelineError of the order, `ProcessEnded` if the process dies, and MachineError for a
        fault of the press.
        """
        with self._lock:
            pipe = self._open_pipe()
            try:
                pipe.send(order)
                while True:
                    kind, value = pipe.recv()
                    if kind == "step":
                        tell(str(value))
                    else:
                        return _result(kind, value)
            except (EOFError, OSError):
                raise self._ended() from None

    def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def _open_pipe(self) -> Connection:
        if self._closed:
            raise ProcessEnded("the server ends", hint="make it when it has begun again")
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._forget()
            spawn = multiprocessing.get_context("spawn")
            here, there = spawn.Pipe()
            # It is ended with this process also where this one has no time to say so.
            self._process = spawn.Process(target=work, args=(there,), daemon=True, name="kolofon-making")
            self._process.start()
            there.close()
            self._pipe = here
        return self._pipe

    def _ended(self) -> ProcessEnded:
        process = self._process
        code = None
        if process is not None:
            process.join(_PATIENCE)
            code = process.exitcode
        self._forget()
        how = f"was ended by {signal.Signals(-code).name}" if code is not None and code < 0 else "ended"
        said = f"the process that makes files {how} before it was done"
        return ProcessEnded(said, hint="make it once more; the machine may be short of memory")

    def _forget(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None and not self._process.is_alive():
            self._process.close()
        self._process = self._pipe = None


def _result(kind: Literal["done", "failed"], value: object) -> Product:
    if isinstance(value, PipelineError):
        raise value
    assert isinstance(value, Product), kind  # noqa: S101  nothing else is sent
    return value


def _end_process(_: int, __: FrameType | None) -> NoReturn:
    """End this process by way of what it is doing, which ends the processes that it began."""
    sys.exit(1)


def work(pipe: Connection) -> None:
    """Carry out the orders that come through a pipe, until it is closed: the main function of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this process
    signal.signal(signal.SIGTERM, _end_process)
    with contextlib.suppress(EOFError, OSError):
        from kolofon.commands.serve.jobs.worker import Worker  # noqa: PLC0415  the server itself needs none of it

        worker = Worker()
        gc.set_threshold(*_COLLECT_AFTER)
        while True:
            order = pipe.recv()
            try:
                pipe.send(("done", worker.make(order, lambda step: pipe.send(("step", step)))))
            except PipelineError as error:
                pipe.send(("failed", error))
            except (EOFError, OSError):
                raise
            except Exception as error:  # noqa: BLE001  the last catch of the process
                said = " ".join(f"{type(error).__name__}: {error}".split())
                sys.stderr.write(f"kolofon: this is a fault of the press: {said}\n")
                hint = "the terminal in which the server runs says more"
                pipe.send(
                    ("failed", MachineError(f"this could not be made, by a fault of the press: {said}", hint=hint))
                )
            gc.collect()  # while no order waits
