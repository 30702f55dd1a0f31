"""The targets by their names, their corpora, and what was found with them."""

import hashlib
import os
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import kolofon

__all__ = ["CORPUS", "FOUND", "NAMES", "ROOT", "Fault", "Recorder", "Target", "corpus", "faults", "target", "tried"]

PRESS = f"{Path(kolofon.__file__).parent}{os.sep}"
"""The folder of the package; a clone of the project may have its name too."""

NAMES = ("catalogue", "notation", "markdown", "wikitext", "xhtml", "rst", "gutenberg", "edition", "tbx", "table")
"""The targets, each the name of a module beside this one and of a folder of the corpus."""

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CORPUS = HERE / "corpus"
FOUND = HERE / "found"
_TOLD = ".txt"
"""How the name of the file ends that tells of the input beside it."""


class Target(Protocol):
    """What the module of a target has."""

    TOKENS: Sequence[bytes]

    def check(self, content: bytes) -> None:
        """Return if the input is read, or refused with a PipelineError, and every law holds; else raise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception that a target let through: what and where, in a line, and its traceback."""

    summary: str
    told: str


def target(name: str) -> Target:
    """The module of a target."""
    return cast("Target", import_module(f"{__package__}.{name}"))


def corpus(name: str) -> list[Path]:
    """The inputs of a target that are kept, in the order of their names."""
    return sorted((CORPUS / name).iterdir())


def tried(name: str, content: bytes) -> Fault | None:
    """What is wrong with what a target makes of an input; None if nothing is."""
    module = target(name)
    try:
        module.check(content)
    except Exception as error:  # noqa: BLE001  which exceptions there can be is what is asked
        frames = traceback.extract_tb(error.__traceback__)
        # The innermost line of the press tells two faults apart; what it called is another's.
        own = [frame for frame in frames if frame.filename.startswith(PRESS)] or frames
        where = f"{own[-1].filename.removeprefix(PRESS).rpartition('/tests/')[2]}:{own[-1].lineno}"
        law = "" if own is not frames else f": {frames[-1].line}"
        return Fault(f"{type(error).__name__} at {where}{law}", "".join(traceback.format_exception(error)))
    return None


class Recorder:
    """Keeps one input for each fault, the shortest that was met, in a folder of `FOUND`."""

    def __init__(self, name: str, found: Path = FOUND) -> None:
        self._name = name
        self._folder = found / name
        self._shortest: dict[str, int] = {}

    def __call__(self, content: bytes) -> None:
        """Try an input, and keep it if it is a fault's first or shortest."""
        fault = tried(self._name, content)
        if fault is None or len(content) >= self._shortest.get(fault.summary, len(content) + 1):
            return
        self._shortest[fault.summary] = len(content)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / hashlib.sha256(fault.summary.encode()).hexdigest()[:12]
        path.write_bytes(content)
        path.with_suffix(_TOLD).write_text(f"{fault.summary}\n\n{fault.told}", encoding="utf-8")


def faults(name: str, found: Path = FOUND) -> list[tuple[Path, str]]:
    """The inputs that were found for a target, each with a line that says what happens.

    The engine itself writes those that end the process or take too long, and says so in their names.
    """
    paths = sorted((found / name).glob("*")) if (found / name).is_dir() else []
    return [(path, _said(path)) for path in paths if path.suffix != _TOLD]


def _said(path: Path) -> str:
    told = path.with_suffix(_TOLD)
    return told.read_text("utf-8").partition("\n")[0] if told.exists() else path.name.rpartition("-")[0]
