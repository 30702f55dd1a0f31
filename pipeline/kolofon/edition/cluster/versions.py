"""The versions that decide the bytes that a machine makes: of the press, Python, its packages and libraries."""

import ctypes
import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

from kolofon.edition.store.key import code

__all__ = ["difference", "versions"]

_PRESS = "kolofon"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LOADED = (
    ("Pango", "libpango-1.0.so.0", "pango_version_string"),
    ("HarfBuzz", "libharfbuzz.so.0", "hb_version_string"),
)
"""Libraries that WeasyPrint loads from the machine, each with the function that returns its version."""
_SUBSETS = "libharfbuzz-subset.so.0"
"""The library by which WeasyPrint makes subsets of fonts; without it, fontTools makes subsets with other bytes."""


@cache
def versions() -> Mapping[str, str]:
    """The versions of all that decides the bytes that this machine makes, by their names; "none" of what is not there.

    That of the press is a digest of its code.
    """
    versions = {_PRESS: code()[:16], "Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    versions |= dict(_packages(_PRESS, {_PRESS}))
    versions |= {name: _version(library, function) for name, library, function in _LOADED}
    return versions | {"harfbuzz-subset": "none" if _opened(_SUBSETS) is None else "there"}


def difference(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """The differences between the versions of two machines, in words; empty if there are none."""
    return ", ".join(
        f"{name} is {there.get(name, 'none')} there and {here.get(name, 'none')} here"
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    )


def _packages(name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """The packages that one needs, and those that these need, with their versions."""
    try:
        needed = distribution(name).requires or ()
    except PackageNotFoundError:
        return
    for line in needed:
        found = _NAME.match(line)
        if found is None or "extra ==" in line or found[0].lower() in seen:
            continue
        seen.add(found[0].lower())
        try:
            yield found[0].lower(), distribution(found[0]).version
        except PackageNotFoundError:  # it is for other systems or other releases of Python
            continue
        yield from _packages(found[0], seen)


def _version(library: str, function: str) -> str:
    opened = _opened(library)
    if opened is None:
        return "none"
    version_of = opened[function]
    version_of.restype = ctypes.c_char_p
    found = version_of()
    return found.decode() if isinstance(found, bytes) else "none"


def _opened(library: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(library)
    except OSError:
        return None
