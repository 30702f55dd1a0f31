"""From the nodes of docutils' tree, the blocks of a document."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from docutils import nodes

from kolofon.model.document import (
    Block,
    Bridgehead,
    Code,
    Definition,
    Emphasis,
    Figure,
    Image,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Rule,
    Sentence,
    Table,
    Text,
    Verse,
)
from kolofon.read.elements.index import with_references
from kolofon.read.html.blocks import collapsed
from kolofon.read.reading import printable
from kolofon.read.rst.context import Context
from kolofon.read.rst.definitions import definition_list
from kolofon.read.rst.directives import DirectiveReader
from kolofon.read.rst.inline import InlineReader
from kolofon.read.rst.listings import Listings
from kolofon.read.rst.tables import joined, table_of
from kolofon.read.rst.tree.nodes import DirectiveNode, value, values, within
from kolofon.read.sections.missing_words import strings
from kolofon.text.notation import normal

__all__ = ["BlockReader"]

_UNPRINTED = (nodes.Invisible, nodes.system_message, nodes.footnote, nodes.title, nodes.caption, nodes.colspec)
"""The nodes that are no blocks, or are read elsewhere."""

_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.literal_block, nodes.table)


class BlockReader:
    """Reads the blocks of one file, in the order of the text; after the last, `notes` are complete."""

    def __init__(self, context: Context) -> None:

        self._reading = context.reading
        self._places = context.places
        self._inline = InlineReader(context.reading, context.configuration, context.places)
        self._listings = Listings(context, self._inline)
        self._directives = DirectiveReader(context, self._inline, self._listings, self.blocks)
        self._made: dict[type[nodes.Node], Callable[[nodes.Element], Iterable[Block]]] = {
            nodes.block_quote: self._quotation,
            nodes.bullet_list: self._list,
            nodes.enumerated_list: self._list,
            nodes.definition_list: self._definitions,
            nodes.field_list: self._fields,
            nodes.option_list: self._options,
            nodes.line_block: self._verse,
            nodes.literal_block: self._listings.literal,
            nodes.doctest_block: self._listings.doctest,
            nodes.table: self._table,
            nodes.image: self._picture,
            nodes.citation: self._citation,
            nodes.transition: lambda _: (Rule(),),
            DirectiveNode: self._directives.blocks,
        }

    def heading(self, node: nodes.Element, marks: Sequence[nodes.Element] = ()) -> Sentence:
        """The words of a heading, behind the marks of the index that are right above it."""
        sentence = self._inline.sentence(node)
        index = tuple(mark for found in marks for mark in self._directives.marks(found))
        return Sentence((*index, *sentence.inlines), sentence.place) if index else sentence

    def blocks(self, children: Iterable[nodes.Node]) -> tuple[Block, ...]:
        """The blocks of some nodes."""
        return with_references(block for child in children for block in self._block(child))

    def _block(self, node: nodes.Node) -> Iterator[Block]:
        made = self._made.get(type(node))
        if made and isinstance(node, nodes.Element):
            yield from made(node)
        elif isinstance(node, nodes.comment):
            self._comment(node)
        elif isinstance(node, nodes.raw):
            text = node.astext()
            self._reading.note("raw-text", self._places.of(node), f"this is not printed: {text}", text)
        elif isinstance(node, _UNPRINTED):
            return
        elif isinstance(node, nodes.paragraph | nodes.rubric | nodes.attribution | nodes.term):
            sentence = self._inline.sentence(node)
            if sentence.inlines:
                yield Paragraph((sentence,))
        elif isinstance(node, nodes.Inline):
            sentence = Sentence(self._inline.inlines((node,)), self._places.of(node))
            if sentence.inlines:
                yield Paragraph((sentence,))
        elif isinstance(node, nodes.Element):
            yield from self.blocks(node.children)

    def _comment(self, node: nodes.comment) -> None:
        text = node.astext()
        if text.strip():
            self._reading.note("comment", self._places.of(node), f"a comment is not printed: {text}", text)

    def _quotation(self, node: nodes.Element) -> Iterator[Block]:
        """A quotation; a list that is only indented is the list itself."""
        inside = [child for child in node.children if not isinstance(child, _UNPRINTED)]
        said = [child for child in inside if isinstance(child, nodes.attribution)]
        if inside and all(isinstance(child, _LISTS) for child in inside):
            yield from self.blocks(node.children)
            return
        blocks = self.blocks(child for child in node.children if child not in said)
        for child in said:
            words = self._inline.sentence(child)
            blocks += (Paragraph((Sentence(normal((Text("— "), *words.inlines)), words.place),)),)
        if blocks:
            yield Quotation(blocks)

    def _list(self, node: nodes.Element) -> Iterator[Block]:
        start = -1
        if isinstance(node, nodes.enumerated_list):
            start = int(node.attributes.get("start", 1))
            if (kind := value(node, "enumtype")) not in ("", "arabic"):
                self._reading.unread("unread-attribute", self._places.of(node), f"{kind} of a numbered list")
        items = [child for child in node.children if isinstance(child, nodes.list_item)]
        made = tuple(ListItem(self.blocks(item.children)) for item in items)
        several = any(sum(isinstance(child, nodes.paragraph) for child in item.children) > 1 for item in items)
        apart = len(items) > 1 and all(map(self._places.is_apart, items[1:]))
        yield List(made, start, several or apart)
        yield from self.blocks(child for child in node.children if not isinstance(child, nodes.list_item))

    def _definitions(self, node: nodes.Element) -> Iterator[Block]:
        items = (self._definition(child) for child in node.children if isinstance(child, nodes.definition_list_item))
        yield from definition_list(items)

    def _definition(self, node: nodes.Element) -> Definition:
        terms: list[Sentence] = []
        for child in node.children:
            if isinstance(child, nodes.term):
                terms.append(self._inline.sentence(child))
            elif isinstance(child, nodes.classifier) and terms:
                words = self._inline.sentence(child).inlines
                terms[-1] = Sentence(normal((*terms[-1].inlines, Text(" : "), Emphasis(words))), terms[-1].place)
        meanings = (
            ListItem(self.blocks(child.children)) for child in node.children if isinstance(child, nodes.definition)
        )
        return Definition(tuple(terms), tuple(meaning for meaning in meanings if meaning.blocks))

    def _fields(self, node: nodes.Element) -> Iterator[Block]:
        items: list[Definition] = []
        for child in node.children:
            if isinstance(child, nodes.field):
                name, body = child.children[0], child.children[1]
                if isinstance(name, nodes.Element) and isinstance(body, nodes.Element):
                    blocks = self.blocks(body.children)
                    items.append(Definition((self._inline.sentence(name),), (ListItem(blocks),) if blocks else ()))
        yield from definition_list(items)

    def _options(self, node: nodes.Element) -> Iterator[Block]:
        items: list[Definition] = []
        for item in node.children:
            if not isinstance(item, nodes.option_list_item):
                continue
            group, description = item.children[0], item.children[1]
            words = ", ".join(option.astext() for option in group.children) if isinstance(group, nodes.Element) else ""
            term = Sentence((Code(printable(" ".join(_spelled(group).split()) or words)),), self._places.of(group))
            blocks = self.blocks(description.children) if isinstance(description, nodes.Element) else ()
            items.append(Definition((term,), (ListItem(blocks),) if blocks else ()))
        yield from definition_list(items)

    def _verse(self, node: nodes.Element) -> Iterator[Block]:
        stanzas: list[list[Sentence]] = [[]]
        for line in _lines(node):
            sentence = self._inline.sentence(line)
            if sentence.inlines:
                stanzas[-1].append(sentence)
            elif stanzas[-1]:
                stanzas.append([])
        made = tuple(tuple(stanza) for stanza in stanzas if stanza)
        if made:
            yield Verse(made)

    # --- tables and pictures ------------------------------------------------------------------------------------------

    def _table(self, node: nodes.Element) -> Iterator[Block]:
        assert isinstance(node, nodes.table)  # noqa: S101  the table of kinds says so
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        caption = tuple(self._inline.sentence(title) for title in titles)
        table: Table = table_of(node, caption, self._cell, self._reading.edition.source_language)
        if table.head or table.body:
            yield table

    def _cell(self, node: nodes.entry) -> Sentence:
        """The words of a cell: its paragraphs, and the items of its lists, on lines of their own."""
        place = self._places.of(node)
        return Sentence(normal(joined(self._pieces(node, ""))), place)

    def _pieces(self, node: nodes.Element, mark: str) -> Iterator[tuple[Inline, ...]]:
        for child in node.children:
            match child:
                case nodes.paragraph() | nodes.term() | nodes.field_name() | nodes.line() | nodes.attribution():
                    words = collapsed(self._inline.inlines(child.children))
                    yield (Text(mark), *words) if mark else words
                    mark = ""
                case nodes.bullet_list():
                    for item in child.children:
                        if isinstance(item, nodes.Element):
                            yield from self._pieces(item, "• ")
                case nodes.enumerated_list():
                    start = int(child.attributes.get("start", 1))
                    for number, item in enumerate(child.children, start):
                        if isinstance(item, nodes.Element):
                            yield from self._pieces(item, f"{number}. ")
                case nodes.literal_block() | nodes.doctest_block():
                    for line in child.astext().split("\n"):
                        yield (Code(line),) if line.strip() else ()
                case nodes.image():
                    yield (self._inline.image(child),)
                case DirectiveNode() | nodes.comment() | nodes.raw() | nodes.table() | nodes.option_list():
                    yield from (_flat(block) for block in self._block(child))
                case nodes.Inline():
                    yield self._inline.inlines((child,))
                case nodes.Element() if not isinstance(child, _UNPRINTED):
                    yield from self._pieces(child, mark)
                case _:
                    pass

    def _picture(self, node: nodes.Element) -> Iterator[Block]:
        assert isinstance(node, nodes.image)  # noqa: S101  as in _table
        yield from self._directives.lone_picture(node)

    # --- notes and citations ------------------------------------------------------------------------------------------

    def _citation(self, node: nodes.Element) -> Iterator[Block]:
        labels = [child for child in node.children if isinstance(child, nodes.label)]
        words = f"[{labels[0].astext()}]" if labels else ""
        term = Sentence((Text(words),), self._places.of(node))
        blocks = self.blocks(child for child in node.children if not isinstance(child, nodes.label))
        yield from definition_list([Definition((term,), (ListItem(blocks),) if blocks else ())])

    def notes(self, document: nodes.document) -> tuple[Note, ...]:
        """The notes in the order of their first calls."""
        found = {
            name: node for node in within(document) if isinstance(node, nodes.footnote) for name in values(node, "ids")
        }
        made: dict[str, Note] = {}
        # A note may call another, which then comes after the known ones.
        for name in self._inline.called:
            if name in found:
                body = [child for child in found[name].children if not isinstance(child, nodes.label)]
                made[name] = Note(self._reading.note_name(name), self.blocks(body))
        for node in dict.fromkeys(found.values()):
            names = values(node, "ids")
            if not any(name in made for name in names):
                text = " ".join(node.astext().split())
                hint = f"write [{next(iter(values(node, 'names')), '#')}]_ where it belongs"
                message = f"this note is never called, and not printed: {text}"
                self._reading.warn("uncalled-note", self._places.of(node), message, hint, subject=text)
        return tuple(made.values())


def _lines(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines(child)
        elif isinstance(child, nodes.Element):
            yield child


def _spelled(group: nodes.Node) -> str:
    """The options of an item as they are written: `-f FILE, --file=FILE`."""
    options: list[str] = []
    for option in group.children if isinstance(group, nodes.Element) else ():
        pieces = option.children if isinstance(option, nodes.Element) else ()
        options.append("".join(piece.astext() for piece in pieces))
    return ", ".join(options)


def _flat(block: Block) -> tuple[Inline, ...]:
    """The inline content of a block that is in a cell; of a table or a listing, its words."""
    match block:
        case Paragraph(sentences):
            return tuple(inline for sentence in sentences for inline in sentence.inlines)
        case Bridgehead(sentence):
            return sentence.inlines
        case Figure(image=Image() as image):
            return (image,)
        case _:
            return (Text(" ".join(text for text in strings(block) if text.strip())),)
