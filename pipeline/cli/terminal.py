"""What is shown, and where: progress on a terminal only, findings by their weight."""

import os
import sys
from collections.abc import Iterable

from pipeline.model.error import OutputError
from pipeline.model.finding import Finding, Severity

__all__ = ["Terminal", "say", "show"]

_NOBODY_READS = 141
"""What a shell says of a program that a closed pipe ended: 128, and the number of SIGPIPE."""


class Terminal:
    """Says what a long step is doing, on a terminal only, on one line that the next thing said replaces."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, doing: str) -> None:
        """Say it."""
        if self._shown:
            print(f"\r\x1b[K{doing} …", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take away what was said last."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def say(text: object) -> None:
    """Print a line of the result; OutputError if that cannot be.  Where the reader has gone, nothing more is done."""
    try:
        print(text, flush=True)
    except OSError as problem:
        # What is still held back would fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):
            raise SystemExit(_NOBODY_READS) from None
        raise OutputError(
            f"what it says cannot be written: {problem.strerror}", hint="see where its output goes"
        ) from None


def show(findings: Iterable[Finding]) -> int:
    """Print findings, the gravest last, where the eye is; 1 if one of them is an error."""
    ranks = list(reversed(Severity))
    found = sorted(dict.fromkeys(findings), key=lambda finding: ranks.index(finding.severity))
    for finding in found:
        hint = f"\n    {finding.hint}" if finding.hint else ""
        print(f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]{hint}", file=sys.stderr)
    return int(any(finding.severity is Severity.ERROR for finding in found))
