"""From the nodes of HTML, the blocks of a document.

These are paragraphs, lists, definition lists, quotations, asides, tables, figures, preformatted text, rules, and the
inline content of `kolofon.read.html.inline`.  Of any other element the content is kept, and its tags are reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import (
    Aside,
    AsideKind,
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Figure,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
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
from kolofon.read.elements.formulas import mathml_formula
from kolofon.read.elements.values import counted
from kolofon.read.html.asides import aside_kind, title_and_rest
from kolofon.read.html.inline import CODE, Tag, inline_element
from kolofon.read.html.names import figure_name
from kolofon.read.html.ruby import resolved_ruby
from kolofon.read.html.tree import Characters, Element, Node, Remark
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import GLOSSARY
from kolofon.text.furniture import ASIDES
from kolofon.text.notation import normal, plain

__all__ = ["MARKDOWN", "HtmlReader", "Title", "attribute_number", "collapsed", "column_side", "text_of"]

_WIDE = re.compile(r"[ \n]{2}|[\t\r\f]")
_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*|[ \t\r\f]+")
_HEADING = re.compile(r"h[1-6]")
_SIDE = re.compile(r"text-align:\s*(left|center|right)")
MARKDOWN = "markdown\x01"
"""The name of an element in the place of blocks of Markdown; no text can have such an element."""

_CONTAINERS = frozenset({"div", "section", "article", "main", "header", "footer", "body", "html", "details"})
_BLOCKS = _CONTAINERS | {
    *("p", "ul", "ol", "dl", "blockquote", "pre", "hr", "table", "figure", "script", "style", "li", "dt", "dd", "tr"),
    *("td", "th", "thead", "tbody", "tfoot", "caption", "figcaption", "summary", "aside", "nav", "center"),
    *("form", "fieldset", "address", "iframe", "object", "head", "title", "h1", "h2", "h3", "h4", "h5", "h6"),
    MARKDOWN,
}
_UNPRINTED = frozenset({"script", "style"})
_FREE = frozenset({"start", "colspan", "rowspan", "scope"})
_CLASSED = frozenset({"pre", "dl"})
"""The elements whose class is read."""
_WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, and its level."""

    level: int
    heading: Sentence
    element: Element


