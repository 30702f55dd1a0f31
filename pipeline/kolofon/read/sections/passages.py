"""Sections of a document from passages, each of which is a heading and what is below it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.language import language
from kolofon.language.letters import unwrapped
from kolofon.model.document import (
    Bibliography,
    Block,
    DefinitionList,
    Document,
    Entry,
    List,
    ListItem,
    Note,
    Paragraph,
    Place,
    Section,
    Sentence,
    Text,
)
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.finding import Finding
from kolofon.read.elements.index import marks_in, unplaced
from kolofon.read.findings.hints import hints
from kolofon.read.sections.outline import nest
from kolofon.read.sections.sentences import warning
from kolofon.read.works.first_pages import work_opening
from kolofon.text.notation import plain
from kolofon.text.parts import Part, Sentences, rewrite

__all__ = [
    "BIBLIOGRAPHIES",
    "GLOSSARY",
    "Chapter",
    "Passage",
    "Steps",
    "bibliographies",
    "entry",
    "glossary",
    "keep",
    "keep_blocks",
    "section_steps",
    "sections",
    "whole_document",
    "work_blurb",
    "work_description",
]

BIBLIOGRAPHIES = ("Literature", "Bibliography", "References", "Sources", "Further reading", "Works cited")
"""The headings of a bibliography in any work, in English."""

GLOSSARY = "glossary"
"""The class of a heading, a section or a list that is a glossary."""

Steps = tuple[int, ...]
"""The way to a section: `(2, 1)` is the first section of the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, its level, the blocks below it up to the next heading, and whether they are a glossary."""

    level: int
    heading: Sentence
    blocks: tuple[Block, ...]
    glossary: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The content of a file as part of a document.  `title` is None where it has none; `lead` is before any heading."""

    title: Sentence | None
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    description: Sentence | None = None


def whole_document(chapter: Chapter, path: str, work: Work, edition: Edition) -> tuple[Document, tuple[Finding, ...]]:
    """The document of a work that is one file.  Without its own title it has that of the work, or its name."""
    place = Place(path, 1)
    document = Document(
        language=edition.source_language,
        title=chapter.title or Sentence((Text(work.title or work.name),), place),
        lead=chapter.lead,
        sections=chapter.sections,
        notes=chapter.notes,
        description=chapter.description or work_description(work),
        blurb=work_blurb(work),
        opening=work_opening(work),
    )
    findings: list[Finding] = []
    if not chapter.lead and not chapter.sections:
        findings.append(warning("empty-section", place, "this text is empty", "write it"))
    if not chapter.title and not work.title:
        hint = f"{hints(work.format).title}, or write title = “…” for {work.name} in edition.toml"
        findings.append(warning("missing-title", place, "the text has no title", hint))
    return document, tuple(findings)


def work_description(work: Work) -> Sentence | None:
    """The description of a work in edition.toml."""
    return Sentence((Text(work.description),), Place("source/edition.toml")) if work.description else None


def work_blurb(work: Work) -> tuple[Paragraph, ...]:
    """The blurb of a work in edition.toml: its paragraphs, between which there are empty lines."""
    paragraphs = (" ".join(text.split()) for text in re.split(r"\n[ \t]*\n", work.blurb))
    place = Place("source/edition.toml")
    return tuple(Paragraph((Sentence((Text(text),), place),)) for text in paragraphs if text)


def bibliographies(work: Work, edition: Edition) -> frozenset[str]:
    """The headings of a bibliography in a work, casefolded: English ones, those of its language, and its own."""
    own = language(edition.source_language).words.bibliographies
    return frozenset(name.casefold() for name in (*BIBLIOGRAPHIES, *own, *work.bibliographies))


def section_steps(levels: Sequence[int]) -> tuple[Steps, ...]:
    """For the levels of headings in their order, the way to the section that each of them opens."""

    def walk(indices: Sequence[int], above: Steps) -> Iterable[Steps]:
        for number, (_, below) in enumerate(nest(indices, lambda index: levels[index]), 1):
            yield (*above, number)
            yield from walk(below, (*above, number))

    return tuple(walk(range(len(levels)), ()))


