"""From a Markdown file (CommonMark, with what `kolofon.read.markdown.parser` adds to it), a chapter.

    ---
    title: …                    front matter: title, description, lang
    ---
    # Title                     the title of the text, if nothing is above it
    ## Section {#name}

A file is read in two steps, so that a link may lead to a later place, in this file or another: it is parsed, which
yields its headings and their names, and then, when all targets are known, read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Block, Place
from kolofon.read.findings.bounds import too_deep
from kolofon.read.markdown.blocks import BlockReader, is_glossary
from kolofon.read.markdown.citations import Citations, citations_in, entry_name
from kolofon.read.markdown.dialects.citations import CITED
from kolofon.read.markdown.extensions.figures import figure_names
from kolofon.read.markdown.front_matter import read_front_matter
from kolofon.read.markdown.inclusions import with_inclusions
from kolofon.read.markdown.mdbook.includes import with_includes
from kolofon.read.markdown.mdbook.mathjax import OPENING
from kolofon.read.markdown.mdbook.settings import settings
from kolofon.read.markdown.names import Name, names_in, report_repeated
from kolofon.read.markdown.parser import parse
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import (
    BIBLIOGRAPHIES,
    Chapter,
    Passage,
    Steps,
    glossary,
    keep,
    keep_blocks,
    section_steps,
    sections,
)
from kolofon.read.targets import slugs
from kolofon.read.text import Line, unseen
from kolofon.text.notation import plain

__all__ = ["MarkdownFile"]


_HOLDING = frozenset({"blockquote", "bullet_list", "ordered_list", "aside", "tab"})
"""The blocks in which a heading opens no section, but has a name."""


class MarkdownFile:
    """A parsed file.  `anchors` has the way to the section of each name that a link may have in it."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._reading = reading
        self._front = read_front_matter(lines, reading)
        head = self._front.lines
        self._lines = lines = (*lines[:head], *with_inclusions(with_includes(lines[head:], reading), reading))
        # Blank lines in place of the front matter keep the numbers of the other lines.
        seen = not all(unseen(line.text) for line in lines[self._front.lines :])
        text = "\n" * self._front.lines + "\n".join(line.text for line in lines[self._front.lines :] if seen)
        mathjax = bool(OPENING.search(text)) and settings(reading).mathjax
        self._parsed = parse(text, self._front.substitutions, mathjax=mathjax)
        if self._parsed.deepest_line is not None:
            raise too_deep(lines[self._parsed.deepest_line].place())
        self._title, self._lead, self._passages = self._outline(self._parsed.blocks)
        self._ways = section_steps([_level(heading) for heading, _ in self._passages])
        self._named = list(self._names())
        self.anchors: Mapping[str, Steps] = dict(self._anchors())
        figures = frozenset(figure_names(self._parsed.blocks) if self._parsed.named else ())
        formulas = {each.name for each, _ in self._named if each.figure}
        self.figures = figures | formulas | {entry_name(key) for key in self._keys()}
        self.sections = sum(len(way) == 1 for way in self._ways)

    def _outline(
        self, blocks: Sequence[SyntaxTreeNode]
    ) -> tuple[SyntaxTreeNode | None, list[SyntaxTreeNode], list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]]:
        """The title, the nodes before the first heading, and each heading with the nodes below it."""
        title: SyntaxTreeNode | None = None
        lead: list[SyntaxTreeNode] = []
        passages: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
        for node in blocks:
            if node.type != "heading":
                (passages[-1][1] if passages else lead).append(node)
            elif not passages and title is None and self._is_title(node, lead):
                title = node
            else:
                passages.append((node, []))
        return title, lead, passages

    def _is_title(self, heading: SyntaxTreeNode, before: Sequence[SyntaxTreeNode]) -> bool:
        """Whether a heading is the title of the text: of the first level, with nothing but comments above it.

        A heading of another level is, if the list of chapters has the same words for the file: else the title would be
        printed twice.
        """
        words = _words(heading)
        if not words or any(not _is_comment(node) for node in before):
            return False
        if heading.tag != "h1":
            return self._front.title is None and " ".join(words.split()) == self._reading.listed
        return self._front.title is None or plain(self._front.title.inlines) == words

    def _citations(self) -> list[SyntaxTreeNode]:
        notes = (node for _, children in self._parsed.inline_notes.values() for node in children)
        return [*citations_in(self._parsed.blocks), *citations_in(notes)] if self._parsed.cited else []

    def _keys(self) -> set[str]:
        """The keys of the works that the file cites, if it names a bibliography."""
        if not self._front.sources.files:
            return set()
        return {cited.key for node in self._citations() for cited in node.meta[CITED]}

    def _listed(self) -> int:
        """The number of the passage with the list of works; -1 for the text before the first heading."""
        pieces = [self._lead, *(below for _, below in self._passages)]
        for number, below in enumerate(pieces):
            if any(node.type == "works" for block in below for node in block.walk()):
                return number - 1
        names = {name.casefold() for name in (*BIBLIOGRAPHIES, *self._reading.work.bibliographies)}
        headings = [" ".join(_words(heading).split()).casefold() for heading, _ in self._passages]
        return next((number for number, words in enumerate(headings) if words in names), len(headings) - 1)

    def _anchors(self) -> Iterator[tuple[str, Steps]]:
        yield from ((each.name, way) for each, way in self._named)
        pieces = [(self._lead, ()), *zip((below for _, below in self._passages), self._ways, strict=True)]
        for below, way in pieces:
            for block in (block for block in below if block.type in _HOLDING):
                headings = (node for node in block.walk() if node.type == "heading")
                yield from ((slug, way) for slug in slugs(_words(node) for node in headings))
        if keys := self._keys():
            listed = self._listed()
            yield from ((entry_name(key), self._ways[listed] if listed >= 0 else ()) for key in keys)
        # Last, so that a heading wins over places within the text.
        titled = [*([self._title] if self._title else []), *(heading for heading, _ in self._passages)]
        ways = [*([()] if self._title else []), *self._ways]
        for node, slug, way in zip(titled, slugs(_words(node) for node in titled), ways, strict=True):
            yield slug, way
            yield from ((each.name, way) for each in (names_in(node) if self._parsed.named else ()))

    def _names(self) -> Iterator[tuple[Name, Steps]]:
        """The names that an author gave to places, each with the way to its section, in the order of the text."""
        if not self._parsed.named:
            return
        pieces = [
            (self._title, self._lead, ()),
            *((*each, way) for each, way in zip(self._passages, self._ways, strict=True)),
        ]
        for heading, below, way in pieces:
            for node in ([heading] if heading else []) + list(below):
                yield from ((each, way) for each in names_in(node))

    def read(self) -> Chapter:
        """The content of the file; the targets of its reading must be known."""
        citations = Citations(self._reading, self._front.sources, self._citations())
        reader = BlockReader(self._reading, self._parsed, self._lines, citations)
        title = reader.heading(self._title) if self._title else self._front.title
        lead = reader.below(self._title, self._lead)
        passages: Sequence[Passage] = [
            Passage(_level(node), reader.heading(node), reader.below(node, below), is_glossary(node))
            for node, below in self._passages
        ]
        lead, passages = self._with_works(lead, passages, citations)
        if title and self._title and is_glossary(self._title):
            lead, passages, findings = glossary(lead, passages, title.place, self._reading.work.format)
            self._reading.findings += findings
        # Where the title comes from elsewhere, the outermost headings may be of any level.
        outermost = min((passage.level for passage in passages), default=1)
        above = _level(self._title) if self._title else outermost - 1
        made, findings = sections(passages, self._reading.work, self._reading.edition, above=above)
        self._reading.findings += findings
        chapter = Chapter(title, lead, made, reader.notes(), self._front.description)
        reader.finish()
        report_repeated(self._named, self._lines, self._reading)
        return self._in_its_language(chapter)

    def _with_works(
        self, lead: tuple[Block, ...], passages: Sequence[Passage], citations: Citations
    ) -> tuple[tuple[Block, ...], Sequence[Passage]]:
        """The content of the file with the list of works, if it is not in it yet."""
        if citations.listed or not self._front.sources.files:
            return lead, passages
        listed = self._listed()
        if listed < 0:
            return (*lead, *citations.works(Place(self._reading.path, len(self._lines)))), passages
        passage = passages[listed]
        works = citations.works(passage.heading.place)
        made = replace(passage, blocks=(*passage.blocks, *works))
        return lead, [*passages[:listed], made, *passages[listed + 1 :]]

    def _in_its_language(self, chapter: Chapter) -> Chapter:
        language = self._front.language
        if language in ("", self._reading.edition.source_language):
            return chapter
        hint = f"take lang out of the front matter if the text is in {self._reading.edition.source_language}"
        message = f"this file says that it is in {language}, and is left out of translation"
        self._reading.warn("other-language", Place(self._reading.path, 1), message, hint)
        return replace(
            chapter,
            title=chapter.title and replace(chapter.title, language=language, kept=True),
            description=chapter.description and replace(chapter.description, language=language, kept=True),
            lead=keep_blocks(chapter.lead, language),
            sections=tuple(keep(section, language) for section in chapter.sections),
            notes=tuple(replace(note, blocks=keep_blocks(note.blocks, language)) for note in chapter.notes),
        )


def _level(heading: SyntaxTreeNode) -> int:
    return int(heading.tag[1])


def _words(heading: SyntaxTreeNode) -> str:
    """The words of a heading, from which its name is made."""
    pieces = (
        " " if node.type in ("softbreak", "hardbreak") else node.content
        for child in heading.children
        for node in child.walk(include_self=False)
        if node.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return "".join(pieces).strip()


def _is_comment(node: SyntaxTreeNode) -> bool:
    content = node.content.strip()
    return node.type == "html_block" and content.startswith("<!--") and content.find("-->") == len(content) - 3
