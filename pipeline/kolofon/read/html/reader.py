"""From XHTML, a chapter: from a page of this press, or from any other page that is well-formed XML.

The content of `main` is read, or else that of `body`: `h1` is the title, other headings open sections.  In a page of
this press the infobox, the bibliography, verse, dates, notes and their calls, and the places of the index are read as
such; its title page, contents and colophon are not read, since they are made anew in every edition.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from kolofon.model.document import (
    Bibliography,
    Block,
    Bridgehead,
    Date,
    Image,
    Index,
    IndexMark,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Inline,
    Note,
    NoteRef,
    Paragraph,
    Place,
    Quotation,
    QuotationKind,
    Reference,
    Sentence,
    Shows,
    Term,
    Verse,
)
from kolofon.read.elements.index import unplaced
from kolofon.read.elements.infobox import LABELS
from kolofon.read.html.blocks import HtmlReader, Title, attribute_number, text_of
from kolofon.read.html.endnotes import Endnotes, parsed_page
from kolofon.read.html.index import is_index, marks_of_ids, take_index
from kolofon.read.html.inline import Tag, inline_element
from kolofon.read.html.names import figure_name
from kolofon.read.html.notes import Found, is_call, says_nothing, take_notes, without_backlinks
from kolofon.read.html.quotations import as_quotation, kind_of, unread_types
from kolofon.read.html.semantics import linked
from kolofon.read.html.titles import headings_below, title_of
from kolofon.read.html.tree import HEADING, Characters, Element, Node
from kolofon.read.html.verse import Stanzas, stanzas_below
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import GLOSSARY, Chapter, Passage, Steps, entry, glossary, section_steps, sections
from kolofon.read.targets import Leads
from kolofon.read.text import Line
from kolofon.text.notation import plain

__all__ = ["XhtmlFile"]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOOKS = re.compile("class|id|role|style|scope|rel|datetime|aria-.*|data-(?!source$).*|epub:type|xmlns.*")
_FRAMES = frozenset({"desc", "g", "title"})
_NO_TITLE = "At a glance"


class XhtmlFile:
    """A parsed file.  `anchors` has the way to the section of each id in it."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._reading = reading
        text = "\n".join(line.text for line in lines)
        root, fault = parsed_page(text, reading.path)
        self._fault = fault
        self._index = take_index(root)
        every = list(root.walk())
        body = next((element for element in every if element.name == "body"), root)
        self._main = next((element for element in every if element.name == "main"), body)
        self._notes = next((element for element in self._main.walk() if _is(element, "section", "notes")), None)
        self._in_notes = {id(element) for element in self._notes.walk()} if self._notes else set[int]()
        self._found = take_notes(self._main, posixpath.basename(reading.base), [self._notes] if self._notes else [])
        self._title = title_of(every, self._main, reading.work.title, alone=not reading.number)
        heads = (element for element in every if _is(element, "header", "title-page"))
        within = (inner for element in heads for inner in element.walk())
        self._description = next((element for element in within if _is(element, "p", "description")), None)
        headings = [element for element in headings_below(self._main.children) if element is not self._title]
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
        page = _Page(self._title, self._notes, self._found, stanzas_below(self._main))
        if self._fault and self._fault.place:
            message = f"{self._fault.message}; it is read as HTML"
            self._reading.warn("loose-html", self._fault.place, message, self._fault.hint)
        ids = ((element.attributes.get("id"), element.place) for element in self._main.walk())
        self._reading.names((name, place) for name, place in ids if name)
        reader = _Reader(self._reading, page, Endnotes(self._reading, self._found.outward))
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
        element = self._description
        description = reader.sentence(element.children, element.place) if element else None
        return Chapter(title, before, made, tuple(reader.notes()), description)

    def _opens_glossary(self, heading: Element) -> bool:
        return id(heading) in self._glossaries


@dataclass(frozen=True, slots=True)
class _Page:
    """Parts of a page that are found before it is read: its title, the press's notes in it, other notes, its verse."""

    title: Element | None
    notes: Element | None
    found: Found
    stanzas: Stanzas


