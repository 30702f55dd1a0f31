"""From the files of a work, one document."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kolofon.model.document import Document, Note, Place, Section, Sentence, Text
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.beside import Beside
from kolofon.read.findings.bounds import bounded
from kolofon.read.findings.groups import gathered
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Steps, work_blurb, work_description
from kolofon.read.sections.sentences import warning
from kolofon.read.table import SourceFile, source_file
from kolofon.read.targets import Page, Targets
from kolofon.read.text import decode
from kolofon.read.works.contents import Listed, every, listed_chapters, paths
from kolofon.read.works.first_pages import work_opening
from kolofon.text.notation import plain

__all__ = ["Contents", "Opening", "ReadOptions", "chapter_paths", "contents", "missing_file", "parsed", "read_chapters"]

Opening = Callable[[bytes, Reading], SourceFile]
"""The function that opens a file: it parses it, or returns what was kept when the file was read before."""

_FOLDER = "source/"
_EDITION = "source/edition.toml"


@dataclass(frozen=True, slots=True)
class Contents:
    """The chapters of a work of many files in their order, and the findings about the list of them."""

    listed: tuple[Listed, ...]
    findings: tuple[Finding, ...] = ()

    def paths(self, work: Work) -> tuple[str, ...]:
        """The files with the text of the work: its list, if it has one, and chapters."""
        return tuple(dict.fromkeys([*([work.summary] if work.summary else []), *paths(self.listed)]))


def chapter_paths(files: Mapping[str, bytes], work: Work, edition: Edition) -> tuple[str, ...]:
    """The files with the text of a work, by their paths below `source/`: its list, if it has one, and chapters.

    `files` are as in `read_chapters`, which raises the same errors.
    """
    return contents(files, work, edition).paths(work)


def parsed(content: bytes, reading: Reading) -> SourceFile:
    """A file of a work, parsed."""
    return source_file(decode(content, reading.path, SourceError), reading)


def missing_file(path: str, place: Place) -> SourceError:
    """The error for a file that is listed and not there; `place` is its line in the list."""
    return SourceError(f"there is no file {path}", place=place, hint="write it, or mend its name here")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options for reading the files of a work.

    `folder` is what a person would type before their paths, `opening` opens a file, and `order` is the result of
    `contents`, where that is known.
    """

    folder: str = _FOLDER
    opening: Opening = parsed
    order: Contents | None = None


