"""Which tool made a catalogue, and how its messages are written.

| kind     | tool                                           | messages: paragraphs in                |
|----------|------------------------------------------------|----------------------------------------|
| `mdbook` | mdbook-i18n-helpers                            | Markdown                               |
| `po4a`   | po4a, its modules text, xhtml, xml and docbook | Markdown, plain text or XML            |
| `sphinx` | Sphinx with sphinx-intl, Babel                 | reStructuredText, or MyST's Markdown   |
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from kolofon.commands.import_po.markup import Markup
from kolofon.model.edition import SourceFormat
from kolofon.model.message import Catalogue, CatalogueEntry

__all__ = ["Kind", "kind_by_markup", "kind_of", "markup_of"]


class Kind(StrEnum):
    """The tools whose catalogues are known."""

    MDBOOK = "mdbook"
    PO4A = "po4a"
    SPHINX = "sphinx"


_TYPE = "type: "
_ENDING = re.compile(r"\.(\w+)(?::\d+)?\Z")
_MARKDOWN = frozenset({"md", "markdown", "ipynb"})
_IN_XML = ("Content of:", "Attribute ")
_GENERATORS = {"mdbook": Kind.MDBOOK, "po4a": Kind.PO4A, "sphinx": Kind.SPHINX, "babel": Kind.SPHINX}
_REST_SIGNS = re.compile(r"``|`_|:[a-z]+:`")
_MARKDOWN_SIGNS = re.compile(r"\]\(|(?<![`:\w])`[^`<>]{1,200}`(?![`_:\w])")


def kind_of(catalogue: Catalogue) -> Kind | None:
    """The tool that made a catalogue, by its comments, its header and its references; None if these do not show it."""
    entries = [entry for entry in catalogue.entries if not entry.obsolete] or catalogue.entries
    if any(line.startswith(_TYPE) for entry in entries for line in entry.extracted):
        return Kind.PO4A
    endings = Counter(_ending(reference) for entry in entries for reference in entry.references)
    if endings["rst"] or endings["rest"]:
        return Kind.SPHINX
    for field in ("X-Generator", "Generated-By", "Project-Id-Version"):
        for name, kind in _GENERATORS.items():
            if name in catalogue.field(field).lower():
                return kind
    # sphinx-build names a file from the folder of the catalogue, and mdbook from that of the book.
    if any(reference.startswith("../") for entry in entries for reference in entry.references):
        return Kind.SPHINX
    return Kind.MDBOOK if any(endings[name] for name in _MARKDOWN) else None


def kind_by_markup(catalogues: Iterable[Catalogue]) -> Kind | None:
    """The tool that made some catalogues, by how their messages are written; None if that does not show it.

    Some translation servers remove everything else.
    """
    text = " ".join(entry.msgid for catalogue in catalogues for entry in catalogue.entries)
    rest, markdown = (len(signs.findall(text)) for signs in (_REST_SIGNS, _MARKDOWN_SIGNS))
    if rest == markdown:
        return None
    return Kind.SPHINX if rest > markdown else Kind.MDBOOK


def markup_of(entry: CatalogueEntry, kind: Kind, source: SourceFormat) -> Markup:
    """The markup of a message; `source` is the format of the text here.

    The text module of po4a does not say whether its input is Markdown, so the format of the text here decides.  Sphinx
    has Markdown only where a reference says so.
    """
    match kind:
        case Kind.MDBOOK:
            return Markup.MARKDOWN
        case Kind.SPHINX:
            markdown = any(_ending(reference) in _MARKDOWN for reference in entry.references)
            return Markup.MARKDOWN if markdown else Markup.REST
        case Kind.PO4A:
            if any(name.startswith(_IN_XML) for name in _types(entry)):
                return Markup.XML
            endings = {_ending(reference) for reference in entry.references}
            if endings & {"xml", "dbk", "docbook", "xhtml", "html", "htm"} or source is SourceFormat.XHTML:
                return Markup.XML
            return Markup.MARKDOWN if source is SourceFormat.MARKDOWN or endings & _MARKDOWN else Markup.PLAIN
        case _:
            assert_never(kind)


def _types(entry: CatalogueEntry) -> Iterator[str]:
    return (line.removeprefix(_TYPE) for line in entry.extracted if line.startswith(_TYPE))


def _ending(reference: str) -> str:
    found = _ENDING.search(reference)
    return found[1].lower() if found else ""
