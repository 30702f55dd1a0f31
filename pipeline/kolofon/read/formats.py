"""The formats of source texts, each behind the same door: a file is parsed, and, when all targets are known, read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, assert_never

from kolofon.model.edition import SourceFormat
from kolofon.read.passages import Chapter, Steps
from kolofon.read.reading import Reading
from kolofon.read.text import Line
from kolofon.read.wiki_extract import read_wiki_extract

__all__ = ["ENDINGS", "SourceFile", "source_file"]

ENDINGS: Mapping[str, SourceFormat] = {
    ".txt": SourceFormat.WIKI_EXTRACT,
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".wiki": SourceFormat.WIKITEXT,
    ".wikitext": SourceFormat.WIKITEXT,
    ".xhtml": SourceFormat.XHTML,
}
"""How the name of a file ends, in small letters, and how it is therefore written."""


class SourceFile(Protocol):
    """A file that is parsed and not yet read."""

    @property
    def anchors(self) -> Mapping[str, Steps]:
        """The way to the section of each name that a link may have in it."""

    @property
    def sections(self) -> int:
        """How many sections the file has at its outermost level."""

    def read(self) -> Chapter:
        """What the file holds; what is wrong with it goes to its reading."""


def source_file(lines: Sequence[Line], reading: Reading) -> SourceFile:
    """A file in the format of its work."""
    # What a format needs is imported with it: an edition of plain extracts does not wait for a Markdown parser.
    match reading.work.format:
        case SourceFormat.WIKI_EXTRACT:
            return _extract(lines, reading)
        case SourceFormat.MARKDOWN:
            from kolofon.read.markdown.reader import MarkdownFile  # noqa: PLC0415  its parser is slow to import

            return MarkdownFile(lines, reading)
        case SourceFormat.WIKITEXT:
            from kolofon.read.wikitext.reader import WikitextFile  # noqa: PLC0415  its parser is slow to import

            return WikitextFile(lines, reading)
        case SourceFormat.XHTML:
            from kolofon.read.html.reader import XhtmlFile  # noqa: PLC0415  its parser is slow to import

            return XhtmlFile(lines, reading)
        case _:
            assert_never(reading.work.format)


@dataclass(frozen=True, slots=True)
class _Extract:
    """A plain-text extract, which has no links."""

    chapter: Chapter

    @property
    def anchors(self) -> Mapping[str, Steps]:
        return {}

    @property
    def sections(self) -> int:
        return len(self.chapter.sections)

    def read(self) -> Chapter:
        return self.chapter


def _extract(lines: Sequence[Line], reading: Reading) -> _Extract:
    document, findings = read_wiki_extract(lines, reading.path, reading.work, reading.edition)
    reading.findings += findings
    return _Extract(Chapter(document.title, document.lead, document.sections))
