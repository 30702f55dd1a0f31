"""The formats of source texts.  To add one is to add a folder with a reader, and a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kolofon.model.edition import SourceFormat
from kolofon.read.passages import Chapter, Steps
from kolofon.read.reading import Reading
from kolofon.read.text import Line

__all__ = ["READERS", "SUFFIXES", "Reader", "SourceFile", "source_file"]


class SourceFile(Protocol):
    """A file that is parsed and not yet read."""

    @property
    def anchors(self) -> Mapping[str, Steps]:
        """The way to the section of each name in the file that a link may have."""

    @property
    def sections(self) -> int:
        """How many sections the file has at its outermost level."""

    def read(self) -> Chapter:
        """The content of the file; the findings go to its reading."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: the endings of its file names, in lower case, and the function that reads a file.

    `read` parses the lines of a file, and returns a `SourceFile`.  Its own `read` is called when all files of the work
    are parsed: then the targets of all links are known.
    """

    format: SourceFormat
    suffixes: tuple[str, ...]
    read: Callable[[Sequence[Line], Reading], SourceFile]


# A parser is slow to import, so each is imported when it is used.
def _extract(lines: Sequence[Line], reading: Reading) -> SourceFile:
    from kolofon.read.extract.reader import ExtractFile

    return ExtractFile(lines, reading)


def _markdown(lines: Sequence[Line], reading: Reading) -> SourceFile:
    from kolofon.read.markdown.reader import MarkdownFile

    return MarkdownFile(lines, reading)


def _wikitext(lines: Sequence[Line], reading: Reading) -> SourceFile:
    from kolofon.read.wikitext.reader import WikitextFile

    return WikitextFile(lines, reading)


def _xhtml(lines: Sequence[Line], reading: Reading) -> SourceFile:
    from kolofon.read.html.reader import XhtmlFile

    return XhtmlFile(lines, reading)


READERS = (
    Reader(SourceFormat.WIKI_EXTRACT, (".txt",), _extract),
    Reader(SourceFormat.MARKDOWN, (".md", ".markdown"), _markdown),
    Reader(SourceFormat.WIKITEXT, (".wiki", ".wikitext"), _wikitext),
    Reader(SourceFormat.XHTML, (".xhtml",), _xhtml),
)

SUFFIXES = {suffix: reader.format for reader in READERS for suffix in reader.suffixes}
"""The ending of a file's name, in lower case, and the format of that file."""

_BY_FORMAT = {reader.format: reader for reader in READERS}


def source_file(lines: Sequence[Line], reading: Reading) -> SourceFile:
    """A file, parsed, in the format of its work."""
    return _BY_FORMAT[reading.work.format].read(lines, reading)
