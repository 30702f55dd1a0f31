"""A zip archive (APPNOTE 6.3), in which a file that was compressed before need not be compressed again.

Python's `zipfile` takes no content that is compressed already; for the same files, this gives the bytes that it gives.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kolofon.model.error import SourceError
from kolofon.write.services import Store

__all__ = ["File", "archive", "compressed"]

_LEVEL = 9
_STORED, _DEFLATED = 0, 8
_UNIX, _UNIX_FILE = 3, 0o100644 << 16
_VERSION = 20
"""The version of the format that is needed to extract the files: 2.0."""
_UTF_8 = 0x800
"""The flag of a name in UTF-8."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s2B2B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MOST, _LARGEST = 0xFFFF, 0xFFFFFFFF


class File(NamedTuple):
    """A file by its path in the archive; `packed` is whether it is compressed."""

    name: str
    content: bytes
    packed: bool = True


def archive(files: Iterable[File], moment: datetime, store: Store | None = None) -> bytes:
    """The archive of some files, all from one moment; what is compressed comes from the store, or is put there.

    SourceError for more files or bytes than such an archive holds without its extensions (4 GiB).
    """
    # The format has no year before 1980, and none after 2107.
    year, month, day, hour, minute, second = min(
        max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58)
    )
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    written: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for file in files:
        name, flags = _named(file.name)
        content = _deflated(file.content, store) if file.packed else file.content
        method = _DEFLATED if file.packed else _STORED
        record = (flags, method, time, date, zlib.crc32(file.content), len(content), len(file.content), len(name), 0)
        written += _LOCAL.pack(b"PK\3\4", _VERSION, *record), name, content
        listed += _CENTRAL.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, 0, *record, 0, 0, 0, _UNIX_FILE, at), name
        at += _LOCAL.size + len(name) + len(content)
    many, size = len(listed) // 2, sum(map(len, listed))
    if many >= _MOST or at + size >= _LARGEST:
        message = f"an EPUB of {many:,} files and {at + size:,} bytes is larger than reading systems open"
        raise SourceError(message, hint="make several works of it, or its pictures smaller")
    return b"".join([*written, *listed, _END.pack(b"PK\5\6", 0, 0, many, many, size, at, 0)])


def _named(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode(), _UTF_8)


def _deflated(content: bytes, store: Store | None) -> bytes:
    if store is None:
        return compressed(content)
    key = f"deflated {zlib.ZLIB_RUNTIME_VERSION} {hashlib.sha256(content).hexdigest()}"
    found = store.get(key)
    if found is None:
        found = store[key] = compressed(content)
    return found


def compressed(content: bytes) -> bytes:
    """Some bytes, deflated as hard as can be (RFC 1951)."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
