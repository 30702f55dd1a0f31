"""What is shown, and where: progress on a terminal only, findings by their weight."""

import sys
from collections.abc import Iterable

from pipeline.model.finding import Finding, Severity

__all__ = ["Terminal", "show"]


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


def show(findings: Iterable[Finding]) -> int:
    """Print findings, the gravest last, where the eye is; 1 if one of them is an error."""
    ranks = list(reversed(Severity))
    found = sorted(dict.fromkeys(findings), key=lambda finding: ranks.index(finding.severity))
    for finding in found:
        hint = f"\n    {finding.hint}" if finding.hint else ""
        print(f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]{hint}", file=sys.stderr)
    return int(any(finding.severity is Severity.ERROR for finding in found))
