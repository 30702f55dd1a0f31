"""What `source/edition.toml` says, and the facts that an edition prints about itself.

The field names are the keys of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from kolofon.model.contributor import Contributor
from kolofon.model.cover import Cover
from kolofon.model.figures import Figures
from kolofon.model.first_pages import FirstPages, FirstPagesData
from kolofon.model.notes import NoteNumbers, NotePlace
from kolofon.model.typography import Look, Typography

__all__ = [
    "EDITION",
    "INPUTS",
    "Archive",
    "Artefact",
    "BookPart",
    "Edition",
    "Epub",
    "FontFiles",
    "Format",
    "Imprint",
    "Layout",
    "Page",
    "Press",
    "Progress",
    "Publish",
    "Rights",
    "Segmentation",
    "Site",
    "SitePages",
    "SourceFormat",
    "Splitting",
    "Standard",
    "Work",
]

_PUBLIC = frozenset({"CC0-1.0", "CC-PDDC", "CC-PDM-1.0", "PDDL-1.0", "Unlicense"})
"""The licences of the SPDX list that put a text into the public domain, or say that it is."""

EDITION = PurePosixPath("source/edition.toml")
"""The file that makes a folder an edition."""
INPUTS = ("source", "locale", "theme")
"""The folders of an edition that the press reads."""


class Format(StrEnum):
    """The formats that `build` can make of a work."""

    PDF = "pdf"
    HTML = "html"
    PRESS = "press"
    COVER = "cover"
    EPUB = "epub"
    SITE = "site"
    PROOF = "proof"
    BILINGUAL = "bilingual"
    TEXT = "text"
    MARKDOWN = "markdown"


class SourceFormat(StrEnum):
    """The format of a source text."""

    WIKI_EXTRACT = "wiki-extract"
    MARKDOWN = "markdown"
    WIKITEXT = "wikitext"
    XHTML = "xhtml"
    GUTENBERG = "gutenberg"
    RST = "rst"


class Segmentation(StrEnum):
    """The unit that is one message."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Splitting(StrEnum):
    """What has a catalogue of its own: each work, or each file of its source."""

    WORK = "work"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class RightsWords:
    """The `holder` and the `statement` of the rights in one language; empty for that of the source language."""

    holder: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """The terms of the text: whose it is, the licence's SPDX identifier and address, and a sentence for the colophon.

    `holder` and `statement` are in the source language, and `translations` has them in others by their BCP 47 tags.
    `year` is that of the copyright, or several ("2019–2026"); that of the edition if empty.
    """

    holder: str
    licence: str
    licence_url: str = ""
    source_url: str = ""
    statement: str = ""
    year: str = ""
    translations: Mapping[str, RightsWords] = field(default_factory=dict, hash=False)

    def in_language(self, language: str) -> "Rights":
        """The rights with the holder and the statement in a language, where they are translated into it."""
        own = self.translations.get(language, RightsWords())
        return replace(self, holder=own.holder or self.holder, statement=own.statement or self.statement)

    def translated(self, language: str) -> bool:
        """Whether the statement is translated into a language."""
        return bool(self.translations.get(language, RightsWords()).statement)

    @property
    def reserved(self) -> bool:
        """Whether somebody has a copyright: the licence does not give the text to all."""
        return self.licence not in _PUBLIC


class Layout(StrEnum):
    """How a work begins: an article under its title on the first page, a book on pages of their own.

    `AUTO` depends on the length of the work.
    """

    AUTO = "auto"
    ARTICLE = "article"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Page(Typography):
    """The printed page, and how it is set in type.

    `size` is a CSS page size name or "WIDTHxHEIGHT" with units, such as "A5" or "6in x 9in"; `gutter` is a length that
    the inner margin has at the least.  `margins` are the four lengths top, outer, bottom, inner, by the canon if
    empty; `columns` is how many columns the text has.  `notes` is where notes are, and `note_numbers` through what they
    are counted there.  `optical` is whether hyphens, stops and quotation marks hang out of the measure.
    """

    size: str = "A5"
    gutter: str = ""
    layout: Layout = Layout.AUTO
    margins: tuple[str, ...] = ()
    columns: int = 1
    notes: NotePlace = NotePlace.LIST
    note_numbers: NoteNumbers = NoteNumbers.CHAPTER
    optical: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """The printer's file.

    `trim` is the size of the page when it is cut, as in `Page.size`, which it is if empty; `bleed` is a length, beyond
    each edge; `gutter` as in `Page`, by the number of pages if empty; that number is a multiple of `signature`;
    `profile` is the ICC profile of the printing condition, a path below `source/`, the press's own if empty.  `paper`
    and `board` are the thickness of a leaf and that of the cover, in micrometres: the spine is as wide as they make it.
    """

    trim: str = ""
    bleed: str = "3mm"
    gutter: str = ""
    signature: int = 2
    profile: str = ""
    paper: int = 100
    board: int = 300


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The files of a family of fonts, TrueType or OpenType, as paths below `theme/fonts/`; empty for faces it lacks."""

    regular: str
    bold: str = ""
    italic: str = ""
    bold_italic: str = ""


class Standard(StrEnum):
    """The standard of the PDF to keep: with the first two it is also PDF/UA-1, with the last, of PDF 2.0, PDF/UA-2.

    `AUTO` is PDF/A-2a, and PDF/A-3a where the file holds others.
    """

    AUTO = "auto"
    A2A = "PDF/A-2a"
    A3A = "PDF/A-3a"
    A4 = "PDF/A-4"


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive's file: the standard that it keeps; `embed` puts into it what it was made from."""

    embed: bool = False
    standard: Standard = Standard.AUTO


