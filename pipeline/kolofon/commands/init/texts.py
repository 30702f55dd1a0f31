"""Files and folders that a user names → the manuscript of a new edition, with one work."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from kolofon.commands.init.chapter_list import listed_manuscript
from kolofon.commands.init.epub.container import is_publication
from kolofon.commands.init.epub.manuscript import epub_manuscript
from kolofon.commands.init.includes import folders_above
from kolofon.commands.init.manuscript import (
    HINT,
    Files,
    Manuscript,
    absolute,
    book_in,
    is_hidden,
    is_picture,
    name_from,
    read_manuscript,
    source_of,
)
from kolofon.commands.init.plain_text import MARKUP, plain_format
from kolofon.commands.init.sphinx import sphinx_manuscript
from kolofon.edition import files
from kolofon.edition.project import IMAGES
from kolofon.model.document import Place
from kolofon.model.edition import SourceFormat, Work
from kolofon.model.error import SourceError, UsageError
from kolofon.read.table import SUFFIXES

__all__ = ["endings", "manuscript_of", "slug"]

_SUMMARY = "SUMMARY.md"
_FIRST = ("index", "README")
"""The name of the first chapter of a folder."""

_MARKED_UP = {ending for ending, kind in SUFFIXES.items() if kind in MARKUP}
_PAGES = {ending for ending, kind in SUFFIXES.items() if kind is SourceFormat.XHTML}
_FOLDER = f"{HINT}, or a folder of texts that end in {', '.join(sorted(_MARKED_UP | _PAGES))}"

_ENDINGS = 6
"""How many endings of files that are passed over are named."""


def manuscript_of(named: Sequence[Path], name: str, title: str) -> Manuscript:
    """The manuscript that some files and folders make.

    One file is the work.  Several are its chapters, in the order in which they are named.  A folder means the texts
    below it in the order of their names, `index` or `README` first, and its pictures.  A `SUMMARY.md`, named or in a
    folder, lists the chapters itself, and so do the lists of Quarto, MyST and Jupyter Book, and the toctrees of a
    Sphinx project, a folder with a `conf.py`.  An EPUB, or its folder, is a work of its own.  A work of many files is
    called `name` and `title`.

    Raises UsageError for what cannot be a text of one work, SourceError for what cannot be read.
    """
    publications = [path for path in dict.fromkeys(named) if is_publication(path)]
    if publications and len(set(named)) > 1:
        raise UsageError(f"{publications[0]} is a whole book", hint="name it alone, and no other text")
    if publications:
        return epub_manuscript(publications[0], name, title)
    found = {path: _below(path) if path.is_dir() else [path] for path in dict.fromkeys(named)}
    summary = _of_book(found)
    if not summary and (taken := listed_manuscript(list(found), name, title)):
        return taken
    if summary := summary or _summary(found):
        return _summarised(summary, found, name, title)
    if project := sphinx_manuscript(list(found), name, title):
        return project
    folders = [path for path in found if path.is_dir()]
    every = [file for below in found.values() for file in below]
    kind = plain_format(every, _kind(every))
    base = Path(os.path.commonpath([absolute(path if path.is_dir() else path.parent) for path in found]))
    texts = [file for file in every if not is_picture(file)]
    if len(texts) == 1 and texts[0] in found:
        (text,) = texts
        stem = "" if text.stem in _FIRST else slug(text.stem)
        return read_manuscript(
            Work(stem or name, name_from(text, base), kind), Files(every, base, "", folders, folders)
        )
    singly = {absolute(path) for path in found}
    chapters: list[str] = []
    for path, below in found.items():
        if path.is_dir():
            others = [file for file in below if not is_picture(file) and absolute(file) not in singly]
            chapters += _patterns(path, PurePosixPath(name, name_from(path, base)), others)
        elif not is_picture(path):
            chapters.append(f"{name}/{name_from(path, base)}")
    work = Work(name, "", kind, title=title, chapters=tuple(dict.fromkeys(chapters)))
    return read_manuscript(work, Files(every, base, name, folders, folders))


def slug(name: str) -> str:
    """A name for a work, which is in names of files: `two-words` for `Two words`; empty if no ASCII letter is left."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only.lower()))


