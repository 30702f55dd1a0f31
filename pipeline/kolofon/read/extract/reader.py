"""From the plain-text extract of a wiki article, a document.

    = Title =
    Infobox
    - Key: value
    == Section ==           === and so on for those below it; the spaces inside are optional
    Running text, in which a single line end is a space and a blank line ends the paragraph.
    - an item of a list     nested by indentation or as `-- item`; an indented line continues its item
    * an item               too; so are `#`, and two or more numbers or letters that follow one another, `1.` and `2.`
    ; a term                : its meaning, in the same line or below; a line with a colon alone is indented
    > a quotation           on each of its lines
    a | b                   two or more lines with as many cells are a table, also with tabs between the cells;
    ---|---                 with a line of dashes below it, the first line is the head
    ----                    a break

Three or more lines of a paragraph that begin with capitals or figures, and none of which ends as a part of a sentence
does, are a list without its bullets.  “Infobox” may be followed by its kind (“Infobox river”).

A line end in running text remains in its `Text`, so that `segment`, which makes a space of it, knows the line of each
sentence.  A list under a heading such as Literature is a bibliography.  There is no inline markup: every character
is printed as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from kolofon.language.letters import unwrapped
from kolofon.model.document import (
    Bibliography,
    Block,
    DefinitionList,
    Document,
    Entry,
    Infobox,
    List,
    ListItem,
    Paragraph,
    Place,
    Quotation,
    Rule,
    Section,
    Table,
    Text,
)
from kolofon.model.edition import Edition, SourceFormat, Work
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.model.limits import DEEPEST
from kolofon.read.extract.formulas import with_formulas
from kolofon.read.extract.headings import Heading, read_heading
from kolofon.read.extract.scanner import Bullet, Bullets, Piece, Scanner
from kolofon.read.findings.bounds import too_deep
from kolofon.read.findings.hints import hints
from kolofon.read.reading import Reading
from kolofon.read.sections.outline import nest
from kolofon.read.sections.passages import Chapter, bibliographies, keep
from kolofon.read.sections.sentences import sentence, warning
from kolofon.read.targets import folded
from kolofon.read.text import Line
from kolofon.read.works.whole_file import WholeFile

__all__ = ["ExtractFile", "read_wiki_extract"]


_ENTRY = re.compile(r".*(?:\b(?:1[4-9]|20)[0-9]{2}\b|https?://|\bISBN\b|\bdoi:).*[.)\]”\"/]")
_Below = Bullets | DefinitionList | Infobox | Paragraph | Quotation | Rule | Table


@dataclass(frozen=True, slots=True)
class _Passage:
    """A heading and what is below it up to the next one of any level."""

    heading: Heading
    pieces: tuple[_Below, ...]


class ExtractFile(WholeFile):
    """An extract; it has no links, so it is read when it is parsed."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        document, findings = read_wiki_extract(lines, reading.path, reading.work, reading.edition)
        reading.findings += findings
        super().__init__(Chapter(document.title, document.lead, document.sections))


def read_wiki_extract(
    lines: Sequence[Line], path: str, work: Work, edition: Edition
) -> tuple[Document, tuple[Finding, ...]]:
    """The document in the lines of an extract, and the findings about it, in the order of the lines.

    Raises `SourceError` where the file is empty, does not begin with a title or has two, or where a heading is not
    closed, empty or too deep, or a list nests too deeply.  Findings: `stray-markup`, `skipped-heading`,
    `empty-section`, `empty-item`, `empty-infobox`, `unlisted-bibliography`, and those of
    `kolofon.read.elements.infobox`.
    """
    _check_beginning(lines, path)
    scanner = Scanner(lines, partial(_label, edition.source_language))
    title, *passages = _passages(scanner.pieces())
    outline = _Outline(work, edition)
    document = Document(
        language=edition.source_language,
        title=sentence(title.heading.text, title.heading.place),
        lead=outline.blocks(title, bibliography=False),
        sections=outline.sections(passages, above=title.heading.level, bibliography=False),
    )
    return document, tuple(sorted((*scanner.findings, *outline.findings), key=lambda finding: finding.place))


def _label(language: str, key: str) -> str:
    """The label of a parameter of an infobox in a language; empty where there is none."""
    # The table is read only for an infobox with such a key.
    from kolofon.read.wikitext.templates.table import table  # noqa: PLC0415

    return table(language, None, "").labels.get(folded(key), "")


def _check_beginning(lines: Iterable[Line], path: str) -> None:
    first = next((line for line in lines if not line.blank), None)
    hint = hints(SourceFormat.WIKI_EXTRACT).title
    if first is None:
        raise SourceError("the file is empty", place=Place(path, 1), hint=hint)
    heading = read_heading(first)
    if heading is None or heading.level != 1:
        raise SourceError("the title is missing", place=first.place(), hint=hint)


def _passages(pieces: Iterable[Piece]) -> tuple[_Passage, ...]:
    found: list[tuple[Heading, list[_Below]]] = []
    for piece in pieces:
        if not isinstance(piece, Heading):
            found[-1][1].append(piece)
        elif found and piece.level == 1:
            message = f"a second title; the first is at line {found[0][0].place.line}"
            raise SourceError(message, place=piece.place, hint=f"make it a section: == {piece.text} ==")
        else:
            found.append((piece, []))
    return tuple(_Passage(heading, tuple(below)) for heading, below in found)


