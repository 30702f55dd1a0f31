"""The markup of a translation that was made for another edition of a text, put into the terms of this one.

Their message and ours have the same characters.  So what is marked in theirs and what is marked in ours belong together
where they mark the same characters, by whatever name: a role of Sphinx there may be a link around code here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kolofon.catalogue.align.characters import Mark, Node, traced
from kolofon.model.document import Code, Foreign, Image, Inline, Link, NoteRef, Text
from kolofon.model.inline import children, with_children
from kolofon.text.notation import normal, plain

__all__ = ["Remarked", "remarked"]


@dataclass(frozen=True, slots=True)
class Remarked:
    """A translation with our markup; `whole` unless a link, a note or a picture in it had no place and was left out."""

    inlines: tuple[Inline, ...]
    whole: bool


def remarked(
    target: tuple[Inline, ...], source: Iterable[Inline], ours: Iterable[Inline], *, headed: bool = False
) -> Remarked:
    """Their translation of their `source` with the markup of `ours`, which has the same characters, as `traced` has it.

    A node of the translation is the one of their source that leads to the same place or has the same code, else the
    next of its kind.  Where ours has nothing marked, what was marked is text; where ours is marked as a whole and
    theirs is not, so is the translation.
    """
    theirs = traced(source, headed=headed)[1]
    words, marks = traced(ours, headed=headed)
    ours_for = _counterparts(theirs, marks)
    nodes = [mark.node for mark in traced(target)[1]]
    origins = _origins([mark.node for mark in theirs], nodes)
    work = _Work({index: ours_for[origin] for index, origin in origins.items()})
    inlines = work.inlines(target)
    if not any(_whole(mark, words) for mark in theirs):
        for mark in reversed([mark for mark in marks if _whole(mark, words)]):
            inlines = (_around(mark.node, inlines),)
    return Remarked(normal(inlines), work.whole)


def _whole(mark: Mark, words: str) -> bool:
    return bool(words) and mark.start == 0 and mark.end == len(words)


def _counterparts(theirs: Sequence[Mark], ours: Sequence[Mark]) -> Sequence[Sequence[Node]]:
    """For each of their marks what is marked in ours in its place, the outermost first."""
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
    """For the nodes of a translation, by their numbers, those of its source that they come from."""
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
    """What a node is known by wherever it stands; nothing, if it is like any other of its kind."""
    match node:
        case Link(target=name) | Code(name):
            return name
        case NoteRef(name) | Image(source=name):
            return type(node), name
        case _:
            return None


def _kind(node: Node) -> Hashable:
    return type(node).__name__


class _Work:
    """One walk over a translation, which counts its nodes as `traced` does."""

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
        content = (Text(node.text),) if isinstance(node, Code) else self.inlines(children(node))
        ours = self._ours.get(index)
        if ours is None and isinstance(node, Link | NoteRef | Image):
            self.whole = False
            return content
        for outer in reversed([node] if ours is None else ours):
            content = (_around(outer, content),)
        return content


def _around(node: Node, content: tuple[Inline, ...]) -> Inline:
    match node:
        case Code():
            return Code(plain(content))
        case NoteRef() | Image() | Foreign(kept=True):
            return node
        case _:
            return with_children(node, content)
