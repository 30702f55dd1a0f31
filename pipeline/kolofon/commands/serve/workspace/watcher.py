"""A thread that watches the files of the edition and calls the workspace when some have changed."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from kolofon.commands.serve.workspace.data import Fault
from kolofon.commands.serve.workspace.events import EventPublisher
from kolofon.edition.watcher import FileWatcher
from kolofon.model.error import PipelineError

__all__ = ["Watched", "Watcher"]

_faults = logging.getLogger("kolofon.commands.serve")

_PATIENCE = 1.0
"""Seconds after which it begins again, after an unexpected error."""


class Watched(Protocol):
    """The attributes and methods of the workspace that are used here."""

    root: Path
    environment: Mapping[str, str]

    @property
    def events(self) -> EventPublisher:
        """The publisher of events for the open pages."""

    def changed(self, paths: Iterable[PurePosixPath]) -> None:
        """Read again what some files belong to, by their paths from the root."""


class Watcher:
    """Watches the files of an edition from `begin` to `end`; MachineError from `begin` if watchfiles is missing.

    An error in a file that the workspace raises is sent to the open pages as a fault, until a change comes
    that it can read.  Any other error is a line on stderr, and the thread goes on.
    """

    def __init__(self, workspace: Watched, warn: Callable[[str], None] = _faults.error) -> None:
        self._workspace = workspace
        self._warn = warn
        self._stop = threading.Event()
        self._watching: FileWatcher | None = None
        self._thread = threading.Thread(target=self._run, name="watching", daemon=True)
        self._faulty = False

    def begin(self) -> None:
        """Watch from now on."""
        self._watching = FileWatcher(self._workspace.root, self._workspace.environment, self._warn)
        self._thread.start()

    def end(self) -> None:
        """Stop watching; returns when the workspace is not called any more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while self._watching and not self._stop.is_set():
            try:
                for paths in self._watching.changes(self._stop):
                    self._notify(paths)
            except Exception as error:  # noqa: BLE001  the last catch of this thread
                said = " ".join(f"{type(error).__name__}: {error}".split())
                self._warn(f"a fault of the press, in watching files: {said}; it goes on")
                self._stop.wait(_PATIENCE)

    def _notify(self, paths: Iterable[PurePosixPath]) -> None:
        try:
            self._workspace.changed(paths)
        except PipelineError as error:
            self._faulty = True
            self._workspace.events.publish("fault", {"fault": Fault.of(error).data()})
        else:
            if self._faulty:
                self._faulty = False
                self._workspace.events.publish("fault", {"fault": None})
