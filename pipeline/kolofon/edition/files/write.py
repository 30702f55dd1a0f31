"""Files, written aside and renamed.

So a reader sees the old file or the new one and never half of one, and a full disk or a crash leaves the old one.  What
a run that ended left aside, the next one removes.
"""

import contextlib
import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kolofon.edition.files.bounds import leads_out
from kolofon.edition.files.read import digest
from kolofon.model.document import Place
from kolofon.model.error import MachineError, OutputError

__all__ = ["ASIDE", "ChangedError", "inside", "left_aside", "locked", "remove", "sweep", "umask", "write_bytes"]

ASIDE = ".kolofon"
"""How the name of a file aside ends; it begins with a dot and the name of the file that it is for."""


class ChangedError(OutputError):
    """A file that was to be replaced is not the one that was read: somebody saved it in between.  It is kept."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            "this file was saved elsewhere in the meantime",
            place=Place(shown),
            hint="it is left as it is; close it in the editor, and run this again",
        )


@contextlib.contextmanager
def locked(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a folder, after waiting for whoever has it; one thread must not take it twice.

    The kernel releases it when its holder ends, and it leaves no file behind: flock(2) accepts a folder.  Where the
    file system has no locks, there is none.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as problem:
        raise MachineError(f"{folder} cannot be opened: {problem.strerror}", hint="see to its permissions") from None
    try:
        with contextlib.suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell("waiting for another update of this edition")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what ended runs left aside below a folder; what is being written is locked, and remains.

    Hidden folders are not searched but for the press's own, nor is anything behind a symbolic link.
    """
    if leads_out(folder, [folder.parent]):
        return
    for where, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".") or name == ASIDE]
        for name in names:
            if left_aside(name):
                _swept(Path(where, name))


def left_aside(name: str, of: str = "") -> bool:
    """Whether a name is that of a file or folder aside, for the name `of` or for any."""
    return re.fullmatch(rf"\.{re.escape(of) or '.+'}\.[a-z0-9_]{{8}}{re.escape(ASIDE)}", name, re.DOTALL) is not None


def _swept(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)


def write_bytes(
    path: Path, content: bytes, shown: str, *, expected: str | None = None, within: Sequence[Path] = ()
) -> bool:
    """Write `content` to `path`, whole or not at all; returns whether that changed anything.

    A file that has the content is not written.  With the `digest` of what is `expected` there, anything else that is
    there at the last moment remains, and `ChangedError` is raised.  Where `path` is a symbolic link, its target is
    replaced and the link remains; but nothing is written behind a link that leaves one of the folders `within`.  Raises
    `OutputError`, about `shown`, with the file before unchanged, and no folder made for it.
    """
    inside(path, shown, within)
    made: list[Path] = []
    try:
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        if _holds(path, content):
            return False
        made = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        with _aside(path) as (aside, descriptor):
            with open(descriptor, "wb", closefd=False) as file:
                file.write(content)
            os.fchmod(descriptor, path.stat().st_mode if path.exists() else 0o666 & ~umask())
            os.fsync(descriptor)
            if expected is not None and digest(path) != expected:
                raise ChangedError(shown)
            aside.replace(path)
    except OSError as problem:
        for folder in made:  # an empty one would be a language
            with contextlib.suppress(OSError):
                folder.rmdir()
        with contextlib.suppress(OSError):
            for folder, name in zip(path.parents, Path(shown).parents, strict=False):
                if folder.is_file():
                    raise OutputError(
                        "this is a file, and must be a folder", place=Place(str(name)), hint="move it out of the way"
                    ) from None
        raise OutputError(
            f"cannot be written: {problem.strerror}",
            place=Place(shown),
            hint="what was there before is unchanged; see to the space and the permissions, and run it again",
        ) from None
    return True


def inside(path: Path, shown: str, within: Sequence[Path]) -> None:
    """Raise `OutputError`, about `shown`, if a symbolic link leads a path out of one of the folders `within`."""
    out = leads_out(path, within)
    if out:
        raise OutputError(
            f"a symbolic link leads out of {out[0].name}/, to {out[1]}, and nothing is written there",
            place=Place(shown),
            hint="put a file or a folder in place of the link",
        )


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content; one of another size is not read."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def remove(path: Path, shown: str, *, expected: str | None = None, within: Sequence[Path] = ()) -> None:
    """Remove a file, and the folders that are empty without it; `expected` and `within` as in `write_bytes`.

    Raises `OutputError`, about `shown`, with the file still there.
    """
    inside(path.parent, shown, within)
    if expected is not None and digest(path) != expected:
        raise ChangedError(shown)
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise OutputError(
            f"cannot be removed: {problem.strerror}",
            place=Place(shown),
            hint="see to the permissions, and run it again",
        ) from None
    with contextlib.suppress(OSError):
        for folder in path.parents:
            folder.rmdir()


@contextlib.contextmanager
def _aside(path: Path) -> Iterator[tuple[Path, int]]:
    """A new file beside another one, and its descriptor; it is removed afterwards if it was not renamed."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=ASIDE)
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_nlink:
            break
        os.close(descriptor)  # somebody swept before it was locked
    try:
        yield Path(name), descriptor
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    finally:
        os.close(descriptor)


def umask() -> int:
    """The mask of the permissions that a new file does not have."""
    # The mask can only be read by setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