def read_chapters(
    files: Mapping[str, bytes], work: Work, edition: Edition, options: ReadOptions | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """The document in the files of a work, not yet segmented, and the findings about them, chapter by chapter.

    `files` has the content of files below `source/` by their paths there; those that the work does not name are read
    where a chapter includes them.  Each chapter is a section of the document, and so is each part, which holds its
    chapters.  A link from one file to another leads to its section.  Raises `SourceError` as `read` does, for a file
    that is missing or named twice, and for a pattern without files.
    """
    options = options or ReadOptions()
    order = options.order or contents(files, work, edition)
    listed, findings = order.listed, order.findings
    _check_all_there(files, listed, options.folder)
    book = _Book(files, work, edition, options)
    opened = tuple(book.opened(item, (number,)) for number, item in enumerate(listed, 1))
    sections = tuple(book.section(item) for item in opened)
    place = Place(_EDITION if not work.summary else f"{_FOLDER}{work.summary}")
    title = Sentence((Text(work.title or work.name),), place)
    if not work.title:
        hint = "write title = “…” in edition.toml"
        findings = (*findings, warning("missing-title", place, f"the book has no title but {work.name}", hint))
    notes = tuple(book.notes)
    about, opening, blurb = work_description(work), work_opening(work), work_blurb(work)
    document = Document(edition.source_language, title, (), sections, notes, about, opening=opening, blurb=blurb)
    return bounded(document), (*findings, *book.findings)


def contents(files: Mapping[str, bytes], work: Work, edition: Edition, beside: Beside | None = None) -> Contents:
    """The order of a work of many files; `files` and errors are as in `read_chapters`.

    `beside` has the same files, and remembers those from which the order comes, where these are several.
    """
    if not work.summary:
        return Contents(listed_chapters(work, files, _EDITION))
    path = f"{_FOLDER}{work.summary}"
    if work.summary not in files:
        raise SourceError("the list of chapters is missing", place=Place(path), hint="write it, or mend `summary`")
    reading = Reading(path, work.summary, work, edition, Targets({}))
    if work.format is SourceFormat.RST:
        from kolofon.read.rst.sphinx.toctree import read_toctrees  # noqa: PLC0415  only a Sphinx project has some

        listed = read_toctrees(files, beside or Beside(lambda: files), reading)
        return Contents(listed, gathered(reading.findings))
    from kolofon.read.works.summary import read_summary  # noqa: PLC0415  it needs the Markdown parser

    listed = read_summary(decode(files[work.summary], path, SourceError), reading)
    return Contents(listed, tuple(reading.findings))


def _check_all_there(files: Mapping[str, bytes], listed: tuple[Listed, ...], folder: str) -> None:
    """Raise a SourceError that names all listed files that are not there, at the first of them."""
    missing = [item for item in every(listed) if item.path not in files]
    if missing:
        if len(missing) == 1:
            raise missing_file(f"{folder}{missing[0].path}", missing[0].place)
        names = ", ".join(f"{folder}{item.path}" for item in missing)
        hint = "write them, or mend their names in the list"
        raise SourceError(f"there are no files {names}", place=missing[0].place, hint=hint)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A listed chapter, its file and what it is read with (None for a part), and the chapters in it."""

    listed: Listed
    file: SourceFile | None
    reading: Reading | None
    below: tuple["_Opened", ...]


class _Book:
    """Opens all files, which finds every target, and then reads them."""

    def __init__(self, files: Mapping[str, bytes], work: Work, edition: Edition, options: ReadOptions) -> None:
        self._files = files
        self._opening = options.opening
        self._folder = options.folder
        self._work = work
        self._edition = edition
        self._root = posixpath.dirname(work.summary)
        self._pages: dict[str, Page] = {}
        self.notes: list[Note] = []
        self.findings: list[Finding] = []

    def opened(self, listed: Listed, steps: Steps) -> _Opened:
        file, reading = self._file(listed, steps) if listed.path else (None, None)
        own = file.sections if file else 0
        below = tuple(self.opened(item, (*steps, own + number)) for number, item in enumerate(listed.below, 1))
        return _Opened(listed, file, reading, below)

    def _file(self, listed: Listed, steps: Steps) -> tuple[SourceFile, Reading]:
        path = f"{self._folder}{listed.path}"
        if not path.isprintable():
            message = f"the name of {path!r} has a character that nobody can see"
            raise SourceError(message, place=listed.place, hint="rename the file")
        number = ".".join(map(str, steps))
        # The pages are added while files are opened, and used when they are read.
        targets = Targets(self._pages, self._root)
        reading = Reading(path, listed.path, self._work, self._edition, targets, number, listed.role)
        reading.beside = Beside(lambda: self._files)
        reading.listed = plain(listed.title.inlines) if listed.title else ""
        file = self._opening(self._files[listed.path], reading)
        self._pages[listed.path] = Page(steps, file.anchors, file.figures)
        return file, reading

    def section(self, opened: _Opened) -> Section:
        """A chapter or a part with all that is in it, as a section."""
        listed = opened.listed
        if opened.file is None or opened.reading is None:
            heading = listed.title or Sentence((), listed.place)
            return Section(heading, (), tuple(self.section(item) for item in opened.below), listed.role)
        chapter = opened.file.read()
        heading = self._heading(chapter, listed, opened.reading)
        if not (chapter.lead or chapter.sections or opened.below):
            hint = "write it, or take it out of the list"
            opened.reading.warn("empty-section", Place(opened.reading.path, 1), "this chapter is empty", hint)
        self.notes += chapter.notes
        self.findings += gathered(opened.reading.findings)
        below = tuple(self.section(item) for item in opened.below)
        return Section(heading, chapter.lead, (*chapter.sections, *below), listed.role)

    def _heading(self, chapter: Chapter, listed: Listed, reading: Reading) -> Sentence:
        if chapter.description:
            subject = f"the description of a chapter: {plain(chapter.description.inlines)}"
            reading.unread("unread-metadata", chapter.description.place, subject)
        title = chapter.title or listed.title
        if title is None:
            place = Place(reading.path, 1)
            reading.warn("missing-title", place, "the chapter has no title", reading.hints.title)
            return Sentence((Text(listed.path.rpartition("/")[2].partition(".")[0]),), place)
        if listed.title and plain(listed.title.inlines) != " ".join(plain(title.inlines).split()):
            message = f"the list calls it “{plain(listed.title.inlines)}”, the chapter itself “{plain(title.inlines)}”"
            reading.note("other-title", listed.place, message, plain(listed.title.inlines))
        return title
