"""Golden files: an input in `tests/cases/`, and beside it the expected result.

`pytest --accept` writes the results anew; they are then reviewed as a diff.  A golden file that no test compares is a
mistake, which a run of all tests finds, on however many cores.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.machine import ROOT

__all__ = ["CASES", "Golden", "GoldenFiles"]

CASES = ROOT / "tests/cases"
SUFFIXES = frozenset({".commonmark", ".outline", ".plain"})
"""How the names of golden files end; every other file there is an input."""

Golden = Callable[[Path, str], None]
"""Compare a golden file with a text."""


class GoldenFiles:
    """The golden files below a folder, and those that were compared."""

    def __init__(self, folder: Path = CASES, *, accept: bool = False) -> None:
        self._folder = folder
        self._accept = accept
        self._compared: set[str] = set()

    def expected(self, path: Path, text: str) -> str:
        """The content of a golden file, to compare with a text; with `--accept` the text is written to it first."""
        assert path.suffix in SUFFIXES, f"{path.name} has not the name of a golden file"
        self._compared.add(self._name(path))
        if self._accept:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"there is no {self._name(path)}; `pytest --accept` writes it"
        return path.read_text(encoding="utf-8")

    def told(self) -> str:
        """The names of the files compared, for `also`; a worker of pytest-xdist sends them to its controller."""
        return json.dumps(sorted(self._compared))

    def also(self, told: str) -> None:
        """Add the names of the files that a worker compared."""
        self._compared.update(json.loads(told))

    def orphans(self) -> Iterable[str]:
        """The names of the golden files that were not compared."""
        there = {self._name(path) for path in self._folder.rglob("*") if path.suffix in SUFFIXES}
        return sorted(there - self._compared)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()
