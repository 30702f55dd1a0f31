"""Source texts: bytes in, a document out; one file for each format."""

from collections.abc import Sequence
from typing import assert_never

from pipeline.model.document import Document
from pipeline.model.edition import Edition, SourceFormat, Work
from pipeline.model.error import SourceError
from pipeline.model.finding import Finding
from pipeline.read.passages import whole_document
from pipeline.read.reading import Reading
from pipeline.read.targets import Page, Targets
from pipeline.read.text import Line, decode
from pipeline.read.wiki_extract import read_wiki_extract

__all__ = ["read"]


def read(content: bytes, path: str, work: Work, edition: Edition) -> tuple[Document, tuple[Finding, ...]]:
    """The document in a source file, not yet segmented, and what is wrong with the text, in the order of its lines.

    `path` is the file's name as a person would type it ("source/liberation-of-tirana.txt"); it stands in every place.
    Raises `SourceError` for bytes that are not UTF-8, for control characters, and for what the format forbids.

    Law: every word of the source stands in the document or in a finding.
    """
    lines = decode(content, path, SourceError)
    match work.format:
        case SourceFormat.WIKI_EXTRACT:
            return read_wiki_extract(lines, path, work, edition)
        case SourceFormat.MARKDOWN:
            return _read_markdown(lines, path, work, edition)
        case SourceFormat.WIKITEXT | SourceFormat.XHTML:
            raise NotImplementedError
        case _:
            assert_never(work.format)


# What a format needs is imported with it: an edition of plain extracts does not wait for a Markdown parser.


def _read_markdown(
    lines: Sequence[Line], path: str, work: Work, edition: Edition
) -> tuple[Document, tuple[Finding, ...]]:
    from pipeline.read.markdown import MarkdownFile  # noqa: PLC0415

    reading = Reading(path, work.source, work, edition, Targets({}))
    file = MarkdownFile(lines, reading)
    reading.targets = Targets({work.source: Page((), file.anchors)})
    document, findings = whole_document(file.read(), path, work, edition)
    return document, tuple(sorted((*reading.findings, *findings), key=lambda finding: finding.place))
