"""Files that the press keeps for itself, written under another name and renamed.  If one cannot be, that is no error.

This runs before anything else is imported, so it imports little of the standard library.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable

__all__ = ["OWN", "links_out", "put"]

OWN = "output/.kolofon"
"""The folder of the press in an edition."""

_ASIDE = ".kolofon"
"""As in `kolofon.edition.files`, whose `sweep` removes what a run that ended left."""


def put(folder: str, name: str, content: Callable[[int], bytes]) -> bool:
    """Write a file in a folder, whole or not at all; returns whether it was written.

    `content` is called with the inode number of the file and returns its bytes.
    """
    aside = os.path.join(folder, f".{name}.{os.urandom(4).hex()}{_ASIDE}")
    try:
        os.makedirs(folder, exist_ok=True)
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    except OSError:
        return False
    try:
        with open(descriptor, "wb") as file:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write(content(os.fstat(descriptor).st_ino))
            file.flush()
            os.replace(aside, os.path.join(folder, name))
    except BaseException as problem:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        if not isinstance(problem, OSError):
            raise
        return False
    return True


def links_out(root: str, path: str) -> bool:
    """Whether a folder or the file of a path below the root of an edition is a symbolic link, which may lead out."""
    steps = path.split("/")
    return any(os.path.islink(os.path.join(root, *steps[:count])) for count in range(1, len(steps) + 1))
