"""A document from XHTML: a page of this press, or any other page that is well-formed XML.

The content of `main` is read, or else that of `body`: `h1` is the title, other headings open sections.  Of a page of
this press the infobox, the bibliography, verse, dates, notes and their calls, and the places of the index become what
they were; its title page, contents and colophon are made anew in every edition.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from xml.parsers import expat

from kolofon.model.document import (
    Bibliography,
    Block,
    Bridgehead,
    Date,
    Index,
    IndexMark,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Inline,
    Note,
    NoteRef,
    Place,
    Reference,
    Sentence,
    Shows,
    Term,
    Verse,
)
from kolofon.model.error import SourceError
from kolofon.read.html.asides import aside_kind
from kolofon.read.html.blocks import HtmlReader, Title, attribute_number
from kolofon.read.html.index import is_index, marks_of_ids, take_index
from kolofon.read.html.inline import Tag, inline_element
from kolofon.read.html.names import figure_name
from kolofon.read.html.tree import HEADING, Element, Node, heading_groups_joined, parse_html
from kolofon.read.index import unplaced
from kolofon.read.infobox import LABELS
from kolofon.read.passages import GLOSSARY, Chapter, Passage, Steps, entry, glossary, section_steps, sections
from kolofon.read.reading import Reading
from kolofon.read.text import Line
from kolofon.text.notation import plain

__all__ = ["XhtmlFile"]

_TEXT = frozenset({"blockquote", "dl", "figure", "img", "ol", "p", "pre", "table", "ul"})
"""Elements that show something before a heading."""
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOOKS = re.compile("class|id|role|style|scope|rel|datetime|aria-.*|data-(?!source$).*|epub:type|xmlns.*")
_WITHOUT_SECTIONS = frozenset({"blockquote", "ul", "ol", "dl", "table", "figure", "pre", "p"})
_NO_TITLE = "At a glance"


class XhtmlFile:
    """A parsed file.  `anchors` has the way to the section of each id in it."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._reading = reading
        text = "\n".join(line.text for line in lines)
        _check(text, reading.path)
        root = Element("", {}, "", Place(reading.path, 1, 1), list(parse_html(text, Place(reading.path, 1, 1))))
        heading_groups_joined(root)
        self._index = take_index(root)
        every = list(root.walk())
        body = next((element for element in every if element.name == "body"), root)
        self._main = next((element for element in every if element.name == "main"), body)
        self._notes = next((element for element in self._main.walk() if _is(element, "section", "notes")), None)
        self._in_notes = {id(element) for element in self._notes.walk()} if self._notes else set[int]()
        self._title = next((element for element in every if element.name == "h1"), None) or _only(self._main)
        heads = (element for element in every if _is(element, "header", "title-page"))
        within = (inner for element in heads for inner in element.walk())
        self._description = next((element for element in within if _is(element, "p", "description")), None)
        headings = [element for element in _headings(self._main.children) if element is not self._title]
        self._ways = section_steps([int(element.name[1]) for element in headings if id(element) not in self._in_notes])
        self.sections = sum(len(way) == 1 for way in self._ways)
        glossaries = (element for element in every if _is_glossary(element))
        self._glossaries = {id(first) for element in glossaries for first in _first_heading(element)}
        self.anchors: Mapping[str, Steps] = dict(self._anchors())
        named = (figure_name(element) for element in every if element.name in {"figure", "pre", "table"})
        self.figures = frozenset(filter(None, named)) & self.anchors.keys()

    def _anchors(self) -> Iterator[tuple[str, Steps]]:
        """Every id, with the way to its section; a section's own id comes before its heading."""
        ways = iter(self._ways)
        way: Steps = ()
        waiting: list[str] = []
        for element in self._main.walk():
            is_heading = element is not self._title and HEADING.fullmatch(element.name)
            if is_heading and id(element) not in self._in_notes:
                way = next(ways, way)
                yield from ((name, way) for name in waiting)
                waiting = []
            if name := element.attributes.get("id"):
                if element.name == "section":
                    waiting.append(name)
                else:
                    yield name, way

    def read(self) -> Chapter:
        """The content of the file; the targets of its reading must be known."""
        ids = ((element.attributes.get("id"), element.place) for element in self._main.walk())
        self._reading.names((name, place) for name, place in ids if name)
        reader = _Reader(self._reading, self._title, self._notes)
        reader.index = marks_of_ids(self._index, reader.inlines)
        spans = {element.attributes.get("id") for element in self._main.walk() if element.name == "span"}
        nowhere = (mark for name, marks in reader.index.items() if name not in spans for mark in marks)
        self._reading.findings += unplaced(nowhere, self._main.place, self._reading.hints.place)
        title = reader.sentence(self._title.children, self._title.place) if self._title else None
        lead: list[Block] = []
        passages: list[tuple[Title, list[Block]]] = []
        for piece in reader.pieces(self._main.children):
            if isinstance(piece, Title):
                passages.append((piece, []))
            else:
                (passages[-1][1] if passages else lead).append(piece)
        before = tuple(lead)
        read: Sequence[Passage] = [
            Passage(piece.level, piece.heading, tuple(blocks), self._opens_glossary(piece.element))
            for piece, blocks in passages
        ]
        if self._title and self._opens_glossary(self._title):
            before, read, findings = glossary(before, read, self._title.place, self._reading.work.format)
            self._reading.findings += findings
        above = min((passage.level for passage in read), default=1) - 1
        made, findings = sections(read, self._reading.work, self._reading.edition, above=above)
        self._reading.findings += findings
        told = self._description
        description = reader.sentence(told.children, told.place) if told else None
        return Chapter(title, before, made, tuple(reader.notes()), description)

    def _opens_glossary(self, heading: Element) -> bool:
        return id(heading) in self._glossaries