class _Reader(HtmlReader):
    """Reads the elements of a page, with the classes that pages of the press have."""

    exact = True
    index: Mapping[str, tuple[IndexMark, ...]] = MappingProxyType({})

    def __init__(self, reading: Reading, page: _Page, endnotes: Endnotes) -> None:
        super().__init__(reading)
        self._page = page
        self._endnotes = endnotes
        self._known = {item.attributes.get("id") for item in page.notes.walk()} if page.notes else set()

    def read_attributes(self, element: Element) -> Mapping[str, str]:
        return {name: value for name, value in element.attributes.items() if not _LOOKS.fullmatch(name)}

    def notes(self) -> Iterator[Note]:
        """The notes of the page with their ids: those of a page of the press, and those that are called."""
        items = [element for element in self._page.notes.walk() if element.name == "li"] if self._page.notes else []
        for element in items:
            if name := element.attributes.get("id"):
                content = [node for node in element.children if not _is(node, "p", "back")]
                yield Note(self._reading.note_name(name), self.blocks(content))
        found = self._page.found
        for place, words in found.headings:
            self._reading.unread("unread-metadata", place, f"the heading of the notes: {words}")
        files = {"", posixpath.basename(self._reading.base)}
        for name, element in found.notes.items():
            inside, links_back = without_backlinks(element, found.ids[name], files)
            yield self._note(name, inside, links_back, self)
        done: set[str] = set()
        while waiting := [name for name in self._endnotes.called if name not in done]:  # a note may call another
            for name in waiting:
                done.add(name)
                inside, links_back, reading = self._endnotes.content(self._endnotes.called[name])
                page = replace(
                    self._page, title=None, stanzas=stanzas_below(Element("", {}, "", Place(""), list(inside)))
                )
                yield self._note(name, inside, links_back, _Reader(reading, page, self._endnotes))

    def _note(self, name: str, content: Sequence[Node], links_back: Sequence[Element], reader: HtmlReader) -> Note:
        for link in links_back:
            self._reading.unread("unread-metadata", link.place, f"a link back from a note: {text_of(link)}")
        return Note(self._reading.note_name(name), reader.blocks(content))

    def own_block(self, element: Element) -> tuple[Block, ...] | None:
        if element is self._page.title or element is self._page.notes:
            return ()
        if is_index(element):
            return (Index(),)
        if _is(element, "ul", "bibliography"):
            return (self._bibliography(element),)
        if _is(element, "p", "bridgehead"):
            return (Bridgehead(self.sentence(element.children, element.place)),)
        if element.name == "svg" and (shown := self._picture(element)):
            return (Paragraph((Sentence((shown,), element.place),)),)
        if id(element) in self._page.stanzas.begun:
            return (self._verse(element),)
        if id(element) in self._page.stanzas.others:
            return ()
        if _is(element, "table", "infobox"):
            return (self._infobox(element),)
        kind = kind_of(element)
        for type_ in unread_types(element, kind):
            self._reading.unread("unread-attribute", element.place, type_)
        return self._quotation(element, kind) if kind else None

    def _quotation(self, element: Element, kind: QuotationKind) -> tuple[Block, ...]:
        self._reading.marks(self.read_attributes(element), element.place)
        blocks = self.blocks(element.children)
        return (Quotation(blocks, kind),) if element.name == "blockquote" else as_quotation(blocks, kind)

    def own_inline(self, element: Element) -> tuple[Inline, ...] | None:
        if (call := self._call(element)) is not None:
            return call
        if element.name == "svg" and (shown := self._picture(element)):
            return (shown,)
        if _is(element, "a", "page") and "data-target" in element.attributes:  # its words were made by the press
            address = self._reading.target(element.attributes.get("href", ""), element.place)
            return (Reference(address, Shows.PAGE),)
        if element.name == "span" and (marks := self.index.get(element.attributes.get("id", ""))):
            tag = Tag(element.name, self.read_attributes(element), element.written)
            return (*marks, *inline_element(tag, self.inlines(element.children), self._reading, element.place))
        found = _DATE.fullmatch(element.attributes.get("datetime", "")) if element.name == "time" else None
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            return (Date(year, month, day, plain(self.inlines(element.children))),)
        return None

    def _picture(self, drawing: Element) -> Image | None:
        """The picture in a drawing that has nothing else, as in many EPUBs; None for any other drawing."""
        inner = [element for element in drawing.walk() if element is not drawing and element.name not in _FRAMES]
        if [element.name for element in inner] != ["image"]:
            return None
        address = inner[0].attributes.get("xlink:href", inner[0].attributes.get("href", ""))
        words = " ".join(text_of(drawing).split()) or drawing.attributes.get("aria-label", "")
        return Image(self._reading.picture(address, drawing.place, described=bool(words)), words)

    def _call(self, element: Element) -> tuple[Inline, ...] | None:
        """The call of a note, also from raised text around the link; None for any other element."""
        if element.name == "sup":
            shown = [node for node in element.children if not isinstance(node, Characters) or node.text.strip()]
            return self._call(shown[0]) if len(shown) == 1 and isinstance(shown[0], Element) else None
        if element.name != "a" or "href" not in element.attributes:
            return None
        name = self._page.found.calls.get(id(element)) or self._endnotes.call(element, self._reading.base)
        if (name is None and is_call(element)) or _is(element, "a", "call"):
            path, fragment = linked(element)
            if not path and fragment in self._known:
                name = fragment
            elif (
                name is None
                and self._reading.targets.resolve(element.attributes["href"], self._reading.base)[1]
                is not Leads.SOMEWHERE
            ):
                message = f"there is no note at {element.attributes['href']}"
                hint = "write the note, and give it this id"
                self._reading.warn("missing-note", element.place, message, hint, subject=element.attributes["href"])
                return self.inlines(element.children)
        if name is None:
            return None
        if not says_nothing(element):
            self._reading.unread("unread-metadata", element.place, f"the words of a call: {text_of(element)}")
        return (NoteRef(self._reading.note_name(name)),)

    def _bibliography(self, element: Element) -> Bibliography:
        language = element.attributes.get("lang", self._reading.edition.bibliography_language)
        items = (node for node in element.children if isinstance(node, Element))
        return Bibliography(tuple(entry(self.sentence(item.children, item.place)) for item in items), language)

    def _verse(self, element: Element) -> Verse:
        stanzas = self._page.stanzas.begun[id(element)]
        steps = tuple(tuple(indent for indent, _ in lines) for lines in stanzas)
        return Verse(
            tuple(tuple(self.sentence(line, line[0].place) for _, line in lines) for lines in stanzas),
            steps if any(map(any, steps)) else (),
        )

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


def _is_glossary(element: Element) -> bool:
    """Whether an element other than a `dl` is marked as a glossary, or as its heading."""
    values = (element.attributes.get(name, "") for name in ("class", "role", "epub:type"))
    return element.name != "dl" and not {GLOSSARY, f"doc-{GLOSSARY}"}.isdisjoint(" ".join(values).split())


def _first_heading(element: Element) -> Iterator[Element]:
    """The element, if it is a heading, or else the first heading in it."""
    yield from islice((inner for inner in element.walk() if HEADING.fullmatch(inner.name)), 1)


def _is(node: Node, name: str, word: str) -> bool:
    return isinstance(node, Element) and node.name == name and word in node.attributes.get("class", "").split()
