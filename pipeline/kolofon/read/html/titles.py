"""The title of a page, and the headings that open its sections."""

from collections.abc import Iterator, Sequence

from kolofon.read.html.asides import aside_kind
from kolofon.read.html.blocks import text_of
from kolofon.read.html.tree import HEADING, Element, Node

__all__ = ["headings_below", "title_of"]

_TEXT = frozenset({"blockquote", "dl", "ol", "p", "pre", "table", "ul"})
"""Elements with words before a heading."""

_WITHOUT_SECTIONS = frozenset({"blockquote", "ul", "ol", "dl", "table", "figure", "pre", "p"})


def title_of(every: Sequence[Element], main: Element, work: str, *, alone: bool) -> Element | None:
    """The element with the title of a page: its first `h1`, or the only heading of its outermost level.

    Such a heading has no words before it, or the same words as the page's `title`.  A page without such a heading has
    its `title`, if that is not the title of the `work`; a page that is the whole work (`alone`) only if that has none.
    """
    first = next((element for element in every if element.name == "h1"), None)
    if first:
        return first
    named = next((element for element in every if element.name == "title"), None)
    words = _words(named) if named else ""
    found = list(headings_below(main.children))
    top = min((heading.name for heading in found), default="")
    highest = [heading for heading in found if heading.name == top]
    if len(highest) == 1 and (highest[0] is found[0] or _words(highest[0]) == words):
        begins = next(node for node in main.walk() if node is highest[0] or (node.name in _TEXT and _words(node)))
        if begins is highest[0] or _words(highest[0]) == words:
            return highest[0]
    return named if words and words != work and not (alone and work) else None


def _words(element: Element) -> str:
    return " ".join(text_of(element).split())


def headings_below(nodes: Sequence[Node]) -> Iterator[Element]:
    """The headings that open sections."""
    for node in nodes:
        if isinstance(node, Element):
            if HEADING.fullmatch(node.name):
                yield node
            elif node.name not in _WITHOUT_SECTIONS and aside_kind(node.name, node.attributes) is None:
                yield from headings_below(node.children)
