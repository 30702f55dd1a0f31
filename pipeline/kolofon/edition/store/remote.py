"""A store at an address, `s3://bucket/folder`, which machines share: fsspec knows how to get there.

A value is a file as in a shared folder: `<two digits>/<the rest>` of its key, a seal and its bytes.  fsspec is of
`kolofon[cluster]`; some kinds of addresses need another package, as s3fs.
"""

import hashlib
import os
from typing import Protocol

from kolofon.edition.store.folder import MOST
from kolofon.model.error import MachineError, UsageError

__all__ = ["Remote"]

_SEAL = hashlib.sha256().digest_size


class _Files(Protocol):
    """What is asked of a file system of fsspec."""

    def cat_file(self, path: str) -> bytes:
        """The bytes of a file."""

    def pipe_file(self, path: str, value: bytes) -> object:
        """Write a file."""


class Remote:
    """A store at an address.  What goes wrong there is no error: then nothing is got, or nothing is kept.

    After the first such fault there is no further try, which might take as long to fail.  Nothing is removed from it:
    that is for whoever owns it, as by a rule for the age of objects.  UsageError if fsspec knows no such address;
    MachineError if it, or what it needs to get there, is not installed.
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
        content = sealed[_SEAL:]
        return content if hashlib.sha256(content).digest() == sealed[:_SEAL] else None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key.  One that is read while it is written has no seal, and is none."""
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
