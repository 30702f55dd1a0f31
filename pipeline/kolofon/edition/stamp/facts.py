"""Whether a file has changed, found without reading it where that is possible.

A file is unchanged if its size, times and inode are; where they differ, if its digest is the same.  Two changes within
one tick of the clock leave the same times, so of a file that changed shortly before it was looked at only the digest
counts (as git does it: Documentation/technical/racy-git.txt).
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "Facts",
    "LeadsOutError",
    "bare_facts",
    "compared",
    "digest",
    "facts_of",
    "names_in",
    "scan",
    "settled",
    "stat_facts",
]

Facts = list[int | str]
"""A kind, the permissions, and of a file also its size, times of change (content, inode; nanoseconds) and inode."""

_Links = tuple[str, set[str]]
"""The real path of an edition, and those of the folders in it that links led to."""
_TICK = 2 * 10**9
"""Nanoseconds that the coarsest clock of a file system may take for a tick (FAT's)."""
_PIECE = 2**20


class LeadsOutError(Exception):
    """A symbolic link leads out of the edition, so its target is not read."""


def facts_of(path: str) -> Facts | None:
    """The facts of a file, following links; None where there is nothing."""
    try:
        return stat_facts(os.stat(path))
    except OSError:
        return None


def bare_facts(path: str) -> Facts:
    """The facts of a file, without following a link; OSError where there is nothing."""
    return stat_facts(os.lstat(path))


def scan(root: str, folders: Iterable[str]) -> dict[str, Facts]:
    """The facts of all files and folders in some folders of an edition, by paths from its root.

    A symbolic link has its target as a fact; what it leads to is at the same path with a slash behind it.  Raises
    LeadsOutError for a link that leads out of the edition, and OSError for what cannot be read.
    """
    found: dict[str, Facts] = {}
    real, followed = os.path.realpath(root), set[str]()
    for folder in folders:
        path = os.path.join(root, folder)
        try:
            seen = os.lstat(path)
        except FileNotFoundError:
            continue
        _visit(path, folder, seen, found, (real, followed))
    return found


def _visit(path: str, name: str, seen: os.stat_result, found: dict[str, Facts], links: _Links) -> None:
    """Add a file, or a folder and what is in it."""
    if stat.S_ISLNK(seen.st_mode):
        found[name] = ["link", os.readlink(path)]
        real = os.path.realpath(path)
        root, followed = links
        if os.path.commonpath((root, real)) != root or real == root:
            raise LeadsOutError(path)
        name += "/"
        try:
            seen = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return  # it leads nowhere
        if stat.S_ISDIR(seen.st_mode):
            if real in followed:  # all of it is found where the other link is
                return
            followed.add(real)
    found[name] = stat_facts(seen)
    if stat.S_ISDIR(seen.st_mode):
        with os.scandir(path) as entries:
            for entry in entries:
                _visit(entry.path, f"{name}/{entry.name}", entry.stat(follow_symlinks=False), found, links)


def stat_facts(seen: os.stat_result) -> Facts:
    """The result of stat(2) → the facts of the file."""
    if stat.S_ISREG(seen.st_mode):
        return ["file", seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]
    return ["folder" if stat.S_ISDIR(seen.st_mode) else "other", seen.st_mode]


def settled(facts: Facts, taken: int) -> bool:
    """Whether any later change of a file gives it other facts than these, which were taken at a time in nanoseconds."""
    return facts[0] != "file" or max(int(facts[3]), int(facts[4])) < taken - _TICK


def digest(path: str) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal."""
    hashed = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def compared(
    root: str, before: Mapping[str, Facts], digests: Mapping[str, str], now: Mapping[str, Facts], taken: int
) -> bool | None:
    """Whether files are unchanged: True by their facts, None if only by their digests, or False.

    `before` are their facts at the time `taken`, and `digests` the digests of all that are files.
    """
    if before.keys() != now.keys():
        return False
    unsure = [path for path, facts in now.items() if facts != before[path] or not settled(facts, taken)]
    for path in unsure:
        if before[path][:2] != now[path][:2] or now[path][0] != "file":
            return False
    if any(digest(os.path.join(root, path.removesuffix("/"))) != digests[path] for path in unsure):
        return False
    return None if unsure else True


def names_in(folder: str) -> Iterator[os.DirEntry[str]]:
    """The entries of a folder; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return
