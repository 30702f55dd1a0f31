"""The values that `init` has of a text: its files, and what its book says of itself."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kolofon.model.edition import Work

__all__ = ["Book", "Brought"]


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself, in mdBook's `book.toml` or in its first text; empty where it says nothing."""

    title: str = ""
    language: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A work, the content of its files by their paths below `source/`, and the file that each of them is from.

    `base` is the folder that becomes `source/<folder>`: files that a text names are looked for there.  A text may
    include files of the folders `around` it.
    """

    work: Work
    files: Mapping[str, bytes]
    origins: Mapping[str, Path]
    base: Path
    folder: str
    book: Book
    around: tuple[Path, ...] = ()

    def origin(self, path: str) -> Path:
        """The file that a path below `source/` is from, or would be from."""
        return self.origins.get(path) or Path(os.path.normpath(self.base / os.path.relpath(path, self.folder or ".")))
