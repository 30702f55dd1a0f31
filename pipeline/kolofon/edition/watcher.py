"""Changes of an edition's files, reported while any program makes them.

The system only says that something changed (watchfiles, by inotify); which files changed is found by comparing
snapshots (`kolofon.edition.snapshot`).  So no change is missed that happens between two calls, nor where the system
drops events or has none, and new folders are watched too.
"""

import platform
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Protocol

from kolofon.edition.snapshot import Snapshot
from kolofon.model.error import MachineError

__all__ = ["FileWatcher"]

_STEP = 50
"""Milliseconds without a change after which a burst of changes is over."""
_LONGEST = 1600
"""Milliseconds after which changes are reported even if more are going on."""
_WITHOUT_EVENT = 5000
"""Milliseconds after which the files are compared without an event: there is none for changes on other machines."""
_INTERVAL = 500
"""Milliseconds between two comparisons where there are no events."""
_POLL, _DELAY = "WATCHFILES_FORCE_POLLING", "WATCHFILES_POLL_DELAY_MS"
"""Variables of watchfiles, which mean here what they mean there."""
_NOT = frozenset({"false", "disable", "disabled"})


class _Waiter(Protocol):
    """Waits until something may have changed in some folders."""

    def covers(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether it gets the events of exactly these folders."""

    def wait(self, most: int, stop: Event) -> None:
        """Wait for so many milliseconds at most."""

    def close(self) -> None:
        """End it, and its thread."""


class FileWatcher:
    """Watches the files below `source/`, `locale/` and `theme/` of an edition, from when it is made.

    Symbolic links are followed as far as the press follows them.  If the system cannot watch so many folders, `tell`
    is called with a sentence that says so, and the files are compared every half a second, as with
    WATCHFILES_FORCE_POLLING.  Raises MachineError if watchfiles is not installed.
    """

    def __init__(self, root: Path, environment: Mapping[str, str], tell: Callable[[str], None]) -> None:
        _installed()
        self._tell = tell
        said = environment.get(_DELAY, "")
        self._delay = int(said) if said.isdecimal() and int(said) else _INTERVAL
        self._waiter: _Waiter | None = _Interval(self._delay) if _polling(environment) else None
        self._snapshot = Snapshot(root)

    def changes(self, stop: Event | None = None) -> Iterator[tuple[PurePosixPath, ...]]:
        """For each burst of changes the paths, from the root, of files that changed, are new or are gone.

        Ends when `stop` is set.  What changes between two bursts is in the next one.  A file that is saved without a
        change is not in it.  No thread runs while the caller has a burst, so it may fork.  Raises KeyboardInterrupt at
        Ctrl+C.
        """
        stop = stop or Event()
        while not stop.is_set():
            try:
                changed = self._next(stop)
            finally:
                if self._waiter:
                    self._waiter.close()
            if changed:
                yield changed

    def _next(self, stop: Event) -> tuple[PurePosixPath, ...]:
        """The paths of the next burst of changes; none at the end."""
        found: set[PurePosixPath] = set()
        waited = 0
        while not stop.is_set():
            new = self._snapshot.changed()
            found.update(new)
            waiter = self._current_waiter()
            if waiter is None:  # events come from now on: another comparison finds what changed before
                continue
            if found and (not new or waited >= _LONGEST):
                return tuple(sorted(found))
            waiter.wait(_STEP if found else _WITHOUT_EVENT, stop)
            waited += _STEP if found else 0
        return ()

    def _current_waiter(self) -> _Waiter | None:
        """The object that gets the events of all folders; None if it was made just now."""
        folders = self._snapshot.folders
        if self._waiter and self._waiter.covers(folders):
            return self._waiter
        if self._waiter:
            self._waiter.close()
        try:
            self._waiter = _System(folders)
        except FileNotFoundError:  # a folder has gone in the meantime
            self._waiter = None
        except (OSError, RuntimeError):
            self._waiter = _Interval(self._delay)
            self._tell(
                "the system watches no more files, so they are looked at every half a second"
                " (to have it watch more: sudo sysctl fs.inotify.max_user_watches=524288"
                " fs.inotify.max_user_instances=1024)"
            )
        return None


class _System:
    """Waits for events of the system; OSError or RuntimeError if it watches no more folders."""

    def __init__(self, folders: Mapping[str, tuple[int, ...]]) -> None:
        from watchfiles._rust_notify import RustNotify  # noqa: PLC0415  of kolofon[serve]

        self._folders = dict(folders)
        # Each folder by itself: below the root there is much that is none of the edition's.
        self._notify: RustNotify | None = RustNotify(
            [*folders],
            debug=False,
            force_polling=False,
            poll_delay_ms=_INTERVAL,
            recursive=False,
            ignore_permission_denied=False,  # it would ignore that there are too many folders, too
        )

    def covers(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
        return self._notify is not None and self._folders == folders

    def wait(self, most: int, stop: Event) -> None:
        if self._notify is None:
            return
        events = self._notify.watch(_LONGEST, _STEP, most, stop)
        if events == "signal":
            raise KeyboardInterrupt
        if isinstance(events, set) and any(path in self._folders for _, path in events):
            self.close()  # a folder has gone, and another one with its name and number may be there

    def close(self) -> None:
        if self._notify:
            self._notify.close()
            self._notify = None


class _Interval:
    """Waits for an interval.  Polling by watchfiles itself misses a file that is saved twice within a second."""

    def __init__(self, delay: int) -> None:
        self._delay = delay

    def covers(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
        return folders is not None

    def wait(self, most: int, stop: Event) -> None:
        stop.wait(min(most, self._delay) / 1000)

    def close(self) -> None:
        """Do nothing: there is no thread."""


def _polling(environment: Mapping[str, str]) -> bool:
    """Whether to compare at intervals: as WATCHFILES_FORCE_POLLING says, or else on WSL, as watchfiles does."""
    said = environment.get(_POLL, "").lower()
    if said:
        return said not in _NOT
    return "microsoft-standard" in platform.uname().release.lower()


def _installed() -> None:
    try:
        import watchfiles  # noqa: F401, PLC0415  of kolofon[serve]
    except ImportError:
        raise MachineError(
            "watching files needs watchfiles, which is not installed",
            hint="to install it: python -m pip install 'kolofon[serve]'",
        ) from None
