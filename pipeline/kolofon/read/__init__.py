"""Source texts: from the bytes of files, a document and findings.

| module                       | holds                                                |
|------------------------------|------------------------------------------------------|
| `table`                      | the formats: how their files are named and parsed    |
| `extract`                    | the plain text of a wiki article                     |
| `markdown`                   | Markdown                                             |
| `wikitext`                   | wikitext                                             |
| `gutenberg`                  | texts of Project Gutenberg                           |
| `rst`                        | reStructuredText, and Sphinx projects                |
| `html`                       | XHTML, and the HTML in the others                    |
| `chapters`                   | works of many files: the document that they make     |
| `contents`, `summary`        | which files these are                                |
| `passages`, `outline`        | headings and what is below them as sections          |
| `opening`                    | the first pages of a work, as edition.toml has them  |
| `infobox`, `values`          | the infobox of an article; dates and numbers         |
| `index`                      | marks of the index                                   |
| `listing`                    | the comments of a listing                            |
| `asides`                     | the kinds of asides by the words for them            |
| `cite`                       | citations by a style in CSL, and works in BibTeX     |
| `gutenberg`                  | plain text of Project Gutenberg                      |
| `formulas`                   | formulas in TeX and MathML                           |
| `targets`, `links`           | where links and pictures lead                        |
| `reading`, `passage`         | what readers share                                   |
| `whole`                      | a file that no link leads into                       |
| `hints`                      | what to write, in the markup of each format          |
| `beside`                     | the files that a text includes                       |
| `inline_content`             | blocks as one line, for the cell of a table          |
| `missing_words`              | the words of a text that are in no block             |
| `bounds`                     | whether a text is within the limits                  |
| `repeated`                   | findings of one kind, once for a file                |
| `text`                       | bytes as lines                                       |
"""

from kolofon.model.document import Document
from kolofon.model.edition import Edition, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.beside import Beside, nothing_beside
from kolofon.read.bounds import bounded
from kolofon.read.passages import whole_document
from kolofon.read.reading import Reading
from kolofon.read.repeated import gathered
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
    is beyond the limits of `kolofon.model.limits`.  `kolofon.read.chapters` reads works of many files.

    Law: every word of the source is in the document or in a finding.
    """
    reading = Reading(path, work.source, work, edition, Targets({}), beside=beside or nothing_beside())
    file = source_file(decode(content, path, SourceError), reading)
    reading.targets = Targets({work.source: Page((), file.anchors, file.figures)})
    document, findings = whole_document(file.read(), path, work, edition)
    return bounded(document), gathered((*reading.findings, *findings))
