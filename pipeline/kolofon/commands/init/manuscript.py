"""The manuscript of a new edition: a work, its files with their content, and what the book says of itself."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kolofon.commands.init.epub.metadata import Metadata
from kolofon.commands.init.plain_text import gutenberg_facts, in_utf8
from kolofon.edition import files
from kolofon.edition.configuration.mistake import is_safe_source
from kolofon.edition.project import IMAGES
from kolofon.model.document import Place
from kolofon.model.edition import Edition, Rights, SourceFormat, Work
from kolofon.model.error import SourceError, SourcesError, UsageError
from kolofon.model.finding import Finding
from kolofon.read.reading import Reading
from kolofon.read.table import SUFFIXES
from kolofon.read.targets import Targets
from kolofon.read.text import Line, decode, unseen

__all__ = [
    "HINT",
    "Book",
    "Files",
    "Manuscript",
    "absolute",
    "book_in",
    "is_hidden",
    "is_picture",
    "joined_error",
    "name_from",
    "read_manuscript",
    "source_of",
]

HINT = f"name texts that end in {', '.join(SUFFIXES)}"
"""The hint of an error where there is no text."""

_HTML = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']([^"']+)""")
_ERRORS = 20
"""The number of texts that cannot be read of which each has an error of its own."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself, in mdBook's `book.toml` or in its first text; empty where it says nothing.

    `metadata` is what an EPUB says.
    """

    title: str = ""
    language: str = ""
    authors: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A work, the content of its files by their paths below `source/`, and the file that each was copied from.

    `base` is the folder that becomes `source/<folder>`: files that a text names are looked for there.  `passed` are the
    files that are not copied, of the folders that were named on the command line.  `findings` are about what is not
    copied.  A text may include files of the folders `around`.
    """

    work: Work
    files: Mapping[str, bytes]
    origins: Mapping[str, Path]
    base: Path
    folder: str
    book: Book
    passed: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    around: tuple[Path, ...] = ()

    def origin(self, path: str) -> Path:
        """The file from which a path below `source/` was copied, or would be copied."""
        return self.origins.get(path) or Path(os.path.normpath(self.base / os.path.relpath(path, self.folder or ".")))


def absolute(path: Path) -> Path:
    """A path from the root of the file system, without `.` and `..`."""
    return Path(os.path.abspath(path))  # noqa: PTH100  `resolve` follows links, and a text is where it is named


def is_picture(file: Path) -> bool:
    """Whether a file is a picture, by its ending."""
    return file.suffix.lower() in IMAGES


@dataclass(frozen=True, slots=True)
class Files:
    """The files for the edition, and where they go; `base` and `folder` as in `Manuscript`.

    Symbolic links may not leave the `folders`, whose content may be from a stranger.  `named` are the folders that were
    named on the command line, and `read` are files that are read and not copied.
    """

    every: Sequence[Path]
    base: Path
    folder: str
    folders: Sequence[Path]
    named: Sequence[Path] = ()
    read: Sequence[Path] = ()

    def bounds(self, file: Path) -> files.Bounds:
        """The folders that a link may lead to from a file, and how large the file may be."""
        within = tuple(folder for folder in self.folders if absolute(file).is_relative_to(absolute(folder)))
        return files.Bounds(within, files.PICTURE if is_picture(file) else files.TEXT)

    def passed(self) -> tuple[Path, ...]:
        """The files of the named folders that are not copied, without hidden ones; a link to a folder counts as one."""
        taken = {absolute(file) for file in (*self.every, *self.read)}
        found = (
            path
            for folder in self.named
            for path in (*files.below(folder, Path(), SourceError), *map(folder.joinpath, files.linked_folders(folder)))
            if not is_hidden(path, folder)
        )
        return tuple({place: path for path in found if (place := absolute(path)) not in taken}.values())


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file below a folder is hidden, or in a hidden folder."""
    return any(step.startswith(".") for step in path.relative_to(folder).parts)


def name_from(file: Path, base: Path) -> str:
    """The path of a file or folder from `base`; UsageError for one that `edition.toml` cannot name."""
    path = absolute(file).relative_to(base).as_posix()
    if path != "." and (not is_safe_source(path) or set(path) & set("*?")):
        hint = 'rename it, with none of * ? : " < > | \\ and no dot or space at either end'
        raise UsageError(f"{file} cannot be the name of a text", hint=hint)
    return path


