"""What the structure tree has besides in PDF 2.0, as PDF/UA-2 requires it (ISO 14289-2).

Its types are of a namespace; what is referred to is named by `Ref`; what leads to a page leads to an element of the
tree, too.
"""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import NamedTuple

import pydyf

from kolofon.write.paper.file.protocols import File, Object, object_at
from kolofon.write.paper.tags.tree import Annotation, Mark, Node

__all__ = [
    "NAMESPACE",
    "NEW_NUMBERINGS",
    "TYPES",
    "Leads",
    "Pages",
    "lead_to_elements",
    "named",
    "paragraphed",
    "references",
]

NAMESPACE = "http://iso.org/pdf2/ssn"
"""The name of the types of PDF 2.0 (ISO 32000-2, 14.8.6.2)."""

TYPES = frozenset(
    [
        *("Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Figure", "FENote"),
        *("L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"),
        *("Aside", "Span", "Em", "Strong", "Link", "Ruby", "RB", "RT"),
    ]
)
"""The types of that namespace that the press uses; its other types are those of PDF 1.7 (annex M)."""

_GROUPS = frozenset({"Art", "Aside", "BlockQuote", "Div", "Document", "Part", "Sect"})
_INLINE = frozenset(
    ["Cite", "Code", "Em", "Link", "Quote", "Reference", "Ruby", "Span", "Strong", "Subscript", "Superscript"]
)

NEW_NUMBERINGS = frozenset({"/Description", "/Ordered", "/Unordered"})
"""Values of `ListNumbering` that PDF 1.7 does not have (ISO 32000-2, table 382)."""


Pages = Sequence[MutableMapping[int, Node]]
"""For each page the nodes of its marked content, by the numbers of that."""


class Leads(NamedTuple):
    """The nodes of the ids that links lead to, and those of the lines of the outline, in their order."""

    anchors: Mapping[str, Node] = {}
    outlined: Sequence[Node] = ()


def named(node: Node) -> str:
    """The type in PDF 2.0 of a node.

    A note is one of two kinds, or of none (ISO 14289-2, 8.2.5.14).  What is in a Div counts as being in what is around
    it, where a caption would be one among much else (8.2.5.27).
    """
    match node.type:
        case "Note":
            return "FENote"
        case "Div" if any(isinstance(kid, Node) and kid.type == "Caption" for kid in node.kids):
            return "Sect"
        case type_:
            return type_


def paragraphed(root: Node, pages: Pages) -> None:
    """Make paragraphs of the text that is directly in a group, where none may be (ISO 32005, table 5).

    `pages` has the nodes of marked content, by the numbers of that on each page, and is changed as the tree is.
    """
    for group in [node for node in (root, *root.nodes()) if node.type in _GROUPS]:
        kids, group.kids = group.kids, []
        paragraph: Node | None = None
        for kid in kids:
            if isinstance(kid, Node) and kid.type not in _INLINE:
                group.kids.append(kid)
                paragraph = None
                continue
            if paragraph is None:
                paragraph = group.add("P")
                paragraph.page = kid.page
            paragraph.kids.append(kid)
            if isinstance(kid, Node):
                kid.parent = paragraph
            elif isinstance(kid, Mark):
                pages[kid.page][kid.number] = paragraph


def references(root: Node, anchors: Mapping[str, Node]) -> dict[Node, list[Node]]:
    """What a node refers to: a line of the contents to its chapter, a note and its call to each other.

    ISO 14289-2, 8.2.5.8 and 8.2.5.14.
    """
    found: dict[Node, list[Node]] = {}
    for link in root.nodes():
        for target in _targets(link, anchors):
            line, note = link.within("TOCI"), target.within("Note")
            if line:
                found.setdefault(line, []).append(target)
            elif note and link.within("Note") is not note:
                found.setdefault(link, []).append(note)
                found.setdefault(note, []).append(link)
    return {node: list(dict.fromkeys(nodes)) for node, nodes in found.items()}


def _targets(link: Node, anchors: Mapping[str, Node]) -> Iterator[Node]:
    for kid in link.kids:
        if isinstance(kid, Annotation):
            target = kid.link.get("Dest", None)
            if isinstance(target, pydyf.String) and target.string in anchors:
                yield anchors[target.string]


def lead_to_elements(pdf: File, leads: Leads, at: Mapping[Node, bytes]) -> None:
    """Let the names that links lead to, and the outline, lead to elements of the tree (ISO 32000-2, 12.3.2.3).

    `at` has the references to the nodes that are written.  A program that knows no such destination takes the page.
    """

    def element(node: Node | None) -> bytes:
        while node and node not in at:  # it is empty, and so not in the file
            node = node.parent
        return at[node] if node else next(iter(at.values()))

    match pdf.catalog.get("Names"):
        case {"Dests": {"Names": [*pairs]} as destinations}:
            for place, (name, page) in enumerate(zip(pairs[::2], pairs[1::2], strict=True)):
                pairs[2 * place + 1] = pydyf.Dictionary(_both(page, element(leads.anchors.get(name.string))))
            destinations["Names"] = pydyf.Array(pairs)
    for line, node in zip(_lines(pdf, pdf.catalog.get("Outlines")), leads.outlined, strict=True):
        action = {"Type": "/Action", "S": "/GoTo", **_both(line.pop("Dest", None), element(node))}
        line["A"] = pydyf.Dictionary(action)


def _both(page: object, element: bytes) -> dict[str, object]:
    """A destination on a page, and the same one in an element."""
    _, *where = page if isinstance(page, list) else (None,)
    return {"D": page, "SD": pydyf.Array([element, *where])}


def _lines(pdf: File, outline: object) -> Iterator[Object]:
    """The lines of an outline (ISO 32000-1, 12.3.3), each before those below it."""
    reference = object_at(pdf, outline).get("First", None) if outline else None
    while reference:
        line = object_at(pdf, reference)
        yield line
        yield from _lines(pdf, line.reference)
        reference = line.get("Next", None)
