"""How far the press goes: which folders a symbolic link may not leave, and how large a file may be."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ANYWHERE", "PICTURE", "TEXT", "Bounds", "leads_out"]

TEXT = 32 * 2**20
"""Bytes that a text, a catalogue or a style sheet may have: ten times those of the longest novels."""
PICTURE = 256 * 2**20
"""Bytes that a picture may have: more than twice those of an A4 page in colour at 600 dots per inch, not compressed."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is read: a file that is in each of the folders `within`, whatever leads to it, and has at most `size` bytes.

    A file that somebody names is theirs to name, so there need be no such folder.
    """

    within: tuple[Path, ...] = ()
    size: int = TEXT


ANYWHERE = Bounds()


def leads_out(path: Path, folders: Sequence[Path]) -> tuple[Path, Path] | None:
    """The first of some folders that a path leaves by a symbolic link, and where it leads; None if it stays in all.

    The folder is absolute.  Neither the path nor the folders need be there.
    """
    real = os.path.realpath(path)
    for folder in folders:
        if not Path(real).is_relative_to(os.path.realpath(folder)):
            return folder.absolute(), Path(real)
    return None
