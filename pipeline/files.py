"""Reading and writing files, and the clock: everything here touches the machine, and nothing here knows the edition.

Files are written aside and renamed, so that a reader sees the old one or the new one and never half of one, and a full
disk or a crash leaves the old one.  What a run that died left aside, the next one takes away.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.document import Place
from pipeline.model.error import MachineError, OutputError, PipelineError, UsageError

__all__ = [
    "ChangedError",
    "Folder",
    "below",
    "clock",
    "digest",
    "folders",
    "locked",
    "new_folder",
    "now",
    "present",
    "read_bytes",
    "relative",
    "remove",
    "sweep",
    "write_bytes",
]

_ASIDE = ".kolofon"
"""How the name of a file ends that is being written aside; it begins with a dot and the name of the file it is for."""


class ChangedError(OutputError):
    """A file that was to be replaced is not what was read: somebody saved it in between.  It is left as it is."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            "this file was saved elsewhere in the meantime",
            place=Place(shown),
            hint="it is left as it is; close it in the editor, and run this again",
        )


@contextlib.contextmanager
def locked(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a folder, waiting for whoever has it; not for one thread to take twice.

    The kernel frees it when its holder ends, however that may be, and it leaves no file behind: flock(2) takes a
    folder.  Where the file system has no locks, there is none.
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
    """Take away what dead runs left aside below a folder; what somebody is writing just now is locked, and stays."""
    for path in folder.rglob(f".*{_ASIDE}"):
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(descriptor)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; empty where there is no file that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def present(path: Path) -> bool:
    """Whether anything stands under a name: also a link that leads nowhere, and what cannot be looked at."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def below(folder: Path, root: Path, error: type[PipelineError]) -> list[Path]:
    """What stands below a folder and is no folder, in order, hidden files left out; none where there is no folder.

    An `error` for a folder that cannot be read, named from `root`.
    """

    def stop(problem: OSError) -> None:
        if not isinstance(problem, FileNotFoundError):
            raise _unreadable(problem, Path(problem.filename), root, error) from None

    walk = os.walk(folder, onerror=stop)
    return sorted(Path(where, name) for where, _, names in walk for name in names if not name.startswith("."))


class Folder(Mapping[str, bytes]):
    """The files below a folder by their paths from there; each is read when it is asked for, and once.

    None where there is no folder.  Hidden files are left out.  `error` is raised, with paths named from `root`, for
    what cannot be read.
    """

    def __init__(self, folder: Path, root: Path, error: type[PipelineError]) -> None:
        self._paths = {path.relative_to(folder).as_posix(): path for path in below(folder, root, error)}
        self._root, self._error = root, error
        self._read: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            path = self._paths[name]
            self._read[name] = read_bytes(path, relative(path, self._root), self._error, "see to its permissions")
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, name: object) -> bool:
        return name in self._paths


def folders(folder: Path, root: Path, error: type[PipelineError]) -> list[Path]:
    """The folders in a folder, in order, hidden ones left out; errors as in `below`."""
    try:
        with os.scandir(folder) as found:
            return sorted(Path(entry) for entry in found if entry.is_dir() and not entry.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise _unreadable(problem, folder, root, error) from None


def _unreadable(problem: OSError, path: Path, root: Path, error: type[PipelineError]) -> PipelineError:
    mend = "it must be a folder" if isinstance(problem, NotADirectoryError) else "see to its permissions"
    return error(f"cannot be read: {problem.strerror}", place=Place(relative(path, root)), hint=mend)


def read_bytes(path: Path, shown: str, error: type[PipelineError], hint: str) -> bytes:
    """A file's bytes; if it cannot be read, an `error` about `shown`, with the hint."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        what = "cannot be read: it is a link that leads nowhere" if path.is_symlink() else "there is no such file"
        raise error(what, place=Place(shown), hint=hint) from None
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", place=Place(shown), hint=hint) from None


def write_bytes(path: Path, content: bytes, shown: str, *, expected: str | None = None) -> bool:
    """Put `content` at `path`, whole or not at all; whether that changed anything.  A file that has it is left alone.

    With the `digest` of what is `expected` there, anything else that is there at the last moment stays: ChangedError.
    Where `path` is a link, what it leads to is replaced, and the link stays.
    Raises OutputError, about `shown`, with the file that was there untouched.
    """
    try:
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with _aside(path) as (aside, descriptor):
            with open(descriptor, "wb", closefd=False) as file:
                file.write(content)
            os.fchmod(descriptor, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            os.fsync(descriptor)
            if expected is not None and digest(path) != expected:
                raise ChangedError(shown)
            aside.replace(path)
    except OSError as problem:
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


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder aside to be filled; it becomes `path` when that is done, and is gone if that fails.

    `path` may be there if nothing is in it, or nothing but git's own.  Raises UsageError if there is more, OutputError
    if it cannot be made.
    """
    place = Place(os.fspath(path))
    there = present(path)
    if there and not path.is_dir():
        raise UsageError("this is no folder", place=place, hint="name a folder that is new or empty")
    missing = [folder for folder in path.absolute().parents if not present(folder)]
    try:
        if there and {entry.name for entry in path.iterdir()} - {".git"}:
            raise UsageError("this folder is not empty", place=place, hint="name one that is new or empty")
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=path if there else path.parent, prefix=f".{path.name}.", suffix=_ASIDE))
        try:
            aside.chmod(0o777 & ~_umask())
            yield aside
            if there:
                for item in list(aside.iterdir()):
                    item.rename(path / item.name)
                aside.rmdir()
            else:
                aside.rename(path)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            with contextlib.suppress(OSError):
                for folder in missing:
                    folder.rmdir()
            raise
    except OSError as problem:
        hint = "see to the space and the permissions, and run it again"
        raise OutputError(f"cannot be made: {problem.strerror}", place=place, hint=hint) from None


def remove(path: Path, shown: str, *, expected: str | None = None) -> None:
    """Take away a file, and the folders that are empty without it; `expected` as in `write_bytes`.

    Raises OutputError, about `shown`, with the file still there.
    """
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
    """A new file beside another one, and its descriptor; it is gone afterwards, if it was not renamed."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ASIDE)
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


def now(environment: Mapping[str, str]) -> datetime:
    """The present, in UTC; or `SOURCE_DATE_EPOCH` (reproducible-builds.org), a count of seconds, if it is set."""
    return _stated(environment) or datetime.now(UTC)


def clock(root: Path, inputs: Iterable[str], environment: Mapping[str, str]) -> datetime:
    """The time of a build, in UTC: the only clock that a result may show.

    `SOURCE_DATE_EPOCH` if it is set; else the date of the last commit that touched the `inputs`, folders below `root`;
    outside git, the date of the newest file in them.
    """
    stated = _stated(environment)
    if stated:
        return stated
    there = [folder for folder in inputs if present(root / folder)]
    committed = _git(root, "log", "-1", "--format=%ct", "--", *there)
    if committed:
        return datetime.fromtimestamp(int(committed), UTC)
    times = [0.0]
    for folder in there:
        for where, _, names in os.walk(root / folder):
            for name in names:
                with contextlib.suppress(OSError):
                    times.append(Path(where, name).stat().st_mtime)
    return datetime.fromtimestamp(int(max(times)), UTC)


def relative(path: Path, root: Path) -> str:
    """A path as a person standing at `root` would type it."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


def _stated(environment: Mapping[str, str]) -> datetime | None:
    stated = environment.get("SOURCE_DATE_EPOCH")
    if not stated:
        return None
    try:
        # int() would take signs, spaces and the digits of every script.
        return datetime.fromtimestamp(int(stated if re.fullmatch("[0-9]+", stated) else ""), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {stated!r}", hint="it is a count of seconds since 1970, in digits"
        ) from None


def _git(root: Path, *arguments: str) -> str:
    """What git says, or nothing where there is no git or no repository."""
    try:
        asked = subprocess.run(  # noqa: S603  the arguments are ours
            ["git", "-C", str(root), *arguments],  # noqa: S607  git is looked for where the user's PATH says
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    except OSError as problem:
        raise MachineError(f"git cannot be run: {problem.strerror}") from None
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _umask() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
