"""What is in the folders of an edition that the press reads, file by file, and what has changed since it was looked at.

Hidden files are left out, as the press leaves them out, and with them what editors and the press itself put aside.
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

_PASSING = re.compile(r"4913|.*~|#.*#|.*\.(?:tmp|temp\.pot?|sw[a-p])|.*___jb_(?:tmp|old)___", re.DOTALL)
"""The names of what editors write for a moment, or beside a file: Vim, Emacs, Poedit, those of JetBrains."""
_COMPILED = ".mo"
"""How a catalogue ends that Poedit compiled beside the one that it saved; the press reads none."""

_Facts = tuple[int, ...]


class _Entry(NamedTuple):
    """A file or a folder: what the system says of it, and the digest of what is in it."""

    facts: _Facts
    digest: str


class Snapshot:
    """The files of an edition as they are when this is made, and what has changed since.

    A file is read only if the system says that it is another, or was written to.  One that has the same bytes as
    before has not changed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._entries: dict[PurePosixPath, _Entry] = {}
        self.folders: dict[str, _Facts] = {}
        self.changed()

    def changed(self) -> tuple[PurePosixPath, ...]:
        """The paths from the root of the files that have changed, come or gone since this was called before, in order.

        A folder is named if it came or went, and no file in it did.  Afterwards, `folders` has the real path of each
        folder in which something may change, the root among them, with what tells it from another of that name.
        """
        before = self._entries
        self.folders = {}
        self._see_folder(self._root)
        now = self._entries = dict(self._look())
        changed = {path for path in before.keys() | now.keys() if _digest(before, path) != _digest(now, path)}
        return tuple(sorted(path for path in changed if not any(path in other.parents for other in changed)))

    def _look(self) -> Iterator[tuple[PurePosixPath, _Entry]]:
        for name in INPUTS:
            bounds = (self._root / name, self._root)
            yield from self._look_at(PurePosixPath(name), bounds, frozenset())

    def _look_at(
        self, path: PurePosixPath, bounds: tuple[Path, ...], above: frozenset[_Facts]
    ) -> Iterator[tuple[PurePosixPath, _Entry]]:
        """What is at a path, and below it; `above` are the folders that led there, lest a link lead in a circle."""
        place = self._root / path
        try:
            own = place.lstat()
            if stat.S_ISLNK(own.st_mode) and not files.leads_out(place, bounds):
                self._see_folder(Path(os.path.realpath(place)).parent)
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
        self._see_folder(Path(os.path.realpath(place)))
        yield path, _Entry((), "folder")
        for name in names:
            if not _left_out(name, path):
                yield from self._look_at(path / name, bounds, above | {known})

    def _see_folder(self, real: Path) -> None:
        with contextlib.suppress(OSError):
            seen = real.stat()
            self.folders[str(real)] = (seen.st_dev, seen.st_ino)

    def _entry(self, path: PurePosixPath, seen: os.stat_result) -> _Entry:
        facts = (seen.st_mode, seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
        before = self._entries.get(path)
        if before and before.facts == facts:
            return before
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > files.TEXT:  # a pipe would make this wait
            return _Entry(facts, repr(facts))
        return _Entry(facts, files.digest(self._root / path) or "closed")


def _digest(entries: Mapping[PurePosixPath, _Entry], path: PurePosixPath) -> str:
    return entries[path].digest if path in entries else ""


def _left_out(name: str, folder: PurePosixPath) -> bool:
    if name.startswith(".") or _PASSING.fullmatch(name):
        return True
    return folder.parts[0] == "locale" and name.endswith(_COMPILED)
