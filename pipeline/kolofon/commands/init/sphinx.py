"""The texts of a Sphinx project: its `conf.py`, the files that its toctrees list, and what these include."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kolofon.edition import files
from kolofon.model.error import SourceError
from kolofon.read.rst.configuration import Configuration, configuration

__all__ = ["CONFIGURATION", "included", "project", "root_of"]

CONFIGURATION = "conf.py"
"""The file that makes a folder a Sphinx project."""

_FOLDERS = ("", "source", "src", "docs", "doc", "docs/source", "doc/source")
"""Where projects have that file, from the folder that a person names."""
_INCLUDED = re.compile(r"^\s*(?:\.\. (?:include|literalinclude)::|:file:)\s*(\S+)", re.MULTILINE)
_ENDINGS = (".rst", ".rest", ".txt")
_ROUNDS = 10


def project(folder: Path) -> Path | None:
    """The folder of the project in a folder that a person names; None if there is none."""
    return next((folder / name for name in _FOLDERS if (folder / name / CONFIGURATION).is_file()), None)


def root_of(folder: Path, bounds: files.Bounds) -> tuple[Configuration, str] | None:
    """What a project says of itself, and the name of its first file; None if that is not there."""
    path = folder / CONFIGURATION
    told = configuration(
        files.read_bytes(path, str(path), SourceError, "see to its permissions", bounds), CONFIGURATION
    )
    names = (f"{told.root}{ending}" for ending in dict.fromkeys([*told.suffixes, *_ENDINGS]))
    root = next((name for name in names if (folder / name).is_file()), None)
    return (told, root) if root else None


def included(texts: Iterable[str], content: Mapping[str, str], folder: Path) -> Iterator[str]:
    """The files in a folder, by their paths there, that some of its texts include, and that these include."""
    waiting, seen = dict.fromkeys(texts), set[str]()
    for _ in range(_ROUNDS):
        found: dict[str, None] = {}
        for path in waiting:
            text = content.get(path) or _text(folder / path)
            found |= dict.fromkeys(_named(text, path))
        new = [path for path in found if path not in seen and path not in content and (folder / path).is_file()]
        seen.update(new)
        yield from new
        waiting = dict.fromkeys(new)


def _text(path: Path) -> str:
    try:
        return files.read_bytes(path, str(path), SourceError, "", files.Bounds((), files.TEXT)).decode(
            "utf-8", "replace"
        )
    except SourceError:
        return ""


def _named(text: str, base: str) -> Iterator[str]:
    """The files that a text includes, as far as they are in the folder of the project."""
    for found in _INCLUDED.finditer(text):
        named = found[1]
        start = "" if named.startswith("/") else posixpath.dirname(base)
        path = posixpath.normpath(posixpath.join(start, named.lstrip("/")))
        if not path.startswith(("..", "/")) and path != ".":
            yield path
