"""A new folder, made whole or not at all."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kolofon.edition.files.read import present
from kolofon.edition.files.write import ASIDE, left_aside, locked, umask
from kolofon.model.document import Place
from kolofon.model.error import OutputError, UsageError

__all__ = ["new_folder"]

_WHOLE = f".whole{ASIDE}"
"""A mark in a folder aside that is complete; from then on its items are moved to their place."""


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder aside to fill; afterwards it becomes `path`, or is removed if that fails.

    `path` may exist if nothing is in it, or nothing but git's own files; then the items of the folder aside are moved
    into it one by one.  If a crash ends that, the next call moves the rest.  Raises `UsageError` if there is more in
    it, before or after, and `OutputError` if it cannot be made.
    """
    place = Place(os.fspath(path))
    there = present(path)
    if there and not path.is_dir():
        raise UsageError("this is no folder", place=place, hint="name a folder that is new or empty")
    missing = [folder for folder in path.absolute().parents if not present(folder)]
    where = path if there else path.parent
    try:
        where.mkdir(parents=True, exist_ok=True)
        # Only the holder of the lock fills a folder here, so other folders aside are from runs that died.
        with locked(where, lambda _: None):
            _tidy(where, path, place)
            if there and {entry.name for entry in path.iterdir()} - {".git"}:
                raise UsageError("this folder is not empty", place=place, hint="name one that is new or empty")
            aside = Path(tempfile.mkdtemp(dir=where, prefix=f".{path.name}.", suffix=ASIDE))
            try:
                aside.chmod(0o777 & ~umask())
                yield aside
                if there:
                    _move_all(aside, path)
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


def _move_all(aside: Path, path: Path) -> None:
    """Move the items of the folder aside to their place; what was moved goes back if the rest cannot follow."""
    items = sorted(aside.iterdir())
    mark = aside / _WHOLE
    mark.touch()
    moved: list[Path] = []
    try:
        for item in items:
            moved.append(item)
            _move(item, path)
    except BaseException:
        for item in moved:
            with contextlib.suppress(OSError):
                (path / item.name).rename(item)
        raise
    with contextlib.suppress(OSError):  # the next run takes away what is left of it
        mark.unlink()
        aside.rmdir()


def _move(item: Path, folder: Path) -> None:
    """Move a file or folder as `mv --no-clobber` does."""
    if present(folder / item.name):
        raise FileExistsError(errno.EEXIST, f"{item.name} is there by now")
    item.rename(folder / item.name)


def _tidy(where: Path, path: Path, place: Place) -> None:
    """Remove what ended runs left aside for `path`, or finish a move that one began, and then raise `UsageError`."""
    for aside in list(where.iterdir()):
        if not left_aside(aside.name, path.name) or aside.is_symlink() or not aside.is_dir():
            continue
        if not present(aside / _WHOLE):
            shutil.rmtree(aside, ignore_errors=True)
            continue
        for item in sorted(aside.iterdir()):
            if item.name != _WHOLE:
                _move(item, path)
        (aside / _WHOLE).unlink()
        aside.rmdir()
        raise UsageError(
            "an edition was begun here by a run that was stopped; it is whole now",
            place=place,
            hint="go on with it; or empty the folder, and run this again",
        )
