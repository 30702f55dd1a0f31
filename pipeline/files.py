"""Reading and writing files, and the clock: everything here touches the machine, and nothing here knows the edition.

Files are written aside and renamed, so that a reader sees the old one or the new one and never half of one, and a full
disk or a crash leaves the old one.
"""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.document import Place
from pipeline.model.error import MachineError, OutputError, PipelineError, UsageError

__all__ = ["clock", "now", "read_bytes", "relative", "write_bytes"]


def read_bytes(path: Path, shown: str, error: type[PipelineError], hint: str) -> bytes:
    """A file's bytes; if it cannot be read, an `error` about `shown`, with the hint."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise error("there is no such file", place=Place(shown), hint=hint) from None
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", place=Place(shown), hint=hint) from None


def write_bytes(path: Path, content: bytes, shown: str) -> bool:
    """Put `content` at `path`, whole or not at all; whether that changed anything.  A file that has it is left alone.

    Raises OutputError, about `shown`, with the file that was there untouched.
    """
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        aside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            aside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise
    except OSError as problem:
        raise OutputError(
            f"cannot be written: {problem.strerror}",
            place=Place(shown),
            hint="what was there before is unchanged; see to the space and the permissions, and run it again",
        ) from None
    return True


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
    folders = [folder for folder in inputs if (root / folder).is_dir()]
    committed = _git(root, "log", "-1", "--format=%ct", "--", *folders)
    if committed:
        return datetime.fromtimestamp(int(committed), UTC)
    files = [file for folder in folders for file in (root / folder).rglob("*") if file.is_file()]
    return datetime.fromtimestamp(int(max((file.stat().st_mtime for file in files), default=0)), UTC)


def relative(path: Path, root: Path) -> str:
    """A path as a person standing at `root` would type it."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


def _stated(environment: Mapping[str, str]) -> datetime | None:
    stated = environment.get("SOURCE_DATE_EPOCH")
    if stated is None:
        return None
    try:
        return datetime.fromtimestamp(int(stated), UTC)
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
