"""The digest of values of any kind, which are the same if all that is in them is; and what the press itself is.

Law: two values have the same digest if and only if they are of the same types and equal in all fields, those that do
not take part in comparisons (places) among them.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path, PurePath

__all__ = ["LIBRARIES", "code", "digest_of", "press"]

_PACKAGE = Path(__file__).resolve().parents[2]
LIBRARIES = (
    *("babel", "choppa_srx", "jinja2", "markdown_it_py", "mdit_py_plugins", "msgspec", "mwparserfromhell", "polib"),
    *("pygments", "pyyaml", "rapidfuzz", "regex"),
)
"""The libraries that read source texts and catalogues, as their folders in site-packages are named."""


def digest_of(*values: object) -> str:
    """The SHA-256 of values, in hexadecimal; TypeError for a value of a kind that is not known here."""
    hashed = hashlib.sha256()
    for piece in _pieces(values):
        hashed.update(piece)
    return hashed.hexdigest()


def _pieces(value: object) -> Iterator[bytes]:
    """The value as bytes from which it could be told again: its type, the length of what follows, and that."""
    match value:
        case Enum():
            yield from _named(value, [value.value])
        case None | bool() | int() | float():
            yield from _framed(value, repr(value).encode())
        case str():
            yield from _framed(value, value.encode(errors="surrogatepass"))
        case bytes():
            yield from _framed(value, value)
        case datetime() | date():
            yield from _framed(value, value.isoformat().encode())
        case PurePath():
            yield from _framed(value, os.fsencode(value))
        case tuple() | list():
            yield from _named(value, value)
        case Mapping():
            yield from _named(value, (item for _, item in sorted((digest_of(key), (key, value[key])) for key in value)))
        case frozenset() | set():
            yield from _framed(value, "".join(sorted(map(digest_of, value))).encode())
        case _ if is_dataclass(value):
            yield from _named(value, [getattr(value, field.name) for field in fields(value)])
        case _:
            raise TypeError(value)


def _framed(value: object, content: bytes) -> Iterator[bytes]:
    yield b"%s %d:" % (type(value).__qualname__.encode(), len(content))
    yield content


def _named(value: object, items: Iterable[object]) -> Iterator[bytes]:
    yield b"%s(" % type(value).__qualname__.encode()
    for item in items:
        yield from _pieces(item)
    yield b")"


@cache
def press() -> str:
    """The digest of the press: its own code and data by their bytes, and Python and the libraries by their versions."""
    return digest_of(sys.version, code(), sorted(_versions()))


def code() -> str:
    """The digest of the press's own code and data, by their bytes."""
    return digest_of(
        [
            (path.relative_to(_PACKAGE).as_posix(), path.read_bytes())
            for path in sorted(_PACKAGE.rglob("*"))
            if path.suffix != ".pyc" and path.is_file()
        ]
    )


def _versions() -> Iterator[str]:
    for folder in sys.path:
        for path in Path(folder).glob("*.dist-info"):
            if path.name.lower().startswith(tuple(f"{name}-" for name in LIBRARIES)):
                yield path.name
