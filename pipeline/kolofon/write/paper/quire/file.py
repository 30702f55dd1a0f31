"""A PDF as bytes (ISO 32000-1, 7.5), each of its objects written out once.

pydyf writes each object out three times, and compresses those of a long book so hard that it takes as long as setting a
chapter.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import cast

import pydyf

from kolofon.write.paper.file.protocols import File, Object

__all__ = ["file_of"]

_LEVEL = 6
"""How hard the object stream is compressed: 9 would take five times as long, for 3 % less of it."""


def file_of(pdf: File, version: str, identifier: bytes) -> bytes:
    """The bytes of a file of PDF 1.5 or later: its streams, all other objects in one stream, and where each is.

    `identifier` is the first part of the file's own; the second is a digest of what is in it.
    """
    made = _Written(f"%PDF-{version}\n%\U0001f5a4\n".encode())
    about = {"Root": cast("Object", pdf.catalog).reference}
    if pdf.info:
        pdf.add_object(pdf.info)
        about["Info"] = pdf.info.reference
    compressed: list[tuple[int, bytes]] = []
    digest = hashlib.md5(usedforsecurity=False)
    for thing in pdf.objects[1:]:
        data = thing.data
        digest.update(data)
        if thing.compressible:
            compressed.append((thing.number, data))
        else:
            made.add(thing.number, data)
    number = len(pdf.objects)
    made.add(number, _object_stream(compressed))
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65_535)}
    entries |= {at: (1, offset, 0) for at, offset in made.offsets.items()}
    entries |= {at: (2, number, place) for place, (at, _) in enumerate(compressed)}
    entries[number + 1] = (1, made.length, 0)
    named = pydyf.Array([pydyf.String(each) for each in (identifier.decode(), digest.hexdigest())])
    begin = made.length
    made.add(number + 1, _references([entries[at] for at in sorted(entries)], {**about, "ID": named}))
    return made.content(f"startxref\n{begin}\n%%EOF\n".encode())


class _Written:
    """The beginning of a file, and where each object in it is."""

    def __init__(self, head: bytes) -> None:
        self._pieces = [head]
        self.length = len(head)
        self.offsets: dict[int, int] = {}

    def add(self, number: int, data: bytes) -> None:
        self.offsets[number] = self.length
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, data)
        self._pieces.append(piece)
        self.length += len(piece)

    def content(self, end: bytes) -> bytes:
        return b"".join([*self._pieces, end])


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects in a stream (7.5.7)."""
    places: list[int] = []
    at = 0
    for number, data in objects:
        places += number, at
        at += len(data) + 1
    head = " ".join(map(str, places)).encode()
    content = b"\n".join([head, *(data for _, data in objects)])
    return _stream({"Type": "/ObjStm", "N": len(objects), "First": len(head) + 1}, content)


def _references(entries: Sequence[tuple[int, int, int]], about: dict[str, object]) -> bytes:
    """Where each object is, as a stream (7.5.8)."""
    widths = [_width(column) for column in zip(*entries, strict=True)]
    content = b"".join(
        value.to_bytes(width, "big") for row in entries for value, width in zip(row, widths, strict=True)
    )
    return _stream({"Type": "/XRef", "W": pydyf.Array(widths), "Size": len(entries), **about}, content)


def _width(values: Iterable[int]) -> int:
    return max(1, (max(values).bit_length() + 7) // 8)


def _stream(about: dict[str, object], content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    stream: Object = pydyf.Dictionary({**about, "Filter": "/FlateDecode", "Length": len(packed)})
    return stream.data + b"\nstream\n" + packed + b"\nendstream"
