"""A store at an address, `s3://bucket/folder`, which machines share; fsspec reads and writes there.

A value is a file as in a shared folder: `<two digits>/<the rest>` of its key, a checksum and its bytes.  fsspec comes
with `kolofon[cluster]`; some kinds of addresses need another package, as s3fs.
"""

import hashlib
import os
from typing import Protocol

from kolofon.edition.store.folder import MOST
from kolofon.model.error import MachineError, UsageError

__all__ = ["Remote"]

_CHECKSUM = hashlib.sha256().digest_size


class _Files(Protocol):
    """The methods of a file system of fsspec that are used here."""

    def cat_file(self, path: str) -> bytes:
        """The bytes of a file."""

    def pipe_file(self, path: str, value: bytes) -> object:
        """Write a file."""


class Remote:
    """A store at an address.  If reading or writing fails there, that is no error: nothing is found, or nothing kept.

    After the first failure it is not tried again, as each try might take long.  Nothing is removed from the store: its
    owner does that, as by a rule for the age of objects.  Raises UsageError if fsspec knows no such kind of address,
    and MachineError if fsspec, or a package that it needs for the address, is not installed.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._gets = self._puts = True
        self._opened: tuple[int, _Files, str] | None = None
        try:
            from fsspec import get_filesystem_class  # noqa: PLC0415  of kolofon[cluster]

            get_filesystem_class(address.partition("://")[0])
        except ImportError as problem:
            said = f"a store at {address} needs what is not installed: {problem}"
            hint = "to install it: python -m pip install 'kolofon[cluster]', and what it names here"
            raise MachineError(said, hint=hint) from None
        except ValueError:
            hint = "name a folder, or an address that fsspec knows, as s3://bucket/folder"
            raise UsageError(f"KOLOFON_CACHE is {address!r}, and there is no such kind of address", hint=hint) from None

    def get(self, key: str) -> bytes | None:
        """The bytes that were put under a key; None if there are none, or they are damaged or cannot be had."""
        if not self._gets:
            return None
        try:
            files, root = self._place()
            sealed = bytes(files.cat_file(f"{root}/{key[:2]}/{key[2:]}"))
        except FileNotFoundError:
            return None
        except Exception:  # noqa: BLE001  each kind of address has errors of its own
            self._gets = False
            return None
        content = sealed[_CHECKSUM:]
        return content if hashlib.sha256(content).digest() == sealed[:_CHECKSUM] else None

    def put(self, key: str, content: bytes) -> None:
        """Put bytes under a key.  Until a file is complete, its checksum is wrong and `get` ignores it."""
        if not self._puts or len(content) > MOST:
            return
        try:
            files, root = self._place()
            files.pipe_file(f"{root}/{key[:2]}/{key[2:]}", hashlib.sha256(content).digest() + content)
        except Exception:  # noqa: BLE001  as above
            self._puts = False

    def _place(self) -> tuple[_Files, str]:
        """The file system and the path of the store in it; a process that was forked needs connections of its own."""
        if self._opened is None or self._opened[0] != os.getpid():
            from fsspec.core import url_to_fs  # noqa: PLC0415  of kolofon[cluster]

            local = {"auto_mkdir": True} if self._address.startswith(("file:", "local:")) else {}
            self._opened = (os.getpid(), *url_to_fs(self._address.rstrip("/"), **local))
        return self._opened[1:]
