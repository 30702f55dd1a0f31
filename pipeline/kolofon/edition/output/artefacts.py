"""Finished files → `output/`."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.output.location import OUTPUT, OWN, check
from kolofon.edition.output.manifest import Digests
from kolofon.edition.output.own_files import MANIFEST, files_below, known_files, note, remove_known, unlisted
from kolofon.model.document import Place
from kolofon.model.edition import Artefact
from kolofon.model.error import OutputError
from kolofon.model.finding import Finding, Severity

__all__ = ["TRACEBACK", "Written", "write", "write_traceback"]

TRACEBACK = PurePosixPath(OWN, "traceback.txt")
"""Where a fault of the press is written down, from `output/`."""
_KEPT = PurePosixPath(OWN, "kept")


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, as paths from the root, and findings about files that were there before.

    A book in a folder of its own (`<lang>/<work>/…`, or `site/…`) is named by that folder.  `digests` has the SHA-256
    of each file, by paths from `output/`.
    """

    paths: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]
    digests: Mapping[PurePosixPath, str]


def write(root: Path, artefacts: Iterable[Artefact]) -> Written:
    """Write finished files below `output/`, and remove those of earlier builds in the same folders.

    A file that somebody changed, or put where one is written, is kept in `output/.kolofon/kept/`.  One that somebody
    changed and that is not made any more remains.  Where an earlier press left no manifest, nothing is removed.  Raises
    `OutputError` for what cannot be written; if a symbolic link is the reason, before anything is written.
    """
    made = {artefact.path: artefact.content for artefact in artefacts}
    if not made:
        return Written((), (), {})
    check(root, [*made, MANIFEST, _KEPT / "any"])
    files.sweep(root / OUTPUT)
    with files.locked(root, lambda _: None):
        known = known_files(root)
        digests = {path: hashlib.sha256(content).hexdigest() for path, content in made.items()}
        new = {path: frozenset({digest}) for path, digest in digests.items()}
        planned = dict(known or {})
        for path, digest in new.items():
            planned[path] = planned.get(path, frozenset()) | digest
        note(root, planned)
        kept = _keep(root, planned, new)
        for path, content in made.items():
            files.write_bytes(root / OUTPUT / path, content, str(OUTPUT / path))
        folders = dict.fromkeys(map(_folder, made))
        gone = [path for path in known or {} if path not in made and _folder(path) in folders]
        findings = [
            *(_kept(kept) if known is not None else _first(root, folders, made, kept)),
            *remove_known(root, {path: planned[path] for path in gone})[1],
        ]
        note(root, {path: new.get(path, before) for path, before in planned.items() if path not in gone})
    return Written(tuple(OUTPUT / folder for folder in folders), tuple(findings), digests)


def write_traceback(root: Path, text: str) -> PurePosixPath:
    """Put a traceback into `output/.kolofon/`; its path from the root.  OutputError if that cannot be."""
    check(root, [TRACEBACK])
    path = OUTPUT / TRACEBACK
    files.write_bytes(root / path, text.encode(errors="backslashreplace"), str(path))
    return path


def _folder(path: PurePosixPath) -> PurePosixPath:
    """The folder that is made as one, or the file itself if it is in none."""
    return PurePosixPath(*path.parts[: 1 if path.parts[0] == "site" else 2])


def _keep(root: Path, planned: Digests, new: Digests) -> Mapping[PurePosixPath, PurePosixPath]:
    """Move files that would be replaced and are not the press's to `kept/`; returns the new path of each file."""
    kept: dict[PurePosixPath, PurePosixPath] = {}
    for path in new:
        there = root / OUTPUT / path
        digest = files.digest(there)
        if digest and digest not in planned[path]:
            kept[path] = _put_aside(root, path, digest)
    return kept


def _put_aside(root: Path, path: PurePosixPath, digest: str) -> PurePosixPath:
    for number in count():
        aside = OUTPUT / _KEPT / path.with_name(f"{path.name}.{number}" if number else path.name)
        if files.present(root / aside):
            if files.digest(root / aside) == digest:
                return aside
            continue
        there = Path(os.path.realpath(root / OUTPUT / path))
        try:
            (root / aside).parent.mkdir(parents=True, exist_ok=True)
            try:
                (root / aside).hardlink_to(there)
            except OSError:  # not every file system has links
                there.rename(root / aside)
        except OSError as problem:
            raise OutputError(
                f"somebody changed this file, and it cannot be kept: {problem.strerror}",
                place=Place(str(OUTPUT / path)),
                hint="move it to another place",
            ) from None
        return aside
    raise AssertionError


def _kept(kept: Mapping[PurePosixPath, PurePosixPath]) -> Iterator[Finding]:
    for path, aside in kept.items():
        yield Finding(
            "output-replaced",
            Severity.WARNING,
            Place(str(OUTPUT / path)),
            "this was not as the press had made it, and is made anew",
            f"what was there is kept as {aside}",
        )


def _first(
    root: Path,
    folders: Iterable[PurePosixPath],
    made: Mapping[PurePosixPath, bytes],
    kept: Mapping[PurePosixPath, PurePosixPath],
) -> Iterator[Finding]:
    """A note, once, if files are there from an older release of the press, which wrote no manifest."""
    if kept or any(path not in made for folder in folders for path in files_below(root, folder)):
        yield unlisted("removes none" + f"; what this build replaced is kept in {OUTPUT / _KEPT}" * bool(kept))
