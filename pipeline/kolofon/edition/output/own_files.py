"""The files in `output/` that the press made, by the manifest; and their removal."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.output.location import OUTPUT, OWN
from kolofon.edition.output.manifest import Digests, read_manifest, write_manifest
from kolofon.model.document import Place
from kolofon.model.error import OutputError
from kolofon.model.finding import Finding, Severity

__all__ = ["MANIFEST", "files_below", "known_files", "note", "remove_known", "unlisted"]

MANIFEST = PurePosixPath(OWN, "made.sha256")
"""Where the manifest is, from `output/`."""


def known_files(root: Path) -> Digests | None:
    """The manifest; None if there is none."""
    path = OUTPUT / MANIFEST
    if not files.present(root / path):
        return None
    hint = "see to its permissions; without it, the press does not know its own files"
    return read_manifest(files.read_bytes(root / path, str(path), OutputError, hint))


def note(root: Path, digests: Digests) -> None:
    """Write the manifest."""
    files.write_bytes(root / OUTPUT / MANIFEST, write_manifest(digests), str(OUTPUT / MANIFEST))


def files_below(root: Path, folder: PurePosixPath) -> Iterator[PurePosixPath]:
    """The files in a folder of `output/`, by their paths from there; a symbolic link is one."""
    base = root / OUTPUT
    for where, below, names in os.walk(base / folder):
        links = [name for name in below if Path(where, name).is_symlink()]
        yield from (PurePosixPath(Path(where, name).relative_to(base)) for name in (*names, *links))


def remove_known(root: Path, digests: Digests) -> tuple[int, list[Finding]]:
    """Remove the files that still have a digest of the manifest; returns how many, and findings about the others."""
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


def unlisted(done: str) -> Finding:
    """The note that there is no manifest, so that older files remain; `done` says what the press did instead."""
    return Finding(
        "output-unlisted",
        Severity.NOTE,
        Place(str(OUTPUT)),
        f"the press cannot tell which of the older files here it made, and {done}",
        "if none of them is yours, delete the folder",
    )