def endings(paths: Iterable[Path]) -> str:
    """How many files have each ending, the most frequent first: “.asc: 38, .tex: 3”; without an ending, the name."""
    counts = Counter(path.suffix.lower() or path.name for path in paths)
    named = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{ending}: {count}" for ending, count in named[:_ENDINGS]]
    return ", ".join([*shown, *(["…"] if len(named) > _ENDINGS else [])])


def _below(folder: Path) -> list[Path]:
    """The texts and pictures below a folder; what is hidden, and what is below a hidden folder, is none.

    Pages of XHTML are its texts if there are no others.
    """
    every = [path for path in files.below(folder, Path(), SourceError) if not is_hidden(path, folder)]
    texts = _MARKED_UP if any(path.suffix.lower() in _MARKED_UP for path in every) else _PAGES
    found = [path for path in every if path.suffix.lower() in texts | IMAGES]
    if all(is_picture(path) for path in found):
        others = endings(path for path in every if not is_picture(path))
        message = f"no text that can be read is in this folder, but {others}" if others else "no text is in this folder"
        raise SourceError(message, place=Place(str(folder)), hint=_FOLDER)
    return found


def _of_book(found: Mapping[Path, Sequence[Path]]) -> Path | None:
    """The `SUMMARY.md` of the first named folder with a `book.toml`, in the folder of chapters that this names."""
    for folder in filter(Path.is_dir, found):
        book = folder / "book.toml"
        source = source_of(book)
        if book.is_file() and (source / _SUMMARY).is_file() and source.is_relative_to(absolute(folder)):
            return folder / source.relative_to(absolute(folder)) / _SUMMARY
    return None


def _summary(found: Mapping[Path, Sequence[Path]]) -> Path | None:
    """The `SUMMARY.md` among some files, the outermost one."""
    every = sorted((file for below in found.values() for file in below if file.name == _SUMMARY), key=_depth)
    if len(every) > 1 and _depth(every[0]) == _depth(every[1]):
        hint = "name the one whose book it is to be"
        raise UsageError(f"there are two lists of chapters, {every[0]} and {every[1]}", hint=hint)
    return every[0] if every else None


def _summarised(summary: Path, found: Mapping[Path, Sequence[Path]], name: str, title: str) -> Manuscript:
    base = absolute(summary.parent)
    for path in found:
        if not path.is_dir() and not absolute(path).is_relative_to(base):
            raise UsageError(
                f"{path} is not beside {summary}, which says what the chapters are",
                hint="put it there and list it, or begin without it",
            )
    listed = {None, SourceFormat.MARKDOWN}  # pictures, and chapters
    every = [file for file in _below(summary.parent) if SUFFIXES.get(file.suffix.lower()) in listed]
    book, book_file = book_in(base)
    # A chapter is often a link to the README beside book.toml.
    bounds = [book_file.parent if book_file else summary.parent]
    named = [path for path in found if path.is_dir()]
    # If files far above are included, the folders between are kept, so that their paths in the text still lead to them.
    texts = {absolute(file).relative_to(base).as_posix(): file for file in every if not is_picture(file)}
    up = folders_above(texts, base, list(map(absolute, (*bounds, *named))))
    up = max(up, len(base.relative_to(book_file.parent).parts) if book_file else 0)
    folder = str(PurePosixPath(*(base.parts[-up:-1] if up > 1 else ()), name))
    work = Work(name, "", SourceFormat.MARKDOWN, title=book.title or title, summary=f"{folder}/{_SUMMARY}")
    return read_manuscript(work, Files(every, base, folder, bounds, named, [book_file] if book_file else []), book)


def _kind(every: Iterable[Path]) -> SourceFormat:
    """The format of some texts, by their endings."""
    kinds: dict[SourceFormat, Path] = {}
    for file in every:
        kind = SUFFIXES.get(file.suffix.lower())
        if kind:
            kinds.setdefault(kind, file)
        elif not is_picture(file):
            raise UsageError(f"{file} is no text that can be read", hint=_FOLDER)
    if not kinds:
        raise UsageError("these are pictures, and no text", hint=_FOLDER)
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


def _depth(path: Path) -> int:
    return len(absolute(path).parts)
