"""From the tree of a page, its verse, as Standard Ebooks, Project Gutenberg and others write it.

<blockquote epub:type="z3998:poem"><p><span>A line</span><br/><span class="i1">another</span></p></blockquote>
<div class="poetry"><div class="stanza"><div class="verse indent0">A line</div>…</div></div>
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kolofon.read.html.semantics import has_word
from kolofon.read.html.tree import Characters, Element, Node, Remark

__all__ = ["Lines", "Stanzas", "stanzas_below"]

_VERSE = frozenset({"verse", "poem", "poetry", "song", "hymn", "lyrics", "poetry-container"})
_STANZA = frozenset({"stanza", "strophe", "lg", "linegroup"})
_PROSE = frozenset({"letter", "prose"})
"""Words for elements within verse that are not verse."""

_OTHER = frozenset({"header", "footer", "cite", "figcaption", "aside", "table", "ul", "ol", "dl", "pre", "figure"})
"""Elements within verse whose paragraphs are not stanzas."""

_CONTAINERS = frozenset({"article", "blockquote", "div", "figure", "section"})
_BLOCKS = _CONTAINERS | {"p", "hr", "ul", "ol", "dl", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_LINE = frozenset({"div", "p"})
_INDENT = re.compile(r"i([0-9]{1,2})|indent-?([0-9]{1,2})")
_DEEPEST = 12

Lines = tuple[tuple[int, tuple[Node, ...]], ...]
"""The lines of a stanza: how far each is indented, in steps, and its content."""


@dataclass(frozen=True, slots=True)
class Stanzas:
    """The verse of a page.

    `begun` has the stanzas that begin with an element, by the `id()` of this element; `others` are the other elements
    of these stanzas.
    """

    begun: Mapping[int, tuple[Lines, ...]]
    others: frozenset[int]


def stanzas_below(root: Element) -> Stanzas:
    """The verse in a tree; stanzas that are siblings, with nothing between them, are one poem."""
    begun: dict[int, tuple[Lines, ...]] = {}
    others: set[int] = set()
    for run in _runs(root, within=False):
        found = _stanzas(run)
        if found:
            begun[id(run[0])] = found
            others.update(id(element) for element in run[1:])
    return Stanzas(begun, frozenset(others))


def _runs(element: Element, *, within: bool) -> Iterator[list[Element]]:
    """The runs of stanzas that are siblings, with nothing between them."""
    inside = _inside(element, within=within)
    run: list[Element] = []
    for node in element.children:
        if inside and isinstance(node, Element) and _is_stanza(node):
            run.append(node)
            continue
        if isinstance(node, Characters) and not node.text.strip():
            continue
        yield from [run] if run else []
        run = []
        if isinstance(node, Element):
            yield from _runs(node, within=inside)
    yield from [run] if run else []


def _inside(element: Element, *, within: bool) -> bool:
    """Whether the paragraphs right below an element are stanzas."""
    if element.name in _CONTAINERS and has_word(element, _VERSE):
        return True
    return within and element.name not in _OTHER and not has_word(element, _PROSE)


def _is_stanza(element: Element) -> bool:
    if element.name == "p":
        return _only_words(element)
    return element.name in _CONTAINERS and has_word(element, _STANZA) and _only_lines(element)


def _only_lines(stanza: Element) -> bool:
    """Whether each element in a stanza is a line or is in a line."""
    inner = [node for node in stanza.children if isinstance(node, Element)]
    return all(node.name not in _BLOCKS or (node.name in _LINE and _only_words(node)) for node in inner)


def _only_words(element: Element) -> bool:
    return all(inner.name not in _BLOCKS for inner in islice(element.walk(), 1, None))


def _stanzas(run: Sequence[Element]) -> tuple[Lines, ...]:
    """The stanzas in a run; paragraphs without an id, and without a line end in any, are the lines of one stanza."""
    paragraphs = all(element.name == "p" and "id" not in element.attributes for element in run)
    whole = [tuple(_lines(element)) for element in run]
    if paragraphs and len(run) > 1 and all(len(lines) <= 1 for lines in whole):
        return (tuple(line for lines in whole for line in lines),)
    return tuple(lines for lines in whole if lines)


def _lines(stanza: Element) -> Iterator[tuple[int, tuple[Node, ...]]]:
    """The lines of a stanza: what is between line ends, or in elements of their own."""
    line: list[Node] = []
    own = _indent(stanza)
    for node in _flat(stanza):
        if isinstance(node, Element) and (node.name == "br" or node.name in _BLOCKS):
            yield from _line(line, own)
            line = []
            if node.name != "br":
                yield from _line([node], own)
        else:
            line.append(node)
    yield from _line(line, own)


def _flat(element: Element) -> Iterator[Node]:
    """The content of a stanza, with the line ends that are within a `span` outside it."""
    for node in element.children:
        if isinstance(node, Element) and node.name == "span" and any(each.name == "br" for each in node.walk()):
            yield from _parted(node)
        else:
            yield node


def _parted(span: Element) -> Iterator[Node]:
    """A span, divided at its line ends, and these line ends."""
    piece: list[Node] = []
    for node in _flat(span):
        if isinstance(node, Element) and node.name == "br":
            yield from [Element(span.name, span.attributes, span.written, span.place, piece)] if piece else []
            yield node
            piece = []
        else:
            piece.append(node)
    yield from [Element(span.name, span.attributes, span.written, span.place, piece)] if piece else []


def _line(nodes: Sequence[Node], own: int) -> Iterator[tuple[int, tuple[Node, ...]]]:
    if not any(_shows(node) for node in nodes):
        return
    elements = (node for node in nodes if isinstance(node, Element))
    first = next((node for node in elements if node.name in {"span", "p", "div"}), None)
    yield own or (_indent(first) if first else 0), tuple(nodes)


def _shows(node: Node) -> bool:
    match node:
        case Characters(text):
            return bool(text.strip())
        case Remark():
            return True
        case Element():
            return node.name in {"img", "svg"} or any(map(_shows, node.children))


def _indent(element: Element) -> int:
    """The indent of a line in steps: `i2` of Standard Ebooks is two, and so is `indent4` of Project Gutenberg."""
    for word in element.attributes.get("class", "").split():
        if found := _INDENT.fullmatch(word):
            return min(int(found[1]) if found[1] else int(found[2]) // 2, _DEEPEST)
    return 0
