"""The texts for a new edition: files and folders in, one work out."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kolofon.commands.init.sphinx import CONFIGURATION, included, project, root_of
from kolofon.edition import files
from kolofon.edition.configuration.mistake import is_safe_source
from kolofon.edition.project import IMAGES
from kolofon.model.document import Place
from kolofon.model.edition import Edition, Rights, SourceFormat, Work
from kolofon.model.error import SourceError, UsageError
from kolofon.read.reading import Reading
from kolofon.read.table import SUFFIXES
from kolofon.read.targets import Targets
from kolofon.read.text import decode

__all__ = ["Book", "Brought", "absolute", "bring", "slug"]

_SUMMARY = "SUMMARY.md"
_FIRST = ("index", "README")
"""The name of the first chapter of a folder."""

_HTML = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']([^"']+)""")
_WRITTEN = frozenset({SourceFormat.MARKDOWN, SourceFormat.WIKITEXT, SourceFormat.RST})
_MARKED_UP = {ending for ending, kind in SUFFIXES.items() if kind in _WRITTEN}
_BRING = f"name texts that end in {', '.join(SUFFIXES)}, or a folder of them"


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself, in mdBook's `book.toml` or in its first text; empty where it says nothing."""

    title: str = ""
    language: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A work, the content of its files by their paths below `source/`, and the file that each of them is from.

    `base` is the folder that becomes `source/<folder>`: files that a text names are looked for there.
    """

    work: Work
    files: Mapping[str, bytes]
    origins: Mapping[str, Path]
    base: Path
    folder: str
    book: Book

    def origin(self, path: str) -> Path:
        """The file that a path below `source/` is from, or would be from."""
        return self.origins.get(path) or Path(os.path.normpath(self.base / os.path.relpath(path, self.folder or ".")))


def bring(named: Sequence[Path], name: str, title: str) -> Brought:
    """The work that some files and folders make.

    One file is the work.  Several are its chapters, in the order in which they are named.  A folder means the texts
    below it in the order of their names, `index` or `README` first, and its pictures.  A `SUMMARY.md`, named or in a
    folder, lists the chapters itself, and so do the toctrees of a Sphinx project, a folder with a `conf.py`.  A work of
    many files is called `name` and `title`.

    Raises UsageError for what cannot be a text of one work, SourceError for what cannot be read.
    """
    found = {path: _below(path) if path.is_dir() else [path] for path in dict.fromkeys(named)}
    summary = _summary(found)
    if summary:
        return _summarised(summary, found, name, title)
    if (made := _sphinx(list(found), name, title)) is not None:
        return made
    folders = [path for path in found if path.is_dir()]
    every = [file for below in found.values() for file in below]
    kind = _kind(every)
    base = Path(os.path.commonpath([absolute(path if path.is_dir() else path.parent) for path in found]))
    texts = [file for file in every if not _is_picture(file)]
    if len(texts) == 1 and texts[0] in found:
        (text,) = texts
        stem = "" if text.stem in _FIRST else slug(text.stem)
        return _brought(Work(stem or name, _named(text, base), kind), _Files(every, base, "", folders))
    singly = {absolute(path) for path in found}
    chapters: list[str] = []
    for path, below in found.items():
        if path.is_dir():
            others = [file for file in below if not _is_picture(file) and absolute(file) not in singly]
            chapters += _patterns(path, PurePosixPath(name, _named(path, base)), others)
        elif not _is_picture(path):
            chapters.append(f"{name}/{_named(path, base)}")
    work = Work(name, "", kind, title=title, chapters=tuple(dict.fromkeys(chapters)))
    return _brought(work, _Files(every, base, name, folders))


def absolute(path: Path) -> Path:
    """A path from the root of the file system, without `.` and `..`."""
    return Path(os.path.abspath(path))  # noqa: PTH100  `resolve` follows links, and a text is where it is named


def slug(name: str) -> str:
    """A name as a catalogue can have it, `Two words` as `two-words`; empty where no letter of ASCII is left."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only.lower()))


