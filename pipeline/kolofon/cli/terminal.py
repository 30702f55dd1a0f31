"""Printing: results, progress (on a terminal only), findings.

Whatever is printed goes through `escaped`, here or in `kolofon.cli.report`.
"""

import contextlib
import os
import sys
from enum import Enum, auto

from kolofon.cli.streams import BROKEN_PIPE, discard
from kolofon.model.error import OutputError
from kolofon.text.escape import escaped

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from kolofon.model.finding import Finding

__all__ = ["Loudness", "Terminal", "details_printed", "put", "recorded", "say", "show", "warn", "width"]


class Loudness(Enum):
    """How much is printed: errors alone, a line for each kind of finding, or a line for each finding."""

    QUIET = auto()
    USUAL = auto()
    VERBOSE = auto()


Said = list[tuple[str, str]]
"""What was printed, in its order: the stream, `out` or `err`, and the text with its line end."""

_recordings: list[Said] = []


@contextlib.contextmanager
def recorded() -> "Iterator[Said]":
    """All that is printed meanwhile, except the line that shows a long step."""
    said: Said = []
    _recordings.append(said)
    try:
        yield said
    finally:
        _recordings.remove(said)


def _record(stream: str, text: str) -> None:
    for said in _recordings:
        said.append((stream, text))


class Terminal:
    """Shows what a long step is doing, on a terminal only, on one line that the next call replaces.

    `loudness` is how much else is printed.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self.loudness = Loudness.USUAL

    @property
    def quiet(self) -> bool:
        """Whether only errors are printed."""
        return self.loudness is Loudness.QUIET

    def say(self, text: object) -> None:
        """Print a line of the result, as the function of this name, except when only errors are printed."""
        if not self.quiet:
            say(text)

    def warn(self, line: str) -> None:
        """Print a line that is no result, except when only errors are printed."""
        if not self.quiet:
            warn(line)

    def show(self, findings: "Iterable[Finding]", once: str = "") -> int:
        """Print findings, as the function of this name."""
        return show(findings, self.loudness, once)

    def __call__(self, doing: str) -> None:
        """Show the line."""
        if self._shown and not self.quiet:
            _tell(f"\r\x1b[K{escaped(doing)} …", end="")

    def clear(self) -> None:
        """Remove the line that was shown last."""
        if self._shown:
            _tell("\r\x1b[K", end="")


def say(text: object) -> None:
    """Print a line of the result; OutputError if that fails.  If the pipe is closed, the program ends."""
    put(escaped(str(text)))


def put(text: str) -> None:
    """Print lines of the result that are escaped already; errors as in `say`."""
    _record("out", f"{text}\n")
    try:
        print(text, flush=True)
    except OSError as problem:
        discard(sys.stdout)
        if isinstance(problem, BrokenPipeError):
            raise SystemExit(BROKEN_PIPE) from None
        raise OutputError(
            f"what it says cannot be written: {problem.strerror}", hint="see where its output goes"
        ) from None


def warn(line: str) -> None:
    """Print a line that is no result; if that fails, only the exit code shows the problem."""
    text = escaped(line)
    _record("err", f"{text}\n")
    _tell(text, end="\n")


def show(findings: "Iterable[Finding]", loudness: Loudness = Loudness.VERBOSE, once: str = "") -> int:
    """Print findings, as many as `loudness` says; returns 1 if one of them is an error.

    With `once`, the command or option that prints each of them, there is only one line for each kind.
    """
    from kolofon.cli.report.grouped import in_lines, lines
    from kolofon.model.finding import Severity

    found = tuple(findings)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if loudness is Loudness.USUAL:
        printed: Iterable[str] = lines(found, width(sys.stderr), once or "--verbose", 1 if once else 3)
    else:
        printed = in_lines(errors if loudness is Loudness.QUIET else found)
    for line in printed:
        warn(line)
    return int(bool(errors))


def width(stream: "TextIO") -> int | None:
    """The columns of the terminal that a stream leads to, or those of COLUMNS; None where it leads to none."""
    if not stream.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):  # it has no file, or no size
        return None


@contextlib.contextmanager
def details_printed(*, wanted: bool) -> "Iterator[None]":
    """Print on stderr, if `wanted`, what is logged about how things are done, where there are several ways."""
    import logging

    class _Printer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warn(record.getMessage())

    how, handler = logging.getLogger("kolofon"), _Printer()
    before = how.level
    if wanted:
        how.setLevel(logging.INFO)
        how.addHandler(handler)
    try:
        yield
    finally:
        how.removeHandler(handler)
        how.setLevel(before)


def _tell(text: str, *, end: str) -> None:
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)  # and there is nowhere to say it
