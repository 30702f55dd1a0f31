"""A structure tree → objects of a PDF (ISO 32000-1, 14.7)."""

from collections.abc import Iterable, Mapping, Sequence

import pydyf

from kolofon.write.paper.file import File, Object, object_at
from kolofon.write.paper.tags.tree import Annotation, Mark, Node

__all__ = ["ROLES", "Writer"]

ROLES = dict.fromkeys(("Cite", "Em", "Strong", "Subscript", "Superscript"), "/Span")
"""Types that PDF 1.7 does not have, each with the standard type for a reader to use.  Em and Strong are PDF 2.0's."""


class Writer:
    """Writes one tree into a file."""

    def __init__(self, pdf: File) -> None:
        self._pdf = pdf
        self._pages = tuple(pdf.page_references)
        self._written: dict[Node, Object] = {}
        self._links: list[tuple[Object, Node]] = []

    def remove(self, annotations: Iterable[tuple[int, Object]]) -> None:
        """Take annotations, which come with the numbers of their pages, out of the file."""
        for page, annotation in annotations:
            held = object_at(self._pdf, self._pages[page])["Annots"]
            if isinstance(held, list):
                held.remove(annotation.reference)
            annotation.clear()

    def write(self, root: Node, pages: Sequence[Mapping[int, Node]]) -> None:
        """Write the tree, and the references to it from each page's marked content, whose nodes `pages` has."""
        nodes = [root, *root.nodes()]
        tree = self._object({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(ROLES)})
        for node in nodes:
            self._written[node] = self._object({"Type": "/StructElem", "S": f"/{node.type}"})
        for node in nodes:
            self._fill(node, self._written[node.parent] if node.parent else tree)
        tree["K"] = pydyf.Array([self._written[root].reference])
        tree["ParentTree"] = self._ways_in(pages).reference
        tree["ParentTreeNextKey"] = len(pages) + len(self._links)
        named = sorted((node.identifier, node) for node in nodes if node.identifier)
        names = [part for name, node in named for part in (pydyf.String(name), self._written[node].reference)]
        if names:
            tree["IDTree"] = self._object({"Names": pydyf.Array(names)}).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _fill(self, node: Node, parent: Object) -> None:
        written = self._written[node]
        written["P"] = parent.reference
        if node.page >= 0:
            written["Pg"] = self._pages[node.page]
        written["K"] = pydyf.Array(self._kid(kid, node) for kid in node.kids)
        for key, text in (
            ("Lang", node.language),
            ("Alt", node.alternative),
            ("E", node.expansion),
            ("ID", node.identifier),
        ):
            if text:
                written[key] = pydyf.String(text)
        attributes = {owner: dict(told) for owner, told in node.attributes.items()}
        if node.heads:
            heads = pydyf.Array(pydyf.String(head.identifier) for head in node.heads)
            attributes.setdefault("Table", {})["Headers"] = heads
        if attributes:
            told = [pydyf.Dictionary({"O": f"/{owner}", **said}) for owner, said in attributes.items()]
            written["A"] = told[0] if len(told) == 1 else pydyf.Array(told)

    def _kid(self, kid: Node | Mark | Annotation, node: Node) -> object:
        match kid:
            case Node():
                return self._written[kid].reference
            case Mark(page, number) if page == node.page:
                return number
            case Mark(page, number):
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": number})
            case Annotation(page, link, text):
                link["Contents"] = pydyf.String(text)
                self._links.append((link, node))
                return pydyf.Dictionary({"Type": "/OBJR", "Pg": self._pages[page], "Obj": link.reference})

    def _ways_in(self, pages: Sequence[Mapping[int, Node]]) -> Object:
        """The parent tree (14.7.4.4): by page, and then by link."""
        numbers: list[object] = []
        for page, nodes in enumerate(pages):
            marked = range(max(nodes, default=-1) + 1)
            held = (self._written[nodes[number]].reference if number in nodes else "null" for number in marked)
            numbers += page, pydyf.Array(held)
        for key, (link, node) in enumerate(self._links, len(pages)):
            link["StructParent"] = key
            numbers += key, self._written[node].reference
        return self._object({"Nums": pydyf.Array(numbers)})

    def _object(self, entries: Mapping[str, object]) -> Object:
        written: Object = pydyf.Dictionary(entries)
        self._pdf.add_object(written)
        return written