@dataclass(frozen=True, slots=True)
class _Files:
    """The files for the edition, and where they go; `base` and `folder` as in `Brought`.

    Symbolic links may not leave the `folders`: a person who named those may not know what is in them.
    """

    every: Sequence[Path]
    base: Path
    folder: str
    folders: Sequence[Path]

    def bounds(self, file: Path) -> files.Bounds:
        """How far a file may lead, and how large it may be."""
        within = tuple(folder for folder in self.folders if absolute(file).is_relative_to(absolute(folder)))
        return files.Bounds(within, files.PICTURE if _is_picture(file) else files.TEXT)


def _brought(work: Work, brought: _Files, book: Book | None = None) -> Brought:
    base, folder = brought.base, brought.folder
    origins = {str(PurePosixPath(folder, absolute(file).relative_to(base).as_posix())): file for file in brought.every}
    content: dict[str, bytes] = {}
    for path, file in origins.items():
        if path.encode(errors="replace").decode() != path:
            raise UsageError(f"the name of {file} is not UTF-8", hint="rename it")
        content[path] = files.read_bytes(file, str(file), SourceError, _BRING, brought.bounds(file))
        if not _is_picture(file):
            decode(content[path], str(file), SourceError)
    first = next(path for path, file in origins.items() if not _is_picture(file))
    told = book or Book(language=_language(work, content[first], str(origins[first])))
    return Brought(work, content, origins, base, folder, told)


def _language(work: Work, content: bytes, shown: str) -> str:
    """The language that a text says it is in; empty if it says nothing."""
    lines = decode(content, shown, SourceError)
    if work.format is SourceFormat.XHTML:
        found = _HTML.search("\n".join(line.text for line in lines))
        return found[1] if found else ""
    if work.format is SourceFormat.MARKDOWN:
        from kolofon.read.markdown.front_matter import read_front_matter  # noqa: PLC0415  it needs a YAML parser

        anything = Edition("", "", "", "", Rights("", ""), (work,))
        return read_front_matter(lines, Reading(shown, shown, work, anything, Targets({}))).language
    return ""


def _below(folder: Path) -> list[Path]:
    """The texts and pictures below a folder; what is hidden, and what is below a hidden folder, is none."""
    found = [
        path
        for path in files.below(folder, Path(), SourceError)
        if path.suffix.lower() in _MARKED_UP | IMAGES
        and not any(step.startswith(".") for step in path.relative_to(folder).parts)
    ]
    if all(_is_picture(path) for path in found):
        raise SourceError("no text is in this folder", place=Place(str(folder)), hint=_BRING)
    return found


def _summary(found: Mapping[Path, Sequence[Path]]) -> Path | None:
    """The `SUMMARY.md` among some files, the outermost one."""
    every = sorted((file for below in found.values() for file in below if file.name == _SUMMARY), key=_depth)
    if len(every) > 1 and _depth(every[0]) == _depth(every[1]):
        hint = "name the one whose book it is to be"
        raise UsageError(f"there are two lists of chapters, {every[0]} and {every[1]}", hint=hint)
    return every[0] if every else None


def _summarised(summary: Path, found: Mapping[Path, Sequence[Path]], name: str, title: str) -> Brought:
    base = absolute(summary.parent)
    for path in found:
        if not path.is_dir() and not absolute(path).is_relative_to(base):
            raise UsageError(
                f"{path} is not beside {summary}, which says what the chapters are",
                hint="put it there and list it, or begin without it",
            )
    listed = {None, SourceFormat.MARKDOWN}  # pictures, and chapters
    every = [file for file in _below(summary.parent) if SUFFIXES.get(file.suffix.lower()) in listed]
    told = _told(base)
    book = _book(told)
    work = Work(name, "", SourceFormat.MARKDOWN, title=book.title or title, summary=f"{name}/{_SUMMARY}")
    # A chapter is often a link to the README beside book.toml.
    return _brought(work, _Files(every, base, name, [told.parent if told else summary.parent]), book)


