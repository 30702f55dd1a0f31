"""The bytes of regular files, up to a limit, and within the bounds of symbolic links.

Reading a named pipe would block, and reading a device may never end; both can be below `source/` of an edition from a
stranger.  What cannot be read is one error that names the file and says how to mend it.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath

from kolofon.edition.files.bounds import ANYWHERE, Bounds, leads_out
from kolofon.model.document import Place
from kolofon.model.error import PipelineError

__all__ = [
    "Folder",
    "below",
    "digest",
    "folders",
    "is_utf8",
    "linked_folders",
    "present",
    "read_bytes",
    "readable",
    "relative",
]

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_bytes(path: Path, shown: str, error: type[PipelineError], hint: str, bounds: Bounds = ANYWHERE) -> bytes:
    """The bytes of a regular file; an `error` about `shown`, with the hint, if it cannot be read or is too large."""
    readable(path, shown, error, hint, bounds)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(min(size, bounds.size) + 1)
            if len(content) > size:  # it grows, or is one below /proc, whose size nobody knows before
                content += file.read(max(bounds.size + 1 - len(content), 0))
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", place=Place(shown), hint=hint) from None
    if len(content) > bounds.size:
        raise _too_large(shown, error, bounds)
    return content


def readable(path: Path, shown: str, error: type[PipelineError], hint: str, bounds: Bounds = ANYWHERE) -> None:
    """Raise what `read_bytes` would raise for a file that others read."""
    try:
        found = path.stat()
    except FileNotFoundError:
        if _dangling(path):
            raise _leads_nowhere(path, shown, error) from None
        raise error("there is no such file", place=Place(shown), hint=hint) from None
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", place=Place(shown), hint=hint) from None
    out = leads_out(path, bounds.within)
    if out:
        raise error(
            f"cannot be read: a symbolic link leads out of {out[0].name}/, to {out[1]}",
            place=Place(shown),
            hint="put the file itself there in place of the link",
        )
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise error(
            f"cannot be read: it is {kind}, and must be a file", place=Place(shown), hint="put a file in its place"
        )
    if stat.S_ISREG(found.st_mode) and found.st_size > bounds.size:
        raise _too_large(shown, error, bounds)


def _dangling(path: Path) -> Path | None:
    """The symbolic link by which a path leads nowhere, or None."""
    return next((step for step in (path, *path.parents) if step.is_symlink() and not step.exists()), None)


def _leads_nowhere(path: Path, shown: str, error: type[PipelineError]) -> PipelineError:
    steps = zip((path, *path.parents), (PurePath(shown), *PurePath(shown).parents), strict=False)
    link = next((str(name) for step, name in steps if step == _dangling(path)), shown)
    hint = "put there what it led to, or remove the link"
    return error("cannot be read: it is a link that leads nowhere", place=Place(link), hint=hint)


def _too_large(shown: str, error: type[PipelineError], bounds: Bounds) -> PipelineError:
    return error(
        f"cannot be read: it is larger than {bounds.size // 2**20} MiB",
        place=Place(shown),
        hint="make it smaller, or take it away",
    )


def digest(path: Path) -> str:
    """The SHA-256 of the bytes of a regular file, in hexadecimal; empty where no such file can be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def present(path: Path) -> bool:
    """Whether there is anything with a name, even if it cannot be read or is a link to nowhere."""
    try:
        path.lstat()
    except NotADirectoryError:
        return False
    except FileNotFoundError:
        return _dangling(path) is not None
    except OSError:
        return True
    return True


def below(folder: Path, root: Path, error: type[PipelineError]) -> list[Path]:
    """The files below a folder, in order, without hidden ones; none where there is no folder.

    Raises an `error`, with paths from `root`, for a folder that cannot be read, or is a link that leads nowhere.
    Symbolic links to folders are not followed.
    """

    def stop(problem: OSError) -> None:
        if not isinstance(problem, FileNotFoundError) or _dangling(folder):
            raise _unreadable(problem, Path(problem.filename), root, error) from None

    walk = os.walk(folder, onerror=stop)
    return sorted(Path(where, name) for where, _, names in walk for name in names if not name.startswith("."))


def linked_folders(folder: Path) -> tuple[str, ...]:
    """The symbolic links to folders below a folder, by their paths from there, without hidden ones."""
    return tuple(
        Path(where, name).relative_to(folder).as_posix()
        for where, names, _ in os.walk(folder)
        for name in sorted(names)
        if not name.startswith(".") and Path(where, name).is_symlink()
    )


class Folder(Mapping[str, bytes]):
    """The files below a folder by their paths from there; each is read at its first use.

    It is empty where there is no folder.  Hidden files are left out.  `error` is raised, with paths from `root`, for
    what cannot be read or is out of bounds; without bounds, a symbolic link may not leave the folder.
    """

    def __init__(self, folder: Path, root: Path, error: type[PipelineError], bounds: Bounds | None = None) -> None:
        self._paths = {path.relative_to(folder).as_posix(): path for path in below(folder, root, error)}
        self._root, self._error = root, error
        self._bounds = bounds or Bounds((folder,))
        self._read: dict[str, bytes] = {}
        self._inside = cache(lambda folder: leads_out(folder, self._bounds.within) is None)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            path = self._paths[name]
            content = _plain_bytes(path, self._bounds.size) if self._inside(path.parent) else None
            if content is None:
                shown = relative(path, self._root)
                content = read_bytes(path, shown, self._error, "see to its permissions", self._bounds)
            self._read[name] = content
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, name: object) -> bool:
        return name in self._paths


def _plain_bytes(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file that no link leads to, and that is not too large; None for any other."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            seen = os.fstat(descriptor)
            content = file.read(seen.st_size + 1) if stat.S_ISREG(seen.st_mode) and seen.st_size <= most else b""
    except OSError:
        return None
    return content if content and len(content) == seen.st_size else None


def folders(folder: Path, root: Path, error: type[PipelineError]) -> list[Path]:
    """The folders in a folder and its links to nowhere, in order, without hidden ones; errors as in `below`."""
    try:
        with os.scandir(folder) as found:
            held = [entry for entry in found if not entry.name.startswith(".")]
        return sorted(path for entry in held if (path := Path(entry)).is_dir() or _dangling(path) == path)
    except FileNotFoundError as problem:
        if _dangling(folder):
            raise _unreadable(problem, folder, root, error) from None
        return []
    except OSError as problem:
        raise _unreadable(problem, folder, root, error) from None


def _unreadable(problem: OSError, path: Path, root: Path, error: type[PipelineError]) -> PipelineError:
    if isinstance(problem, FileNotFoundError):
        return _leads_nowhere(path, relative(path, root), error)
    mend = "it must be a folder" if isinstance(problem, NotADirectoryError) else "see to its permissions"
    return error(f"cannot be read: {problem.strerror}", place=Place(relative(path, root)), hint=mend)


def relative(path: Path, root: Path) -> str:
    """A path as a person with `root` as working directory would type it."""
    with contextlib.suppress(ValueError):
        return path.relative_to(root).as_posix()
    return str(path)


def is_utf8(name: str) -> bool:
    """Whether the name of a file is UTF-8; Linux accepts any bytes, and Python makes surrogates of others."""
    return not re.search("[\udc80-\udcff]", name)
