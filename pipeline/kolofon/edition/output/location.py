"""The folder of an edition, and the places in `output/` where nothing is written."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.model.document import Place
from kolofon.model.edition import EDITION, INPUTS
from kolofon.model.error import EditionError, OutputError

__all__ = ["OUTPUT", "OWN", "check", "edition_folder"]

OUTPUT = PurePosixPath("output")
OWN = ".kolofon"
"""The folder in `output/` that belongs to the press."""


def edition_folder(start: Path | None = None) -> Path:
    """The folder `start`, or without one, the nearest one upward from the working directory that has an edition.

    Raises `EditionError` if there is none.
    """
    if start is not None:
        return start
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if files.present(folder / EDITION)), None)
    if found is None:
        raise EditionError(
            "there is no edition here", hint=f"go to a folder that holds {EDITION}, or name it with --edition DIR"
        )
    return found


def check(root: Path, paths: Iterable[PurePosixPath]) -> None:
    """Raise an error if files with these paths from `output/` must not or cannot be written.

    Links may lead elsewhere in the edition, so `output` can be one.  Raises `OutputError` for a link that leaves the
    edition, or leads to its root, to what the press reads, to a hidden folder such as `.git` or nowhere; and for a file
    where a folder must be, or a folder where a file must be.
    """
    real_root = Path(os.path.realpath(root))
    inputs = [os.path.realpath(root / name) for name in INPUTS]
    for path in paths:
        file = OUTPUT / path
        steps = [*reversed(file.parents[:-1]), file]
        link = next((step for step in steps if (root / step).is_symlink()), None)
        for place in (Path(os.path.realpath(root / link)), Path(os.path.realpath(root / file))) if link else ():
            inside = place.is_relative_to(real_root)
            hidden = inside and any(part.startswith(".") and part != OWN for part in place.relative_to(real_root).parts)
            if not inside or hidden or place == real_root or any(place.is_relative_to(name) for name in inputs):
                where = place if inside else f"{place}, out of the edition"
                raise OutputError(
                    f"this is a symbolic link to {where}, and nothing is written there",
                    place=Place(str(link)),
                    hint="remove the link; copy what is made to that place, or mount that place here",
                )
        for step in steps:
            _check_kind(root, step, folder=step != file)


def _check_kind(root: Path, step: PurePosixPath, *, folder: bool) -> None:
    """Raise OutputError if there is a file in the place of a folder, a folder in that of a file, or a broken link."""
    there = root / step
    if there.is_symlink() and not there.exists():
        what, hint = "this is a symbolic link that leads nowhere, and nothing is written there", "remove the link"
    elif folder and there.exists() and not there.is_dir():
        what, hint = "this is a file, and must be a folder", "move it out of the way"
    elif not folder and there.is_dir():
        what, hint = "this is a folder, and must be a file", "move it out of the way"
    else:
        return
    raise OutputError(what, place=Place(str(step)), hint=hint)
