"""What `source/edition.toml` says, and the facts that an edition prints about itself.

The field names are the keys of the file.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

__all__ = [
    "Artefact",
    "Edition",
    "Format",
    "Imprint",
    "Page",
    "Progress",
    "Rights",
    "Segmentation",
    "SourceFormat",
    "Splitting",
    "Work",
]


class Format(StrEnum):
    """What `build` can make of a work."""

    PDF = "pdf"
    HTML = "html"


class SourceFormat(StrEnum):
    """How a source text is written."""

    WIKI_EXTRACT = "wiki-extract"


class Segmentation(StrEnum):
    """What one message is."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Splitting(StrEnum):
    """What one catalogue is of: a work, or each file of its source."""

    WORK = "work"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Rights:
    """The terms of the text: whose it is, the licence's SPDX identifier and address, and a sentence for the colophon.

    `statement` is printed as it is in every language.
    """

    holder: str
    licence: str
    licence_url: str = ""
    source_url: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The printed page: a CSS page size name or "WIDTHxHEIGHT" with units, such as "A5" or "6in x 9in"."""

    size: str = "A5"


@dataclass(frozen=True, slots=True)
class Work:
    """One text of the edition.

    `name` is its gettext domain and the name of its files; `source` is a path below `source/`; `bibliographies` are
    headings that open a bibliography besides the usual ones.
    """

    name: str
    source: str
    format: SourceFormat = SourceFormat.WIKI_EXTRACT
    bibliographies: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole `edition.toml`.  Languages are BCP 47 tags; `identifier` is a URI or an ISBN."""

    identifier: str
    publisher: str
    source_language: str
    bibliography_language: str
    rights: Rights
    works: tuple[Work, ...]
    languages: tuple[str, ...] = ()
    segmentation: Segmentation = Segmentation.SENTENCE
    catalogue: Splitting = Splitting.WORK
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a catalogue is, in messages or in words of the source."""

    total: int
    translated: int
    fuzzy: int
    reviewed: int

    @property
    def untranslated(self) -> int:
        """What has no translation at all."""
        return self.total - self.translated - self.fuzzy


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one edition of one work says of itself in its colophon and its metadata.

    `notes` are the translator's words to the reader from the PO header's comment (a draft, not reviewed…);
    `source_digest` is the SHA-256 of the source file in hexadecimal; `date` comes from the build's clock, in UTC;
    `progress` is None for the source language.
    """

    work: str
    language: str
    source_language: str
    original_title: str
    publisher: str
    identifier: str
    rights: Rights
    source_digest: str
    date: datetime
    translators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    progress: Progress | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path below `output/`, its media type and its bytes."""

    path: PurePosixPath
    media_type: str
    content: bytes