class _Outline:
    """Makes sections from passages."""

    def __init__(self, work: Work, edition: Edition) -> None:
        self._bibliographies = bibliographies(work, edition)
        self._untranslated = {name.casefold() for name in work.untranslated}
        self._edition = edition
        self.findings: list[Finding] = []

    def sections(self, passages: Sequence[_Passage], *, above: int, bibliography: bool) -> tuple[Section, ...]:
        """The sections below a heading of level `above`; sections below a bibliography are a part of it."""
        return tuple(
            self._section(passage, below, above=above, bibliography=bibliography)
            for passage, below in nest(passages, lambda passage: passage.heading.level)
        )

    def _section(self, passage: _Passage, below: Sequence[_Passage], *, above: int, bibliography: bool) -> Section:
        heading = passage.heading
        place = heading.place
        opens = heading.text.casefold() in self._bibliographies
        section = Section(
            sentence(heading.text, place),
            self.blocks(passage, bibliography=bibliography or opens),
            self.sections(below, above=heading.level, bibliography=bibliography or opens),
        )
        if heading.level > above + 1:
            message = f"this heading of level {heading.level} is right below one of level {above}"
            hint = f"write it with {above + 1} signs on either side"
            self.findings.append(warning("skipped-heading", place, message, hint))
        if not section.blocks and not section.sections:
            message = f"there is nothing below “{heading.text}”"
            hint = "the extract may have lost a table or a picture: write it in, or delete the heading"
            self.findings.append(warning("empty-section", place, message, hint))
        elif opens and not section.sections and not any(isinstance(block, Bibliography) for block in section.blocks):
            message = f"“{heading.text}” has no list, so translators get its text"
            hint = "begin each entry with “- ”"
            self.findings.append(warning("unlisted-bibliography", place, message, hint))
        untranslated = heading.text.casefold() in self._untranslated
        return keep(section, self._edition.source_language) if untranslated else section

    def blocks(self, passage: _Passage, *, bibliography: bool) -> tuple[Block, ...]:
        """The blocks right below a heading.  Every list of a bibliography has entries, which are not translated."""
        return tuple(block for piece in passage.pieces for block in self._made(piece, bibliography=bibliography))

    def _made(self, piece: _Below, *, bibliography: bool) -> tuple[Block, ...]:
        match piece:
            case Bullets(items):
                if bibliography:
                    return (Bibliography(tuple(_entry(item) for item in items), self._edition.bibliography_language),)
                _check_depth(items)
                return tuple(_lists(items))
            case Paragraph() if bibliography and (entries := tuple(_unlisted(piece))):
                return (Bibliography(entries, self._edition.bibliography_language),)
            case DefinitionList() | Infobox() | Paragraph() | Quotation() | Rule() | Table():
                return (piece,)
            case _:
                assert_never(piece)


def _check_depth(items: Iterable[Bullet]) -> None:
    """Raise `SourceError` at the first item within `DEEPEST` others, before the list is nested by recursion."""
    above: list[Bullet] = []
    for item in items:
        while above and above[-1].depth >= item.depth:
            above.pop()
        if len(above) == DEEPEST:
            raise too_deep(item.place)
        above.append(item)


def _entry(item: Bullet) -> Entry:
    """An entry of a bibliography; its number is a part of it, since a text may refer to it."""
    return Entry(unwrapped(f"{item.mark} {item.text}" if item.number > 0 else item.text), item.place)


def _unlisted(paragraph: Paragraph) -> Iterator[Entry]:
    """The entries in the lines of a paragraph that is a list without its bullets; none for prose.

    There are two or more, and each begins with a capital, ends as a sentence does, and has a year or an address.
    """
    (words,) = paragraph.sentences
    lines = words.inlines[0].text.split("\n") if len(words.inlines) == 1 and isinstance(words.inlines[0], Text) else []
    if len(lines) > 1 and all(_ENTRY.fullmatch(line) and line.lstrip("\"“„«'")[:1].isupper() for line in lines):
        for number, line in enumerate(lines):
            yield Entry(line, replace(words.place, line=words.place.line + number, column=1) if number else words.place)


def _lists(items: Sequence[Bullet]) -> Iterator[List]:
    """Items as lists: a number that does not follow the one before it, or a bullet behind one, begins another list."""
    found: list[ListItem] = []
    start = -1
    for item, below in nest(items, lambda item: item.depth):
        due = start + len(found) if start >= 0 else -1
        number = item.number or (due if found and start >= 0 else 1)
        if found and number != due:
            yield List(tuple(found), start)
            found = []
        start = start if found else number
        found.append(_item(item, below))
    yield List(tuple(found), start)


def _item(item: Bullet, below: Sequence[Bullet]) -> ListItem:
    text = "\n".join(line.strip() for line in item.text.split("\n"))
    paragraph = Paragraph((with_formulas(text, item.place)[0],))
    return ListItem((paragraph, *_lists(below)) if below else (paragraph,))
