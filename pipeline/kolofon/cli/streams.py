"""The streams of the process: characters that they cannot encode, and pipes that are closed."""

import io
import os
import sys
from typing import TextIO

__all__ = ["BROKEN_PIPE", "discard", "escape_unencodable"]

BROKEN_PIPE = 141
"""The exit code of a program that a closed pipe ended, as shells have it: 128, and the number of SIGPIPE."""


def escape_unencodable() -> None:
    """Print characters that the encoding of a stream does not have as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def discard(stream: TextIO) -> None:
    """Redirect a stream that failed to the null device: its buffer would fail again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
