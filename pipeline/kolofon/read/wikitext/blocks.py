"""From the nodes of wikitext, the blocks of a document."""

from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from mwparserfromhell.nodes import Tag, Template, Wikilink

from kolofon.model.document import (
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Figure,
    List,
    ListItem,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Sentence,
    Verse,
)
from kolofon.model.limits import DEEPEST
from kolofon.read.findings.bounds import too_deep
from kolofon.read.html.blocks import collapsed
from kolofon.read.reading import Reading, printable
from kolofon.read.sections.passages import keep_blocks
from kolofon.read.wikitext.inline import InlineReader
from kolofon.read.wikitext.lines import Apart, WikiLine, begin, items, wiki_lines
from kolofon.read.wikitext.nodes import At, Source, attributes, inside, tag_name
from kolofon.read.wikitext.pictures import figure_name, is_figure
from kolofon.read.wikitext.tables import TableReader
from kolofon.read.wikitext.template_content.blocks import TemplateBlocks
from kolofon.read.wikitext.templates.rules import Kind
from kolofon.text.notation import plain

__all__ = ["BlockReader"]

_PLAIN = frozenset({"pre", "syntaxhighlight", "source"})
_CONTAINERS = frozenset({"div", "center", "p"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"blockquote", "poem", "table", "references", "gallery", "imagemap", "hr", "ul", "ol", "dl"})
_APART = _PLAIN | _CONTAINERS | _HEADINGS | _BLOCKS

_LOOKS = frozenset({"class", "style", "align"})