@dataclass(frozen=True, slots=True)
class Publish:
    """When a translation may be published: `minimum` is how many of a hundred messages are translated."""

    minimum: int = 0


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of a book: the title on its half-title page, and its chapters as in `Work.chapters`."""

    title: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work(FirstPages):
    """One text of the edition; what its first pages print besides is in `FirstPages`.

    `name` is its gettext domain and the name of its files. Its text is one file (`source`); or many, which `summary`
    lists (a `SUMMARY.md`, as mdBook has it, or an `index.rst`, as Sphinx has it), or `chapters` and `parts` between the
    chapters of `front` and `back`. All of these are paths below `source/`; a chapter may be a pattern with `*`, `?` and
    `**`, whose files come in the order of their names. `title` is for a book of many files, and for a text without a
    title; so is `description`, a sentence for the title page, and `blurb`, the text for the back of the cover, in
    paragraphs with empty lines between them; both are translated, while `subject` is only in the metadata,
    untranslated. `series` is the name of the series that the book is part of, in the source language, and `number` its
    place there, from 1.

    `bibliographies` are headings that open a bibliography besides the usual ones, `untranslated` headings of sections
    that are left out of translation.  `code_comments` says that the comments in listings are translated, and
    `code_strings` that their strings are. `languages` are those of its translations (BCP 47 tags); if there are none,
    it has those of the edition.  `rights` are the terms of this text, if they are not those of the edition.
    """

    name: str
    source: str = ""
    format: SourceFormat = SourceFormat.WIKI_EXTRACT
    bibliographies: tuple[str, ...] = ()
    subject: str = ""
    title: str = ""
    description: str = ""
    blurb: str = ""
    series: str = ""
    number: int = 0
    summary: str = ""
    front: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    parts: tuple[BookPart, ...] = ()
    back: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    code_comments: bool = False
    code_strings: bool = False
    languages: tuple[str, ...] = ()
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class Epub:
    """The books for reading systems: the languages (BCP 47 tags) whose lines run from top to bottom in them."""

    vertical: tuple[str, ...] = ()


class SitePages(StrEnum):
    """Into how many pages of a site a work goes: one, or one for each chapter.

    `AUTO` is one for each chapter where the work has many files, or is one very long file.
    """

    AUTO = "auto"
    ONE = "one"
    CHAPTERS = "chapters"


@dataclass(frozen=True, slots=True)
class Site:
    """The edition on the web.

    `address` is that at which `output/site/` will be, for search engines; empty if unknown.  `pages` says whether each
    chapter is a page.
    """

    address: str = ""
    pages: SitePages = SitePages.AUTO


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole `edition.toml`.  Languages are BCP 47 tags; `identifier` is a URI or an ISBN; `place` is the publisher's.

    `contributors` made all of its works.  `fonts` are the edition's own families by the script that each is for (ISO
    15924), that of listings by `code`; `theme` is the theme that an edition's own goes on top of.
    """

    identifier: str
    publisher: str
    source_language: str
    bibliography_language: str
    rights: Rights
    works: tuple[Work, ...]
    place: str = ""
    contributors: tuple[Contributor, ...] = ()
    languages: tuple[str, ...] = ()
    segmentation: Segmentation = Segmentation.SENTENCE
    catalogue: Splitting = Splitting.WORK
    theme: Look = Look.PLAIN
    page: Page = field(default_factory=Page)
    figures: Figures = field(default_factory=Figures)
    press: Press = field(default_factory=Press)
    cover: Cover = field(default_factory=Cover)
    archive: Archive = field(default_factory=Archive)
    publish: Publish = field(default_factory=Publish)
    epub: Epub = field(default_factory=Epub)
    site: Site = field(default_factory=Site)
    fonts: Mapping[str, FontFiles] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a catalogue is translated, in messages or in words of the source."""

    total: int
    translated: int
    fuzzy: int
    reviewed: int

    @property
    def untranslated(self) -> int:
        """How much has no translation at all."""
        return self.total - self.translated - self.fuzzy


@dataclass(frozen=True, slots=True)
class Imprint(FirstPagesData):
    """The data of one edition of one work for its first pages, its colophon and its metadata.

    `notes` are the translator's words to the reader from the PO header's comment (a draft, not reviewed…);
    `source_digest` is the SHA-256 of the source in hexadecimal; `date` comes from the build's clock, in UTC;
    `progress` is None for the source language.  A `draft` says so on every page.  `subject` is what it is about, in
    `subject_language`: the work's description or, if it has none, its subject.  `series` and `number` are those of the
    work, as `cataloguing` and `printing` are.  `rights` are in the language, and their statement in
    `statement_language`.
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
    notes: tuple[str, ...] = ()
    progress: Progress | None = None
    draft: bool = False
    subject: str = ""
    subject_language: str = ""
    statement_language: str = ""
    series: str = ""
    number: int = 0

    @property
    def copyright(self) -> str:
        """The year or years of the copyright."""
        return self.rights.year or f"{self.date.year}"


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path below `output/`, its media type and its bytes."""

    path: PurePosixPath
    media_type: str
    content: bytes
