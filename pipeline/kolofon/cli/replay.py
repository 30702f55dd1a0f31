"""The output of an earlier run, printed again if nothing has changed since; then the command is not run.

This runs before anything else, so it imports the standard library and the press's stamps alone.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kolofon.cli.streams import BROKEN_PIPE, discard
from kolofon.edition.stamp.run import Run, Said, find

__all__ = ["Done", "replay", "run_of"]

_EDITION = "source/edition.toml"
_OPTION = "--edition"


class Done(NamedTuple):
    """The result of a command that would be the same if it were run again: its exit code, and the files that it made.

    `made` has the SHA-256 of each file that it made, by its path from `output/`.
    """

    code: int
    made: Mapping[str, str] = {}


def replay(arguments: Sequence[str]) -> int | None:
    """Print what the same run printed before, and return its exit code; None if the command has to be run.

    That is also so if the folder of the edition is not found here, as with an abbreviated option.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr) or os.environ.get("KOLOFON_CACHE") == "":
        return None
    try:
        root = _root(arguments)
        known = find(run_of(arguments, root)) if root else None
    except OSError:
        return None
    if known is None:
        return None
    said, code = known
    return code if _printed(said) else None


def run_of(arguments: Sequence[str], root: str) -> Run:
    """The run of a command line on an edition, with the properties of this process's streams."""
    streams: list[object] = [fact for stream in (sys.stdout, sys.stderr) for fact in (stream.isatty(), stream.encoding)]
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            streams += os.get_terminal_size(stream.fileno())
    return Run(root, arguments, os.environ, streams)


def _root(arguments: Sequence[str]) -> str:
    """The folder of the edition, as `kolofon.edition.output.edition_folder` returns it; empty if there is none."""
    for place, argument in enumerate(arguments):
        if argument == _OPTION:
            return "".join(arguments[place + 1 : place + 2])
        if argument.startswith(f"{_OPTION}="):
            return argument.removeprefix(f"{_OPTION}=")
    folder = os.getcwd()
    while not os.path.lexists(os.path.join(folder, _EDITION)):
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)
    return folder


def _printed(said: Said) -> bool:
    """Print what an earlier run printed; False if that fails, and the command has to be run to say why."""
    for name, printed in said:
        stream = sys.stdout if name == "out" else sys.stderr
        try:
            _write(stream.fileno(), printed)
        except OSError as problem:
            if name == "out" and not isinstance(problem, BrokenPipeError):
                return False
            discard(stream)
            if name == "out":
                raise SystemExit(BROKEN_PIPE) from None
    return True


def _write(stream: int, printed: bytes | memoryview) -> None:
    """Write to a stream without a buffer, whose content would be written at the end if this fails."""
    rest = memoryview(printed)
    while rest:
        rest = rest[os.write(stream, rest) :]