def sections(
    passages: Sequence[Passage], work: Work, edition: Edition, *, above: int
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections that some passages make below a heading of level `above`, and the findings about them.

    A list in a bibliography is one: its entries are never translated.  Findings: `skipped-heading`, `empty-heading`,
    `empty-section`, `unlisted-bibliography`, `empty-glossary`.
    """
    outline = _Outline(work, edition)
    made = outline.sections(passages, above=above, bibliography=False)
    return made, tuple(outline.findings)


class _Outline:
    """Makes sections from passages."""

    def __init__(self, work: Work, edition: Edition) -> None:
        self._bibliographies = bibliographies(work, edition)
        self._untranslated = {name.casefold() for name in work.untranslated}
        self._edition = edition
        self._format = work.format
        self.findings: list[Finding] = []

    def sections(self, passages: Sequence[Passage], *, above: int, bibliography: bool) -> tuple[Section, ...]:
        return tuple(
            self._section(passage, below, above=above, bibliography=bibliography)
            for passage, below in nest(passages, lambda passage: passage.level)
        )

    def _section(self, passage: Passage, below: Sequence[Passage], *, above: int, bibliography: bool) -> Section:
        name = " ".join(plain(passage.heading.inlines).split())
        place = passage.heading.place
        opens = name.casefold() in self._bibliographies
        blocks = passage.blocks
        if bibliography or opens:
            blocks = tuple(self._listed(block) for block in blocks)
        if passage.level > above + 1:
            message = f"this heading of level {passage.level} is right below one of level {above}"
            self.findings.append(warning("skipped-heading", place, message, f"make it one of level {above + 1}"))
        if not name:
            self.findings.append(warning("empty-heading", place, "the heading is empty", "write it, or delete it"))
        if passage.glossary:
            blocks, below, findings = glossary(blocks, below, place, self._format)
            self.findings += findings
        inner = self.sections(below, above=passage.level, bibliography=bibliography or opens)
        if not blocks and not inner:
            hint = "write what belongs there, or delete the heading"
            self.findings.append(warning("empty-section", place, f"there is nothing below “{name}”", hint))
        elif opens and not inner and not any(isinstance(block, List | Bibliography) for block in passage.blocks):
            message = f"“{name}” has no list, so translators get its text"
            self.findings.append(warning("unlisted-bibliography", place, message, "make a list of its entries"))
        section = Section(passage.heading, blocks, inner)
        return keep(section, self._edition.source_language) if name.casefold() in self._untranslated else section

    def _listed(self, block: Block) -> Block:
        """A list in a bibliography as its entries; a list with more than paragraphs is kept, and not translated."""
        language = self._edition.bibliography_language
        if not isinstance(block, List):
            return block
        entries = tuple(_entries(block.items))
        if len(entries) < len(block.items):
            return keep_blocks((block,), language)[0]
        for item in entries:
            self.findings += unplaced(marks_in(item), item.place, hints(self._format).place)
        return Bibliography(entries, language)


def _entries(items: Iterable[ListItem]) -> Iterator[Entry]:
    """The entries among some items: those of one paragraph."""
    for item in items:
        match item.blocks:
            case (Paragraph((sentence,)),):
                yield entry(sentence)
            case _:
                pass


def entry(sentence: Sentence) -> Entry:
    """A bibliography entry, which every edition has as it is in the source."""
    marked = any(not isinstance(inline, Text) for inline in sentence.inlines)
    return Entry(unwrapped(plain(sentence.inlines)), sentence.place, sentence.inlines if marked else ())


def glossary(
    blocks: tuple[Block, ...], below: Sequence[Passage], place: Place, source_format: SourceFormat
) -> tuple[tuple[Block, ...], Sequence[Passage], tuple[Finding, ...]]:
    """The content below a heading, with each list of definitions as a glossary; `place` is that of the heading.

    Finding: `empty-glossary`.
    """

    def marked(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(replace(block, glossary=True) if isinstance(block, DefinitionList) else block for block in blocks)

    every = (*blocks, *(block for passage in below for block in passage.blocks))
    findings: tuple[Finding, ...] = ()
    if not any(isinstance(block, DefinitionList) for block in every):
        hint = hints(source_format).definitions
        findings = (warning("empty-glossary", place, "this glossary has no list of definitions", hint),)
    return marked(blocks), [replace(passage, blocks=marked(passage.blocks)) for passage in below], findings


def keep(section: Section, language: str) -> Section:
    """A section with every sentence left out of translation, in a language where it has none of its own."""

    def kept(sentences: Sentences, part: Part) -> Sentences:
        del part
        return tuple(replace(item, language=item.language or language, kept=True) for item in sentences)

    document = Document("", Sentence((), section.heading.place), (), (section,))
    return rewrite(document, kept).sections[0]


def keep_blocks(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Blocks with every sentence left out of translation, in a language where they have none of their own."""
    return keep(Section(Sentence((), Place("")), blocks), language).blocks
