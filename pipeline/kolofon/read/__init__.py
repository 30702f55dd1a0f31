"""From the bytes of source files, a document and findings.

| module             | holds                                                |
|--------------------|------------------------------------------------------|
| `table`            | the formats: how their files are named and parsed    |
| `extract`          | the plain text of a wiki article                     |
| `gutenberg`        | plain text of Project Gutenberg                      |
| `html`             | XHTML, and the HTML in the others                    |
| `markdown`         | Markdown                                             |
| `rst`              | reStructuredText, and Sphinx projects                |
| `wikitext`         | wikitext                                             |
| `works`            | the files of a work                                  |
| `sections`         | headings and what is below them as sections          |
| `elements`         | parts of texts: formulas, infoboxes, citations       |
| `targets`, `links` | the targets of links and pictures                    |
| `findings`         | the findings of readers: hints, groups, limits       |
| `reading`          | one file while it is read, with its findings         |
| `beside`           | the files beside a text, which it may include        |
| `text`             | bytes as lines                                       |
"""

from kolofon.model.document import Document
from kolofon.model.edition import Edition, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.beside import Beside, nothing_beside
from kolofon.read.findings.bounds import bounded
from kolofon.read.findings.groups import gathered
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import whole_document
from kolofon.read.table import source_file
from kolofon.read.targets import Page, Targets
from kolofon.read.text import decode

__all__ = ["read"]


def read(
    content: bytes, path: str, work: Work, edition: Edition, beside: Beside | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """The document in a source file, not yet segmented, and the findings about the text, in the order of its lines.

    `path` is the file's name as a person would type it ("source/liberation-of-tirana.txt"), and is in every place.
    `beside` has the other files below `source/`, if the text includes some.
    Raises `SourceError` for bytes that are not UTF-8, for control characters, for what the format forbids, and for what
    is beyond the limits of `kolofon.model.limits`.  `kolofon.read.works.chapters` reads works of many files.

    Law: every word of the source is in the document or in a finding.
    """
    reading = Reading(path, work.source, work, edition, Targets({}), beside=beside or nothing_beside())
    file = source_file(decode(content, path, SourceError), reading)
    reading.targets = Targets({work.source: Page((), file.anchors, file.figures)})
    document, findings = whole_document(file.read(), path, work, edition)
    return bounded(document), gathered((*reading.findings, *findings))
