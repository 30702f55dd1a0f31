"""Finished files, written below `output/` and removed again."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.output.location import OUTPUT, OWN, check
from kolofon.edition.output.manifest import Digests, read_manifest, write_manifest
from kolofon.model.document import Place
from kolofon.model.edition import EDITION, Artefact
from kolofon.model.error import EditionError, OutputError
from kolofon.model.finding import Finding, Severity

__all__ = ["Cleaned", "Written", "clean", "write", "write_traceback"]

_MANIFEST = PurePosixPath(OWN, "made.sha256")
_TRACEBACK = PurePosixPath(OWN, "traceback.txt")
_KEPT = PurePosixPath(OWN, "kept")


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, as paths from the root, and findings about what was in their places.

    A book in a folder of its own (`<lang>/<work>/…`, or `site/…`) is named by that folder.
    """

    paths: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many files were removed, which remain in `output/`, and findings."""

    removed: int
    left: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]


def write(root: Path, artefacts: Iterable[Artefact]) -> Written:
    """Write finished files below `output/`, and remove those of earlier builds in the same folders.

    A file that somebody changed, or put where one is written, is kept in `output/.kolofon/kept/`.  One that somebody
    changed and that is not made any more remains.  Where an earlier press left no manifest, nothing is removed.  Raises
    `OutputError` for what cannot be written; if a symbolic link is the reason, before anything is written.
    """
    made = {artefact.path: artefact.content for artefact in artefacts}
    if not made:
        return Written((), ())
    check(root, [*made, _MANIFEST, _KEPT / "any"])
    files.sweep(root / OUTPUT)
    with files.locked(root, lambda _: None):
        known = _known(root)
        new = {path: frozenset({hashlib.sha256(content).hexdigest()}) for path, content in made.items()}
        planned = dict(known or {})
        for path, digest in new.items():
            planned[path] = planned.get(path, frozenset()) | digest
        _note(root, planned)
        kept = _keep(root, planned, new)
        for path, content in made.items():
            files.write_bytes(root / OUTPUT / path, content, str(OUTPUT / path))
        folders = dict.fromkeys(map(_folder, made))
        gone = [path for path in known or {} if path not in made and _folder(path) in folders]
        findings = [
            *(_kept(kept) if known is not None else _first(root, folders, made, kept)),
            *_remove(root, {path: planned[path] for path in gone})[1],
        ]
        _note(root, {path: new.get(path, digests) for path, digests in planned.items() if path not in gone})
    return Written(tuple(OUTPUT / folder for folder in folders), tuple(findings))


def clean(root: Path) -> Cleaned:
    """Remove what the press made below `output/`, and the folders that are empty without it.

    What somebody changed or put there remains, and so does everything behind a symbolic link.  Raises `OutputError` if
    `output` is a link that leaves the edition, or something cannot be removed, and `EditionError` if there is no
    edition.
    """
    if not files.present(root / EDITION):
        raise EditionError(
            "there is no edition here", place=Place(str(root)), hint=f"an edition is a folder that holds {EDITION}"
        )
    if not files.present(root / OUTPUT):
        return Cleaned(0, (), ())
    check(root, [_MANIFEST])
    files.sweep(root / OUTPUT)
    with files.locked(root, lambda _: None):
        known = _known(root)
        removed, findings = _remove(root, known or {})
        files.remove(root / OUTPUT / _TRACEBACK, str(OUTPUT / _TRACEBACK))
        left = sorted(path for path in _below(root, PurePosixPath()) if path != _MANIFEST)
        if left and known is None:
            findings.append(_unlisted("removes nothing"))
        elif left:
            _note(root, {})  # so that the next build knows that none of these is its own
        else:
            files.remove(root / OUTPUT / _MANIFEST, str(OUTPUT / _MANIFEST))
    return Cleaned(removed, tuple(OUTPUT / path for path in left), tuple(findings))


def write_traceback(root: Path, text: str) -> PurePosixPath:
    """Write a traceback into `output/.kolofon/`; returns its path from the root.

    Raises `OutputError` if it cannot be written.
    """
    check(root, [_TRACEBACK])
    path = OUTPUT / _TRACEBACK
    files.write_bytes(root / path, text.encode(errors="backslashreplace"), str(path))
    return path


def _folder(path: PurePosixPath) -> PurePosixPath:
    """The folder that is made as one, or the file itself if it is in none."""
    return PurePosixPath(*path.parts[: 1 if path.parts[0] == "site" else 2])


def _known(root: Path) -> Digests | None:
    """The manifest, or None."""
    path = OUTPUT / _MANIFEST
    if not files.present(root / path):
        return None
    hint = "see to its permissions; without it, the press does not know its own files"
    return read_manifest(files.read_bytes(root / path, str(path), OutputError, hint))


def _note(root: Path, digests: Digests) -> None:
    files.write_bytes(root / OUTPUT / _MANIFEST, write_manifest(digests), str(OUTPUT / _MANIFEST))


def _keep(root: Path, planned: Digests, new: Digests) -> Mapping[PurePosixPath, PurePosixPath]:
    """Move aside what would be replaced and is neither known nor the same; returns the new place of each file."""
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
    """The finding for when a press that keeps a manifest first finds files of one that kept none."""
    if kept or any(path not in made for folder in folders for path in _below(root, folder)):
        yield _unlisted("removes none" + f"; what this build replaced is kept in {OUTPUT / _KEPT}" * bool(kept))


def _unlisted(done: str) -> Finding:
    return Finding(
        "output-unlisted",
        Severity.NOTE,
        Place(str(OUTPUT)),
        f"the press cannot tell which of the older files here it made, and {done}",
        "if none of them is yours, delete the folder",
    )


def _below(root: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    """The files in a folder of `output/`, by their paths from there; a symbolic link counts as one."""
    base = root / OUTPUT
    for where, below, names in os.walk(base / folder):
        links = [name for name in below if Path(where, name).is_symlink()]
        yield from (PurePosixPath(Path(where, name).relative_to(base)) for name in (*names, *links))


def _remove(root: Path, digests: Digests) -> tuple[int, list[Finding]]:
    """Remove files that are still as the press made them; returns how many, and which remain."""
    removed = 0
    changed: list[PurePosixPath] = []
    behind: Counter[PurePosixPath] = Counter()
    for path, known in digests.items():
        steps = [*reversed(path.parents[:-1]), path]
        link = next((step for step in steps if (root / OUTPUT / step).is_symlink()), None)
        if link:
            behind[link] += 1
        elif not (root / OUTPUT / path).is_file():
            continue
        elif files.digest(root / OUTPUT / path) in known:
            files.remove(root / OUTPUT / path, str(OUTPUT / path))
            removed += 1
        else:
            changed.append(path)
    return removed, [
        *(_stays(path, "this was changed after the press had made it, so it stays", "it") for path in changed),
        *(
            _stays(link, f"the press follows no link, so {number} files stay that it made", "them")
            for link, number in behind.items()
        ),
    ]


def _stays(path: PurePosixPath, message: str, what: str) -> Finding:
    hint = f"delete {what}, if nobody needs {what}"
    return Finding("output-changed", Severity.WARNING, Place(str(OUTPUT / path)), message, hint)
