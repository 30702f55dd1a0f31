"""From the nodes of directives (`kolofon.read.markdown.dialects.directive_tokens`), the blocks of a document."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import (
    Block,
    Bridgehead,
    DefinitionList,
    List,
    ListItem,
    Paragraph,
    Place,
    Preformatted,
    Sentence,
    Table,
    TableCell,
    Text,
    Verse,
)
from kolofon.model.error import SourceError
from kolofon.read.beside import path_from
from kolofon.read.elements.inline_content import inline_content
from kolofon.read.elements.values import counted
from kolofon.read.html.blocks import collapsed
from kolofon.read.markdown.captions import with_own_caption
from kolofon.read.markdown.citations import Citations
from kolofon.read.markdown.dialects.directive_tokens import OPENING, REPORT
from kolofon.read.markdown.dialects.opening_line import Opening
from kolofon.read.markdown.dialects.table_tokens import CELL, SIDES, Cell
from kolofon.read.markdown.extensions.attributes import MARKS
from kolofon.read.markdown.other_programs import report
from kolofon.read.reading import Reading, printable
from kolofon.read.targets import Leads
from kolofon.read.text import decode
from kolofon.text.notation import plain

__all__ = ["NODES", "OPTIONS", "Blocks", "DirectiveReader"]

NODES = frozenset(
    {"div", "captioned", "glossary", "rows", "works", "chapters", "literal", "included", "report", "cells", "verse"}
    | {"block_title", "raw_aside", "target"}
)
"""The types of nodes that are read here."""

OPTIONS = {
    "captioned": frozenset({"alt", "fig-alt"}),
    "rows": frozenset({"header-rows", "stub-columns"}),
    "chapters": frozenset({"maxdepth", "hidden", "numbered", "glob", "titlesonly", "includehidden", "reversed"}),
    "literal": frozenset({"language", "lang"}),
}
"""The attributes of these nodes that are read here."""

_ENTRY = re.compile(r"(?:(?P<title>.*)<(?P<named>[^<>]+)>|(?P<path>.+))")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Functions for reading the content of a directive: the blocks of nodes, the sentence of a node, its place."""

    blocks: Callable[[Sequence[SyntaxTreeNode]], tuple[Block, ...]]
    sentence: Callable[[SyntaxTreeNode], Sentence]
    place: Callable[[SyntaxTreeNode], Place]


