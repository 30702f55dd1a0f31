"""Where the store of an edition is, and its removal.  It needs the standard library alone, as `kolofon clean` does."""

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from kolofon.edition.store.atomic import OWN, links_out

__all__ = ["CACHE", "is_disabled", "is_stored_value", "remove_stored", "store_address", "store_folder"]

CACHE = "KOLOFON_CACHE"
"""The variable that names another folder for the store, such as one for all editions, or an address, as
s3://bucket/folder; empty, nothing is kept."""

_ADDRESS = re.compile("[A-Za-z][A-Za-z0-9+.-]*://.*")
_STORE = f"{OWN}/store"
_STAMPS = f"{OWN}/stamps"
_SHELF, _VALUE, _STAMP = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{62}"), re.compile("[0-9a-f]{32}")


def is_disabled(environment: Mapping[str, str]) -> bool:
    """Whether KOLOFON_CACHE says that nothing is to be kept: no store, and no stamp."""
    return environment.get(CACHE) == ""


def store_address(environment: Mapping[str, str]) -> str:
    """The address of the store; empty if the store is in a folder or there is none."""
    named = environment.get(CACHE, "")
    return named if _ADDRESS.fullmatch(named) else ""


def store_folder(root: Path, environment: Mapping[str, str]) -> Path | None:
    """The folder of an edition's store.

    None if nothing is to be kept, if the store is at an address, and if a symbolic link leads out of its place.
    """
    named = environment.get(CACHE)
    if store_address(environment):
        return None
    if named:
        return Path(named).expanduser().absolute()
    return None if is_disabled(environment) or links_out(os.fspath(root), _STORE) else root / _STORE


def is_stored_value(path: PurePosixPath) -> bool:
    """Whether a path from `output/` is that of a value in the store of an edition."""
    match path.parts:
        case (".kolofon", "store", shelf, value):
            return bool(_SHELF.fullmatch(shelf) and _VALUE.fullmatch(value))
        case _:
            return False


def remove_stored(root: Path, folder: Path | None) -> None:
    """Remove the stamps of an edition and the values of a store in a `folder`, and no other file."""
    if not links_out(os.fspath(root), _STAMPS):
        _emptied(root / _STAMPS, _STAMP)
    if folder is not None and folder.is_dir():
        for shelf in [path for path in folder.iterdir() if _SHELF.fullmatch(path.name)]:
            _emptied(shelf, _VALUE)
        _gone(folder)


def _emptied(folder: Path, names: re.Pattern[str]) -> None:
    if folder.is_dir() and not folder.is_symlink():
        for path in list(folder.iterdir()):
            if names.fullmatch(path.name) and path.is_file():
                with contextlib.suppress(OSError):
                    path.unlink()
        _gone(folder)


def _gone(folder: Path) -> None:
    """Remove a folder, and those of the press above it, if they are empty."""
    with contextlib.suppress(OSError):
        folder.rmdir()
        if folder.parent.as_posix().endswith(OWN):
            folder.parent.rmdir()
            folder.parent.parent.rmdir()
