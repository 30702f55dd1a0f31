"""What is done around every command: streams, errors, faults."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kolofon.cli.options import parse
from kolofon.cli.terminal import Terminal, warn
from kolofon.model.error import PipelineError, UsageError

__all__ = ["run"]

_FAULT = 70
"""EX_SOFTWARE of sysexits.h: a fault of the program."""
_SHORTLY = 0.05  # seconds


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line as `kolofon.cli.main` does; KeyboardInterrupt where that stops it."""
    if arguments is None:
        _open_streams()
        sys.unraisablehook = _unraisable
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal has no letters for is still printed
    terminal = Terminal()
    edition: Path | None = None
    failed: int | None = None
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        edition, failed = options.edition, options.failed
        _assert_somewhere()
        return int(options.run(options, terminal))
    except PipelineError as error:
        terminal.clear()
        warn(f"kolofon: {error}")
        return failed or error.exit_code
    except Exception as error:  # noqa: BLE001  the last catch
        if _interrupted(error):
            raise KeyboardInterrupt from None
        terminal.clear()
        from kolofon.cli.faults import tell_fault

        tell_fault(error, edition)
        return failed or _FAULT


def _assert_somewhere() -> None:
    """UsageError if the working directory is gone or cannot be read: every path is printed relative to it."""
    try:
        Path.cwd()
    except OSError as problem:
        raise UsageError(
            f"the folder that this is run in cannot be found: {problem.strerror}", hint="go to another one, with cd"
        ) from None


def _open_streams() -> None:
    """Open those of stdin, stdout and stderr that are closed, on the null device.

    Otherwise the next file to be opened would take the number of the stream, and messages of other libraries and
    programs would be written into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    """Raise an interrupt again that came where nothing can be raised, as in a function that C calls."""
    if issubclass(told.exc_type, KeyboardInterrupt):
        from _thread import interrupt_main
        from threading import Timer

        Timer(_SHORTLY, interrupt_main).start()
    else:
        sys.__unraisablehook__(told)


def _interrupted(error: BaseException) -> bool:
    """Whether an exception was caused by an interrupt, as in a module that was being imported."""
    seen: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in seen:  # one that is raised again may be its own context
        seen.append(now)
        now = now.__cause__ or now.__context__
    return any(isinstance(one, KeyboardInterrupt) for one in seen)
