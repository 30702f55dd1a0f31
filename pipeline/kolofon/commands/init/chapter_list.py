"""A book of Quarto, MyST or Jupyter Book → the manuscript of a new edition, and findings for what is not in it.

Its chapters are listed in YAML, which `outline` reads.
"""

import posixpath
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kolofon.commands.init.manuscript import Book, Files, Manuscript, absolute, is_hidden, name_from, read_manuscript
from kolofon.commands.init.outline import CONFIGURATION, LISTS, Entry, Outline, facts, outline
from kolofon.edition import files
from kolofon.model.document import Document, Place
from kolofon.model.edition import BookPart, Edition, Rights, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.read import read
from kolofon.read.findings.groups import gathered, listed
from kolofon.read.table import SUFFIXES
from kolofon.read.text import decode
from kolofon.read.works.contents import matching, natural
from kolofon.text.notation import plain

__all__ = ["listed_manuscript"]

_FOLDERS = ("", "docs", "book", "doc", "content")
"""Where books have their list, from the folder that a person names."""

_ENDINGS = tuple(suffix for suffix, kind in SUFFIXES.items() if kind is SourceFormat.MARKDOWN)
_OTHERS = (".ipynb", ".rst", ".Rmd", ".rmd", ".txt", ".py")
_MEND = "put the file there, or take it out of the list"


def listed_manuscript(named: Sequence[Path], name: str, title: str) -> Manuscript | None:
    """The work of a book of Quarto, MyST or Jupyter Book; None unless its folder or its list is all that is named.

    Its chapters are a list of files in `edition.toml`.  Findings: `missing-chapter` for one that is not there, or is no
    Markdown, `repeated-chapter` for one that is listed again, and `unread-metadata` for what else is in the list.
    Raises SourceError for a list that cannot be read, and for one without a chapter that can.
    """
    if len(named) != 1:
        return None
    (top,) = named
    folders = [top / folder for folder in _FOLDERS] if top.is_dir() else [top.parent]
    names = LISTS if top.is_dir() else (top.name,) if top.name in LISTS else ()
    around = top if top.is_dir() else top.parent
    for folder in folders:
        for path in (folder / each for each in names):
            if path.is_file() and not (folder / "SUMMARY.md").is_file():
                found = outline(_read(path, around), path.name, str(path))
                if found and (made := _made(found, path, around, (name, title))):
                    return made
    return None


def _read(path: Path, around: Path) -> str:
    bounds = files.Bounds((around,), files.TEXT)
    content = files.read_bytes(path, str(path), SourceError, "see to its permissions", bounds)
    return "\n".join(line.text for line in decode(content, str(path), SourceError))


def _made(found: Outline, path: Path, around: Path, called: tuple[str, str]) -> Manuscript | None:
    name, title = called
    folder = path.parent
    config = folder / CONFIGURATION
    read_too = [path]
    if path.name == "_toc.yml" and config.is_file():
        book = facts(_read(config, around), str(config))
        found = replace(found, title=book.title, authors=book.authors, language=book.language)
        read_too.append(config)
    chapters = _Chapters(folder, name)
    chapters.add(found.entries)
    back = (*chapters.behind, *chapters.files(found.back))
    if not chapters.taken:
        if (folder / "conf.py").is_file():  # it is a Sphinx project, whose texts are no Markdown
            return None
        hint = f"list texts that end in {', '.join(_ENDINGS)}, or name the texts"
        message = "no chapter in this list is a text that can be read"
        raise SourceError(message, place=Place(str(path)), hint=hint)
    parts = tuple(BookPart(part.title, tuple(part.chapters)) for part in chapters.parts if part.chapters)
    work = Work(
        name,
        "",
        SourceFormat.MARKDOWN,
        title=found.title or title,
        chapters=tuple(chapters.chapters),
        parts=parts,
        back=back,
    )
    read_too += (folder / each for each in chapters.titles)
    taken = Files([folder / each for each in chapters.taken], absolute(folder), name, [around], [around], read_too)
    made = read_manuscript(work, taken, Book(found.title, found.language, found.authors))
    return replace(made, findings=gathered(chapters.findings))


@dataclass(slots=True)
class _Part:
    title: str
    chapters: list[str] = field(default_factory=list)


