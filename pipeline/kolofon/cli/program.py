"""What every command has in common: streams, errors, exit codes."""

import argparse
import os
import sys
from codecs import getincrementalencoder
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kolofon.cli.parser import parse
from kolofon.cli.replay import Done, run_of
from kolofon.cli.streams import escape_unencodable
from kolofon.cli.terminal import Terminal, recorded, warn
from kolofon.model.error import CatalogueError, EditionError, PipelineError, SourceError, UsageError

__all__ = ["interrupted", "run"]

_FAULT = 70
"""EX_SOFTWARE of sysexits.h: a fault of the program."""
_SHORTLY = 0.05  # seconds


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line as `kolofon.cli.main` does; KeyboardInterrupt where that stops it."""
    if arguments is None:
        _open_streams()
        sys.unraisablehook = _unraisable
    escape_unencodable()
    terminal = Terminal()
    edition: Path | None = None
    failed: int | None = None
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        edition, failed = options.edition, options.failed
        terminal.loudness = options.loudness
        _assert_somewhere()
        if arguments is None and options.stamped and os.environ.get("KOLOFON_CACHE") != "":
            return _stamped(options, terminal)
        return _code(options.run(options, terminal))
    except PipelineError as error:
        terminal.clear()
        _warn_of(error)
        return failed or error.exit_code
    except Exception as error:  # noqa: BLE001  the last catch
        if interrupted(error):
            raise KeyboardInterrupt from None
        terminal.clear()
        from kolofon.cli.faults import report_fault

        report_fault(error, edition)
        return failed or _FAULT


def _stamped(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run a command and write its stamp, if running it again would have the same result; the exit code."""
    from kolofon.edition.output import edition_folder
    from kolofon.edition.stamp.run import begin, finish

    run = begun = None
    with suppress(EditionError):  # the command says so, or finds the edition by the files that it is given
        run = run_of(sys.argv[1:], str(edition_folder(options.edition)))
        begun = begin(run, dated=options.dated)
    with recorded() as said:
        try:
            done = options.run(options, terminal)
        except (EditionError, SourceError, CatalogueError) as error:  # what is in files, and not what the machine did
            terminal.clear()
            _warn_of(error)
            # A file that `check` is given may be of another edition.
            done = error.exit_code if getattr(options, "asked", ()) else Done(error.exit_code)
    # Whether an encoding's mark (UTF-16, “UTF-8 with signature”) is printed depends on what the stream leads to.
    marked = any("".encode(stream.encoding) for stream in (sys.stdout, sys.stderr))
    if run and begun and isinstance(done, Done) and not marked:
        finish(run, begun, _printed(said), done.code, done.made)
    return _code(done)


def _warn_of(error: PipelineError) -> None:
    """Print an error; if it holds several, each on a line."""
    for each in error.each:
        warn(f"kolofon: {each}")


def _printed(said: Iterable[tuple[str, str]]) -> list[tuple[str, bytes]]:
    """What was printed, as the bytes that the streams wrote; successive texts of one stream are joined."""
    streams = {"out": sys.stdout, "err": sys.stderr}
    encoders = {name: getincrementalencoder(stream.encoding)("backslashreplace") for name, stream in streams.items()}
    return [
        (name, encoders[name].encode("".join(text for _, text in group)))
        for name, group in groupby(said, itemgetter(0))
    ]


def _code(done: int | Done) -> int:
    return done.code if isinstance(done, Done) else done


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


def _unraisable(hook: "sys.UnraisableHookArgs") -> None:
    """Raise a KeyboardInterrupt again that came where nothing can be raised, as in a function called by C."""
    if issubclass(hook.exc_type, KeyboardInterrupt):
        from _thread import interrupt_main
        from threading import Timer

        Timer(_SHORTLY, interrupt_main).start()
    else:
        sys.__unraisablehook__(hook)


def interrupted(error: BaseException) -> bool:
    """Whether an exception was caused by an interrupt, as in a module that was being imported."""
    seen: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in seen:  # one that is raised again may be its own context
        seen.append(now)
        now = now.__cause__ or now.__context__
    return any(isinstance(one, KeyboardInterrupt) for one in seen)
