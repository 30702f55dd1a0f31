"""From a page that this press wrote, the marks of its index, each at its place.

They are read from the index itself, whose links lead to the places (`templates/index.xhtml.jinja`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import IndexMark, Inline
from kolofon.read.elements.index import index_marks
from kolofon.read.html.blocks import text_of
from kolofon.read.html.tree import Characters, Element, Node

__all__ = ["is_index", "marks_of_ids", "take_index"]

_INDEX, _ALPHABET = "index", "alphabet"
_GROUP, _TERM, _PLACE = "index-group", "index-term", "index-locator"
_OTHERS = {"index-xref-preferred": False, "index-xref-related": True}
_BELOW = ": "

Read = Callable[[Sequence[Node]], tuple[Inline, ...]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its mark, the id of its term, and its item in the list."""

    mark: IndexMark
    id: str
    item: Element


def take_index(root: Element) -> tuple[Element, ...]:
    """Take the entries of every index out of a tree, and return the elements that contained them.

    An index with a section of the press's own is made anew in every edition, so that section is removed.  Of an index
    within the text, the element remains, without its content.
    """
    taken: list[Element] = []
    gone: set[int] = set()
    for child in list(_elements(root)):
        if is_index(child):
            taken.append(replace(child, children=list(child.children)))
            child.children.clear()
        else:
            taken += take_index(child)
        if taken and child.name == "section" and child.attributes.get("id") == _INDEX and _is(child, _INDEX):
            gone.add(id(child))
    root.children[:] = [node for node in root.children if id(node) not in gone]
    return tuple(taken)


def is_index(element: Element) -> bool:
    """Whether an element has, or had before they were taken, the entries of an index."""
    return _is(element, _ALPHABET) and all(
        _is(node, _GROUP) if isinstance(node, Element) else _blank(node) for node in element.children
    )


def marks_of_ids(taken: Iterable[Element], read: Read) -> Mapping[str, tuple[IndexMark, ...]]:
    """The marks of each place that the entries lead to, by its id; `read` returns the inline content of nodes.

    Marks that refer to other entries have no place; they are among those of the first place.
    """
    lists = [element for holder in taken for group in _elements(holder) for element in _elements(group)]
    entries = [entry for element in lists if element.name == "ul" for entry in _entries(element, (), read)]
    paths = {entry.id: entry.mark.path for entry in entries}
    found: dict[str, list[IndexMark]] = {}
    others: list[IndexMark] = []
    for entry in entries:
        inside = [element for child in _elements(entry.item) if child.name != "ul" for element in child.walk()]
        for place in (element for element in inside if _is(element, _PLACE)):
            name = place.attributes.get("href", "").removeprefix("#")
            found.setdefault(name, []).append(entry.mark)
        for element in inside:
            also = _OTHERS.get(element.attributes.get("class", ""))
            for other in () if also is None else (term for term in element.walk() if _is(term, _TERM)):
                path = paths.get(other.attributes.get("href", "").removeprefix("#"), _path(other))
                others.append(replace(entry.mark, see=path, also=bool(also)))
    first = next(iter(found), "")
    if others:
        found[first] = [*others, *found.get(first, ())]
    return {name: tuple(marks) for name, marks in found.items()}


def _entries(listed: Element, above: tuple[str, ...], read: Read) -> Iterator[_Entry]:
    for item in _elements(listed):
        term = next((child for child in _elements(item) if _is(child, _TERM)), None)
        if term is None:
            continue
        for mark in index_marks({"index": ""}, read(term.children)):
            path = (*above, *mark.path)
            yield _Entry(replace(mark, path=path), term.attributes.get("id", ""), item)
            for inner in _elements(item):
                if inner.name == "ul":
                    yield from _entries(inner, path, read)


def _blank(node: Node) -> bool:
    return isinstance(node, Characters) and not node.text.strip()


def _path(term: Element) -> tuple[str, ...]:
    return tuple(text_of(term).split(_BELOW))


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _is(element: Element, word: str) -> bool:
    return word in element.attributes.get("class", "").split()
