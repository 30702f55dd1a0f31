"""An edition that is made, and a run of the press on it that leaves a stamp."""

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kolofon.edition.stamp import machine
from kolofon.edition.stamp.run import INPUTS, Run, Said, begin, find, finish
from tests.press import put

__all__ = [
    "DIGESTS",
    "INPUT",
    "LINES",
    "MADE",
    "MANIFEST",
    "SAID",
    "TEXT",
    "commit",
    "git",
    "lay_out",
    "on_small_machine",
    "stamped",
    "the_run",
]

TEXT, MANIFEST = "source/letters.md", "output/.kolofon/made.sha256"
INPUT: Mapping[str, str | bytes] = {
    "source/edition.toml": "",
    TEXT: "# Letters\n",
    "source/a.png": b"\x89",
    "locale/sq/LC_MESSAGES/letters.po": 'msgid ""\n',
    "theme/book.css": "p { color: black }\n",
}
MADE = {"sq/letters.txt": b"made", "sq/letters/a.xhtml": b"<p>a</p>", "site/index.html": b"<p>b</p>"}
DIGESTS = {path: hashlib.sha256(content).hexdigest() for path, content in MADE.items()}
LINES = {path: f"{digest}  {path}\n" for path, digest in DIGESTS.items()}
SAID: Said = [("out", b"output/sq/letters.txt\n"), ("err", b"source/letters.md:3: warning: not nice [nice]\n")]


def lay_out(root: Path) -> Path:
    """An edition that was changed long ago, and made just now; its folder."""
    put(root, INPUT)
    for path in root.rglob("*"):
        os.utime(path, (10**9, 10**9))
    put(root / "output", MADE)
    put(root, {MANIFEST: "".join(LINES.values())})
    return root


def on_small_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a stamp say little of what it was made with: to look at all that tests import takes longer than all else."""
    monkeypatch.setattr(machine, "_PRESS", str(Path(machine.__file__).parent))
    monkeypatch.setattr(machine, "_DICTIONARIES", ())
    monkeypatch.setattr(machine, "_imported", lambda: {machine.__file__})
    monkeypatch.setattr(machine, "_loaded", set)


def the_run(root: Path, *arguments: str, **environment: str) -> Run:
    clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return Run(str(root), arguments or ("build",), clean | environment, [False, "utf-8"])


def stamped(root: Path, *, dated: bool = True, code: int = 0) -> Run:
    """A run of which there is a stamp."""
    run = the_run(root)
    begun = begin(run, dated=dated)
    assert begun
    assert finish(run, begun, SAID, code, DIGESTS)
    assert find(run) == (SAID, code)
    return run


def commit(root: Path, *paths: str, day: int = 1) -> None:
    environment = os.environ | {"GIT_COMMITTER_DATE": f"2020-01-0{day}T00:00:00Z"}
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for command in (["add", "--force", *(paths or INPUTS)], [*identity, "commit", "--quiet", "--message", "Edit"]):
        subprocess.run(["git", "-C", root, *command], check=True, env=environment)


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()
