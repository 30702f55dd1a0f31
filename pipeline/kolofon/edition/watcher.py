"""Changes of an edition's files, while they are made by any program.

The system only says when to look (watchfiles, which asks inotify); what has changed is found by looking
(`kolofon.edition.snapshot`).  So nothing is missed that changes while nobody waits, nor where the system forgets events
or has none, and a folder that comes later is found.
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
"""Milliseconds after which changes are told even if there are more."""
_ANYWAY = 5000
"""Milliseconds after which the files are looked at though the system said nothing, as of those of another machine."""
_POLLED = 500
"""Milliseconds from one look to the next where the system cannot say when to look."""
_POLL, _DELAY = "WATCHFILES_FORCE_POLLING", "WATCHFILES_POLL_DELAY_MS"
"""Variables of watchfiles, which mean here what they mean there."""
_NOT = frozenset({"false", "disable", "disabled"})


class _Waiter(Protocol):
    """What waits until something may have changed in some folders."""

    def hears_of(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether it is told of changes in these folders."""

    def wait(self, most: int, stop: Event) -> None:
        """Wait for so many milliseconds at most."""

    def close(self) -> None:
        """End it, and its thread."""


class FileWatcher:
    """The files below `source/`, `locale/` and `theme/` of an edition, watched since this was made.

    Symbolic links are followed as far as the press follows them.  `tell` is called with a sentence if the system
    cannot watch so many folders: they are looked at every half a second then, as where WATCHFILES_FORCE_POLLING says
    so.  Raises MachineError if watchfiles is not installed.
    """

    def __init__(self, root: Path, environment: Mapping[str, str], tell: Callable[[str], None]) -> None:
        _installed()
        self._tell = tell
        said = environment.get(_DELAY, "")
        self._delay = int(said) if said.isdecimal() and int(said) else _POLLED
        self._waker: _Waiter | None = _Interval(self._delay) if _polling(environment) else None
        self._looking = Snapshot(root)

    def changes(self, stop: Event | None = None) -> Iterator[tuple[PurePosixPath, ...]]:
        """The paths from the root of what has changed, come or gone, for each burst of changes, until `stop` is set.

        What changes while nobody waits is told next.  Nothing is told of a file that was saved as it was.  In between,
        no thread is left here: a process may be forked.  Raises KeyboardInterrupt at Ctrl+C.
        """
        stop = stop or Event()
        while not stop.is_set():
            try:
                changed = self._next(stop)
            finally:
                if self._waker:
                    self._waker.close()
            if changed:
                yield changed

    def _next(self, stop: Event) -> tuple[PurePosixPath, ...]:
        """The paths of the next burst of changes; none at the end."""
        found: set[PurePosixPath] = set()
        waited = 0
        while not stop.is_set():
            new = self._looking.changed()
            found.update(new)
            waker = self._awake()
            if waker is None:  # it hears of changes from now on: what came before is found by another look
                continue
            if found and (not new or waited >= _LONGEST):
                return tuple(sorted(found))
            waker.wait(_STEP if found else _ANYWAY, stop)
            waited += _STEP if found else 0
        return ()

    def _awake(self) -> _Waiter | None:
        """What hears of changes in all folders; None if that is only so from now on."""
        folders = self._looking.folders
        if self._waker and self._waker.hears_of(folders):
            return self._waker
        if self._waker:
            self._waker.close()
        try:
            self._waker = _System(folders)
        except FileNotFoundError:  # a folder has gone in the meantime
            self._waker = None
        except (OSError, RuntimeError):
            self._waker = _Interval(self._delay)
            self._tell(
                "the system watches no more files, so they are looked at every half a second"
                " (to have it watch more: sudo sysctl fs.inotify.max_user_watches=524288"
                " fs.inotify.max_user_instances=1024)"
            )
        return None


class _System:
    """Waits for what the system tells; OSError or RuntimeError if it watches no more folders."""

    def __init__(self, folders: Mapping[str, tuple[int, ...]]) -> None:
        from watchfiles._rust_notify import RustNotify  # noqa: PLC0415  of kolofon[serve]

        self._folders = dict(folders)
        # Each folder by itself: below the root there is much that is none of the edition's.
        self._notify: RustNotify | None = RustNotify(
            [*folders],
            debug=False,
            force_polling=False,
            poll_delay_ms=_POLLED,
            recursive=False,
            ignore_permission_denied=False,  # it would ignore that there are too many folders, too
        )

    def hears_of(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
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
    """Waits for a while: what watchfiles looks for when it polls is not seen if a file is saved twice in a second."""

    def __init__(self, delay: int) -> None:
        self._delay = delay

    def hears_of(self, folders: Mapping[str, tuple[int, ...]]) -> bool:
        return folders is not None

    def wait(self, most: int, stop: Event) -> None:
        stop.wait(min(most, self._delay) / 1000)

    def close(self) -> None:
        """Do nothing: there is no thread."""


def _polling(environment: Mapping[str, str]) -> bool:
    """Whether the files are to be looked at: where that is said, or else on WSL, as watchfiles has it."""
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