class HtmlReader:
    """Reads the nodes of one file.  Subclasses read what only one kind of file has."""

    exact = False
    """Whether a line end at the beginning of preformatted text counts, as in XML."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def own_block(self, element: Element) -> tuple[Block, ...] | None:
        """The blocks of an element with a special meaning here; None for any other element."""
        del element
        return None

    def own_inline(self, element: Element) -> tuple[Inline, ...] | None:
        """The inline content of an element with a special meaning here; None for any other element."""
        del element
        return None

    def read_attributes(self, element: Element) -> Mapping[str, str]:
        """The attributes of an element that are read."""
        return element.attributes

    def blocks(self, nodes: Sequence[Node]) -> tuple[Block, ...]:
        """The blocks in some nodes; a heading among them opens no section."""
        return tuple(Bridgehead(piece.heading) if isinstance(piece, Title) else piece for piece in self.pieces(nodes))

    def pieces(self, nodes: Sequence[Node]) -> Iterator[Block | Title]:
        """Blocks and headings in their order; text between them is a paragraph."""
        waiting: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and any(inner.name in _BLOCKS for inner in node.walk()):
                yield from self._paragraph(waiting)
                waiting = []
                yield from self._block(node)
            else:
                waiting.append(node)
        yield from self._paragraph(waiting)

    def _paragraph(self, nodes: Sequence[Node]) -> Iterator[Block]:
        place = _first_place(nodes)
        sentence = self.sentence(nodes, place)
        if sentence.inlines:
            yield Paragraph((sentence,))

    def _block(self, element: Element) -> Iterator[Block | Title]:
        name, place = element.name, element.place
        if (own := self.own_block(element)) is not None:
            yield from own
            return
        kind = aside_kind(name, element.attributes)
        also = _FREE | {"class"} if name in _CLASSED or kind else _FREE
        self._reading.marks(self.read_attributes(element), place, also)
        if _HEADING.fullmatch(name):
            yield Title(int(name[1]), self.sentence(element.children, place), element)
        elif name == "p":
            yield from self.pieces(element.children)
        elif name == "summary":
            yield Bridgehead(self.sentence(element.children, place))
        elif name in ("ul", "ol"):
            start = attribute_number(element, "start", 1) if name == "ol" else -1
            yield from self._list(element, start)
        elif name == "dl":
            yield from self._definitions(element)
        elif name == "blockquote":
            yield Quotation(self.blocks(element.children))
        elif kind:
            yield from self._aside(element, kind)
        elif name == "pre":
            yield self._preformatted(element)
        elif name == "hr":
            yield Rule()
        elif name == "table":
            yield self._table(element)
        elif name == "figure":
            yield from self._figure(element)
        elif name in _UNPRINTED:
            written = f"{element.written} {text_of(element)}"
            self._reading.warn("raw-html", place, f"not printed: {written}", "take it out", subject=written)
        else:
            if name not in _CONTAINERS:
                written = " ".join(element.written.split())
                message = f"{written} is not printed, but its content is"
                self._reading.warn("raw-html", place, message, "take it out", subject=written)
            yield from self.pieces(element.children)

    def sentence(self, nodes: Sequence[Node], place: Place) -> Sentence:
        """The content of some nodes as one sentence, with white space collapsed."""
        return Sentence(collapsed(self.inlines(nodes)), place)

    def inlines(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """The inline content of some nodes; a line end separates a block in it from the rest."""
        found: list[Inline] = []
        blank = 0  # number of leading nodes without words
        for node in nodes:
            match node:
                case Characters(text):
                    found.append(Text(_space(text)))
                case Remark(written, place):
                    self._remark(written, place)
                case Element():
                    own = self.own_inline(node)
                    if own is not None and node.name != MARKDOWN:
                        found += own
                        continue
                    if node.name == "math":
                        found += mathml_formula(node, self._reading)
                        continue
                    inside = own or ((Text(text_of(node)),) if node.name in CODE else self.inlines(node.children))
                    if node.name not in _BLOCKS:
                        tag = Tag(node.name, self.read_attributes(node), node.written)
                        found += inline_element(tag, inside, self._reading, node.place)
                    else:
                        while blank < len(found) and not plain((found[blank],)).strip():
                            blank += 1
                        found += (LineBreak(), *inside) if inside and blank < len(found) else inside
        return normal(found)

    def _remark(self, written: str, place: Place) -> None:
        if written.startswith("<!--"):
            self._reading.note("comment", place, f"a comment is not printed: {written}", written)
        elif written.strip("</>") not in _CONTAINERS:  # its opening tag may be in another node
            written = " ".join(written.split())
            self._reading.warn("raw-html", place, f"{written} is not printed", "take it out", subject=written)

    def _list(self, element: Element, start: int) -> Iterator[Block | Title]:
        items: list[ListItem] = []
        for node in element.children:
            if isinstance(node, Element) and node.name == "li":
                self._reading.marks(self.read_attributes(node), node.place, _FREE)
                items.append(ListItem(self.blocks(node.children)))
            else:
                items += (ListItem((block,)) for block in self.blocks([node]))
        if items:
            yield List(tuple(items), start, _loose(element))

    def _definitions(self, element: Element) -> Iterator[Block]:
        items: list[Definition] = []
        for node in _flattened(element, "div"):
            if isinstance(node, Element) and node.name == "dt":
                term = self.sentence(node.children, node.place)
                if items and not items[-1].meanings:
                    items[-1] = Definition((*items[-1].terms, term), ())
                else:
                    items.append(Definition((term,), ()))
            elif meaning := self.blocks(node.children if isinstance(node, Element) else [node]):
                last = items.pop() if items else Definition((), ())
                items.append(Definition(last.terms, (*last.meanings, ListItem(meaning))))
        if items:
            glossary = GLOSSARY in element.attributes.get("class", "").split()
            yield DefinitionList(tuple(items), _loose(element), glossary)

    def _preformatted(self, element: Element) -> Preformatted:
        classes = " ".join(inner.attributes.get("class", "") for inner in element.walk()).split()
        syntax = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
        for inner in element.walk():
            for remark in (child for child in inner.children if isinstance(child, Remark)):
                self._remark(remark.written, remark.place)
        text = text_of(element)
        shown = text if self.exact else text.removeprefix("\n").removesuffix("\n")
        return Preformatted(shown, syntax, name=figure_name(element))

    def _aside(self, element: Element, kind: AsideKind) -> Iterator[Aside]:
        """An aside; a title that is the press's own word for its kind is left out."""
        label, rest = title_and_rest(element.children)
        title = self.sentence(label.children, label.place) if label else None
        if title and (kind is AsideKind.ASIDE or title.inlines):
            word = plain(title.inlines).strip().removesuffix(":").casefold()
            title = None if word == ASIDES.get(kind, "").casefold() else title
        blocks = self.blocks(rest)
        if blocks or title:
            yield Aside(kind, title, blocks)

    def _figure(self, element: Element) -> Iterator[Block | Title]:
        pictures = [inner for inner in element.walk() if inner.name == "img"]
        captions = [inner for inner in element.walk() if inner.name == "figcaption"]
        rest = [node for node in element.children if not (isinstance(node, Element) and node.name == "figcaption")]
        content = self.inlines(rest)
        if len(pictures) == 1 and len(captions) <= 1 and not _words(content):
            image = next(_pictures(content))
            caption = tuple(self.sentence(node.children, node.place) for node in captions)
            yield Figure(image, caption, element.place, figure_name(element))
        elif listing := _only_listing(rest):
            yield replace(
                self._preformatted(listing),
                caption=tuple(self.sentence(node.children, node.place) for node in captions),
                name=figure_name(element) or figure_name(listing),
            )
        else:
            yield from self.pieces(rest)
            for node in captions:
                yield from self.pieces(node.children)

    def _table(self, element: Element) -> Block:
        caption: list[Sentence] = []
        head: list[tuple[TableCell, ...]] = []
        body: list[tuple[TableCell, ...]] = []
        for node in _flattened(element, "tbody", "tfoot"):
            if isinstance(node, Element) and node.name == "caption":
                caption.append(self.sentence(node.children, node.place))
            elif isinstance(node, Element) and node.name == "thead":
                head += (self._row(row.children) for row in node.walk() if row.name == "tr")
            elif isinstance(node, Element) and node.name == "tr":
                body.append(self._row(node.children))
            elif row := self._row([node]):
                body.append(row)
        return Table(tuple(caption), tuple(head), tuple(body), _align(element), figure_name(element))

    def _row(self, nodes: Sequence[Node]) -> tuple[TableCell, ...]:
        cells: list[TableCell] = []
        for node in nodes:
            if isinstance(node, Element) and node.name in ("td", "th"):
                self._reading.marks(self.read_attributes(node), node.place, _FREE | {"style"})
                sentence = self.sentence(node.children, node.place)
                columns, rows = (min(attribute_number(node, name, 1), _WIDEST) for name in ("colspan", "rowspan"))
                sentences = counted((sentence,) if sentence.inlines else (), self._reading.edition.source_language)
                cells.append(TableCell(sentences, node.name == "th", max(columns, 1), max(rows, 1)))
            elif (sentence := self.sentence([node], _first_place([node]))).inlines:
                cells.append(TableCell((sentence,)))
        return tuple(cells)


