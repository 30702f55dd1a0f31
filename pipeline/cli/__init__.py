"""The command line: arguments in; findings, paths and an exit code out.  The only code that prints.

| module     | holds                          |
|------------|--------------------------------|
| `options`  | the commands and their options |
| `commands` | what each command does         |
| `terminal` | what is shown, and where       |
"""

import io
import sys
from collections.abc import Sequence

from pipeline.cli.options import parse
from pipeline.cli.terminal import Terminal
from pipeline.model.error import PipelineError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv`, if none is given); the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal has no letters for is still told
    terminal = Terminal()
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        return int(options.run(options, terminal))
    except PipelineError as error:
        terminal.clear()
        print(f"kolofon: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        terminal.clear()
        print("kolofon: stopped; nothing is half written", file=sys.stderr)
        return 130
