"""The files that a text includes, which are often outside of its folder, and the files that nothing includes."""

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


def included_files(manuscript: Manuscript, missing: Iterable[str]) -> Mapping[str, Path]:
    """The files that a text includes and that are not in the edition yet, by their paths below `source/`.

    Only files in the folders around the text are copied: a text from a stranger must not include private files.
    """
    found = ((path, manuscript.origin(path)) for path in missing)
    return {path: file for path, file in found if file.is_file() and _is_around(file, manuscript.around)}


def included_content(file: Path, around: Iterable[Path]) -> bytes:
    """The bytes of a file that a text includes; SourceError for one that cannot be read."""
    bounds = files.Bounds(tuple(folder for folder in around if file.is_relative_to(folder)), files.TEXT)
    return files.read_bytes(file, str(file), SourceError, "see to its permissions, or include another", bounds)


def unlisted_findings(manuscript: Manuscript, source: Source, edition: Edition) -> tuple[Finding, ...]:
    """A finding (`unlisted-file`) for each text that a `SUMMARY.md` does not list, and that no other includes."""
    if manuscript.work.format is not SourceFormat.MARKDOWN or not manuscript.work.summary:
        return ()
    known = {*chapter_paths(manuscript.files, manuscript.work, edition), *source.text.included}
    others = [path for path in manuscript.files if path not in known and not is_picture(Path(path))]
    message = "{} is in no list of chapters, and not in the book"
    return tuple(
        Finding("unlisted-file", Severity.NOTE, Place(str(manuscript.origin(path))), message.format(path), subject=path)
        for path in others
    )


def folders_above(texts: Mapping[str, Path], base: Path, around: Sequence[Path]) -> int:
    """How many folders above `base` the highest file is that one of the texts includes; their paths are from `base`."""
    highest = 0
    for path, file in texts.items():
        text = ""
        with suppress(SourceError):  # `read_manuscript` raises it
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
