"""Printing: results, progress on a terminal only, findings by their weight.

Whatever is printed goes through `escaped`, here or where it is made (`kolofon.cli.report`).
"""

import contextlib
import sys

from kolofon.cli.streams import NOBODY_READS, to_nowhere
from kolofon.model.error import OutputError
from kolofon.text.escape import escaped

TYPE_CHECKING = False  # what `typing` says, which takes its time to import

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kolofon.model.finding import Finding

__all__ = ["Terminal", "put", "recorded", "say", "show", "telling_how", "warn"]

Said = list[tuple[str, str]]
"""What was printed, in its order: the stream, `out` or `err`, and the text with its line end."""

_recordings: list[Said] = []


@contextlib.contextmanager
def recorded() -> "Iterator[Said]":
    """All that is printed meanwhile, but for what shows a long step."""
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
    _record("out", f"{text}\n")
    try:
        print(text, flush=True)
    except OSError as problem:
        to_nowhere(sys.stdout)
        if isinstance(problem, BrokenPipeError):
            raise SystemExit(NOBODY_READS) from None
        raise OutputError(
            f"what it says cannot be written: {problem.strerror}", hint="see where its output goes"
        ) from None


def warn(line: str) -> None:
    """Print a line that is no result; if that fails, only the exit code shows the problem."""
    text = escaped(line)
    _record("err", f"{text}\n")
    _tell(text, end="\n")


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


@contextlib.contextmanager
def telling_how(*, wanted: bool) -> "Iterator[None]":
    """Print on stderr how things are done, where there are several ways, if that is wanted."""
    import logging

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warn(record.getMessage())

    how, told = logging.getLogger("kolofon"), Told()
    before = how.level
    if wanted:
        how.setLevel(logging.INFO)
        how.addHandler(told)
    try:
        yield
    finally:
        how.removeHandler(told)
        how.setLevel(before)


def _tell(text: str, *, end: str) -> None:
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        to_nowhere(sys.stderr)  # and there is nowhere to say it
