"""From the nodes of a line of Markdown, inline content."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markdown_it.tree import SyntaxTreeNode

from kolofon.language.letters import unwrapped
from kolofon.model.document import (
    Code,
    Emphasis,
    Figure,
    Highlighted,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    Place,
    Reference,
    Ruby,
    Sentence,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
)
from kolofon.model.figures import Placement
from kolofon.model.limits import DEEPEST
from kolofon.read.elements.formulas import mathml_formula, tex_formula
from kolofon.read.elements.index import ATTRIBUTES, marks_in, only_marks, unplaced
from kolofon.read.findings.bounds import too_deep
from kolofon.read.html.blocks import collapsed
from kolofon.read.html.inline import Tag, inline_element, read_tag
from kolofon.read.html.tree import Element, parse_html
from kolofon.read.links import link
from kolofon.read.markdown.dialects.directive_tokens import REPORT
from kolofon.read.markdown.dialects.inline_marks import EMBEDDED, FORMAT, ROLE
from kolofon.read.markdown.extensions.attributes import MARKS
from kolofon.read.markdown.extensions.figures import REFERENCE
from kolofon.read.markdown.extensions.formulas import DISPLAYED
from kolofon.read.markdown.other_programs import report
from kolofon.read.markdown.parser import AT, RUBY
from kolofon.read.markdown.roles import raw_inline, role, wiki_link
from kolofon.read.markdown.stray_marks import report_stray_marks
from kolofon.read.reading import Reading, printable
from kolofon.read.text import Line
from kolofon.text.notation import normal, plain

__all__ = ["InlineReader", "Origin", "attributes"]

_SPACES = re.compile("[ \t]{2,}|\t")
_OTHERS = frozenset({"mark", "role", "wiki_link", "raw_inline", "report"})
_LINE_END = re.compile("\n")
_CELL = re.compile(r"\{(?:r|python|julia|ojs|sql)\} ")
"""The beginning of inline code that Quarto runs."""
_BLOCKS = frozenset({"blockquote", "dd", "div", "dl", "dt", "li", "ol", "p", "pre", "td", "th", "tr", "ul"})
"""The elements whose content is on lines of its own, also where they are written within a line, as in a cell."""
_PAGE = "page"
"""The class of a link without words that shows the page that it leads to."""


@dataclass(frozen=True)
class Origin:
    """The source of a block's content: the lines of the file from `first` (counted from 0) on.

    It ends at the ends of its lines or, if `column` is given, begins at or after that offset of the first.
    """

    lines: Sequence[Line]
    content: str
    first: int
    column: int = -1

    def place(self, at: int = 0) -> Place:
        """The place of the character at an offset of the content."""
        number = bisect_right(self._begins, at) - 1
        if self.first + number >= len(self.lines):
            return replace(self.lines[self.first].place(), column=0)
        begin, found, line = self._begins[number], self._found[number], self.lines[self.first + number]
        return line.place(found + at - begin) if found >= 0 else replace(line.place(), column=0)

    def inside(self, at: int, content: str = "") -> "Origin":
        """The source of the content of an element that begins at an offset; empty for words without offsets."""
        index = min(self.first + bisect_right(self._begins, at) - 1, len(self.lines) - 1)
        column = self.place(at).column - self.lines[index].shift if content else -1
        return Origin(self.lines, content, index, max(column, 0) if content else -1)

    @cached_property
    def _begins(self) -> Sequence[int]:
        """The offsets at which the lines of the content begin."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.content))]

    @cached_property
    def _found(self) -> Sequence[int]:
        """The offset of each line of the content in its line of the file; -1 where it is not found there."""
        found: list[int] = []
        for number, piece in enumerate(self.content.split("\n")):
            text = self.lines[self.first + number].text if self.first + number < len(self.lines) else ""
            # From the right: a bullet or a quotation's mark before the content may contain the same text.
            right = self.column < 0 or number
            found.append(text.rfind(piece.rstrip()) if right else text.find(piece.rstrip(), self.column))
        return found