class _Reader(HtmlReader):
    """Reads the elements of a page, with what the press means by their classes."""

    exact = True
    index: Mapping[str, tuple[IndexMark, ...]] = MappingProxyType({})

    def __init__(self, reading: Reading, title: Element | None, notes: Element | None) -> None:
        super().__init__(reading)
        self._title = title
        self._notes = notes

    def told(self, element: Element) -> Mapping[str, str]:
        return {name: value for name, value in element.attributes.items() if not _LOOKS.fullmatch(name)}

    def notes(self) -> Iterator[Note]:
        """The notes of the page, each with its id."""
        items = [element for element in self._notes.walk() if element.name == "li"] if self._notes else []
        for element in items:
            if name := element.attributes.get("id"):
                content = [node for node in element.children if not _is(node, "p", "back")]
                yield Note(self._reading.note_name(name), self.blocks(content))

    def own_block(self, element: Element) -> tuple[Block, ...] | None:
        if element is self._title or element is self._notes:
            return ()
        if is_index(element):
            return (Index(),)
        if _is(element, "ul", "bibliography"):
            return (self._bibliography(element),)
        if _is(element, "p", "bridgehead"):
            return (Bridgehead(self.sentence(element.children, element.place)),)
        if _is(element, "div", "verse"):
            return (self._verse(element),)
        if _is(element, "table", "infobox"):
            return (self._infobox(element),)
        return None

    def own_inline(self, element: Element) -> tuple[Inline, ...] | None:
        if _is(element, "a", "call") or element.attributes.get("role") == "doc-noteref":
            name = element.attributes.get("href", "").removeprefix("#")
            return (NoteRef(self._reading.note_name(name)),)
        if _is(element, "a", "page") and "data-target" in element.attributes:  # its words are the press's
            address = self._reading.target(element.attributes.get("href", ""), element.place)
            return (Reference(address, Shows.PAGE),)
        if element.name == "span" and (marks := self.index.get(element.attributes.get("id", ""))):
            tag = Tag(element.name, self.told(element), element.written)
            return (*marks, *inline_element(tag, self.inlines(element.children), self._reading, element.place))
        found = _DATE.fullmatch(element.attributes.get("datetime", "")) if element.name == "time" else None
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            return (Date(year, month, day, plain(self.inlines(element.children))),)
        return None

    def _bibliography(self, element: Element) -> Bibliography:
        language = element.attributes.get("lang", self._reading.edition.bibliography_language)
        items = (node for node in element.children if isinstance(node, Element))
        return Bibliography(tuple(entry(self.sentence(item.children, item.place)) for item in items), language)

    def _verse(self, element: Element) -> Verse:
        stanzas: list[tuple[Sentence, ...]] = []
        for stanza in element.children:
            if isinstance(stanza, Element):
                lines: list[list[Node]] = [[]]
                for node in stanza.children:
                    if isinstance(node, Element) and node.name == "br":
                        lines.append([])
                    else:
                        lines[-1].append(node)
                stanzas.append(tuple(self.sentence(line, line[0].place) for line in lines if line))
        return Verse(tuple(stanzas))

    def _infobox(self, element: Element) -> Infobox:
        title: Sentence | None = None
        rows: list[InfoboxRow] = []
        for inner in element.walk():
            if inner.name == "caption":
                sentence = self.sentence(inner.children, inner.place)
                title = None if plain(sentence.inlines) == _NO_TITLE else sentence
            elif inner.name == "tr":
                label, *cells = [node for node in inner.children if isinstance(node, Element)] or [inner]
                words = self.sentence(label.children, label.place)
                known = plain(words.inlines)
                rows.append(
                    InfoboxRow(Term(known) if known in LABELS else words, tuple(self._groups(cell) for cell in cells))
                )
        spans = [attribute_number(node, "colspan", 1) for node in element.walk() if node.name == "td"]
        sides = max([1, *spans, *(len(row.cells) for row in rows)])
        return Infobox(title, tuple(rows), sides)

    def _groups(self, cell: Element) -> tuple[InfoboxGroup, ...]:
        groups: list[InfoboxGroup] = []
        for node in cell.children:
            if _is(node, "p", "group") and isinstance(node, Element):
                groups.append(InfoboxGroup(self.sentence(node.children, node.place), ()))
            elif isinstance(node, Element) and node.name == "ul":
                items = tuple(
                    self.sentence(item.children, item.place) for item in node.children if isinstance(item, Element)
                )
                heading = groups.pop().heading if groups and not groups[-1].items else None
                groups.append(InfoboxGroup(heading, items))
        if not groups:
            sentence = self.sentence(cell.children, cell.place)
            return (InfoboxGroup(None, (sentence,)),) if sentence.inlines else ()
        return tuple(groups)


