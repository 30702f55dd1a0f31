"""Objects of pydyf ⇄ plain values, so that they can be kept."""

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping

import pydyf

from kolofon.write.paper.file.protocols import File, Object
from kolofon.write.paper.quire.values import Plain, Written

__all__ = ["FONTS", "deflated", "fingerprint", "gathered", "plain", "put", "written"]

_REFERENCE = re.compile(rb"(\d+) 0 R")
FONTS = -1
"""The number that is written for the dictionary of all fonts of the file."""

_ARRAY, _BYTES, _DICTIONARY, _REFERRED, _TEXT = "a", "b", "d", "r", "t"


def plain(value: object, number: Callable[[int], int]) -> Plain:
    """A value of pydyf's as a number, a text as it is written, or a list whose first item says what the second is.

    `number` returns the new number of an object that is referred to.
    """
    match value:
        case bytes() if found := _REFERENCE.fullmatch(value):
            return [_REFERRED, number(int(found[1]))]
        case bytes():
            return [_BYTES, value]
        case pydyf.String():
            return [_TEXT, value.string]
        case dict():
            return [_DICTIONARY, {str(key): plain(inner, number) for key, inner in value.items()}]
        case list() | tuple():
            return [_ARRAY, [plain(inner, number) for inner in value]]
        case _:
            return value


def written(value: Plain, reference: Callable[[int], bytes]) -> object:
    """The value of pydyf's that `plain` had; `reference` returns the reference to an object."""
    match value:
        case [kind, inner]:
            match kind, inner:
                case "r", int():
                    return reference(inner)
                case "t", _:
                    return pydyf.String(inner)
                case "d", dict():
                    return pydyf.Dictionary({key: written(each, reference) for key, each in inner.items()})
                case "a", list():
                    return pydyf.Array([written(each, reference) for each in inner])
            return inner
        case _:
            return value


def deflated(stream: Object) -> bytes:
    """The operators of a stream, as pydyf writes and compresses them."""
    return zlib.compress(b"\n".join(map(_operator, stream.stream)), 9)


def _operator(item: object) -> bytes:
    return bytes(pydyf._to_bytes(item))  # noqa: SLF001  what pydyf writes is to be kept as it is


def gathered(pdf: File, start: object, kept: int, fonts: int) -> tuple[Plain, dict[int, Written]]:
    """A value, and all objects that it leads to, by their numbers.

    Objects below `kept` are in every file, under the same number; `fonts` is that of the dictionary of fonts.
    """
    found: dict[int, Written] = {}
    waiting: list[int] = []

    def number(at: int) -> int:
        if at == fonts:
            return FONTS
        if at >= kept:
            waiting.append(at)
        return at

    begun = plain(start, number)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found[at] = _kept(pdf.objects[at], number)
    return begun, dict(sorted(found.items()))


def _kept(thing: object, number: Callable[[int], int]) -> Written:
    if not isinstance(thing, pydyf.Stream):
        return Written(plain(thing, number))
    extra = dict(thing.extra)
    content = b"\n".join(map(_operator, thing.stream))
    if thing.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, 9)
    return Written(plain(extra, number), content)


def fingerprint(stream: Object) -> bytes:
    """A digest of a stream, which is the same for the same content."""
    return hashlib.sha256(stream.data).digest()


def put(pdf: File, objects: Mapping[int, Written], same: dict[bytes, Object], fonts: bytes) -> Callable[[int], bytes]:
    """Put kept objects into a file; returns the function from their numbers to references.

    `same` has the streams of the file that hold no reference, by what is in them: each is in it once.
    """
    new: dict[int, Object] = {}

    def reference(number: int) -> bytes:
        if number == FONTS:
            return fonts
        if number not in objects:
            return f"{number} 0 R".encode()
        if number not in new:
            new[number] = _put(pdf, objects[number], same, reference)
        return new[number].reference

    return reference


def _put(pdf: File, kept: Written, same: dict[bytes, Object], reference: Callable[[int], bytes]) -> Object:
    value = written(kept.value, reference)
    thing: Object = pydyf.Dictionary(value) if kept.content is None else pydyf.Stream([kept.content], value)
    if kept.content is not None:
        key = fingerprint(thing)
        if key in same:
            return same[key]
        same[key] = thing
    pdf.add_object(thing)
    return thing