class _Chapters:
    """The chapters of a list: those before the parts, the parts, and those behind them, as `edition.toml` has them.

    A chapter between two parts is in the first of them.  `taken` are all files, by their paths from the folder;
    `titles` are those that are no more than the title of a part.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._every: Sequence[str] | None = None
        self.chapters: list[str] = []
        self.parts: list[_Part] = []
        self.behind: list[str] = []
        self.taken: dict[str, Place] = {}
        self.titles: list[str] = []
        self.findings: list[Finding] = []

    def add(self, entries: Iterable[Entry]) -> None:
        """Take the entries of the list, in their order."""
        for entry in entries:
            if not (entry.opens and entry.below):
                (self.behind if self.parts else self.chapters).extend(self.files([entry]))
                continue
            title, own = self._part(entry)
            if not title:
                (self.behind if self.parts else self.chapters).extend(self.files(entry.below))
                continue
            if self.parts:
                self.parts[-1].chapters += self.behind
                self.behind = []
            self.parts.append(_Part(title, [*own, *self.files(entry.below)]))

    def files(self, entries: Iterable[Entry]) -> list[str]:
        """The files of some entries and of those below them, in their order."""
        found: list[str] = []
        for entry in entries:
            if entry.file:
                found += self._chapter(entry)
            elif entry.pattern:
                found += self._matching(entry)
            elif entry.address:
                self._unread(entry, f"the link {entry.address}")
            elif entry.title:
                self._unread(entry, f"the title “{entry.title}”")
            found += self.files(entry.below)
        return found

    def _part(self, entry: Entry) -> tuple[str, list[str]]:
        """The title of a part, and the file that it names, if there is more than a title in that."""
        path = self._path(entry) if entry.file else None
        if not entry.file or path is None:
            return entry.title, []
        title, empty = entry.title, False
        with suppress(SourceError):  # `read_text` raises it with those of all other texts
            document = self._document(path)
            title = title or plain(document.title.inlines)
            empty = not document.lead and not document.sections
        if empty:
            self.titles.append(path)
        return title or Path(path).stem, [] if empty else self._chapter(entry)

    def _document(self, path: str) -> Document:
        work = Work(self._name, path, SourceFormat.MARKDOWN)
        edition = Edition("", "", "", "", Rights("", ""), (work,))
        content = files.read_bytes(self._folder / path, path, SourceError, "")
        document, _ = read(content, path, work, edition)
        return document

    def _chapter(self, entry: Entry) -> list[str]:
        path = self._path(entry)
        if path is None:
            return []
        if path in self.taken:
            message = f"{path} is listed already, at {self.taken[path]}; it is printed there"
            self._warn("repeated-chapter", entry, message, "take one of them out")
            return []
        if entry.title:
            self._unread(entry, f"the title “{entry.title}” of {path}")
        return [self._taken(path, entry.place)]

    def _taken(self, path: str, place: Place) -> str:
        self.taken[path] = place
        return f"{self._name}/{name_from(self._folder / path, absolute(self._folder))}"

    def _path(self, entry: Entry) -> str | None:
        """The file of an entry, from the folder; None, with a finding, for what is none that can be read."""
        named = posixpath.normpath(entry.file)
        if named.startswith(("/", "..")):
            message = f"{entry.file} is not below the folder of this list, and not in the book"
            self._warn("missing-chapter", entry, message, "name a folder above it, and list it there")
            return None
        names = (named, *(f"{named}{ending}" for ending in (*_ENDINGS, *_OTHERS)))
        path = next((each for each in names if (self._folder / each).is_file()), None)
        if path is None:
            self._warn("missing-chapter", entry, f"there is no file {entry.file}; it is not in the book", _MEND)
            return None
        if not path.lower().endswith(_ENDINGS):
            message = f"{path} is no text in Markdown, and not in the book"
            self._warn("missing-chapter", entry, message, "make a text in Markdown of it, or take it out of the list")
            return None
        return path

    def _matching(self, entry: Entry) -> list[str]:
        if self._every is None:
            below = files.below(self._folder, Path(), SourceError)
            every = (path.relative_to(self._folder).as_posix() for path in below if not is_hidden(path, self._folder))
            self._every = sorted(filter(lambda path: path.lower().endswith(_ENDINGS), every), key=natural)
        patterns = (entry.pattern, *(f"{entry.pattern}{ending}" for ending in _ENDINGS))
        found = [path for path in self._every if any(matching(pattern, path) for pattern in patterns)]
        if not found:
            message = f"no text in Markdown is {entry.pattern}"
            self._warn("missing-chapter", entry, message, _MEND)
        return [self._taken(path, entry.place) for path in found if path not in self.taken]

    def _warn(self, code: str, entry: Entry, message: str, hint: str) -> None:
        subject = entry.file or entry.pattern
        self.findings.append(Finding(code, Severity.WARNING, entry.place, message, hint, subject=subject))

    def _unread(self, entry: Entry, subject: str) -> None:
        self.findings.append(listed("unread-metadata", Severity.NOTE, entry.place, subject))
