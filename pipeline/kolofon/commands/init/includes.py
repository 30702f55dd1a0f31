"""The files that a text includes, which are often outside of its folder: brought with it, and where it then goes.

Of the files that are brought, also those that are in no list of chapters, and that no text includes.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from kolofon.commands.init.manuscript import Manuscript, is_picture
from kolofon.edition import files
from kolofon.edition.project import Source
from kolofon.model.document import Place
from kolofon.model.edition import Edition, SourceFormat
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.read.markdown.mdbook.calls import calls
from kolofon.read.markdown.mdbook.ranges import line_range
from kolofon.read.works.chapters import chapter_paths

__all__ = ["folders_above", "included_content", "included_files", "unlisted_findings"]


def included_files(brought: Manuscript, missing: Iterable[str]) -> Mapping[str, Path]:
    """The files that a text asked for and that are not in the edition, by their paths below `source/`.

    They are only brought from the folders around the text: a person who named those may not know what a text includes.
    """
    found = ((path, brought.origin(path)) for path in missing)
    return {path: file for path, file in found if file.is_file() and _is_around(file, brought.around)}


def included_content(file: Path, around: Iterable[Path]) -> bytes:
    """The bytes of a file that a text includes; SourceError for one that cannot be read."""
    bounds = files.Bounds(tuple(folder for folder in around if file.is_relative_to(folder)), files.TEXT)
    return files.read_bytes(file, str(file), SourceError, "see to its permissions, or include another", bounds)


def unlisted_findings(brought: Manuscript, source: Source, edition: Edition) -> tuple[Finding, ...]:
    """A finding (`unlisted-file`) for each text that a `SUMMARY.md` does not list, and that no other includes."""
    if brought.work.format is not SourceFormat.MARKDOWN or not brought.work.summary:
        return ()
    known = {*chapter_paths(brought.files, brought.work, edition), *source.text.included}
    others = [path for path in brought.files if path not in known and not is_picture(Path(path))]
    message = "{} is in no list of chapters, and not in the book"
    return tuple(
        Finding("unlisted-file", Severity.NOTE, Place(str(brought.origin(path))), message.format(path), subject=path)
        for path in others
    )


def folders_above(texts: Mapping[str, Path], base: Path, around: Sequence[Path]) -> int:
    """How many folders above `base` the files are that some texts include, which have their paths from there."""
    highest = 0
    for path, file in texts.items():
        text = ""
        with suppress(SourceError):  # what cannot be read is told where it is brought
            text = files.read_bytes(file, str(file), SourceError, "").decode("utf-8", "replace")
        for call in calls(text):
            name = line_range(next(iter(call.words.split()), "")).path
            if not call.name or not name.startswith("."):
                continue
            steps = PurePosixPath(os.path.normpath(PurePosixPath(path).parent / name)).parts
            up = steps.count("..")
            if up > highest and (base / Path(*steps)).is_file() and _is_around(base / Path(*steps), around):
                highest = up
    return highest


def _is_around(file: Path, around: Iterable[Path]) -> bool:
    return any(Path(os.path.normpath(file)).is_relative_to(folder) for folder in around)
