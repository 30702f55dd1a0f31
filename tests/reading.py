"""Reading marked-up texts in tests, and what two documents that say the same have in common."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kolofon.catalogue.extract import extract
from kolofon.model.document import Block, Document, Inline, Paragraph, Place, Sentence, Text
from kolofon.model.edition import Edition, Imprint, Page, Rights, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue, CatalogueEntry
from kolofon.read import read
from kolofon.read.sections.missing_words import strings
from kolofon.segment import segment
from kolofon.translate import translate
from tests.publishing import IMPRINT
from tests.setting import render

__all__ = ["EDITION", "TITLED", "Reader", "asked", "identical", "identity", "missing", "p", "s"]

_LANGUAGE = re.compile(r' (?:xml:)?lang="[^"]*"')
_SPAN = re.compile("(<span[^>]*>|</span>)")
EDITION = Edition("urn:x:y", "Kolofon", "en", "sq", Rights("Nobody", "CC0-1.0"), ())
ENDINGS = {
    SourceFormat.WIKI_EXTRACT: "txt",
    SourceFormat.MARKDOWN: "md",
    SourceFormat.WIKITEXT: "wiki",
    SourceFormat.XHTML: "xhtml",
    SourceFormat.RST: "rst",
    SourceFormat.GUTENBERG: "txt",
}


TITLED = Work("x", title="Work")


class Reader:
    """Reads texts of one format as a work, which has a title of its own if nothing else is said."""

    def __init__(self, source_format: SourceFormat, work: Work = TITLED) -> None:
        self.work = replace(work, source=f"x.{ENDINGS[source_format]}", format=source_format)
        self.path = f"source/{self.work.source}"

    def __call__(self, text: str) -> tuple[Document, tuple[Finding, ...]]:
        """A text as a document, and what was found."""
        return read(text.encode(), self.path, self.work, EDITION)

    def clean(self, text: str) -> Document:
        """The document in a text in which nothing is wrong."""
        document, findings = self(text)
        assert not findings, findings
        return document

    def lead(self, text: str) -> tuple[Block, ...]:
        """The blocks before the first heading of a text in which nothing is wrong."""
        return self.clean(text).lead

    def found(self, text: str) -> list[tuple[str, str]]:
        """The codes of the findings in a text, and where they are: line and column."""
        _, findings = self(text)
        assert all(finding.place.path == self.path for finding in findings)
        return [(finding.code, str(finding.place).removeprefix(f"{self.path}:")) for finding in findings]


def s(*inlines: str | Inline, language: str = "") -> Sentence:
    """A sentence; with a language one that is kept."""
    told = tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines)
    return Sentence(told, Place(""), language=language, kept=bool(language))


def p(*inlines: str | Inline, language: str = "") -> Paragraph:
    """A paragraph of one sentence."""
    return Paragraph((s(*inlines, language=language),))


def asked(document: Document) -> list[str]:
    """The msgids of a document, but for the title that the work gives it."""
    return [message.msgid for message in extract(segment(document)) if message.msgid != TITLED.title]


def missing(words: Iterable[str], document: Document, findings: Iterable[Finding]) -> set[str]:
    """The words that are neither in the document nor in a finding."""
    told = "\n".join([*strings(document), *(finding.message for finding in findings)])
    return {word for word in words if word not in told}


def identical(document: Document) -> tuple[str, str]:
    """A document as it is set, and as it is set after translation with every msgstr equal to its msgid.

    What says a language is taken out of both.
    """
    source = segment(document)
    return _set(source), _set(translate(source, identity(document)))


def identity(document: Document, but: Mapping[str, str] = MappingProxyType({})) -> Catalogue:
    """A catalogue with every msgstr equal to its msgid, but for some."""
    entries = (
        CatalogueEntry(message.context, message.msgid, msgstrs=(but.get(message.msgid, message.msgid),))
        for message in extract(segment(document))
    )
    return Catalogue("en-US", (), tuple(entries))


def _set(document: Document) -> str:
    imprint: Imprint = replace(IMPRINT, language=document.language, progress=None)
    return _without_languages(render(document, imprint, {}, Page()))


def _without_languages(xhtml: bytes) -> str:
    """A page without what says a language, and without the spans that said nothing else."""
    told: list[str] = []
    opened: list[str] = []
    for piece in _SPAN.split(_LANGUAGE.sub("", xhtml.decode())):
        if piece.startswith("<span"):
            opened.append(piece)
        bare = opened[-1:] == ["<span>"] and piece in ("<span>", "</span>")
        if piece == "</span>":
            opened.pop()
        if not bare:
            told.append(piece)
    return "".join(told)
