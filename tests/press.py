"""Runs `kolofon` on a copy of this project's edition, or on another edition."""

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

import pytest

from kolofon.catalogue.po import read_po, write_po
from kolofon.cli import main
from tests.machine import ROOT

__all__ = ["EPOCH", "Init", "Press", "Said", "edition_toml", "first_work", "put", "short_work"]

EPOCH = "1795348800"


def edition_toml(works: str, more: str = "") -> str:
    """An edition.toml: `works` is put into its first `[[works]]`, and `more` above its first table."""
    return f"""\
identifier = "urn:isbn:9780306406157"
publisher = "The press"
source_language = "en"
bibliography_language = "sq"
{more}
[rights]
holder = "Those who wrote it"
licence = "CC-BY-SA-4.0"

[[works]]
{works}"""


def first_work() -> dict[str, bytes]:
    """The files of this project's edition, as if it had its first work and the Albanian translation alone."""
    name = "liberation-of-tirana"
    kept = (f"source/{name}.txt", "source/README.md", f"locale/{name}.pot")
    albanian = (f"locale/sq/LC_MESSAGES/{name}.po", "locale/sq/glossary.po")
    edition = (ROOT / "source/edition.toml").read_text(encoding="utf-8")
    head, works, first = edition.partition("\n[[works]]\n")
    one = re.sub(r"(?m)^languages = .*$", 'languages = ["sq"]', head) + works + first.partition("\n[[works]]\n")[0]
    return {path: (ROOT / path).read_bytes() for path in (*kept, *albanian)} | {"source/edition.toml": one.encode()}


@cache
def short_work() -> Mapping[str, bytes]:
    """The same edition with four sentences of the work, which are read and checked in a fifth of the time."""
    text = """\
= Liberation of Tirana =

== Description ==
The fighting continued very harsh throughout the day. Unit 1 Corps successfully completed the task that was laid \
Director General Headquarters of UNÇSH.

It was the continuation and the culmination of the general offense.

In total 127 Albanians were killed in action and another 290 were injured meanwhile the Nazis had lost on their side \
100 or more soldiers and had 365 captives, 25 artilleries, 4 tanks, 100 machine guns, 200 vehicles, 250 wagons \
captured or destroyed.
"""
    files = first_work()
    source, po = "source/liberation-of-tirana.txt", "locale/sq/LC_MESSAGES/liberation-of-tirana.po"
    catalogue, _ = read_po(files[po], po)
    entries = tuple(entry for entry in catalogue.entries if entry.msgid in text)
    files[po] = write_po(replace(catalogue, entries=entries))
    files[source] = text.encode()
    return MappingProxyType(files)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def put(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths from a folder, which need not be there."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


Init = Callable[..., Said]
"""`kolofon init` as a test calls it, with its arguments; returns what it prints."""


@dataclass(frozen=True, slots=True)
class Press:
    """An edition in a folder of its own, and `kolofon` to run on it."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    @classmethod
    def set_up(cls, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Press":
        """A copy of this project's first work and its Albanian in a folder, with a fixed clock."""
        put(root, first_work())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return cls(root, capsys)

    @classmethod
    def short(cls, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Self:
        """The same with the four sentences of `short_work`."""
        put(root, short_work())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return cls(root, capsys)

    @classmethod
    def of(
        cls,
        sources: Mapping[str, str | bytes],
        root: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> Self:
        """An edition of some files by their paths below `source/`, with a fixed clock."""
        put(root / "source", sources)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return cls(root, capsys)

    def __call__(self, *arguments: str) -> Said:
        """Run `kolofon --edition ROOT …`, and return what it prints; earlier output is dropped."""
        self.capsys.readouterr()
        code = main(["--edition", str(self.root), *arguments])
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def path(self, name: str) -> Path:
        """A file of the edition."""
        return self.root / name

    def read(self, name: str) -> str:
        """The text of a file of the edition."""
        return self.path(name).read_bytes().decode()

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be in a file exactly once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_bytes(text.replace(old, new).encode())

    def everything(self, folder: str) -> dict[str, bytes]:
        """All files below a folder with their bytes."""
        found = sorted(path for path in self.path(folder).rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def commit(self) -> None:
        """Put the edition into a git repository of its own."""
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        for command in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "Begin"]):
            subprocess.run(["git", "-C", str(self.root), *command], check=True)
