"""CSS as nodes.  Only this module knows tinycss2, which has no types."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

import tinycss2

__all__ = ["Node", "addresses", "contents", "parts", "rules", "values", "written"]


class Node(Protocol):
    """A node as tinycss2 names them; its `type` says which of these attributes it has."""

    type: str
    value: str
    name: str
    lower_name: str
    at_keyword: str
    lower_at_keyword: str
    lower_unit: str
    important: bool
    message: str
    prelude: Sequence["Node"]
    content: Sequence["Node"] | None
    arguments: Sequence["Node"]
    source_line: int
    source_column: int


def rules(sheet: str | Sequence[Node]) -> list[Node]:
    """The rules of a style sheet (CSS Syntax Module Level 3, section 5.3.3)."""
    return cast("list[Node]", tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def contents(block: str | Sequence[Node]) -> list[Node]:
    """The declarations and rules of a block (section 5.4.4)."""
    return cast("list[Node]", tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True))


def parts(declaration: Node) -> list[Node]:
    """The value of a declaration."""
    return list(cast("Iterable[Node]", declaration.value))


def values(written: str) -> list[Node]:
    """The parts of a value (section 5.3.10)."""
    return cast("list[Node]", tinycss2.parse_component_value_list(written, skip_comments=True))


def written(nodes: Iterable[Node]) -> str:
    """Nodes as text, without white space around them."""
    return str(tinycss2.serialize(nodes)).strip()


def addresses(nodes: Iterable[Node], fetching: frozenset[str]) -> Iterator[tuple[str, Node]]:
    """Every address in a value, in `url()`, with its node; a function of `fetching` counts as an empty address."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.type == "url":
            yield node.value.strip(), node
        elif node.type == "function" and node.lower_name == "url":
            yield "".join(each.value for each in node.arguments if each.type == "string").strip(), node
        elif node.type == "error" or (node.type == "function" and node.lower_name in fetching):
            yield "", node
        waiting += getattr(node, "arguments", None) or getattr(node, "content", None) or ()
