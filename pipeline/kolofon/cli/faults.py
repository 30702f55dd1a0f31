"""What is printed for an unexpected exception: one line, with the path of a file that has the traceback."""

import os
import platform
import shlex
import sys
import tempfile
import traceback
from pathlib import Path

from kolofon import __version__
from kolofon.cli.terminal import warn
from kolofon.model.error import PipelineError
from kolofon.text.escape import escaped

__all__ = ["report_fault"]

_LONGEST = 200


def report_fault(error: Exception, edition: Path | None) -> None:
    """Print one line about a fault of the press, with the path of a file that has its traceback.

    The file is in `output/.kolofon/` of the edition, or of the nearest one; without any, it is a temporary file.  With
    KOLOFON_TRACEBACK=1 in the environment, the traceback is also printed.
    """
    text = _text(error)
    if os.environ.get("KOLOFON_TRACEBACK", "0") not in ("", "0"):
        for line in text.splitlines():
            warn(line)
    said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    where = _written(text, edition)
    todo = (
        f"report it, with the file {where}"
        if where
        else "run it again with KOLOFON_TRACEBACK=1, and report what it says"
    )
    warn(f"kolofon: this is a fault of the press: {short} ({todo})")


def _text(error: Exception) -> str:
    head = [
        f"kolofon {__version__}, Python {platform.python_version()}, {platform.platform()}",
        shlex.join(sys.argv),
        "",
        *"".join(traceback.format_exception(error)).splitlines(),
    ]
    return "".join(f"{escaped(line)}\n" for line in head)


def _written(text: str, edition: Path | None) -> str:
    """The path of the file to which the traceback was written; empty if that failed."""
    from kolofon.edition import files, output

    try:
        root = output.edition_folder(edition)
        if files.present(root / output.EDITION):
            return files.relative(root / output.write_traceback(root, text), Path.cwd())
    except (PipelineError, OSError):
        pass
    try:
        descriptor, name = tempfile.mkstemp(prefix="kolofon-", suffix=".txt")
        os.close(descriptor)
        Path(name).write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return name
