"""The formats of source texts.  To add one is to add a folder with a reader, and a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from kolofon.model.edition import SourceFormat
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Steps
from kolofon.read.text import Line

__all__ = ["READERS", "SUFFIXES", "Reader", "SourceFile", "source_file"]


class SourceFile(Protocol):
    """A file that is parsed and not yet read."""

    @property
    def anchors(self) -> Mapping[str, Steps]:
        """The way to the section of each name in the file that a link may have."""

    @property
    def figures(self) -> frozenset[str]:
        """The names among these that figures and tables have."""

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


def _later(module: str, name: str) -> Callable[[Sequence[Line], Reading], SourceFile]:
    """A function that imports a class of this package and calls it: parsers are slow to import."""

    def read(lines: Sequence[Line], reading: Reading) -> SourceFile:
        file: SourceFile = getattr(import_module(f"kolofon.read.{module}"), name)(lines, reading)
        return file

    return read


READERS = (
    Reader(SourceFormat.WIKI_EXTRACT, (".txt",), _later("extract.reader", "ExtractFile")),
    Reader(SourceFormat.MARKDOWN, (".md", ".markdown", ".qmd"), _later("markdown.reader", "MarkdownFile")),
    Reader(SourceFormat.WIKITEXT, (".wiki", ".wikitext"), _later("wikitext.reader", "WikitextFile")),
    Reader(SourceFormat.GUTENBERG, (), _later("gutenberg.reader", "GutenbergFile")),
    Reader(SourceFormat.XHTML, (".xhtml", ".html", ".htm"), _later("html.reader", "XhtmlFile")),
    Reader(SourceFormat.RST, (".rst", ".rest"), _later("rst.reader", "RstFile")),
)

SUFFIXES = {suffix: reader.format for reader in READERS for suffix in reader.suffixes}
"""The ending of a file's name, in lower case, and the format of that file."""

_BY_FORMAT = {reader.format: reader for reader in READERS}


def source_file(lines: Sequence[Line], reading: Reading) -> SourceFile:
    """A file, parsed, in the format of its work."""
    return _BY_FORMAT[reading.work.format].read(lines, reading)
