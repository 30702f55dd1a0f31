"""The bounds of what is read: the folders that a symbolic link may not leave, and the size of a file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ANYWHERE", "PICTURE", "TEXT", "Bounds", "leads_out"]

TEXT = 32 * 2**20
"""The most bytes of a text, a catalogue or a style sheet: ten times those of the longest novels."""
PICTURE = 256 * 2**20
"""The most bytes of a picture: more than twice those of an A4 page in colour at 600 dots per inch, not compressed."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A file may be read if it is in each of the folders `within`, whatever leads to it, and has at most `size` bytes.

    A file that somebody names has no such folder.
    """

    within: tuple[Path, ...] = ()
    size: int = TEXT


ANYWHERE = Bounds()


def leads_out(path: Path, folders: Sequence[Path]) -> tuple[Path, Path] | None:
    """The first of some folders that a path leaves by a symbolic link, and where the link leads, or None.

    The folder is absolute.  Neither the path nor the folders need exist.
    """
    real = os.path.realpath(path)
    for folder in folders:
        if not Path(real).is_relative_to(os.path.realpath(folder)):
            return folder.absolute(), Path(real)
    return None
