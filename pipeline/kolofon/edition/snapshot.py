"""A snapshot of the files that the press reads, and which of them changed since the one before.

Hidden files are left out, as everywhere in the press, and so are temporary files of editors and of the press.
"""

import contextlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kolofon.edition import files
from kolofon.model.edition import INPUTS

__all__ = ["Snapshot"]

_TEMPORARY = re.compile(r"4913|.*~|#.*#|.*\.(?:tmp|temp\.pot?|sw[a-p])|.*___jb_(?:tmp|old)___", re.DOTALL)
"""The names of temporary files and backups of editors: Vim, Emacs, Poedit, those of JetBrains."""
_COMPILED = ".mo"
"""The ending of compiled catalogues, which Poedit writes beside the one that it saves; the press reads none."""

_Facts = tuple[int, ...]


class _Entry(NamedTuple):
    """A file or a folder: what stat(2) says of it, and the digest of its content."""

    facts: _Facts
    digest: str


class Snapshot:
    """The files of an edition as they were when this was made, or at the last call of `changed`.

    A file is read only if stat(2) differs; if its bytes are the same, it has not changed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._entries: dict[PurePosixPath, _Entry] = {}
        self.folders: dict[str, _Facts] = {}
        self.changed()

    def changed(self) -> tuple[PurePosixPath, ...]:
        """The paths from the root of the files that changed, are new or are gone since the last call, in order.

        A folder is named only if it is new or gone and no file in it is.  Afterwards, `folders` has the real path of
        each folder in which something may change, the root among them, with its device and inode.
        """
        before = self._entries
        self.folders = {}
        self._add_folder(self._root)
        now = self._entries = dict(self._all_entries())
        changed = {path for path in before.keys() | now.keys() if _digest(before, path) != _digest(now, path)}
        return tuple(sorted(path for path in changed if not any(path in other.parents for other in changed)))

    def _all_entries(self) -> Iterator[tuple[PurePosixPath, _Entry]]:
        for name in INPUTS:
            bounds = (self._root / name, self._root)
            yield from self._entries_at(PurePosixPath(name), bounds, frozenset())

    def _entries_at(
        self, path: PurePosixPath, bounds: tuple[Path, ...], above: frozenset[_Facts]
    ) -> Iterator[tuple[PurePosixPath, _Entry]]:
        """The file at a path, or the folder and all below it; `above` are the folders around it, to end circles."""
        place = self._root / path
        try:
            own = place.lstat()
            if stat.S_ISLNK(own.st_mode) and not files.leads_out(place, bounds):
                self._add_folder(Path(os.path.realpath(place)).parent)
                seen = place.stat()
            else:
                seen = own
        except OSError:
            if os.path.lexists(place):
                yield path, _Entry((), "nowhere")
            return
        if not stat.S_ISDIR(seen.st_mode):
            yield path, self._entry(path, seen)
            return
        known = (seen.st_dev, seen.st_ino)
        if known in above:
            return
        try:
            with os.scandir(place) as found:
                names = sorted(entry.name for entry in found)
        except OSError:
            yield path, _Entry((), "closed")
            return
        self._add_folder(Path(os.path.realpath(place)))
        yield path, _Entry((), "folder")
        for name in names:
            if not _left_out(name, path):
                yield from self._entries_at(path / name, bounds, above | {known})

    def _add_folder(self, real: Path) -> None:
        with contextlib.suppress(OSError):
            seen = real.stat()
            self.folders[str(real)] = (seen.st_dev, seen.st_ino)

    def _entry(self, path: PurePosixPath, seen: os.stat_result) -> _Entry:
        facts = (seen.st_mode, seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
        before = self._entries.get(path)
        if before and before.facts == facts:
            return before
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > files.TEXT:  # reading a pipe would block
            return _Entry(facts, repr(facts))
        return _Entry(facts, files.digest(self._root / path) or "closed")


def _digest(entries: Mapping[PurePosixPath, _Entry], path: PurePosixPath) -> str:
    return entries[path].digest if path in entries else ""


def _left_out(name: str, folder: PurePosixPath) -> bool:
    if name.startswith(".") or _TEMPORARY.fullmatch(name):
        return True
    return folder.parts[0] == "locale" and name.endswith(_COMPILED)
