"""A store in a folder, which may be shared: bytes by the digests of what they were made of.

A value is a file, `<two digits>/<the rest>` of its key: a checksum, and its bytes.  The checksum is their SHA-256, by
which a damaged file is recognized and made again.  In the folder of an edition the inode number of the file is part of
it, so that a file that was copied from elsewhere, in an archive or a repository, is not used.
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
"""The share of these that remains when the values that were not used for longest are removed."""
_SHELVES, _NEARLY = 256, 0.5
_SAMPLE = 16
"""The number of shelves in a sample: with fewer, a single large value would make the store look full."""
_CHECKSUM = hashlib.sha256().digest_size
_DAY = 86_400


class Store(Protocol):
    """Keeps bytes by keys.  What was put into it may be gone at any time."""

    def __hash__(self) -> int:
        """A hash of the store itself, whatever is in it, for caches."""

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under a key; None if there are none any more."""

    def put(self, key: str, content: bytes) -> None:
        """Put bytes under a key, the digest of all that they were made of."""


class Nothing:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  as a store has it
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""


class ReadOnly:
    """Another store, into which nothing is put."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str) -> bytes | None:
        """The bytes that the other store has under a key."""
        return self._store.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""


class Folder:
    """A store in a folder, which is made if needed; if it cannot be written, nothing is kept.

    A `shared` one accepts values that other machines made; any other, only those that were made in place.
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
                checksum, content = file.read(_CHECKSUM), file.read()
            if checksum != self._checksum(content, seen.st_ino):
                return None
            now = time.time()
            if now - seen.st_mtime > _DAY:  # that it was used is noted once a day
                os.utime(path)
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, and remove what was not used for longest if the store is too large then."""
        if len(content) > self._most:
            return
        shelf = self._path / key[:2]
        if put(os.fspath(shelf), key[2:], lambda inode: self._checksum(content, inode) + content):
            self._room -= len(content) + _CHECKSUM
            if self._room < 0:
                self._room = self._made_room(shelf)

    def _checksum(self, content: bytes, inode: int) -> bytes:
        hashed = hashlib.sha256(b"" if self._shared else b"%d " % inode)
        hashed.update(content)
        return hashed.digest()

    def _made_room(self, shelf: Path) -> int:
        """The number of bytes that may be put before this is called again; old values are removed to make room.

        Keys are digests, so any shelves are a sample.  Only if the sample says that the store may be full, all of it is
        measured, and if it is full, the values that were not used for longest are removed.
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
    """The time of the last use, the size and the path of each value in a folder."""
    found: list[tuple[float, int, Path]] = []
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            with contextlib.suppress(OSError):
                seen = path.lstat()
                found.append((seen.st_mtime, seen.st_size, path))
    return found
