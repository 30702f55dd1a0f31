"""The command line: arguments in; findings, paths and an exit code out.  The only code that prints.

| module     | holds                                                                      |
|------------|----------------------------------------------------------------------------|
| `replay`   | the output of an earlier run, printed again if nothing has changed         |
| `program`  | what every command has in common: streams, errors, exit codes              |
| `parser`   | a command line → its options                                               |
| `options`  | the options of each command, for argparse                                  |
| `commands` | a function for each command: it calls the command and prints the result    |
| `serve`    | what `kolofon serve` prints: its address, and faults while it runs         |
| `report`   | findings as text, JSON, SARIF or GitHub's annotations                      |
| `terminal` | printing to a terminal, a file or a pipe                                   |
| `streams`  | the streams of the process                                                 |
| `faults`   | what is printed after an unexpected exception, with a file for the report  |
"""

import gc
import signal
import sys
from collections.abc import Sequence

__all__ = ["COLLECT_AFTER", "STAMPED", "main"]

STAMPED = frozenset({"build", "check", "status", "update"})
"""The commands that leave a stamp, so that they are not run again where nothing has changed."""

COLLECT_AFTER = (100_000, 20, 100)
"""The thresholds of Python's garbage collector (`gc.set_threshold`).

An edition is a tree of millions of small values without cycles.  With Python's own threshold of 700 objects, the
collector would take a quarter of the time of an update.
"""

_COLLECT_RARELY = (1_000_000, 20, 100)
"""The same for commands that set no page, and so make hardly any cycle."""

_STOPPED = 130
"""The exit code of a program that Ctrl+C ended, as shells have it: 128, and the number of SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Without `arguments` it reads those of `sys.argv`, and sets up the whole process.
    """
    if arguments is None:
        gc.set_threshold(*_COLLECT_RARELY if {"status", "update"}.intersection(sys.argv) else COLLECT_AFTER)
    try:
        # Imported here, so that Ctrl+C while modules are imported ends quietly as well.
        if arguments is None and STAMPED.intersection(sys.argv):
            from kolofon.cli.replay import replay

            known = replay(sys.argv[1:])
            if known is not None:
                return known
        from kolofon.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:
        if arguments is None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        _say_that_it_stopped()
        return _STOPPED
    finally:
        if arguments is None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is done is done; Python takes a moment to end
            gc.freeze()  # without this the collector would visit every object once more at the end


def _say_that_it_stopped() -> None:
    try:
        line_back = "\r\x1b[K" if sys.stderr.isatty() else ""
        print(f"{line_back}kolofon: stopped; nothing is half written", file=sys.stderr, flush=True)
    except (AttributeError, OSError):  # nobody reads it
        return
