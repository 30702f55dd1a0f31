"""The command line: arguments in; findings, paths and an exit code out.  The only code that prints.

| module     | holds                                                                      |
|------------|----------------------------------------------------------------------------|
| `replay`    | a run for which all is as it was: what it said is printed again            |
| `program`  | what is done around every command: streams, errors, faults                 |
| `parser`   | a command line → its options, by the commands that there are               |
| `options`  | the options of each command, as argparse knows them                        |
| `printing` | each command is called with its options, and its result is printed         |
| `serving`  | what `serve` prints: its address, and faults as long as it runs            |
| `report`   | findings as text, JSON, SARIF or GitHub's annotations                      |
| `terminal` | printing: what is shown on a terminal, and what in a file or a pipe        |
| `streams`  | the streams of the process                                                 |
| `faults`   | what is printed and written down after an exception that nobody foresaw    |
"""

import gc
import signal
import sys
from collections.abc import Sequence

__all__ = ["COLLECT_AFTER", "STAMPED", "main"]

STAMPED = frozenset({"build", "check", "status", "update"})
"""The commands that leave a stamp, by which they need not be done again where nothing changed."""

COLLECT_AFTER = (100_000, 20, 100)
"""When Python looks for cycles: after so many new objects, and so many such looks.

An edition is a tree of millions of small values without a cycle among them.  At Python's own 700, a quarter of an
update would be spent looking at them.
"""

_COLLECT_RARELY = (1_000_000, 20, 100)
"""The same for commands that set no page, and so make hardly a cycle."""

_STOPPED = 130
"""The exit code of a program that Ctrl+C ended, as shells have it: 128, and the number of SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code.

    With no arguments given it is the program: it reads `sys.argv` and has the process to itself.
    """
    if arguments is None:
        gc.set_threshold(*_COLLECT_RARELY if {"status", "update"}.intersection(sys.argv) else COLLECT_AFTER)
    try:
        # Here, so that Ctrl+C in the first moments, while modules are read, ends quietly as well.
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
            gc.freeze()  # without this it would look at every object once more before it ends


def _say_that_it_stopped() -> None:
    try:
        line_back = "\r\x1b[K" if sys.stderr.isatty() else ""
        print(f"{line_back}kolofon: stopped; nothing is half written", file=sys.stderr, flush=True)
    except (AttributeError, OSError):  # nobody reads it
        return