class DirectiveReader:
    """Reads the directives of one file."""

    def __init__(self, reading: Reading, reader: Blocks, citations: Citations) -> None:
        self._reading = reading
        self._citations = citations
        self._reader = reader

    def __call__(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """The blocks of a node of one of the types in `NODES`."""
        match node.type:
            case "div":
                yield from self._reader.blocks(node.children)
            case "block_title":
                yield Bridgehead(self._reader.sentence(node.children[0]))
            case "captioned":
                yield from self._captioned(node)
            case "glossary":
                for block in self._reader.blocks(node.children):
                    if isinstance(block, Paragraph):
                        self._no_entry(block)
                    yield replace(block, glossary=True) if isinstance(block, DefinitionList) else block
            case "rows":
                yield from self._rows(node)
            case "cells":
                yield self._cells(node)
            case "verse":
                stanzas = (tuple(self._line(line) for line in stanza.children) for stanza in node.children)
                yield Verse(tuple(stanzas))
            case "literal":
                yield from self._literal(node)
            case "works":
                yield from self._citations.works(self._reader.place(node))
            case "chapters":
                self._chapters(node)
            case "included":
                self._report("unread-include", node)
                place = self._reader.place(node)
                yield Paragraph((Sentence((Text(printable(_opening(node).written)),), place),))
            case "report":
                self._report_node(node)
            case _:
                pass

    def _report_node(self, node: SyntaxTreeNode) -> None:
        if REPORT not in node.meta:
            return
        code, words = node.meta[REPORT]
        report(code, words, self._reading, self._reader.place(node))

    def _no_entry(self, block: Paragraph) -> None:
        """Report a paragraph among the entries of a glossary; an indented meaning makes one."""
        words = " ".join(plain(sentence.inlines) for sentence in block.sentences)
        message = f"“{' '.join(words.split())}” is no entry of the glossary; it is printed as a paragraph"
        hint = "write the meaning below its term as : meaning"
        self._reading.warn("stray-markup", block.sentences[0].place, message, hint, subject=words)

    def _report(self, code: str, node: SyntaxTreeNode) -> None:
        report(code, _opening(node).written, self._reading, self._reader.place(node))

    def _line(self, node: SyntaxTreeNode) -> Sentence:
        return self._reader.sentence(node.children[0])

    # --- captions -----------------------------------------------------------------------------------------------------

    def _captioned(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A picture or a table with its caption; of several, the caption is a paragraph."""
        opening = _opening(node)
        before = len(self._reading.findings)
        first = opening.name.lower() == "figure"
        name = opening.marks.get("id", "")
        blocks, has_caption = with_own_caption(self._reader.blocks(node.children), name, first=first)
        if has_caption:
            self._described(before)
        yield from blocks

    def _described(self, before: int) -> None:
        """Take back that a picture has no alternative text: its caption does."""
        found = self._reading.findings
        found[before:] = [finding for finding in found[before:] if finding.code != "undescribed-picture"]

    # --- tables -------------------------------------------------------------------------------------------------------

    def _rows(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A table from a list of lists; other blocks in the directive are unchanged."""
        opening = _opening(node)
        number = opening.marks.get("header-rows", "0")
        heads = int(number) if number.isdigit() else 0
        columns = opening.marks.get("stub-columns", "0")
        stubs = int(columns) if columns.isdigit() else 0
        caption: tuple[Sentence, ...] = ()
        place = self._reader.place(node)
        for block in self._reader.blocks(node.children):
            if isinstance(block, Bridgehead):
                caption = (block.sentence,)
            elif isinstance(block, List) and all(_is_row(item) for item in block.items):
                rows = [
                    self._listed(item, place, stubs, head=number < heads) for number, item in enumerate(block.items)
                ]
                yield Table(caption, tuple(rows[:heads]), tuple(rows[heads:]), (), opening.marks.get("id", ""))
                caption = ()
            else:
                yield block
        yield from (Bridgehead(sentence) for sentence in caption)

    def _listed(self, row: ListItem, place: Place, stubs: int, *, head: bool) -> tuple[TableCell, ...]:
        (cells,) = row.blocks
        assert isinstance(cells, List)  # noqa: S101  _is_row saw it
        made = (Cell("", 0, heading=head or number < stubs) for number in range(len(cells.items)))
        return tuple(self._cell(item.blocks, cell, place) for item, cell in zip(cells.items, made, strict=True))

    def _cells(self, node: SyntaxTreeNode) -> Table:
        captions = (part for part in node.children if part.type == "table_caption")
        caption = tuple(self._reader.sentence(part.children[0]) for part in captions)
        head: list[tuple[TableCell, ...]] = []
        body: list[tuple[TableCell, ...]] = []
        for row in (part for part in node.children if part.type == "row"):
            heading = bool(row.meta["head"])
            made: list[TableCell] = []
            for part in row.children:
                cell: Cell = part.meta[CELL]
                shown = replace(cell, heading=heading or cell.heading)
                made.append(self._cell(self._reader.blocks(part.children), shown, self._reader.place(part)))
            (head if heading else body).append(tuple(made))
        sides = tuple(node.meta[SIDES])
        name = str(node.meta.get(MARKS, {}).get("id", ""))
        return Table(caption, tuple(head), tuple(body), sides if any(sides) else (), name)

    def _cell(self, blocks: Sequence[Block], cell: Cell, place: Place) -> TableCell:
        inlines = collapsed(inline_content(blocks))
        sentences = (Sentence(inlines, _first_place(blocks) or place),) if inlines else ()
        dated = counted(sentences, self._reading.edition.source_language)
        return TableCell(dated, cell.heading, cell.columns, cell.rows)

    # --- other files --------------------------------------------------------------------------------------------------

    def _literal(self, node: SyntaxTreeNode) -> Iterator[Block]:
        opening, place = _opening(node), self._reader.place(node)
        path = path_from(self._reading.base, node.content.strip())
        content = None if path is None else self._reading.beside.content(path)
        if content is None:
            hint = "write the path of a file below source/, from this file"
            message = f"there is no file {node.content.strip()}; nothing is printed for {opening.written}"
            self._reading.warn("missing-include", place, message, hint, subject=opening.written)
            return
        lines = decode(content, f"source/{path}", SourceError)
        text = "\n".join(line.text for line in lines).rstrip("\n")
        yield Preformatted(text, opening.marks.get("language", opening.marks.get("lang", "")))

    def _chapters(self, node: SyntaxTreeNode) -> None:
        """Report a list of chapters, and each chapter in it that is not in this work."""
        place = self._reader.place(node)
        self._report("unprinted-directive", node)
        for line in node.content.split("\n"):
            entry = _ENTRY.fullmatch(line.strip())
            if not entry or line.strip().startswith(":"):
                continue
            path = (entry["named"] or entry["path"]).strip()
            report("unprinted-directive", line.strip(), self._reading, place)
            _, leads = self._reading.targets.resolve(path, self._reading.base)
            if leads is not Leads.SOMEWHERE:
                hint = "add it to the chapters of the work in edition.toml, or take it out"
                message = f"the chapter {path} is none of this work"
                self._reading.warn("unlisted-chapter", place, message, hint, subject=path)


def _opening(node: SyntaxTreeNode) -> Opening:
    opening: Opening = node.meta[OPENING]
    return opening


def _is_row(item: ListItem) -> bool:
    return len(item.blocks) == 1 and isinstance(item.blocks[0], List)


def _first_place(blocks: Sequence[Block]) -> Place | None:
    match blocks:
        case (Paragraph((Sentence(place=place), *_)), *_):
            return place
        case _:
            return None
