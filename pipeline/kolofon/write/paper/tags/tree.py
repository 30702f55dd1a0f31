"""The structure tree as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kolofon.write.paper.file.protocols import Object

__all__ = ["Annotation", "Mark", "Node", "finish", "number_heads"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content: its page, counted from 0, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A rectangle on a page, counted from 0, that leads elsewhere; `text` is the text in it."""

    page: int
    link: Object
    text: str


@dataclass(slots=True, eq=False)
class Node:
    """An element of the tree, of a structure type (ISO 32000-1, 14.8.4) or one that `writer.ROLES` maps to one.

    `language` is a BCP 47 tag where it differs from that of the node around it, and `speech` wherever it comes from;
    `element` is the element of the XHTML; `page` is the first that it has content on, or -1; `attributes` are keyed by
    their owner and name, their values as PDF writes them; `heads` are the header cells of a table's cell.
    """

    type: str
    parent: "Node | None" = None
    language: str = ""
    speech: str = ""
    element: Element | None = None
    identifier: str = ""
    alternative: str = ""
    expansion: str = ""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    heads: tuple["Node", ...] = ()
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    page: int = -1

    def add(self, type_: str, element: Element | None = None) -> "Node":
        """A new node, after what is in this one, in the language of the element."""
        said = self.said("lang", element) or self.speech
        node = Node(type_, self, "" if said == self.speech else said, said, element)
        self.kids.append(node)
        return node

    def last(self, type_: str) -> "Node":
        """The last node in this one, if it is of that type; else a new one of it, after what is in this one."""
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Node) and last.type == type_ else self.add(type_)

    def within(self, *types: str) -> "Node | None":
        """The nearest node of one of the types: this one, or one around it."""
        node: Node | None = self
        while node and node.type not in types:
            node = node.parent
        return node

    def nodes(self) -> Iterator["Node"]:
        """The nodes in this one, at any depth, in the order of the tree."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield kid
                yield from kid.nodes()

    def said(self, attribute: str, element: Element | None = None) -> str:
        """An attribute of an element, or of this node's own; the empty string, where there is none."""
        element = self.element if element is None else element
        return "" if element is None else element.get(attribute, "")


def finish(root: Node) -> None:
    """Remove empty nodes, and add to each cell of a table how far it spans and which cells head it."""
    _prune(root)
    for table in root.nodes():
        if table.type == "Table":
            _associate(table)


def number_heads(root: Node) -> None:
    """Give each header cell of a tree its identifier, by its number in the tree."""
    for number, cell in enumerate((node for node in root.nodes() if node.type == "TH"), 1):
        cell.identifier = f"h{number}"


def _prune(node: Node) -> None:
    for kid in [kid for kid in node.kids if isinstance(kid, Node)]:
        _prune(kid)
        # An empty cell keeps the others in their columns.
        if not kid.kids and kid.type not in {"TH", "TD"}:
            node.kids.remove(kid)


def _associate(table: Node) -> None:
    """A cell is headed by the header cells before it in its row, and by those above it in the columns that it spans."""
    columns: dict[int, list[Node]] = {}  # the header cells of each column so far
    beside: dict[int, list[Node]] = {}  # those of each row
    occupied: set[tuple[int, int]] = set()  # by cells that come down from a row above
    rows = [node for node in table.nodes() if node.type == "TR"]
    for down, row in enumerate(rows):
        across = 0
        new: list[tuple[int, Node]] = []
        for cell in (kid for kid in row.kids if isinstance(kid, Node)):
            while (down, across) in occupied:
                across += 1
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            over = range(across, across + wide)
            across += wide
            occupied |= {(down + more, at) for more in range(1, deep) for at in over}
            attributes: dict[str, object] = {name: n for name, n in (("ColSpan", wide), ("RowSpan", deep)) if n > 1}
            above = [head for at in over for head in columns.get(at, ())]
            cell.heads = tuple(dict.fromkeys([*beside.get(down, ()), *above]))
            if cell.type == "TH":
                by_row = cell.said("scope") == "row"
                attributes["Scope"] = "/Row" if by_row else "/Column"
                if by_row:
                    for more in range(deep):
                        beside.setdefault(down + more, []).append(cell)
                else:
                    new += ((at, cell) for at in over)
            if attributes:
                cell.attributes["Table"] = attributes
        for at, head in new:
            columns.setdefault(at, []).append(head)


def _span(cell: Node, attribute: str) -> int:
    said = cell.said(attribute)
    return max(int(said), 1) if said.isdecimal() else 1
