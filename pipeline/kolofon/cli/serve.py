"""What `kolofon serve` prints: its address, and faults while it runs."""

import argparse
import contextlib
import logging
import os
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from kolofon.cli.faults import report_fault
from kolofon.cli.terminal import Loudness, say, warn
from kolofon.edition.output import edition_folder
from kolofon.model.error import MachineError

__all__ = ["faults_printed", "serve"]

_NEEDED = ("starlette", "uvicorn", "watchfiles", "pypdfium2")


def serve(options: argparse.Namespace) -> int:
    """Serve the edition until Ctrl+C; MachineError if `kolofon[serve]` is not installed."""
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        said = f"kolofon serve needs {', '.join(lacking)}, not installed"
        raise MachineError(said, hint="pip install 'kolofon[serve]'; in a clone of the press: make setup")
    from kolofon.commands.serve.server.lifecycle import Options
    from kolofon.commands.serve.server.lifecycle import serve as serve_edition

    root = edition_folder(options.edition)
    asked = Options(
        language=options.language,
        host=options.host,
        port=options.port,
        proxy=options.proxy,
        read_only=options.read_only,
        browse=not options.no_open,
    )
    with faults_printed(root):
        serve_edition(root, asked, os.environ, partial(_print_address, quiet=options.loudness is Loudness.QUIET))
    return 0


def _print_address(address: str, *, quiet: bool) -> None:
    say(address)
    if not quiet:
        warn("kolofon: open this address in a browser of this machine; Ctrl+C ends it")


@contextlib.contextmanager
def faults_printed(root: Path) -> Iterator[None]:
    """Print what the server logs: one line for a fault of the press, whose traceback is in a file."""

    class _Printer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            fault = getattr(record, "fault", None)
            if isinstance(fault, Exception):
                report_fault(fault, root)
            else:
                warn(record.getMessage())

    faults, handler = logging.getLogger("kolofon.commands.serve"), _Printer()
    faults.addHandler(handler)
    try:
        yield
    finally:
        faults.removeHandler(handler)
