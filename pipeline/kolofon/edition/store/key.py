"""The digest of values of any type, and of the press itself.

Law: two values have the same digest if and only if they are of the same types and equal in all fields, those that do
not take part in comparisons (places) among them.
"""

import hashlib
import os
import sys
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path, PurePath
from typing import cast

__all__ = ["LIBRARIES", "code", "digest_of", "press"]

_NOT_READ = (".pyc", ".ttf")
"""The endings of compiled files, and of fonts: their digests are in `fonts.toml`, and they have some megabytes."""
_PACKAGE = Path(__file__).resolve().parents[2]
LIBRARIES = (
    *("babel", "choppa_srx", "chunspell", "citeproc_py", "docutils", "jinja2", "latex2mathml", "markdown_it_py"),
    *("mdit_py_plugins", "msgspec", "mwparserfromhell", "polib", "pybtex", "pygments", "pyicu_wheels", "pyyaml"),
    *("rapidfuzz", "regex"),
)
"""The libraries that read and proofread source texts and catalogues, as their folders in site-packages are named."""


def digest_of(*values: object) -> str:
    """The SHA-256 of values, in hexadecimal; TypeError for a value of a kind that is not known here."""
    pieces: list[bytes] = []
    _add(values, pieces)
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def _add(value: object, pieces: list[bytes]) -> None:
    """Add the value as bytes from which it could be read back: its type, the length of its content, and that."""
    kind = type(value)
    if kind is str:
        _frame(kind, str(value).encode(errors="surrogatepass"), pieces)
    elif kind is tuple or kind is list:
        _name(kind, cast("Iterable[object]", value), pieces)
    elif names := _fields(cast("Hashable", kind)):
        _name(kind, [getattr(value, name) for name in names], pieces)
    else:
        _add_other(value, pieces)


def _add_other(value: object, pieces: list[bytes]) -> None:
    kind = type(value)
    match value:
        case Enum():
            _name(kind, [value.value], pieces)
        case None | bool() | int() | float():
            _frame(kind, repr(value).encode(), pieces)
        case bytes():
            _frame(kind, value, pieces)
        case datetime() | date():
            _frame(kind, value.isoformat().encode(), pieces)
        case PurePath():
            _frame(kind, os.fsencode(value), pieces)
        case tuple() | list():
            _name(kind, value, pieces)
        case Mapping():
            _name(kind, (item for _, item in sorted((digest_of(key), (key, value[key])) for key in value)), pieces)
        case frozenset() | set():
            _frame(kind, "".join(sorted(map(digest_of, value))).encode(), pieces)
        case _ if is_dataclass(value):
            _name(kind, [], pieces)
        case _:
            raise TypeError(value)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _frame(kind: type, content: bytes, pieces: list[bytes]) -> None:
    pieces.append(b"%s %d:" % (kind.__qualname__.encode(), len(content)))
    pieces.append(content)


def _name(kind: type, items: Iterable[object], pieces: list[bytes]) -> None:
    pieces.append(b"%s(" % kind.__qualname__.encode())
    for item in items:
        _add(item, pieces)
    pieces.append(b")")


@cache
def press() -> str:
    """The digest of the press: its own code and data by their bytes, and Python and the libraries by their versions."""
    return digest_of(sys.version, code(), sorted(_versions()))


def code() -> str:
    """The digest of the press's own code and data, by their bytes."""
    digest = hashlib.sha256()
    for name, path in sorted(_files(os.fspath(_PACKAGE), "")):
        content = Path(path).read_bytes()
        digest.update(b"%s %d:" % (os.fsencode(name), len(content)))
        digest.update(content)
    return digest.hexdigest()


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """The files in a folder, but for compiled ones: their names from the press's own, and their paths."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name == "__pycache__":  # other processes write and remove files there
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{name}{entry.name}/")
            elif not entry.name.endswith(_NOT_READ) and entry.is_file():
                yield name + entry.name, entry.path


def _versions() -> Iterator[str]:
    for folder in sys.path:
        for path in Path(folder).glob("*.dist-info"):
            if path.name.lower().startswith(tuple(f"{name}-" for name in LIBRARIES)):
                yield path.name
