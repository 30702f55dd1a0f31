"""What happens when a program is killed, or the disk is full, at any operation on a file."""

import io
import os
import signal
from collections.abc import Callable
from itertools import count
from types import BuiltinFunctionType, FrameType

__all__ = ["Operation", "at_each_operation", "before", "die"]

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
    """The same for one operation, counted from 0."""
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
