"""`kolofon clean` removes what the press made below `output/`.  It needs the standard library alone."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kolofon.edition import files
from kolofon.edition.output.artefacts import TRACEBACK
from kolofon.edition.output.location import OUTPUT, check
from kolofon.edition.output.own_files import MANIFEST, files_below, known_files, note, remove_known, unlisted
from kolofon.edition.store.location import is_stored_value, remove_stored
from kolofon.model.document import Place
from kolofon.model.edition import EDITION
from kolofon.model.error import EditionError
from kolofon.model.finding import Finding

__all__ = ["Cleaned", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many files were removed, which are left in `output/`, and findings about files of the press."""

    removed: int
    left: tuple[PurePosixPath, ...]
    findings: tuple[Finding, ...]


def clean(root: Path, store: Path | None = None, *, cache: bool = False) -> Cleaned:
    """Remove what the press made below `output/`, and the folders that are empty without it.

    The stamps of what was made go as well; with `cache`, so does what is in the folder of a `store`.  What somebody
    changed or put there stays, and so does everything behind a symbolic link.  OutputError if `output` is a link that
    leaves the edition, or something cannot be removed; EditionError if there is no edition.
    """
    if not files.present(root / EDITION):
        raise EditionError(
            "there is no edition here", place=Place(str(root)), hint=f"an edition is a folder that holds {EDITION}"
        )
    if cache and store is not None:
        files.sweep(store)
    if not files.present(root / OUTPUT):
        remove_stored(root, store if cache else None)
        return Cleaned(0, (), ())
    check(root, [MANIFEST])
    files.sweep(root / OUTPUT)
    with files.locked(root, lambda _: None):
        known = known_files(root)
        removed, findings = remove_known(root, known or {})
        files.remove(root / OUTPUT / TRACEBACK, str(OUTPUT / TRACEBACK))
        remove_stored(root, store if cache else None)
        left = sorted(
            path for path in files_below(root, PurePosixPath()) if path != MANIFEST and not is_stored_value(path)
        )
        if left and known is None:
            findings.append(unlisted("removes nothing"))
        elif left:
            note(root, {})  # so that the next build knows that none of these is its own
        else:
            files.remove(root / OUTPUT / MANIFEST, str(OUTPUT / MANIFEST))
    return Cleaned(removed, tuple(OUTPUT / path for path in left), tuple(findings))
