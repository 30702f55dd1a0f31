"""What happens when a program is killed, or the disk is full, at any operation on a file."""

import io
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import BuiltinFunctionType, FrameType

__all__ = ["Operation", "at_each_operation", "before", "die", "telling"]

# What a process asks of the system and its files.  What only looks, or only computes, changes nothing wherever it ends.
MODULES = {"posix", "io", "_io", "fcntl"}
LOOKS = {
    "fspath",
    "fstat",
    "getcwd",
    "getpid",
    "lstat",
    "read",
    "readinto",
    "scandir",
    "stat",
    "text_encoding",
    "umask",
}

Operation = Callable[[BuiltinFunctionType], None]


def at_each_operation(act: Operation) -> Callable[[FrameType, str, object], None]:
    """A profile function (sys.setprofile) that is called before each operation on a file, by whatever code."""

    def profile(_frame: FrameType, event: str, called: object) -> None:
        if event != "c_call" or not isinstance(called, BuiltinFunctionType) or called.__name__ in LOOKS:
            return
        if called.__name__.startswith("_path_"):  # what os.path computes with names; Python 3.13 has more of it in C
            return
        if called.__module__ in MODULES or isinstance(called.__self__, io.IOBase):
            act(called)

    return profile


def before(number: int, act: Operation) -> Callable[[FrameType, str, object], None]:
    """As `at_each_operation`, for one operation alone, counted from 0."""
    numbers = count()

    def counted(called: BuiltinFunctionType) -> None:
        if next(numbers) == number:
            act(called)

    return at_each_operation(counted)


def die(called: BuiltinFunctionType) -> None:
    """End at once, as by kill -9; a write first writes some of it."""
    if called.__name__ == "write" and isinstance(called.__self__, io.BufferedWriter):
        called.__self__.raw.write(b'msgid "hal')
    os.kill(os.getpid(), signal.SIGKILL)


def telling(root: Path, run: Callable[[], object]) -> list[tuple[int, str]]:
    """The operations of a run that matter: a kill before them leaves other files than a kill before the previous one.

    Each has its number, counted from 0, and its name.  A kill before any other operation leaves the same files, and
    locks end with a process.  A write is among them, since `die` writes some of it.  `run` is run once.
    """
    found: list[tuple[int, str]] = []
    numbers = count()
    last: dict[str, tuple[int, bytes]] | None = None

    def look(called: BuiltinFunctionType) -> None:
        nonlocal last
        number, seen = next(numbers), _all_of(root)
        if seen != last or called.__name__ == "write":
            found.append((number, called.__name__))
        last = seen

    sys.setprofile(at_each_operation(look))
    try:
        run()
    finally:
        sys.setprofile(None)
    return found


def _all_of(root: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a folder: by its path, its mode and its content."""
    return {str(path): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"") for path in root.rglob("*")}