def collapsed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content with each run of white space as one space or line end, and without white space at its ends."""
    found: list[Inline] = []
    for inline in resolved_ruby(normal(inlines)):
        if isinstance(inline, Text):
            text = _space(inline.text)
            if not found or isinstance(found[-1], LineBreak):
                text = text.lstrip(" \n")
            found.append(inline if text == inline.text else Text(text))
        else:
            if isinstance(inline, LineBreak) and found and isinstance(last := found[-1], Text):
                found[-1] = Text(last.text.rstrip(" \n"))
            found.append(inline)
    if found and isinstance(last := found[-1], Text) and last.text.endswith((" ", "\n")):
        found[-1] = Text(last.text.rstrip(" \n"))
    return normal(found)


def _space(text: str) -> str:
    if not _WIDE.search(text):
        return text
    return _SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", text)


def text_of(element: Element) -> str:
    """All the characters in an element."""
    return "".join(
        child.text if isinstance(child, Characters) else text_of(child)
        for child in element.children
        if not isinstance(child, Remark)
    )


def _only_listing(nodes: Sequence[Node]) -> Element | None:
    """The preformatted text, if some nodes have nothing else; None otherwise."""
    shown = [node for node in nodes if not isinstance(node, Characters) or node.text.strip()]
    return shown[0] if len(shown) == 1 and isinstance(shown[0], Element) and shown[0].name == "pre" else None


def attribute_number(element: Element, name: str, default: int) -> int:
    """The value of an attribute that is a whole number."""
    value = element.attributes.get(name, "").strip()
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else default


def column_side(style: str) -> str:
    """The alignment of a column in a cell's style: left, center or right; empty where there is none."""
    found = _SIDE.search(style)
    return found[1] if found else ""


def _loose(element: Element) -> bool:
    """Whether the items of a list are paragraphs."""
    items = (node for node in _flattened(element, "div") if isinstance(node, Element))
    inside = [inner for item in items for inner in item.children if isinstance(inner, Element) and inner.name == "p"]
    return any(inner.attributes.get("class") != "bridgehead" for inner in inside)


def _align(table: Element) -> tuple[str, ...]:
    """The alignment of each column, from the first row."""
    first = next((element for element in table.walk() if element.name == "tr"), None)
    cells = [node for node in first.children if isinstance(node, Element)] if first else []
    sides = tuple(column_side(cell.attributes.get("style", "")) for cell in cells)
    return sides if any(sides) else ()


def _flattened(element: Element, *names: str) -> Iterator[Node]:
    """The children of an element, with those of certain names replaced by their own children."""
    for node in element.children:
        if isinstance(node, Element) and node.name in names:
            yield from node.children
        else:
            yield node


def _first_place(nodes: Sequence[Node]) -> Place:
    shown = (node.place for node in nodes if not isinstance(node, Characters) or node.text.strip())
    return next(shown, nodes[0].place if nodes else Place(""))


def _words(inlines: Iterable[Inline]) -> bool:
    """Whether there is anything but pictures and links with pictures."""
    return any(
        _words(inline.children) if isinstance(inline, Link) else bool(plain((inline,)).strip())
        for inline in inlines
        if not isinstance(inline, Image)
    )


def _pictures(inlines: Iterable[Inline]) -> Iterator[Image]:
    for inline in inlines:
        if isinstance(inline, Image):
            yield inline
        elif isinstance(inline, Link):
            yield from _pictures(inline.children)
