"""A run for which all is as it was: what it said is printed again, and nothing is done.

This is called before anything else, so it imports the standard library and the press's stamps alone.
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
    """What a command came to, where the same run comes to the same: its exit code, and what it made.

    `made` has the SHA-256 of each file that it made, by its path from `output/`.
    """

    code: int
    made: Mapping[str, str] = {}


def replay(arguments: Sequence[str]) -> int | None:
    """Print what the same run printed before, and return its exit code; None if it has to be done.

    An edition that is not found here, as where its option is abbreviated, has no stamp of this run: whoever leaves one
    knows its folder.
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
    """The run of a command line on an edition, with what the streams of this process are."""
    streams: list[object] = [fact for stream in (sys.stdout, sys.stderr) for fact in (stream.isatty(), stream.encoding)]
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            streams += os.get_terminal_size(stream.fileno())
    return Run(root, arguments, os.environ, streams)


def _root(arguments: Sequence[str]) -> str:
    """The folder of the edition, as `kolofon.edition.output.edition_folder` has it; empty if there is none."""
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
    """Print what was said; False if it cannot be, and the run has to be done to say why."""
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
    """Write to a stream itself: what a buffer holds when that fails is written later, where nobody expects it."""
    rest = memoryview(printed)
    while rest:
        rest = rest[os.write(stream, rest) :]
