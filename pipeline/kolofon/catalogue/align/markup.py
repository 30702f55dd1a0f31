"""A translation with the markup of another edition of a text → the same translation with our markup.

Their message and ours have the same characters.  So a node of theirs and a node of ours correspond where they mark the
same characters, even if their types differ: a role of Sphinx there may be a link around code here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kolofon.catalogue.align.characters import Mark, Node, characters_of
from kolofon.model.document import Code, Foreign, Formula, Image, Inline, Link, NoteRef, Reference, Text
from kolofon.model.inline import children, with_children
from kolofon.text.notation import normal, plain

__all__ = ["MarkedUp", "with_our_markup"]


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """A translation with our markup; `whole` unless a link, a note or a picture had no counterpart and was left out."""

    inlines: tuple[Inline, ...]
    whole: bool


def with_our_markup(
    target: tuple[Inline, ...], source: Iterable[Inline], ours: Iterable[Inline], *, headed: bool = False
) -> MarkedUp:
    """Their translation of their `source`, with the markup of `ours`.

    `source` and `ours` have the same characters by `characters_of`.  A node of the translation comes from the node of
    their source that has the same target or the same code, or else from the next of its kind.  Where ours has no node,
    the content is text.  Where ours is marked as a whole and theirs is not, the whole translation is marked.
    """
    theirs = characters_of(source, headed=headed)[1]
    words, marks = characters_of(ours, headed=headed)
    ours_for = _counterparts(theirs, marks)
    nodes = [mark.node for mark in characters_of(target)[1]]
    origins = _origins([mark.node for mark in theirs], nodes)
    work = _Work({index: ours_for[origin] for index, origin in origins.items()})
    inlines = work.inlines(target)
    if not any(_whole(mark, words) for mark in theirs):
        for mark in reversed([mark for mark in marks if _whole(mark, words)]):
            inlines = (_around(mark.node, inlines),)
    return MarkedUp(normal(inlines), work.whole)


def _whole(mark: Mark, words: str) -> bool:
    return bool(words) and mark.start == 0 and mark.end == len(words)


def _counterparts(theirs: Sequence[Mark], ours: Sequence[Mark]) -> Sequence[Sequence[Node]]:
    """For each of their marks, the nodes of ours that mark the same characters, the outermost first."""
    here: defaultdict[Hashable, list[Node]] = defaultdict(list)
    for mark in ours:
        here[_place(mark)].append(mark.node)
    there: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, mark in enumerate(theirs):
        there[_place(mark)].append(index)
    found: list[Sequence[Node]] = [()] * len(theirs)
    for place, indexes in there.items():
        nodes = here.get(place, [])
        if len(indexes) == len(nodes):
            for index, node in zip(indexes, nodes, strict=True):
                found[index] = (node,)
        else:
            found[indexes[0]] = nodes
    return found


def _place(mark: Mark) -> Hashable:
    return mark.start, mark.end, type(mark.node) if mark.start == mark.end else None


def _origins(source: Sequence[Node], target: Sequence[Node]) -> Mapping[int, int]:
    """For each node of a translation, by its number, the node of its source that it comes from."""
    found: dict[int, int] = {}
    for label in (_name, _kind):
        free: defaultdict[Hashable, list[int]] = defaultdict(list)
        used = set(found.values())
        for index in range(len(source) - 1, -1, -1):
            if index not in used:
                free[label(source[index])].append(index)
        for index, node in enumerate(target):
            name = label(node)
            if index not in found and name is not None and free.get(name):
                found[index] = free[name].pop()
    return found


def _name(node: Node) -> Hashable:
    """What identifies a node wherever it is, such as its target; None if nothing tells it from others of its kind."""
    match node:
        case Link(target=name) | Code(name) | Formula(name):
            return name
        case NoteRef(name) | Image(source=name) | Reference(target=name):
            return type(node), name
        case _:
            return None


def _kind(node: Node) -> Hashable:
    return type(node).__name__


class _Work:
    """Replaces the nodes of a translation by ours; `ours` has them by the number of the node in `characters_of`."""

    def __init__(self, ours: Mapping[int, Sequence[Node]]) -> None:
        self._ours = ours
        self._count = 0
        self.whole = True

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(found for inline in inlines for found in self._inline(inline))

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        return self._node(inline) if isinstance(inline, Node) else (inline,)

    def _node(self, node: Node) -> tuple[Inline, ...]:
        index = self._count
        self._count += 1
        content = (Text(node.text),) if isinstance(node, Code | Formula) else self.inlines(children(node))
        ours = self._ours.get(index)
        if ours is None and isinstance(node, Link | NoteRef | Image | Reference | Formula):
            self.whole = False
            return content
        for outer in reversed([node] if ours is None else ours):
            content = (_around(outer, content),)
        return content


def _around(node: Node, content: tuple[Inline, ...]) -> Inline:
    match node:
        case Code():
            return Code(plain(content))
        case NoteRef() | Image() | Reference() | Formula() | Foreign(kept=True):
            return node
        case _:
            return with_children(node, content)
