"""`kolofon serve` at work on a copy of the first book or on another edition, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.press import first_work, put

__all__ = ["PO", "served_edition"]

PO = Path("locale/sq/LC_MESSAGES/liberation-of-tirana.po")


@contextmanager
def served_edition(root: Path, *options: str, files: Mapping[str, str | bytes] | None = None) -> Iterator[str]:
    """The address that opens the page, with its token, for as long as the context lasts.

    `files` are those of another edition than the first book in Albanian.
    """
    put(root, first_work() if files is None else files)
    command = [str(Path(sys.executable).parent / "kolofon"), "serve", "sq", "--no-open", *options]
    # Nobody translates here by the configuration of git, so a name is asked for.
    nobody = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    with subprocess.Popen(
        command, cwd=root, env=nobody, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
