"""A page of XHTML → portions of it, each a complete page too, which are set one by one.

A portion has the whole head, and of the body one run of elements and what is around them.  An element around them that
begins in an earlier portion, or ends in a later one, says so in `data-quire`; of the elements beside them there is an
empty one, so that a style sheet's `:first-child`, `:last-child` and `+` mean the same.

The finished page is parsed for that, and not written in portions, since a template of a theme may put any element
around the chapters.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

__all__ = ["CONTINUED", "CONTINUES", "LEFT_OUT", "SHEET", "Node", "cut", "outline", "skeleton", "unsaid"]

CONTINUED, CONTINUES, LEFT_OUT = "continued", "continues", "left-out"
"""Words of `data-quire`: the element begins in an earlier portion; it ends in a later one; it is in another one."""

SHEET = f"""
[data-quire~="{CONTINUED}"] {{
  margin-top: 0 !important; padding-top: 0 !important; border-top-width: 0 !important; bookmark-level: none !important;
}}
[data-quire~="{CONTINUES}"] {{
  margin-bottom: 0 !important; padding-bottom: 0 !important; border-bottom-width: 0 !important;
}}
[data-quire~="{CONTINUED}"]::before, [data-quire~="{CONTINUES}"]::after {{ content: none !important; }}
[data-quire~="{LEFT_OUT}"] {{ display: none !important; }}
"""
"""What makes a portion look as it does in the whole page."""

_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_SAID = re.compile(rb"""<meta(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>\s*|<title>[^<]*</title>\s*""")
_ROLE, _FRONT = "doc-part", "front"


@dataclass(slots=True, eq=False)
class Node:
    """An element that may be cut up, and those in it; where it and its content begin and end, in bytes."""

    tag: str
    attributes: dict[str, str]
    begin: int
    content: int
    content_end: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def parted(self) -> bool:
        """Whether its children are looked at one by one: a body, its front, its main part, a part with chapters."""
        front = _FRONT in self.attributes.get("class", "").split()
        return self.tag in {"html", "body", "main"} or front or self.attributes.get("role") == _ROLE


def outline(page: bytes) -> Node:
    """The body of a page, with the elements in it that may be cut up; expat.ExpatError for what is not XML."""
    found: list[Node] = []
    around: list[Node | None] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        outer = around[-1] if around else None
        if tag != "body" and (outer is None or not outer.parted):
            around.append(None)
            return
        at = parser.CurrentByteIndex
        opened = _TAG.match(page, at)
        node = Node(tag, attributes, at, opened.end() if opened else at)
        if outer:
            outer.children.append(node)
        else:
            found.append(node)
        around.append(node)

    def end(_tag: str) -> None:
        node = around.pop()
        if node is not None:
            at = parser.CurrentByteIndex
            node.content_end = at
            node.end = max(page.index(b">", at) + 1, node.content)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(page, True)  # noqa: FBT003  expat's
    return found[0]


def unsaid(page: bytes) -> bytes:
    """A page without what its head says of it, such as a date, which is not printed."""
    head, tag, rest = page.partition(b"<body")
    return _SAID.sub(b"", head) + tag + rest


def skeleton(page: bytes, body: Node) -> bytes:
    """A page without its text: the elements that may be cut up, and those right in them, which are empty."""
    return page[: body.begin] + _emptied(page, body) + page[body.end :]


def _emptied(page: bytes, node: Node) -> bytes:
    inner = b"".join(_emptied(page, child) for child in node.children) if node.parted else b""
    return _marked(page, node, "") + inner + _closing(node)


def cut(page: bytes, body: Node, begins: Callable[[Node], bool]) -> list[bytes]:
    """The portions of a page, in their order; the page alone, where nothing is to be cut.

    `begins` says whether a portion begins with an element.
    """
    edges = sorted({_edge(page, way) for way in _ways(body, ()) if begins(way[-1])})
    bounds = [body.content, *(edge for edge in edges if edge > body.content), body.content_end]
    return [_portion(page, body, begin, end) for begin, end in pairwise(bounds)]


def _ways(node: Node, way: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The elements in one that is looked into, each with those around it, which come before it."""
    for child in node.children if node.parted else ():
        yield (*way, node, child)
        yield from _ways(child, (*way, node))


def _edge(page: bytes, way: Sequence[Node]) -> int:
    """Where a portion begins that begins with an element: before those around it that have nothing before it."""
    edge = way[-1].begin
    for around in reversed(way[1:-1]):
        if page[around.content : edge].strip():
            break
        edge = around.begin
    return edge


def _portion(page: bytes, body: Node, begin: int, end: int) -> bytes:
    before, after = _open(body, begin), _open(body, end)
    written = [page[: body.begin]]
    for node, inner in zip(before, [*before[1:], None], strict=True):
        written.append(_marked(page, node, _words(node, begin, end)))
        edge = inner.begin if inner else begin
        beside = [child for child in node.children if child.end <= edge]
        written += (_left_out(page, child) for child in beside[-1:])
    at = begin
    for node in after:
        if node not in before:
            written += [page[at : node.begin], _marked(page, node, CONTINUES)]
            at = node.content
    written.append(page[at:end])
    for node, inner in zip(reversed(after), [None, *reversed(after[1:])], strict=True):
        edge = inner.end if inner else end
        beside = [child for child in node.children if child.begin >= edge]
        written += (_left_out(page, child) for child in beside[:1])
        written.append(_closing(node))
    return b"".join([*written, page[body.end :]])


def _open(body: Node, at: int) -> list[Node]:
    """The elements that a place is in, the outermost first."""
    way = [body]
    while inner := next((child for child in way[-1].children if child.begin < at < child.end), None):
        way.append(inner)
    return way


def _words(node: Node, begin: int, end: int) -> str:
    """The words of `data-quire` for an element around a portion."""
    states = ((CONTINUED, node.content < begin), (CONTINUES, end < node.content_end))
    return " ".join(word for word, true in states if true)


def _left_out(page: bytes, node: Node) -> bytes:
    return _marked(page, node, LEFT_OUT) + _closing(node)


def _marked(page: bytes, node: Node, words: str) -> bytes:
    tag = page[node.begin : node.content].removesuffix(b">").removesuffix(b"/")
    return tag + (f' data-quire="{words}">' if words else ">").encode()


def _closing(node: Node) -> bytes:
    return f"</{node.tag}>".encode()
