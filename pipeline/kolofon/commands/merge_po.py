"""Working together: `kolofon merge-po`, which git calls to merge two catalogues, and what tells git to call it.

git hands over three files and takes the result from the second; how it wants to be answered is in gitattributes(5),
"Defining a custom merge driver".
"""

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kolofon.catalogue.clash import SIGN
from kolofon.catalogue.po import read_po
from kolofon.catalogue.serialise import write_po
from kolofon.catalogue.three_way import Clash, merge, nothing_lost
from kolofon.edition import files
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError, MachineError, UsageError
from kolofon.model.finding import Excerpt, Finding, Severity

if TYPE_CHECKING:
    from kolofon.model.message import Catalogue

__all__ = ["Hooks", "install_hooks", "merge_files"]

DRIVER = "kolofon-po"
ATTRIBUTES = (f"*.po merge={DRIVER}", f"*.pot merge={DRIVER}")


def merge_files(base: Path, ours: Path, theirs: Path, shown: str) -> tuple[Finding, ...]:
    """Merge three PO or POT files into the second, `ours`; what was found, a clash being an error.

    `shown` is the catalogue's own path: the three have names that only git knows.  CatalogueError if one of them is no
    PO file, or a side has no header any more; OutputError if the result cannot be written; then `ours` is as it was.
    """
    versions: list[Catalogue] = []
    findings: list[Finding] = []
    for path, side in ((base, "the common ancestor"), (ours, "ours"), (theirs, "theirs")):
        name = f"{shown} ({side})"
        content = files.read_bytes(path, name, CatalogueError, "three files are merged: BASE OURS THEIRS")
        catalogue, found = read_po(content, name)
        findings += found
        if versions:
            if versions[0].header and not catalogue.header:
                raise CatalogueError(
                    "the file is empty, or its header is gone",
                    place=Place(name, 1),
                    hint="take it back from an earlier commit, and merge again",
                )
            catalogue, lost = nothing_lost(versions[0], catalogue)
            findings += [_lost(lost, Place(shown), side)] if lost else []
        versions.append(catalogue)
    merged, clashes = merge(*versions)
    content = write_po(merged)
    files.write_bytes(ours, content, shown)
    lines = {entry.key: entry.line for entry in read_po(content, shown)[0].entries}
    findings += [_finding(clash, Place(shown, lines[clash.key])) for clash in clashes]
    return tuple(findings)


def _lost(number: int, place: Place, side: str) -> Finding:
    return Finding(
        "po-lost",
        Severity.WARNING,
        place,
        f"{number} translated messages are nowhere in {side}; they are kept as obsolete",
        "if that file was cut off, take it back from an earlier commit; else: kolofon update",
    )


def _finding(clash: Clash, place: Place) -> Finding:
    return Finding(
        "po-clash",
        Severity.ERROR,
        place,
        f"both sides translated {clash.key.msgid[:60]!r}, each in its own way",
        "ours stands there as fuzzy, theirs in the comment above it: make one of them, take away the mark and the"
        f" lines “merge clash”, then: git add {shlex.quote(place.path)}",
        Excerpt(clash.key.msgid, clash.ours[0]),
    )


@dataclass(frozen=True, slots=True)
class Hooks:
    """What was installed: the command that git will run, and whether a line was added to `attributes`."""

    command: str
    attributes: PurePosixPath
    written: bool


def install_hooks(root: Path) -> Hooks:
    """Have git merge the catalogues of the edition in `root` by message, in this clone of its repository.

    The command goes into the repository's own configuration, which a clone does not take along; .gitattributes, which
    it does, names it.  A clone in which this was not done merges by line, as git always did.

    UsageError outside a repository; MachineError without git.
    """
    command = _command()
    for name, value in (("name", "PO files, message by message"), ("driver", command)):
        _configure(root, f"merge.{DRIVER}.{name}", value)
    path = PurePosixPath(".gitattributes")
    there = (root / path).exists()
    bounds = files.Bounds((root,))
    old = files.read_bytes(root / path, str(path), UsageError, "see to its permissions", bounds) if there else b""
    missing = [line for line in ATTRIBUTES if line.encode() not in old.splitlines()]
    end = "\n" if old and not old.endswith(b"\n") else ""
    added = end + "".join(f"{line}\n" for line in missing) if missing else ""
    written = files.write_bytes(root / path, old + added.encode(), str(path), within=bounds.within)
    return Hooks(command, path, written)


def _command() -> str:
    # Where the press is gone or fails, git's own merge of lines shows both sides; without it git would leave ours there
    # alone, as if that were the result.  Python, too, ends with 1 when it does not find the press: hence grep.
    press = f"{shlex.quote(sys.executable)} -P -m kolofon"
    return (
        f"{press} merge-po %O %A %B %P && exit; test $? = 1 && grep -q '^# {SIGN}' %A && exit 1;"
        " git merge-file -L ours -L base -L theirs %A %O %B; exit 1"
    )


def _configure(root: Path, name: str, value: str) -> None:
    command = ["git", "-C", str(root), "config", "--local", name, value]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the arguments are ours
    except OSError as problem:
        raise MachineError(f"git cannot be run: {problem.strerror}", hint="install git") from None
    if done.returncode:
        said = done.stderr.strip().removeprefix("fatal: ")
        raise UsageError(f"git: {said}", hint="an edition that is to be merged is in a git repository: git init")
