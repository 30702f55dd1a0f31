"""`kolofon hooks` configures git to call `kolofon merge-po` for the catalogues of an edition.

How git calls a merge driver is in gitattributes(5), "Defining a custom merge driver".
"""

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kolofon.catalogue.merge.clash import CLASH_PREFIX
from kolofon.edition import files
from kolofon.model.error import MachineError, UsageError

__all__ = ["Hooks", "install_hooks"]

DRIVER = "kolofon-po"
ATTRIBUTES = (f"*.po merge={DRIVER}", f"*.pot merge={DRIVER}")


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
        f"{press} merge-po %O %A %B %P && exit; test $? = 1 && grep -q '^# {CLASH_PREFIX}' %A && exit 1;"
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
