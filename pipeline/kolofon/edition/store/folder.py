"""The store: bytes by the digests of what they were made of, in a folder that may be shared.

A value is a file, `<two digits>/<the rest>` of its key: a seal, and its bytes.  The seal is their SHA-256, so that a
damaged file is known and made anew.  In the folder of an edition it is made with the inode number of the file, so that
what came from elsewhere, with an archive or a repository, is no value.
"""

import contextlib
import hashlib
import os
import time
from pathlib import Path
from typing import Protocol

from kolofon.edition.store.atomic import put

__all__ = ["MOST", "Folder", "Nothing", "ReadOnly", "Store"]

MOST = 2**30
"""How many bytes a store holds."""
_LEFT = 0.9
"""The share of these that is left when the values that were not used for longest are removed."""
_SHELVES, _NEARLY = 256, 0.5
_SAMPLE = 16
"""How many shelves are looked at: of fewer, a single large value would say that the store is full."""
_SEAL = hashlib.sha256().digest_size
_DAY = 86_400


class Store(Protocol):
    """What keeps bytes by keys.  What it was given may be gone at any time."""

    def __hash__(self) -> int:
        """It is itself, whatever is in it."""

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under a key; None if there are none any more."""

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under the digest of all that they were made of."""


class Nothing:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  as a store has it
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""


class ReadOnly:
    """What another store has; nothing is put into it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str) -> bytes | None:
        """As the other store has it."""
        return self._store.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""


class Folder:
    """A store in a folder, which need not be there; where it cannot be written, nothing is kept.

    One that is `shared` holds what other machines made; any other, only what was made in its place.
    """

    def __init__(self, path: Path, *, shared: bool = False, most: int = MOST) -> None:
        self._path = path
        self._shared = shared
        self._most = most
        self._room = 0

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under a key; None if there are none, or they are damaged."""
        path = self._path / key[:2] / key[2:]
        try:
            with path.open("rb") as file:
                seen = os.fstat(file.fileno())
                seal, content = file.read(_SEAL), file.read()
            if seal != self._seal(content, seen.st_ino):
                return None
            now = time.time()
            if now - seen.st_mtime > _DAY:  # it was used; that it is said once a day is enough
                os.utime(path)
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, and remove what was not used for longest if the store is too large then."""
        if len(content) > self._most:
            return
        shelf = self._path / key[:2]
        if put(os.fspath(shelf), key[2:], lambda inode: self._seal(content, inode) + content):
            self._room -= len(content) + _SEAL
            if self._room < 0:
                self._room = self._made_room(shelf)

    def _seal(self, content: bytes, inode: int) -> bytes:
        hashed = hashlib.sha256(b"" if self._shared else b"%d " % inode)
        hashed.update(content)
        return hashed.digest()

    def _made_room(self, shelf: Path) -> int:
        """How many bytes more may be put before this is called again.

        Keys are digests, so any shelves are a sample: only where they say that the store may be full, all of it is
        looked at, and the values that were not used for longest are removed if it is.
        """
        first = int(shelf.name, 16)
        sample = [self._path / f"{(first + step) % _SHELVES:02x}" for step in range(0, _SHELVES, _SHELVES // _SAMPLE)]
        if sum(size for each in sample for _, size, _ in _values(each)) * _SHELVES < self._most * _NEARLY * _SAMPLE:
            return int(self._most * (1 - _LEFT))
        values = sorted(_values(self._path))
        size = sum(each for _, each, _ in values)
        if size > self._most:
            for _, each, path in values:
                if size <= self._most * _LEFT:
                    break
                with contextlib.suppress(OSError):
                    path.unlink()
                    size -= each
        return self._most - size


def _values(folder: Path) -> list[tuple[float, int, Path]]:
    """Each value in a folder: when it was last used, how large it is, and where."""
    found: list[tuple[float, int, Path]] = []
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            with contextlib.suppress(OSError):
                seen = path.lstat()
                found.append((seen.st_mtime, seen.st_size, path))
    return found
