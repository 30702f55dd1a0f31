"""The files of an EPUB, which is a zip or a folder (EPUB 3.3, Open Container Format)."""

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from kolofon.commands.init.plain_text import MARKUP
from kolofon.edition import files
from kolofon.edition.project import IMAGES
from kolofon.model.document import Place
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.table import SUFFIXES

__all__ = ["CONTAINER", "ENCRYPTION", "Publication", "is_publication", "opened"]

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
_SUFFIX, _PACKAGE = ".epub", ".opf"
_LISTS = frozenset({"SUMMARY.md", "book.toml", "conf.py"})
"""The files that say what the texts of a folder are, of which pages are made."""
_FILES = 20_000
_ALL = 2**30
"""The most bytes that all files of an EPUB may have: more than four times those of the largest that shops take."""
_RATIO = 400
_SMALL = 2**20
"""A file of this size may be packed as well as it can be."""
_BROKEN = "make it anew, or get another copy of it"


class Publication(Mapping[str, bytes]):
    """The files of an EPUB by their paths in it.  `path` is that of the EPUB itself, `main` that of its package.

    `main` is empty where `META-INF/container.xml` says which it is.
    """

    def __init__(self, path: Path, main: str = "") -> None:
        self.path = path
        self.main = main

    def file(self, name: str) -> Path:
        """The path of a file, as a person would type it; in a zip, as if that were a folder."""
        return self.path / name

    def place(self, name: str, line: int = 0) -> Place:
        """The place of a line in a file."""
        return Place(str(self.file(name)), line)


def is_publication(path: Path) -> bool:
    """Whether a path is that of an EPUB: a file `.epub` or `.opf`, or a folder with the files of one.

    A folder of pages without a package is one too, if no other text is in it.
    """
    if path.is_dir():
        return (path / CONTAINER).is_file() or len(_packages(path)) == 1 or _has_pages_alone(path)
    return path.suffix.lower() in {_SUFFIX, _PACKAGE}


def opened(path: Path) -> Publication:
    """The files of an EPUB.

    Raises SourceError for what is no zip or a broken one, for one with names that lead out of it, names that are there
    twice, symbolic links, files with a password, and for one that is too large.
    """
    if path.is_dir():
        inner = _packages(path)
        named = "" if (path / CONTAINER).is_file() or not inner else inner[0].relative_to(path).as_posix()
        return _Unpacked(path, named)
    if path.suffix.lower() == _PACKAGE:
        # The package may name files beside its folder, but only if a container says how far these go.
        root = next((one for one in path.absolute().parents if (one / CONTAINER).is_file()), path.absolute().parent)
        shown = next((one for one in path.parents if one.absolute() == root), root)
        return _Unpacked(shown, path.absolute().relative_to(root).as_posix())
    return _Zipped(path)


def _has_pages_alone(folder: Path) -> bool:
    every = files.below(folder, Path(), SourceError)
    if any(file.name in _LISTS for file in every):
        return False
    kinds = Counter(SUFFIXES.get(file.suffix.lower()) for file in every)
    return kinds[SourceFormat.XHTML] > sum(kinds[kind] for kind in MARKUP)


def _packages(folder: Path) -> list[Path]:
    """The package documents in a folder, and in the folders right in it."""
    return sorted([*folder.glob(f"*{_PACKAGE}"), *folder.glob(f"*/*{_PACKAGE}")])


class _Unpacked(Publication):
    """An EPUB as a folder."""

    def __init__(self, path: Path, main: str) -> None:
        super().__init__(path, main)
        bounds = files.Bounds((path,), files.PICTURE)
        self._files = files.Folder(path, path, SourceError, bounds)

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


class _Zipped(Publication):
    """An EPUB as a zip, of which each file is unpacked at its first use."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        files.readable(path, str(path), SourceError, _BROKEN, files.Bounds((), _ALL))
        try:
            self._zip = zipfile.ZipFile(path)
            listed = self._zip.infolist()
        except (OSError, zipfile.BadZipFile, ValueError, RuntimeError) as broken:
            raise SourceError(f"this is no EPUB: {broken}", place=Place(str(path)), hint=_BROKEN) from None
        self._entries = {entry.filename: entry for entry in listed if not entry.is_dir()}
        self._check(listed)

    def _check(self, listed: list[zipfile.ZipInfo]) -> None:
        place = Place(str(self.path))
        if len(listed) > _FILES or sum(entry.file_size for entry in listed) > _ALL:
            message = f"this EPUB has {len(listed):,} files, or more than {_ALL // 2**20} MiB in them"
            raise SourceError(message, place=place, hint="it is too large: bring its texts one by one")
        seen: set[str] = set()
        for entry in listed:
            name = entry.filename
            wrong = _unsafe(name) or ("is a symbolic link" if stat.S_ISLNK(entry.external_attr >> 16) else "")
            if not wrong and name.casefold() in seen:
                wrong = "is there twice"
            if not wrong and entry.flag_bits & 1:
                wrong = "has a password"
            if not wrong and entry.file_size > _SMALL and entry.file_size > _RATIO * max(entry.compress_size, 1):
                wrong = f"is packed more than {_RATIO} times, as no book is"
            if wrong:
                raise SourceError(f"the file {name!r} in this EPUB {wrong}", place=place, hint=_BROKEN)
            seen.add(name.casefold())

    def __getitem__(self, name: str) -> bytes:
        entry = self._entries[name]
        most = files.PICTURE if PurePosixPath(name).suffix.lower() in IMAGES else files.TEXT
        if entry.file_size > most:
            raise SourceError(
                f"cannot be read: it is larger than {most // 2**20} MiB", place=self.place(name), hint="make it smaller"
            )
        try:
            with self._zip.open(entry) as file:
                content = file.read(most + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as why:
            raise SourceError(f"cannot be unpacked: {why}", place=self.place(name), hint=_BROKEN) from None
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries


def _unsafe(name: str) -> str:
    """What is wrong with the name of a file in a zip; empty if nothing is."""
    if name.startswith(("/", "\\")) or ":" in name.split("/", maxsplit=1)[0]:
        return "begins at the root of a disk"
    if ".." in name.replace("\\", "/").split("/"):
        return "leads out of it"
    if "\0" in name or "\\" in name:
        return "has a name that no EPUB can have"
    return ""
