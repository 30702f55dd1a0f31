"""From HTML, a tree of nodes with their places, even where tags are unclosed or closed wrongly."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.model.limits import ELEMENTS
from kolofon.read.html.inline import VOID, tag_attributes
from kolofon.read.reading import printable

__all__ = ["HEADING", "Characters", "Element", "Node", "Remark", "heading_groups_joined", "parse_html"]


@dataclass(frozen=True, slots=True)
class Characters:
    """Text, with its entities resolved."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, a declaration or an instruction, or a tag that closes nothing, as it is written."""

    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Element:
    """An element; `written` is the tag that opens it."""

    name: str
    attributes: Mapping[str, str]
    written: str
    place: Place
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """The element and all that are in it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


Node = Characters | Element | Remark

# The elements that end where another begins (WHATWG HTML, "Optional tags").
_CELL = frozenset({"td", "th", "p"})
_ROW = _CELL | {"tr", "caption"}
_GROUP = _ROW | {"thead", "tbody", "tfoot"}
_TERM = frozenset({"dt", "dd", "p"})
_P = frozenset({"p"})
_ENDED_BY = {
    "li": _P | {"li"},
    **dict.fromkeys(("dt", "dd"), _TERM),
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys(("rb", "rt", "rtc", "rp"), frozenset({"rb", "rt", "rp"})),
    "tr": _ROW,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _GROUP),
    **dict.fromkeys(
        ("p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div", "section", "figure", "aside"), _P
    ),
}


def parse_html(text: str, place: Place) -> tuple[Node, ...]:
    """The nodes of some HTML that begins at a place.  Raises `SourceError` where elements nest too deeply."""
    # After the last `>` no tag ends, but html.parser would search for the end of each that begins there.
    end = text.find("<", text.rfind(">") + 1)
    end = end if end >= 0 else len(text)
    builder = _Builder(place, text[:end])
    builder.feed(text[:end])
    builder.close()
    rest = builder.rawdata + text[end:]  # perhaps with an unclosed script
    if rest:
        builder.handle_data(rest if builder.rawdata else unescape(rest))
    return tuple(builder.root.children)


HEADING = re.compile("h[1-6]")
"""A pattern for the name of a heading."""


def heading_groups_joined(element: Element) -> None:
    """Make each `hgroup` in an element one heading, with its parts on lines of their own (WHATWG HTML, 4.3.7).

    An `hgroup` has the number of a chapter and its title, or a title and a subtitle.
    """
    for at, child in enumerate(element.children):
        if not isinstance(child, Element):
            continue
        inner = [each for each in child.children if isinstance(each, Element)]
        heading = next((each for each in inner if HEADING.fullmatch(each.name)), None)
        if child.name == "hgroup" and heading:
            joined = Element(heading.name, {**child.attributes, **heading.attributes}, heading.written, heading.place)
            joined.children.extend(_lines(child, heading))
            element.children[at] = joined
        else:
            heading_groups_joined(child)


def _lines(group: Element, heading: Element) -> Iterator[Node]:
    """The content of an `hgroup`, with line breaks between its parts; a paragraph becomes a `span`."""
    begun = False
    for node in group.children:
        if isinstance(node, Remark) or (isinstance(node, Characters) and not node.text.strip()):
            yield node
            continue
        if begun:
            yield Element("br", {}, "<br>", node.place)
        begun = True
        if node is heading:
            yield from heading.children
        elif isinstance(node, Element) and node.name not in VOID:
            yield Element("span", node.attributes, node.written, node.place, node.children)
        else:
            yield node


_COMMENT_ENDS = re.compile(r"--!?\s*>")


class _Builder(HTMLParser):
    def __init__(self, place: Place, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._start = place
        ends = [found.start() for found in _COMMENT_ENDS.finditer(text)] if "<!--" in text else []
        self._behind = len(text) - ends[-1] if ends else len(text)
        self.root = Element("", {}, "", place)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1].name in _ENDED_BY.get(tag, ()):
            self._open.pop()
        element = self._element(tag, attrs)
        if tag not in VOID:
            if len(self._open) > ELEMENTS:
                message = f"elements are nested more than {ELEMENTS} deep here"
                raise SourceError(message, place=element.place, hint="take out some of those around it")
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        depth = next((depth for depth in range(len(self._open) - 1, 0, -1) if self._open[depth].name == tag), 0)
        if depth:
            del self._open[depth:]
        else:
            self._add(Remark(f"</{tag}>", self._place()))

    def handle_data(self, data: str) -> None:
        self._add(Characters(printable(data), self._place()))

    def handle_comment(self, data: str) -> None:
        self._add(Remark(f"<!--{data}-->", self._place()))

    def handle_decl(self, decl: str) -> None:
        self._add(Remark(f"<!{decl}>", self._place()))

    def handle_pi(self, data: str) -> None:
        self._add(Remark(f"<?{data}>", self._place()))

    def unknown_decl(self, data: str) -> None:
        self._add(Remark(f"<![{data}]>", self._place()))

    # A tag without an end is text, up to the next `>`.  Depending on the release of Python, html.parser drops it, or
    # makes a comment of all the rest.  The whole text is fed at once, so that a tag without an end will get none.
    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  as its parent has it
        # After the end of the last comment, the parent would search all the rest for each that begins.
        endless = len(self.rawdata) - i - len("<!--") < self._behind
        return self._text(i) if endless else self._or_text(i, super().parse_comment(i, report))

    def parse_starttag(self, i: int) -> int:
        return self._or_text(i, super().parse_starttag(i))

    def parse_endtag(self, i: int) -> int:
        return self._or_text(i, super().parse_endtag(i))

    def parse_pi(self, i: int) -> int:
        return self._or_text(i, super().parse_pi(i))

    def _or_text(self, i: int, end: int) -> int:
        return end if end >= 0 else self._text(i)

    def _text(self, i: int) -> int:
        end = self.rawdata.find(">", i) + 1 or len(self.rawdata)
        self.handle_data(unescape(self.rawdata[i:end]))
        return end

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  as its parent has it
        # The parent fails with an AssertionError where no name is after `<![`.
        return self.parse_bogus_comment(i, report)

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        element = Element(tag, tag_attributes(attrs), self.get_starttag_text() or f"<{tag}>", self._place())
        self._add(element)
        return element

    def _add(self, node: Node) -> None:
        self._open[-1].children.append(node)

    def _place(self) -> Place:
        line, offset = self.getpos()
        column = offset + 1 + (max(self._start.column - 1, 0) if line == 1 else 0)
        return Place(self._start.path, self._start.line + line - 1, column)