class InlineReader:
    """Reads inline content, and keeps the notes and definitions that it calls.

    `called` has the notes, and `order` their names in the order of their first calls; both grow while it reads.
    """

    def __init__(
        self,
        reading: Reading,
        inline_notes: Mapping[int, tuple[str, tuple[SyntaxTreeNode, ...]]],
        cite: Callable[[SyntaxTreeNode, Place], tuple[Inline, ...]] | None = None,
    ) -> None:
        self._reading = reading
        self._cite = cite
        self._inline_notes = inline_notes
        self.called: dict[str, tuple[Origin, tuple[SyntaxTreeNode, ...]] | None] = {}
        self.order: list[str] = []
        self._depth = 0
        self.labels: set[str] = set()

    def sentence(self, node: SyntaxTreeNode, origin: Origin) -> Sentence:
        """The content of an `inline` node as one sentence."""
        # Something that is not printed may leave a space at the end.
        inlines = collapsed(self.inlines(node.children, origin))
        report_stray_marks(inlines, origin.content, origin.place, self._reading)
        if only_marks(inlines):
            marks = tuple(marks_in(inlines))
            self._reading.findings += unplaced(
                (mark for mark in marks if not mark.see), origin.place(), self._reading.hints.place
            )
            inlines = tuple(mark for mark in marks if mark.see)
        return Sentence(inlines, origin.place())

    def inlines(self, nodes: Sequence[SyntaxTreeNode], origin: Origin) -> tuple[Inline, ...]:
        """Inline content, with neighbouring texts joined."""
        return normal(self._inlines(nodes, origin, range(len(nodes)), _partners(nodes)))

    def _inlines(
        self, nodes: Sequence[SyntaxTreeNode], origin: Origin, indices: range, partners: Mapping[int, int]
    ) -> list[Inline]:
        found: list[Inline] = []
        index = indices.start
        parted = False
        while index < indices.stop:
            node = nodes[index]
            close = partners.get(index, indices.stop)
            if parted and not _is_blank(node):
                found.append(LineBreak())
                parted = False
            if node.type != "html_inline":
                found += self._inline(node, origin)
                index += 1
                continue
            tag = read_tag(node.content)
            if tag and close < indices.stop:
                if self._depth == DEEPEST:
                    raise too_deep(_place(node, origin))
                self._depth += 1
                children = self._inlines(nodes, origin, range(index + 1, close), partners)
                self._depth -= 1
                parted = tag.name in _BLOCKS
                if parted and found and not _begins_line(found[-1]):
                    found.append(LineBreak())
                found += inline_element(tag, tuple(children), self._reading, _place(node, origin))
                index = close + 1
            else:
                found += self._lone(node, tag, origin)
                index += 1
        return found

    def _lone(self, node: SyntaxTreeNode, tag: Tag | None, origin: Origin) -> tuple[Inline, ...]:
        """A tag without a partner, or something like a tag: a comment, a declaration."""
        place = _place(node, origin)
        if tag and not tag.opens and not tag.closes:
            return inline_element(tag, (), self._reading, place)
        if node.content.startswith("<!--"):
            self._reading.note("comment", place, f"a comment is not printed: {node.content}", node.content)
        else:
            hint = "write its partner" if tag else "take it out"
            self._reading.warn("raw-html", place, f"{node.content} is not printed", hint, subject=node.content)
        return ()

    def _inline(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        match node.type:
            case "softbreak":
                return (Text("\n"),)
            case "hardbreak":
                return (LineBreak(),)
            case "em":
                return (Emphasis(self.inlines(node.children, origin)),)
            case "strong":
                return (Strong(self.inlines(node.children, origin)),)
            case "s":
                return (Struck(self.inlines(node.children, origin)),)
            case "sup":
                return (Superscript(self.inlines(node.children, origin)),)
            case "sub":
                return (Subscript(self.inlines(node.children, origin)),)
            case "formula" | "mathml":
                return self._formula(node, origin)
            case "code_inline":
                if _CELL.match(node.content) or (node.content.startswith("r ") and self._reading.base.endswith(".qmd")):
                    report("unrun-cell", f"`{node.content}`", self._reading, _place(node, origin))
                return self._marked((Code(printable(node.content)),), node, origin)
            case "ruby":
                return tuple(Ruby(printable(text), printable(reading)) for text, reading in node.meta[RUBY])
            case "span":
                return self._marked(self.inlines(node.children, origin), node, origin)
            case "link":
                return self._link(node, origin)
            case "image":
                return self._image(node, origin)
            case "footnote_ref":
                return (self._call(node, origin),)
            case "reference":
                return self._reference(node, origin)
            case "citation":
                return self._cite(node, _place(node, origin)) if self._cite else (Text(node.content),)
            case kind if kind in _OTHERS:
                return self._other(node, origin)
            case _:
                return (Text(_SPACES.sub(" ", printable(node.content))),)

    def _other(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        """The marks of other programs (`kolofon.read.markdown.dialects.inline_marks`)."""
        place = _place(node, origin)
        match node.type:
            case "mark":
                return (Highlighted(self.inlines(node.children, origin)),)
            case "role":
                return role(str(node.meta[ROLE]), node.content, self._reading, place)
            case "wiki_link":
                shown = bool(node.meta[EMBEDDED])
                return wiki_link(node.content, node.markup, self._reading, place, shown=shown)
            case "raw_inline":
                return raw_inline(str(node.meta[FORMAT]), node.content, self._reading, place)
            case _:
                code, words = node.meta[REPORT]
                report(str(code), str(words), self._reading, place)
                return (Text(printable(node.content)),) if node.content else ()

    def _formula(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        place = _place(node, origin)
        if node.type == "mathml":
            (element,) = (child for child in parse_html(node.content, place) if isinstance(child, Element))
            return mathml_formula(element, self._reading)
        given = attributes(node)
        self._reading.marks(given, place)
        text, display = printable(node.content), bool(node.meta[DISPLAYED])
        return tex_formula(text, self._reading, place, display=display, name=given.get("id", "") if display else "")

    def _marked(self, children: tuple[Inline, ...], node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        if not node.meta.get(MARKS):
            return children
        given, place = attributes(node), _place(node, origin)
        index = self._reading.index_marks(given, children, place)
        marks = self._reading.marks(given, place, ATTRIBUTES if "index" in given else frozenset())
        return (*index, *marks.foreign(children, self._reading.edition.source_language))

    def _link(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        self._remember(node)
        target = self._reading.target(str(node.attrs["href"]), _place(node, origin))
        children = self.inlines(node.children, origin)
        page = attributes(node).get("class") == _PAGE and target.startswith("#") and not children
        content = link(children, target, _title(node), page=page)
        return content if page else self._marked(content, node, origin)

    def _reference(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        name, shows = node.meta[REFERENCE]
        target = self._reading.reference(name, _place(node, origin))
        return (Reference(target, shows),) if target else (Text(printable(node.content)),)

    def figure(self, node: SyntaxTreeNode, origin: Origin, given: Mapping[str, str]) -> Figure:
        """The figure of a picture with these attributes.

        Its caption is its title, or else the words in brackets; these are also its alternative text.
        """
        self._remember(node)
        place, title = _place(node, origin), _title(node)
        words = self.inlines(node.children, origin.inside(_at(node)))
        caption: tuple[Inline, ...] = (Text(title),) if title else words
        other = given.get("alt", given.get("fig-alt", ""))
        alternative = other or (unwrapped(plain(words)) if title else "")
        source = self._reading.picture(str(node.attrs["src"]), place, described=bool(alternative or caption))
        sentences = (Sentence(caption, place),) if caption else ()
        placement = self.placement(given, place)
        return Figure(Image(source, alternative), sentences, place, given.get("id", ""), placement)

    def placement(self, given: Mapping[str, str], place: Place) -> str:
        """The attribute `place` of a figure or a table: where on paper it is; empty, with a finding, if not known."""
        placement = given.get("place", "")
        if placement in {"", *Placement}:
            return placement
        self._reading.unread("unread-attribute", place, f"the attribute place=“{placement}”")
        return ""

    def _image(self, node: SyntaxTreeNode, origin: Origin) -> tuple[Inline, ...]:
        self._remember(node)
        place = _place(node, origin)
        # The text of a picture has no offsets of its own, so its findings have the picture's place.
        words = self.inlines(node.children, origin.inside(_at(node)))
        alternative = unwrapped(plain(words))
        source = self._reading.picture(str(node.attrs["src"]), place, described=bool(alternative))
        return (*marks_in(words), *self._marked((Image(source, alternative, _title(node)),), node, origin))

    def _remember(self, node: SyntaxTreeNode) -> None:
        if "label" in node.meta:
            self.labels.add(str(node.meta["label"]))

    def _call(self, node: SyntaxTreeNode, origin: Origin) -> Inline:
        label = node.meta.get("label")
        if label is not None:
            self._remember_call(str(label), None)
            return NoteRef(self._reading.note_name(str(label)))
        number = int(node.meta["id"])
        content, children = self._inline_notes[number]
        # No label can contain a space.
        name = f"note {number + 1}"
        self._remember_call(name, (origin.inside(_at(node), content), children))
        return NoteRef(self._reading.note_name(name))

    def _remember_call(self, name: str, inline: tuple[Origin, tuple[SyntaxTreeNode, ...]] | None) -> None:
        if name not in self.called:
            self.called[name] = inline
            self.order.append(name)


def attributes(node: SyntaxTreeNode) -> dict[str, str]:
    """The attributes that an author gave to a node."""
    marks = node.meta.get(MARKS, {})
    return {str(name): str(value) for name, value in marks.items()}


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type == "softbreak" or (node.type == "text" and not node.content.strip())


def _begins_line(last: Inline) -> bool:
    """Whether this ends a line, or is empty, so that nothing printed is before the next inline."""
    return isinstance(last, LineBreak) or (isinstance(last, Text) and not last.text.strip())


def _title(node: SyntaxTreeNode) -> str:
    return printable(" ".join(str(node.attrs.get("title", "")).split()))


def _at(node: SyntaxTreeNode) -> int:
    """The offset of a node in the content that it is in."""
    return int(node.meta.get(AT, 0))


def _place(node: SyntaxTreeNode, origin: Origin) -> Place:
    return origin.place(_at(node))


def _partners(nodes: Sequence[SyntaxTreeNode]) -> Mapping[int, int]:
    """For each tag that opens an element and has a partner among its later siblings, the indices of both."""
    opened: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for index, node in enumerate(nodes):
        tag = read_tag(node.content) if node.type == "html_inline" else None
        if tag and tag.opens:
            opened.setdefault(tag.name, []).append(index)
        elif tag and tag.closes and opened.get(tag.name):
            found[opened[tag.name].pop()] = index
    return found
