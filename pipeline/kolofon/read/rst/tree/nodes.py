"""The nodes that the press adds to docutils' tree, and the attributes of any node with their types."""

from collections.abc import Iterator, Mapping

from docutils import nodes

__all__ = ["DirectiveNode", "RoleNode", "options_of", "value", "values", "within"]


class DirectiveNode(nodes.General, nodes.Element):
    """A directive as it is written: its name in `directive`, and its `argument`, `options` and `text`.

    `line` is that of its first line, and `first` that of the first line of its content.  Its children are its content
    where that is reStructuredText, after a `title` or a `caption` where it has one.
    """


class RoleNode(nodes.Inline, nodes.TextElement):
    """Interpreted text: `role` is the name of its role, and `text` what is between the backquotes.

    `raw` is the same with its backslashes.  `title` and `target` are the parts of `title <target>`; without these they
    are empty.  `options` are those of a role that the text itself defines.
    """


def value(node: nodes.Element, key: str) -> str:
    """An attribute of a node as text; empty where it has none."""
    found = node.attributes.get(key)
    return found if isinstance(found, str) else ""


def values(node: nodes.Element, key: str) -> list[str]:
    """An attribute of a node that is a list, such as its `names`; without any, an empty list."""
    found = node.attributes.get(key)
    return [str(item) for item in found] if isinstance(found, list) else []


def options_of(node: nodes.Element) -> dict[str, str]:
    """The options of a directive or a role by their names; those without a value are empty."""
    found = node.attributes.get("options")
    return {str(name): str(option or "") for name, option in found.items()} if isinstance(found, Mapping) else {}


def within(node: nodes.Node) -> Iterator[nodes.Element]:
    """The element and all elements in it, in the order of the text; never by recursion."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, nodes.Element):
            yield found
            waiting += reversed(found.children)
