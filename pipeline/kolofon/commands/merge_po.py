"""`kolofon merge-po` merges three versions of a catalogue into one, message by message.

git calls it after `kolofon hooks`, with three files.  It takes the result from the second and uses the exit code:
gitattributes(5), "Defining a custom merge driver".
"""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from kolofon.catalogue.merge.three_way import Clash, merge, with_lost_entries
from kolofon.catalogue.po import read_po
from kolofon.catalogue.po.writer import write_po
from kolofon.edition import files
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.model.finding import Excerpt, Finding, Severity

if TYPE_CHECKING:
    from kolofon.model.message import Catalogue

__all__ = ["merge_files"]


def merge_files(base: Path, ours: Path, theirs: Path, shown: str) -> tuple[Finding, ...]:
    """Merge three PO or POT files into the second, `ours`; returns findings, a clash being an error.

    `shown` is the catalogue's own path: the three have temporary names of git's.  CatalogueError if one of them is no
    PO file, or a side has no header any more; OutputError if the result cannot be written; then `ours` is as it was.
    """
    versions: list[Catalogue] = []
    findings: list[Finding] = []
    for path, side in ((base, "the common ancestor"), (ours, "ours"), (theirs, "theirs")):
        name = f"{shown} ({side})"
        content = files.read_bytes(path, name, CatalogueError, "three files are merged: BASE OURS THEIRS")
        catalogue, found = read_po(content, name)
        findings += found
        if versions:
            if versions[0].header and not catalogue.header:
                raise CatalogueError(
                    "the file is empty, or its header is gone",
                    place=Place(name, 1),
                    hint="take it back from an earlier commit, and merge again",
                )
            catalogue, lost = with_lost_entries(versions[0], catalogue)
            findings += [_lost(lost, Place(shown), side)] if lost else []
        versions.append(catalogue)
    merged, clashes = merge(*versions)
    content = write_po(merged)
    files.write_bytes(ours, content, shown)
    lines = {entry.key: entry.line for entry in read_po(content, shown)[0].entries}
    findings += [_finding(clash, Place(shown, lines[clash.key])) for clash in clashes]
    return tuple(findings)


def _lost(number: int, place: Place, side: str) -> Finding:
    return Finding(
        "po-lost",
        Severity.WARNING,
        place,
        f"{number} translated messages are nowhere in {side}; they are kept as obsolete",
        "if that file was cut off, take it back from an earlier commit; else: kolofon update",
    )


def _finding(clash: Clash, place: Place) -> Finding:
    return Finding(
        "po-clash",
        Severity.ERROR,
        place,
        f"both sides translated {clash.key.msgid[:60]!r}, each in its own way",
        "ours stands there as fuzzy, theirs in the comment above it: make one of them, take away the mark and the"
        f" lines “merge clash”, then: git add {shlex.quote(place.path)}",
        Excerpt(clash.key.msgid, clash.ours[0]),
    )