def _check(text: str, path: str) -> None:
    """Raise `SourceError` for XML that is not well-formed, and for a page that defines entities."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        place = Place(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        raise SourceError("a page cannot define entities", place=place, hint="write the characters themselves")

    parser.EntityDeclHandler = refuse
    # Without a definition, `&nbsp;` is an error in XML, but not in HTML.
    parser.UseForeignDTD()
    try:
        parser.Parse(text, True)  # noqa: FBT003  it takes no keyword
    except expat.ExpatError as broken:
        place = Place(path, broken.lineno, broken.offset + 1)
        what = expat.errors.messages[broken.code]
        message = f"the page is not well-formed XML: {what}"
        raise SourceError(message, place=place, hint="every tag has its partner, and & is &amp;") from broken


def _only(main: Element) -> Element | None:
    """The heading that a page without an `h1` begins with, if the page has no other of its level or above."""
    found = list(_headings(main.children))
    first = next((node for node in main.walk() if HEADING.fullmatch(node.name) or node.name in _TEXT), None)
    if not found or first is not found[0] or any(each.name <= first.name for each in found[1:]):
        return None
    return first


def _headings(nodes: Sequence[Node]) -> Iterator[Element]:
    """The headings that open sections."""
    for node in nodes:
        if isinstance(node, Element):
            if HEADING.fullmatch(node.name):
                yield node
            elif node.name not in _WITHOUT_SECTIONS and aside_kind(node.name, node.attributes) is None:
                yield from _headings(node.children)


def _is_glossary(element: Element) -> bool:
    """Whether an element other than a `dl` is marked as a glossary, or as its heading."""
    told = (element.attributes.get(name, "") for name in ("class", "role", "epub:type"))
    return element.name != "dl" and not {GLOSSARY, f"doc-{GLOSSARY}"}.isdisjoint(" ".join(told).split())


def _first_heading(element: Element) -> Iterator[Element]:
    """The element, if it is a heading, or else the first heading in it."""
    yield from islice((inner for inner in element.walk() if HEADING.fullmatch(inner.name)), 1)


def _is(node: Node, name: str, word: str) -> bool:
    return isinstance(node, Element) and node.name == name and word in node.attributes.get("class", "").split()
