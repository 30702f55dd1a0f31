"""From the nodes of a Markdown text, the blocks of a document."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Bridgehead,
    Code,
    Definition,
    DefinitionList,
    Index,
    List,
    ListItem,
    Note,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Rule,
    Sentence,
    Table,
    TableCell,
    Text,
)
from kolofon.read.elements.asides import aside_named
from kolofon.read.elements.index import ATTRIBUTES, block_with_marks, unplaced, with_references
from kolofon.read.elements.listing import ListingParts, comments
from kolofon.read.elements.values import counted
from kolofon.read.html.blocks import HtmlReader, column_side
from kolofon.read.html.names import own_name
from kolofon.read.html.tree import parse_html
from kolofon.read.markdown.citations import Citations
from kolofon.read.markdown.directives import NODES, OPTIONS, Blocks, DirectiveReader
from kolofon.read.markdown.extensions.alerts_and_tasks import DONE
from kolofon.read.markdown.extensions.asides import ASIDE, ASIDE_TITLE, HTML, UNTITLED
from kolofon.read.markdown.extensions.attributes import LINE, MARKS
from kolofon.read.markdown.extensions.figures import CAPTION, FIGURE, PLACE, picture_of
from kolofon.read.markdown.extensions.listings import LISTING, LISTING_CAPTION, NUMBER
from kolofon.read.markdown.inline import InlineReader, Origin, attributes
from kolofon.read.markdown.markdown_in_html import island
from kolofon.read.markdown.mdbook.listings import Listings
from kolofon.read.markdown.other_programs import report_includes
from kolofon.read.markdown.parser import Parsed
from kolofon.read.markdown.stray_marks import is_contents, report_stray_html
from kolofon.read.reading import Reading, printable
from kolofon.read.sections.missing_words import lost
from kolofon.read.sections.passages import GLOSSARY, keep_blocks
from kolofon.read.text import Line

__all__ = ["BlockReader", "is_glossary"]

# The parts of HTML that are no words: names of elements, and attributes that are read or reported elsewhere.
_NO_WORDS = re.compile(
    r"<(?:aside|div)\b[^<>]*>"  # their attributes are read or reported
    r"|</?[A-Za-z][^\s<>/]*(?=[^<>]*>)"
    r"|\b(?:href|src|alt|title|lang|id|name|start|colspan|rowspan|scope|translate)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']*)"
    r"(?=[^<>]*>)"
    r"|\bclass\s*=\s*\"language-[^\"<>]*\"(?=[^<>]*>)"
)
_INDEX = "index"


class BlockReader:
    """Reads the blocks of one file, in the order of the text; after the last, `notes` are complete."""

    def __init__(self, reading: Reading, parsed: Parsed, lines: Sequence[Line], citations: Citations) -> None:
        self._reading = reading
        self._parsed = parsed
        self._lines = lines
        self._inline = InlineReader(reading, parsed.inline_notes, citations.inlines)
        self._html = HtmlReader(reading)
        self._directive = DirectiveReader(reading, Blocks(self.blocks, self._sentence, self._place), citations)
        self._listings = Listings(reading)

    def heading(self, node: SyntaxTreeNode) -> Sentence:
        """The words of a heading."""
        sentence = self._sentence(node.children[0], len(node.markup) if node.markup.startswith("#") else -1)
        index = self._reading.index_marks(attributes(node), sentence.inlines, sentence.place)
        sentence = replace(sentence, inlines=(*index, *sentence.inlines)) if index else sentence
        language = self._language(node)
        return replace(sentence, language=language, kept=True) if language else sentence

    def below(self, heading: SyntaxTreeNode | None, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """The blocks below a heading, and the index after them if the heading's attributes say so."""
        blocks = self.blocks(nodes)
        return (*blocks, Index()) if heading and _is_index(heading) else blocks

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """The blocks of some nodes; a heading among them opens no section."""
        return with_references(block for node in nodes for block in self._block(node))

    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their first calls."""
        definitions = self._definitions()
        found: dict[str, Note] = {}
        # A note may call another, which then comes after the known ones.
        for name in self._inline.order:
            if inline := self._inline.called[name]:
                origin, children = inline
                blocks: tuple[Block, ...] = (
                    Paragraph((Sentence(self._inline.inlines(children, origin), origin.place()),)),
                )
            else:
                blocks = self.blocks(definitions[name].children)
            found[name] = Note(self._reading.note_name(name), blocks)
        for name, node in definitions.items():
            if name not in self._inline.called:
                message = f"the note “{name}” is never called, and not printed: {self._written(node)}"
                hint = f"write [^{name}] where it belongs"
                self._reading.warn("uncalled-note", self._place(node), message, hint, subject=name)
        return tuple(found.values())

    def finish(self) -> None:
        """Add findings for definitions that no link uses, and for lines for another program."""
        for label, definition in self._parsed.references.items():
            if label not in self._inline.labels:
                written = self._raw(definition.line, definition.end)
                place = self._lines[definition.line].place()
                self._reading.note("unused-reference", place, f"no link uses this definition: {written}", written)
        for definition in self._parsed.repeated:
            written = self._raw(definition.line, definition.end)
            place = self._lines[definition.line].place()
            message = f"this was defined already: {written}"
            self._reading.warn("repeated-reference", place, message, "keep one of them", subject=written)
        report_includes(self._lines, self._reading)

    def _definitions(self) -> dict[str, SyntaxTreeNode]:
        found: dict[str, SyntaxTreeNode] = {}
        for root in self._parsed.blocks if self._parsed.noted else ():
            for node in root.walk():
                if node.type != "footnote_reference":
                    continue
                name = str(node.meta["label"])
                if name in found:
                    message = f"the note “{name}” was there already; this one is not printed: {self._written(node)}"
                    self._reading.warn(
                        "repeated-note", self._place(node), message, "give it another name", subject=name
                    )
                else:
                    found[name] = node
        return found

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if not node.meta.get(MARKS):
            yield from self._plain(node)
            return
        language = "" if node.type in ("heading", LINE) else self._language(node)
        blocks = tuple(self._with_marks(node))
        yield from keep_blocks(blocks, language) if language else blocks

    def _with_marks(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """The blocks of a node; the marks of the index above it go before its first words."""
        place = self._place(node)
        index = () if node.type in ("heading", LINE) else self._reading.index_marks(attributes(node), (), place)
        for block in self._plain(node):
            marked = block_with_marks(block, index) if index else None
            index = () if marked else index
            yield marked or block
        self._reading.findings += unplaced(index, place, self._reading.hints.place)

    def _plain(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "paragraph" | "bullet_list" | "ordered_list" if is_contents(written := self._written(node)):
                self._reading.unread("unprinted-directive", self._place(node), written)
            case "paragraph" if (picture := picture_of(node)) and self._reading.reaches(str(picture.attrs["src"])):
                yield from self._figure(node, picture)
            case "paragraph":
                sentence = self._sentence(node.children[0])
                if sentence.inlines:
                    yield Paragraph((sentence,))
            case "heading":
                yield Bridgehead(self.heading(node))
            case "bullet_list":
                yield self._list(node, -1)
            case "ordered_list":
                yield self._list(node, int(node.attrs.get("start", 1)))
            case "blockquote":
                yield Quotation(self.blocks(node.children))
            case "code_block" | "fence":
                yield self._listing(node)
            case "hr":
                yield Rule()
            case "html_block":
                yield from self._raw_html(node)
            case "table":
                yield self._table(node)
            case "dl":
                yield self._definition_list(node)
            case "footnote_reference":
                pass
            case "aside":
                yield self._aside(node)
            case "listing":
                yield from self._captioned(node)
            case "island":
                yield from self._island(node)
            case kind if kind in NODES:
                yield from self._directive(node)
            case "tab":
                yield from self.blocks(node.children)
            case "aside_title":
                yield Bridgehead(self._sentence(node.children[0]))
            case _:
                written = self._written(node)
                message = f"there is nothing below these attributes: {written}"
                hint = "put them right above a block"
                self._reading.warn("stray-attributes", self._place(node), message, hint, subject=written)

    def _list(self, node: SyntaxTreeNode, start: int) -> List:
        items = (ListItem(self.blocks(item.children), item.meta.get(DONE)) for item in node.children)
        return List(tuple(items), start, _loose(node.children))

    def _listing(self, node: SyntaxTreeNode) -> Preformatted:
        info = printable(unescapeAll(node.info.strip()))
        first, _ = _map(node)
        lines = self._lines[first + (node.type == "fence") :]
        listing = self._listings.listing(printable(node.content.removesuffix("\n")), info, lines)
        if listing.rest:
            self._reading.unread("unread-attribute", self._place(node), f"“{listing.rest}” at a listing")
        work = self._reading.work
        found = comments(
            listing.text, listing.syntax, listing.places, ListingParts(work.code_comments, work.code_strings)
        )
        return Preformatted(listing.text, listing.syntax, found)

    def _captioned(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """The blocks of a listing with a name or a caption, which the first listing among them gets.

        The name of its file is before its caption.  So is its number, with the press's word for a listing.
        """
        captions = [part for part in node.children if part.type == LISTING_CAPTION]
        place = self._place(node)
        files = (Sentence((Code(printable(name)),), place) for name in node.meta[LISTING])
        caption = (*files, *(self._sentence(part.children[0]) for part in captions))
        name = own_name(attributes(node).get("id", ""))
        blocks = self.blocks(node.children[len(captions) :])
        listing = next((block for block in blocks if isinstance(block, Preformatted)), None)
        number = printable(" ".join(node.meta.get(NUMBER, "").split()))
        if listing is None and number:
            self._reading.unread("unread-attribute", place, f"the attribute {NUMBER}=“{number}”")
        if listing is None and caption:
            yield Paragraph(caption)
        for block in blocks:
            yield replace(listing, caption=caption, name=name, number=number) if block is listing else block

    def _aside(self, node: SyntaxTreeNode) -> Aside:
        """An aside.  Without a title, it has the name of its kind as its title, if the press has no word for that."""
        word = str(node.meta[ASIDE])
        named = aside_named(word)
        titled = bool(node.children) and node.children[0].type in (ASIDE_TITLE, *(["heading"] * node.meta.get(HTML, 0)))
        untitled = bool(node.meta.get(UNTITLED))
        title: Sentence | None = None
        if titled:
            title = self._sentence(node.children[0].children[0])
        elif untitled and named.kind is not AsideKind.ASIDE:
            title = Sentence((), self._place(node))
        elif named.title and not untitled:
            title = Sentence((Text(named.title),), self._place(node))
        more = [*([] if named.known or not (titled or untitled) else [word]), *filter(None, [node.info])]
        if more:
            self._reading.unread("unread-attribute", self._place(node), f"“{' '.join(more)}” of an aside")
        return Aside(named.kind, title, self.blocks(node.children[titled:]))

    def _raw_html(self, node: SyntaxTreeNode) -> Iterator[Block]:
        place, findings = self._place(node), len(self._reading.findings)
        blocks = self._html.blocks(parse_html(node.content, place))
        yield from blocks
        self._report_lost(node.content, blocks, place, findings)

    def _island(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """HTML with Markdown in it."""
        place, findings = self._place(node), len(self._reading.findings)
        blocks, content = island(node, self._reading, place, self.blocks)
        yield from blocks
        self._report_lost(content, blocks, place, findings)

    def _report_lost(self, content: str, blocks: Sequence[Block], place: Place, findings: int) -> None:
        """Report the words of some HTML that are neither in its blocks nor in the findings from a number on."""
        report_stray_html(content, place, self._reading)
        reported = [finding.subject for finding in self._reading.findings[findings:]]
        if words := lost(html.unescape(_NO_WORDS.sub(" ", content)), blocks, reported):
            message = f"of this HTML {', '.join(words)} is not printed: {content}"
            self._reading.note("raw-html", place, message, " ".join(words))

    def _figure(self, node: SyntaxTreeNode, picture: SyntaxTreeNode) -> Iterator[Block]:
        found = attributes(node) | attributes(picture)
        (words,) = node.children
        first, _ = _map(words)
        origin = Origin(self._lines, words.content, first)
        figure = self._inline.figure(picture, origin, found)
        marks = self._reading.marks(attributes(picture), figure.place, FIGURE)
        language = marks.block_language(self._reading.edition.source_language)
        yield from keep_blocks((figure,), language) if language else (figure,)

    def _table(self, node: SyntaxTreeNode) -> Table:
        captions = [part for part in node.children if part.type == CAPTION]
        caption = tuple(self._sentence(part.children[0]) for part in captions)
        parts = node.children[len(captions) :]
        rows = {part.type: tuple(self._row(row) for row in part.children) for part in parts}
        first = parts[0].children[0]
        align = tuple(column_side(str(cell.attrs.get("style", ""))) for cell in first.children)
        name = attributes(node).get("id", "")
        head, body = rows.get("thead", ()), rows.get("tbody", ())
        placement = self._inline.placement(attributes(node), self._place(node))
        return Table(caption, head, body, align if any(align) else (), name, placement)

    def _row(self, node: SyntaxTreeNode) -> tuple[TableCell, ...]:
        column, shift = 0, self._lines[_map(node)[0]].shift
        cells: list[TableCell] = []
        for cell in node.children:
            (words,) = cell.children
            sentence = self._sentence(words, column)
            column = max(column, sentence.place.column - shift + len(words.content) - 1)
            sentences = (sentence,) if sentence.inlines else ()
            cells.append(TableCell(counted(sentences, self._reading.edition.source_language), cell.type == "th"))
        first, end = _map(node)
        # In GFM a row ends with its last heading.
        for text in escapedSplit(self._raw(first, end).strip("|"))[len(cells) :]:
            if text.strip():
                message = f"this cell has no heading above it, and is not printed: {text.strip()}"
                hint = "add a column to the head of the table"
                self._reading.warn("lost-cell", self._place(node), message, hint, subject=text.strip())
        return tuple(cells)

    def _definition_list(self, node: SyntaxTreeNode) -> DefinitionList:
        items: list[Definition] = []
        for child in node.children:
            if child.type == "dt":
                items.append(Definition((self._sentence(child.children[0]),), ()))
            else:
                last = items.pop()
                meaning = ListItem(self.blocks(child.children))
                items.append(Definition(last.terms, (*last.meanings, meaning)))
        loose = _loose([child for child in node.children if child.type == "dd"])
        return DefinitionList(tuple(items), loose, is_glossary(node))

    def _sentence(self, node: SyntaxTreeNode, column: int = -1) -> Sentence:
        first, _ = _map(node)
        return self._inline.sentence(node, Origin(self._lines, node.content, first, column))

    def _language(self, node: SyntaxTreeNode) -> str:
        found = attributes(node)
        also = frozenset({"class"} if is_glossary(node) or _is_index(node) else ())
        if node.type == "table" or (node.type == "paragraph" and picture_of(node)):
            also |= FIGURE if node.type == "paragraph" else PLACE
        also |= OPTIONS.get(node.type, frozenset())
        marks = self._reading.marks(found, self._place(node), also | (ATTRIBUTES if "index" in found else also))
        return marks.block_language(self._reading.edition.source_language)

    def _place(self, node: SyntaxTreeNode) -> Place:
        first, _ = _map(node)
        text = self._lines[first].text
        return self._lines[first].place(len(text) - len(text.lstrip()))

    def _written(self, node: SyntaxTreeNode) -> str:
        return self._raw(*_map(node))

    def _raw(self, first: int, end: int) -> str:
        return " ".join(line.text.strip() for line in self._lines[first:end])


def is_glossary(node: SyntaxTreeNode) -> bool:
    """Whether a heading, or a list of definitions, is marked as a glossary: `{.glossary}`."""
    return node.type in ("heading", "dl") and GLOSSARY in attributes(node).get("class", "").split()


def _is_index(node: SyntaxTreeNode) -> bool:
    return node.type == "heading" and attributes(node).get("class") == _INDEX


def _loose(items: Sequence[SyntaxTreeNode]) -> bool:
    return any(child.type == "paragraph" and not child.hidden for item in items for child in item.children)


def _map(node: SyntaxTreeNode) -> tuple[int, int]:
    """The first line of a node, counted from 0, and the line after its last."""
    return node.map or (0, 1)
