"""A Sphinx project → the manuscript of a new edition: its `conf.py`, the files in its toctrees, what these include."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kolofon.commands.init.manuscript import Book, Files, Manuscript, absolute, is_hidden, is_picture, read_manuscript
from kolofon.edition import files
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.read.rst.sphinx.configuration import Configuration, configuration
from kolofon.read.table import SUFFIXES

__all__ = ["sphinx_manuscript"]

_CONFIGURATION = "conf.py"
"""The file that makes a folder a Sphinx project."""

_FOLDERS = ("", "source", "src", "docs", "doc", "docs/source", "doc/source")
"""Where projects have that file, from the folder that a person names."""
_INCLUDED = re.compile(r"^\s*(?:\.\. (?:include|literalinclude)::|:file:)\s*(\S+)", re.MULTILINE)
_INDEX = "index.rst"
_TOCTREE = re.compile(r"^[ \t]*\.\. toctree::[ \t]*$", re.MULTILINE)
_HEADED = re.compile(r"\A(?:[ ]*\n|\.\. .*\n|[=*#-]+[ ]*\n)*[ ]*([^\n.:*`|][^\n*`|]*)\n([=*#~+^-])\2{2,} *(?:\n|\Z)")
"""The first heading of a file, if it has no markup; above it are comments, names and its own upper line."""
_ENDINGS = (".rst", ".rest", ".txt")
_ROUNDS = 10


def sphinx_manuscript(named: Sequence[Path], name: str, title: str) -> Manuscript | None:
    """The manuscript of a Sphinx project; None unless only its folder is named, or one that has it.

    A folder without a `conf.py` is a project if its `index.rst` has a toctree.
    """
    folder = _folder_of(named[0]) if len(named) == 1 and named[0].is_dir() else None
    found = _root_of(folder, files.Bounds((named[0],), files.TEXT)) if folder else None
    if folder is None or found is None:
        return None
    project, root = found
    title = _heading(folder / root) or title
    base = absolute(folder)
    every = [path for path in files.below(folder, Path(), SourceError) if not is_hidden(path, folder)]
    taken = [path for path in every if is_picture(path) or SUFFIXES.get(path.suffix.lower()) is SourceFormat.RST]
    taken = [path for path in taken if not project.excludes(absolute(path).relative_to(base).as_posix())]
    texts = dict.fromkeys(absolute(path).relative_to(base).as_posix() for path in taken if not is_picture(path))
    more = dict.fromkeys([root, *_included(texts, folder), *([_CONFIGURATION] if project.path else [])])
    taken += [folder / path for path in more if path not in texts]
    book = Book(project.project, project.language, project.author)
    work = Work(name, "", SourceFormat.RST, title=project.project or title, summary=f"{name}/{root}")
    return read_manuscript(work, Files(taken, base, name, [named[0]], [named[0]]), book)


def _folder_of(folder: Path) -> Path | None:
    """The folder of the project in a folder that a person names; None if there is none."""
    folders = [folder / name for name in _FOLDERS]
    with_configuration = (path for path in folders if (path / _CONFIGURATION).is_file())
    # A toctree shows a project too, but only right there: a folder of texts may have one in a folder below.
    return next(with_configuration, folder if _TOCTREE.search(_text(folder / _INDEX)) else None)


def _root_of(folder: Path, bounds: files.Bounds) -> tuple[Configuration, str] | None:
    """The configuration of a project, and the name of its first file; None if there is no such file."""
    path = folder / _CONFIGURATION
    there = path.is_file()
    content = files.read_bytes(path, str(path), SourceError, "see to its permissions", bounds) if there else None
    project = configuration(content, _CONFIGURATION)
    names = (f"{project.root}{ending}" for ending in dict.fromkeys([*project.suffixes, *_ENDINGS]))
    root = next((name for name in names if (folder / name).is_file()), None)
    return (project, root) if root else None


def _heading(path: Path) -> str:
    """The heading with which a file begins; empty without one."""
    found = _HEADED.search(_text(path).replace("\r\n", "\n").replace("\t", " "))
    return " ".join(found[1].split()) if found else ""


def _included(texts: Iterable[str], folder: Path) -> Iterator[str]:
    """The files in a folder, by their paths there, that some of its texts include, and that these include."""
    waiting = list(texts)
    seen = set(waiting)
    for _ in range(_ROUNDS):
        found = dict.fromkeys(named for path in waiting for named in _named(_text(folder / path), path))
        waiting = [path for path in found if path not in seen and (folder / path).is_file()]
        seen.update(waiting)
        yield from waiting


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