def read_manuscript(work: Work, taken: Files, book: Book | None = None) -> Manuscript:
    """A work with the content of its files; UsageError for a name that is not UTF-8.

    SourceError for what cannot be read, SourcesError for several such files, and SourceError where no file has a text.
    """
    base, folder = taken.base, taken.folder
    origins = {str(PurePosixPath(folder, absolute(file).relative_to(base).as_posix())): file for file in taken.every}
    content: dict[str, bytes] = {}
    lines: dict[str, tuple[Line, ...]] = {}
    errors: list[SourceError] = []
    for path, file in origins.items():
        if path.encode(errors="replace").decode() != path:
            raise UsageError(f"the name of {file} is not UTF-8", hint="rename it")
        try:
            content[path] = files.read_bytes(file, str(file), SourceError, HINT, taken.bounds(file))
            if work.format is SourceFormat.GUTENBERG:
                content[path] = in_utf8(content[path])
            if not is_picture(file):
                lines[path] = decode(content[path], str(file), SourceError)
        except SourceError as error:
            errors.append(error)
    if errors:
        raise joined_error(errors)
    if all(unseen(line.text) for text in lines.values() for line in text):
        first = str(origins[next(iter(lines))])
        message = "there is no text in it: it is empty" if len(lines) == 1 else "all of these texts are empty"
        raise SourceError(message, place=Place(first), hint="write the text first, or name another file")
    path, text = next(iter(lines.items()))
    facts = book or _says(work, text, str(origins[path]))
    around = tuple(map(absolute, (*taken.folders, *taken.named) or (base,)))
    return Manuscript(work, content, origins, base, folder, facts, taken.passed(), around=around)


def joined_error(errors: Sequence[SourceError]) -> SourceError:
    """A single error as it is; several as one error that holds the first twenty and counts the others."""
    if len(errors) == 1:
        return errors[0]
    more = len(errors) - _ERRORS
    rest = f"{more} more texts cannot be read; no edition is begun" if more > 0 else "no edition is begun"
    return SourcesError(errors[:_ERRORS], rest)


def _says(work: Work, lines: Sequence[Line], shown: str) -> Book:
    """The title, the language and the authors of a book, from its first text."""
    if work.format is SourceFormat.GUTENBERG:
        title, language, people = gutenberg_facts(lines)
        return Book(title, language, ", ".join(one.name for one in people), Metadata(contributors=people))
    return Book(language=_language(work, lines, shown))


def _language(work: Work, lines: Sequence[Line], shown: str) -> str:
    """The language that a text says it is in; empty if it says nothing."""
    if work.format is SourceFormat.XHTML:
        found = _HTML.search("\n".join(line.text for line in lines))
        return found[1] if found else ""
    if work.format is SourceFormat.MARKDOWN:
        from kolofon.read.markdown.front_matter import read_front_matter  # noqa: PLC0415  it needs a YAML parser

        anything = Edition("", "", "", "", Rights("", ""), (work,))
        with suppress(SourceError):  # `read_text` raises it with those of all other texts
            return read_front_matter(lines, Reading(shown, shown, work, anything, Targets({}))).language
    return ""


def book_in(folder: Path) -> tuple[Book, Path | None]:
    """The title, language and authors in the `book.toml` of a folder of chapters, and its path; None if there is none.

    It is in that folder or the one above, or further above if it names the folder.
    """
    for above in (folder, *folder.parents):
        path = above / "book.toml"
        near = above in (folder, folder.parent)
        if path.is_file() and (near or source_of(path) == folder):
            table = _table(path)
            authors = table.get("authors")
            names = [_line(author) for author in authors] if isinstance(authors, list) else []
            return Book(_line(table.get("title")), _line(table.get("language")), ", ".join(filter(None, names))), path
    return Book(), None


def source_of(book: Path) -> Path:
    """The folder of the chapters that a `book.toml` names."""
    named = _table(book).get("src")
    return absolute(book.parent / (named if isinstance(named, str) else "src"))


def _table(path: Path) -> Mapping[str, object]:
    """The table `book` of a `book.toml`; an empty one if it cannot be read."""
    with suppress(SourceError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        table = tomllib.loads(files.read_bytes(path, str(path), SourceError, "").decode("utf-8-sig")).get("book")
        return table if isinstance(table, dict) else {}
    return {}


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