class BlockReader:
    """Reads the blocks of one file, in the order of the text; after the last, `notes` are complete."""

    def __init__(self, reading: Reading, source: Source) -> None:
        self._reading = reading
        self._source = source
        self._inline = InlineReader(reading, source)
        self._tables = TableReader(reading, source, self.blocks)
        self._templates = TemplateBlocks(reading, source, self._inline, self)

    def sentence(self, nodes: Sequence[At]) -> Sentence:
        """Some nodes as one sentence."""
        return Sentence(collapsed(self._inline.inlines(nodes)), self._source.place(begin(nodes)))

    def blocks(self, nodes: Sequence[At]) -> tuple[Block, ...]:
        """The blocks of some nodes."""
        return tuple(self._blocks(nodes))

    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their first calls."""
        found: dict[str, Note] = {}
        # A note may call another, which then comes after the known ones.
        for name in self._inline.order:
            found[name] = Note(self._reading.note_name(name), tuple(self._note(name)))
        for name, definition in self._inline.defined.items():
            if name not in found:
                message = f"the note “{name}” is never called, and not printed: {definition.written}"
                place = self._source.place(begin(definition.nodes))
                self._reading.warn("uncalled-note", place, message, "call it, or delete it", subject=name)
        return tuple(found.values())

    def _note(self, name: str) -> Iterator[Block]:
        place = self._source.place(self._inline.called[name])
        definition = self._inline.defined.get(name)
        language = self._reading.edition.source_language
        if definition is None:
            hint = "write it where it is first called"
            self._reading.warn("missing-note", place, f"there is no note “{name}”", hint, subject=name)
        elif definition.inlines:
            yield Paragraph((Sentence(definition.inlines, place, language=language, kept=True),))
        elif all(self._is_citation(at) for at in definition.nodes):
            # The title of a work is the same in every language.
            yield from keep_blocks(self.blocks(definition.nodes), language)
        else:
            yield from self.blocks(definition.nodes)

    def _blocks(self, nodes: Sequence[At]) -> Iterator[Block]:
        for kind, group in groupby(wiki_lines(nodes, self._is_apart), lambda piece: piece.kind):
            pieces = list(group)
            lines = [piece for piece in pieces if isinstance(piece, WikiLine)]
            if kind == "list":
                yield from self._lists(lines, 0)
            elif kind == "preformatted":
                rows = (plain(self._inline.inlines(line.nodes)).removeprefix(" ") for line in lines)
                yield Preformatted("\n".join(rows))
            elif kind == "text":
                yield from self._paragraph(lines)
            for piece in pieces:
                if isinstance(piece, Apart):
                    yield from self._apart(piece.at)

    def _is_apart(self, at: At) -> bool:
        """Whether a node is a block by itself."""
        match at.node:
            case Tag():
                name = tag_name(at)
                return name in _APART and not (name in _PLAIN and "inline" in attributes(at.node))
            case Template():
                kind = self._inline.templates.kind(at)
                return kind is not None and kind.is_block
            case Wikilink():
                return is_figure(at.node, self._inline.words)
            case _:
                return False

    def _is_citation(self, at: At) -> bool:
        if isinstance(at.node, Template):
            return self._inline.templates.kind(at) is Kind.CITATION
        return not any(character.isalnum() for character in str(at.node))

    def _paragraph(self, lines: Sequence[WikiLine]) -> Iterator[Block]:
        nodes: list[At] = []
        for line in lines:
            if nodes and line.nodes:
                nodes.append(At("\n", line.nodes[0].offset - 1))
            nodes += line.nodes
        sentence = self.sentence(nodes)
        if sentence.inlines:
            yield Paragraph((sentence,))

    # --- lists --------------------------------------------------------------------------------------------------------

    def _lists(self, lines: Sequence[WikiLine], depth: int) -> Iterator[Block]:
        """The blocks from lines of a list, whose marks up to `depth` are those of the lists around it."""
        if lines and depth >= DEEPEST:
            raise too_deep(self._source.place(begin(lines[0].nodes)))
        for mark, group in groupby(lines, lambda line: line.marks[depth].replace(":", ";")):
            run = list(group)
            if mark != ";":
                listed = (ListItem(tuple(self._item(item, depth))) for item in items(run, depth))
                # The wiki, too, shows no item without printed content.
                if filled := tuple(item for item in listed if item.blocks):
                    yield List(filled, 1 if mark == "#" else -1)
            elif any(line.marks[depth] == ";" for line in run):
                yield self._definitions(run, depth)
            elif indented := tuple(block for item in items(run, depth) for block in self._item(item, depth)):
                yield Quotation(indented)

    def _item(self, lines: Sequence[WikiLine], depth: int) -> Iterator[Block]:
        """The blocks of an item: its first line, if it has one of its own, and the lists in it."""
        own = 1 if len(lines[0].marks) == depth + 1 else 0
        yield from self._paragraph(lines[:own])
        yield from self._lists(lines[own:], depth + 1)

    def _definitions(self, lines: Sequence[WikiLine], depth: int) -> DefinitionList:
        found: list[Definition] = []
        for item in items(lines, depth):
            is_term = item[0].marks[depth:] == ";"
            if is_term:
                before = found.pop().terms if found and not found[-1].meanings else ()
                found.append(Definition((*before, self.sentence(item[0].nodes)), ()))
            meaning = tuple(self._lists(item[1:], depth + 1) if is_term else self._item(item, depth))
            if meaning:
                last = found.pop() if found else Definition((), ())
                found.append(Definition(last.terms, (*last.meanings, ListItem(meaning))))
        return DefinitionList(tuple(found))

    # --- blocks by themselves -----------------------------------------------------------------------------------------

    def _apart(self, at: At) -> Iterator[Block]:
        match at.node:
            case Template():
                yield from self._templates.read(at)
            case Wikilink():
                image, caption = self._inline.pictures.picture(at)
                sentence = Sentence(collapsed(caption), self._source.place(at.offset))
                yield Figure(
                    image, (sentence,) if sentence.inlines else (), sentence.place, figure_name(at, self._inline.words)
                )
            case Tag():
                yield from self._tag(at, at.node)
            case _:
                raise AssertionError(at)

    def _tag(self, at: At, node: Tag) -> Iterator[Block]:
        name = tag_name(at)
        if name == "hr":
            yield Rule()
        elif name == "table":
            yield self._tables.table(at)
        elif name == "blockquote":
            yield Quotation(self.blocks(inside(at)))
        elif name == "poem":
            yield self.verse(inside(at))
        elif name in _PLAIN:
            written = str(node.contents or "")
            text = printable(unescape(written) if name == "pre" else written).removeprefix("\n").removesuffix("\n")
            yield Preformatted(text, attributes(node).get("lang", "").strip("\"'"))
        elif name == "references":
            self._references(inside(at))
        elif name == "gallery":
            yield from self._inline.pictures.gallery(at, node)
        elif name == "imagemap":
            yield from self._inline.pictures.imagemap(at, node)
        elif name in ("ul", "ol"):
            yield from self._html_list(at, 1 if name == "ol" else -1)
        elif name == "dl":
            yield from self._html_definitions(at)
        elif name in _HEADINGS:
            self._reading.marks(attributes(node), self._source.place(at.offset), _LOOKS)
            if (heading := self.sentence(inside(at))).inlines:
                yield Bridgehead(heading)
        else:
            place = self._source.place(at.offset)
            marks = self._reading.marks(attributes(node), place, _LOOKS)
            language = marks.block_language(self._reading.edition.source_language)
            blocks = self.blocks(inside(at))
            yield from keep_blocks(blocks, language) if language else blocks

    def _html_list(self, at: At, start: int) -> Iterator[Block]:
        found: list[ListItem] = []
        for inner in inside(at):
            if tag_name(inner) == "li":
                found.append(ListItem(self.blocks(inside(inner))))
            else:
                found += (ListItem((block,)) for block in self.blocks([inner]))
        if found:
            yield List(tuple(found), start)

    def _html_definitions(self, at: At) -> Iterator[Block]:
        """A `<dl>`: terms and their meanings; anything else in it is a meaning too."""
        found: list[Definition] = []
        for inner in inside(at):
            if tag_name(inner) == "dt":
                before = found.pop().terms if found and not found[-1].meanings else ()
                found.append(Definition((*before, self.sentence(inside(inner))), ()))
            elif blocks := self.blocks(inside(inner) if tag_name(inner) == "dd" else [inner]):
                last = found.pop() if found else Definition((), ())
                found.append(Definition(last.terms, (*last.meanings, ListItem(blocks))))
        if found:
            yield DefinitionList(tuple(found))

    def verse(self, nodes: Sequence[At]) -> Verse:
        """The stanzas of some nodes, each line of which is a line of verse."""
        stanzas: list[tuple[Sentence, ...]] = []
        lines = (line for line in wiki_lines(nodes, lambda _: False) if isinstance(line, WikiLine))
        for blank, group in groupby(lines, lambda line: line.kind == "blank"):
            sentences = [self.sentence(_verse_line(line)) for line in group]
            if not blank and any(sentence.inlines for sentence in sentences):
                stanzas.append(tuple(sentence for sentence in sentences if sentence.inlines))
        return Verse(tuple(stanzas))

    def _references(self, nodes: Sequence[At]) -> None:
        """Read the notes that are defined in a list of references."""
        for at in nodes:
            if isinstance(at.node, Tag) and tag_name(at) == "ref":
                self._inline.define(at, at.node)
            elif words := plain(self._inline.inlines([at])).strip():
                place = self._source.place(at.offset)
                self._reading.note("stray-text", place, f"not printed among the references: {words}", words)


def _verse_line(line: WikiLine) -> list[At]:
    """The nodes of a line of verse, with its list marks as text, but for colons, which only indent it."""
    marks = line.marks.replace(":", "")
    before = begin(line.nodes) - len(marks)
    return [*([At(marks, before)] if marks else []), *line.nodes]