def _sphinx(named: Sequence[Path], name: str, title: str) -> Brought | None:
    """The work of a Sphinx project: all that a person named is its folder, or one that has it."""
    folder = project(named[0]) if len(named) == 1 and named[0].is_dir() else None
    found = root_of(folder, files.Bounds((named[0],), files.TEXT)) if folder else None
    if folder is None or found is None:
        return None
    told, root = found
    base = absolute(folder)
    every = [path for path in _below(folder) if _is_picture(path) or SUFFIXES[path.suffix.lower()] is SourceFormat.RST]
    every = [path for path in every if not told.excludes(absolute(path).relative_to(base).as_posix())]
    texts = {absolute(path).relative_to(base).as_posix(): "" for path in every if not _is_picture(path)}
    more = dict.fromkeys([root, CONFIGURATION, *included(texts, texts, folder)])
    every += [folder / path for path in more if path not in texts]
    book = Book(told.project, told.language, told.author)
    work = Work(name, "", SourceFormat.RST, title=told.project or title, summary=f"{name}/{root}")
    return _brought(work, _Files(every, base, name, [named[0]]), book)


def _told(folder: Path) -> Path | None:
    """The `book.toml` in the folder of the chapters or the one above."""
    return next((path for path in (folder / "book.toml", folder.parent / "book.toml") if path.is_file()), None)


def _book(path: Path | None) -> Book:
    """What a `book.toml` says; nothing if it cannot be read."""
    with suppress(SourceError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        told = tomllib.loads(files.read_bytes(path, str(path), SourceError, "").decode()).get("book") if path else None
        table = told if isinstance(told, dict) else {}
        authors = table.get("authors")
        names = [_line(author) for author in authors] if isinstance(authors, list) else []
        return Book(_line(table.get("title")), _line(table.get("language")), ", ".join(filter(None, names)))
    return Book()


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _kind(every: Iterable[Path]) -> SourceFormat:
    """The format of some texts, by their endings."""
    kinds: dict[SourceFormat, Path] = {}
    for file in every:
        kind = SUFFIXES.get(file.suffix.lower())
        if kind:
            kinds.setdefault(kind, file)
        elif not _is_picture(file):
            raise UsageError(f"{file} is no text that can be read", hint=_BRING)
    if not kinds:
        raise UsageError("these are pictures, and no text", hint=_BRING)
    if len(kinds) > 1:
        (one, first), (other, second) = list(kinds.items())[:2]
        hint = "begin with those of one format; the others can be a work of their own in edition.toml"
        raise UsageError(f"a text has one format, and {first} is {one} and {second} is {other}", hint=hint)
    return next(iter(kinds))


def _patterns(folder: Path, place: PurePosixPath, texts: Sequence[Path]) -> list[str]:
    """A folder as chapters: its first one by name, and a pattern for all others."""
    begin = [text for text in texts if text.parent == folder and text.stem in _FIRST][:1]
    endings = dict.fromkeys(text.suffix for text in texts if text not in begin)
    return [*(str(place / text.name) for text in begin), *(f"{place}/**/*{ending}" for ending in endings)]


def _named(file: Path, base: Path) -> str:
    """The path of a file or folder from `base`, one that `edition.toml` can name."""
    path = absolute(file).relative_to(base).as_posix()
    if path != "." and (not is_safe_source(path) or set(path) & set("*?")):
        hint = 'rename it, with none of * ? : " < > | \\ and no dot or space at either end'
        raise UsageError(f"{file} cannot be the name of a text", hint=hint)
    return path


def _is_picture(file: Path) -> bool:
    return file.suffix.lower() in IMAGES


def _depth(path: Path) -> int:
    return len(absolute(path).parts)
