"""The structure tree of a quire ⇄ values, and the trees of several quires as one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pydyf

from kolofon.write.paper.file.protocols import Object
from kolofon.write.paper.quire.objects import plain, written
from kolofon.write.paper.quire.portions import CONTINUED, CONTINUES
from kolofon.write.paper.quire.values import TreeNode
from kolofon.write.paper.tags.tree import Annotation, Mark, Node

__all__ = ["Grafted", "Tree", "grafted", "kept", "numbered"]

_NODE = -1
"""The number that is written for the page of a kid that is a node."""


def numbered(root: Node) -> dict[Node, int]:
    """The nodes of a tree with their numbers, the root first."""
    return {node: number for number, node in enumerate([root, *root.nodes()])}


def kept(numbers: Mapping[Node, int], links: Mapping[bytes, int]) -> tuple[TreeNode, ...]:
    """Numbered nodes; `links` are the numbers of the links on their pages, by their references."""

    def kid(each: Node | Mark | Annotation) -> tuple[int, int]:
        match each:
            case Node():
                return _NODE, numbers[each]
            case Mark(page, number):
                return page, number
            case Annotation(page, link, _):
                return page, -1 - links[link.reference]

    return tuple(
        TreeNode(
            type=node.type,
            around=numbers[node.parent] if node.parent else -1,
            kids=tuple(map(kid, node.kids)),
            texts=tuple(each.text for each in node.kids if isinstance(each, Annotation)),
            open=_open(node),
            language=node.language,
            identifier=node.identifier,
            alternative=node.alternative,
            expansion=node.expansion,
            attributes={
                owner: {name: plain(value, int) for name, value in values.items()}
                for owner, values in node.attributes.items()
            },
            heads=tuple(numbers[head] for head in node.heads),
            page=node.page,
        )
        for node in numbers
    )


def _open(node: Node) -> str:
    """What names a node whose element is in several quires: its type and its id; the root is in all."""
    if node.parent is None:
        return node.type
    words = node.said("data-quire").split()
    return f"{node.type} {node.said('id')}" if CONTINUED in words or CONTINUES in words else ""


class Tree(NamedTuple):
    """The tree of a quire: the number of its first page, from 0, its nodes, the links on each page; its pages' shifts.

    A link is None if it leads nowhere.
    """

    first: int
    nodes: Sequence[TreeNode]
    links: Sequence[Sequence[Object | None]]
    shifts: Sequence[float]


class Grafted(NamedTuple):
    """The nodes of marked content, by its page and its number there; and those of each quire, by their numbers."""

    held: list[tuple[int, int, Node]]
    nodes: list[list[Node]]


def grafted(trees: Sequence[Tree], root: Node) -> Grafted:
    """Fill a tree with those of several quires.

    A node that a quire leaves open is continued by the first of the same name in the next one.
    """
    held: list[tuple[int, int, Node]] = []
    nodes: list[list[Node]] = []
    before: dict[str, Node] = {}
    for tree in trees:
        made: list[Node] = []
        for node in tree.nodes:
            around = made[node.around] if node.around >= 0 else None
            earlier = before.get(node.open) if node.open else None
            made.append(earlier if earlier and earlier.parent is around else _node(node, around, root))
        nodes.append(made)
        continued = set(before.values())
        before = {node.open: new for node, new in zip(tree.nodes, made, strict=True) if node.open}
        for node, new in zip(tree.nodes, made, strict=True):
            if new.page < 0 <= node.page:
                new.page = tree.first + node.page
            new.heads = tuple(made[head] for head in node.heads)
            new.attributes = new.attributes or _attributes(node, tree.shifts)
            for kid in _kids(node, made, tree):
                if isinstance(kid, Mark):
                    held.append((kid.page, kid.number, new))
                if not (isinstance(kid, Node) and kid in continued):
                    new.kids.append(kid)
    return Grafted(held, nodes)


def _node(node: TreeNode, around: Node | None, root: Node) -> Node:
    if around is None:
        return root
    return Node(
        node.type,
        around,
        language=node.language,
        identifier=node.identifier,
        alternative=node.alternative,
        expansion=node.expansion,
    )


def _kids(node: TreeNode, made: Sequence[Node], tree: Tree) -> Iterator[Node | Mark | Annotation]:
    texts = iter(node.texts)
    for page, number in node.kids:
        if page == _NODE:
            yield made[number]
        elif number >= 0:
            yield Mark(tree.first + page, number)
        else:
            text, link = next(texts), tree.links[page][-1 - number]
            if link is not None:
                yield Annotation(tree.first + page, link, text)


def _attributes(node: TreeNode, shifts: Sequence[float]) -> dict[str, dict[str, object]]:
    found = {
        owner: {name: written(value, _no_reference) for name, value in values.items()}
        for owner, values in node.attributes.items()
    }
    box = found.get("Layout", {}).get("BBox")
    if isinstance(box, list) and shifts[node.page]:
        left, bottom, right, top = box
        found["Layout"]["BBox"] = pydyf.Array(
            [round(left + shifts[node.page], 2), bottom, round(right + shifts[node.page], 2), top]
        )
    return found


def _no_reference(_number: int) -> bytes:
    raise LookupError("an attribute of the structure tree refers to no object")
