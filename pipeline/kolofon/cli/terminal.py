"""Printing: results, progress on a terminal only, findings by their weight.

Whatever is printed goes through `escaped`, here or where it is made (`kolofon.cli.report`).
"""

import os
import sys

from kolofon.model.error import OutputError
from kolofon.text.escape import escaped

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kolofon.model.finding import Finding

__all__ = ["Terminal", "put", "say", "show", "warn"]

_NOBODY_READS = 141
"""The exit code of a program that a closed pipe ended, as shells have it: 128, and the number of SIGPIPE."""


class Terminal:
    """Shows what a long step is doing, on a terminal only, on one line that the next call replaces."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, doing: str) -> None:
        """Show the line."""
        if self._shown:
            _tell(f"\r\x1b[K{escaped(doing)} …", end="")

    def clear(self) -> None:
        """Remove the line that was shown last."""
        if self._shown:
            _tell("\r\x1b[K", end="")


def say(text: object) -> None:
    """Print a line of the result; OutputError if that cannot be.  Where the reader has gone, nothing more is done."""
    put(escaped(str(text)))


def put(text: str) -> None:
    """Print lines of the result that are escaped already; errors as in `say`."""
    try:
        print(text, flush=True)
    except OSError as problem:
        # Buffered output would fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):
            raise SystemExit(_NOBODY_READS) from None
        raise OutputError(
            f"what it says cannot be written: {problem.strerror}", hint="see where its output goes"
        ) from None


def warn(line: str) -> None:
    """Print a line that is no result; if that fails, only the exit code shows the problem."""
    _tell(escaped(line), end="\n")


def show(findings: "Iterable[Finding]") -> int:
    """Print findings, the gravest last, where the eye is; 1 if one of them is an error."""
    from kolofon.model.finding import Severity

    ranks = list(reversed(Severity))
    found = sorted(dict.fromkeys(findings), key=lambda finding: ranks.index(finding.severity))
    for finding in found:
        warn(f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]")
        if finding.hint:
            warn(f"    {finding.hint}")
    return int(any(finding.severity is Severity.ERROR for finding in found))


def _tell(text: str, *, end: str) -> None:
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        # As in `put`; there is nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
