"""A structure tree → objects of a PDF (ISO 32000-1, 14.7)."""

from collections.abc import Iterable, Mapping, Sequence

import pydyf

from kolofon.write.paper.file import File, Object, object_at
from kolofon.write.paper.tags.tree import Annotation, Mark, Node

__all__ = ["ROLES", "Writer"]

ROLES = dict.fromkeys(("Cite", "Em", "Strong", "Subscript", "Superscript"), "/Span")
"""Types that PDF 1.7 does not have, each with the standard type for a reader to use.  Em and Strong are PDF 2.0's."""


class _Element(pydyf.Object):  # type: ignore[misc, no-any-unimported]  # pydyf has no types
    """An element as it is written: a long book has tens of thousands, and as dictionaries they take half a second."""

    content = b""

    @property
    def data(self) -> bytes:
        """What is written."""
        return self.content


class Writer:
    """Writes one tree into a file."""

    def __init__(self, pdf: File) -> None:
        self._pdf = pdf
        self._pages = tuple(pdf.page_references)
        self._references: dict[Node, bytes] = {}
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
        elements = [_Element() for _ in nodes]
        for node, element in zip(nodes, elements, strict=True):
            self._pdf.add_object(element)
            self._references[node] = element.reference
        for node, element in zip(nodes, elements, strict=True):
            element.content = self._element(node, self._references[node.parent] if node.parent else tree.reference)
        tree["K"] = pydyf.Array([self._references[root]])
        tree["ParentTree"] = self._ways_in(pages).reference
        tree["ParentTreeNextKey"] = len(pages) + len(self._links)
        named = sorted((node.identifier, node) for node in nodes if node.identifier)
        names = [part for name, node in named for part in (pydyf.String(name), self._references[node])]
        if names:
            tree["IDTree"] = self._object({"Names": pydyf.Array(names)}).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _element(self, node: Node, parent: bytes) -> bytes:
        """A node as a dictionary."""
        pieces = [b"<</Type /StructElem/S /", node.type.encode(), b"/P ", parent]
        if node.page >= 0:
            pieces += b"/Pg ", self._pages[node.page]
        pieces += b"/K [", b" ".join([self._kid(kid, node) for kid in node.kids]), b"]"
        for key, text in (
            (b"/Lang ", node.language),
            (b"/Alt ", node.alternative),
            (b"/E ", node.expansion),
            (b"/ID ", node.identifier),
        ):
            if text:
                pieces += key, pydyf.String(text).data
        if node.attributes or node.heads:
            pieces += b"/A ", _attributes(node)
        return b"".join([*pieces, b">>"])

    def _kid(self, kid: Node | Mark | Annotation, node: Node) -> bytes:
        match kid:
            case Node():
                return self._references[kid]
            case Mark(page, number) if page == node.page:
                return b"%d" % number
            case Mark(page, number):
                return b"<</Type /MCR/Pg %b/MCID %d>>" % (self._pages[page], number)
            case Annotation(page, link, text):
                link["Contents"] = pydyf.String(text)
                self._links.append((link, node))
                return b"<</Type /OBJR/Pg %b/Obj %b>>" % (self._pages[page], link.reference)

    def _ways_in(self, pages: Sequence[Mapping[int, Node]]) -> Object:
        """The parent tree (14.7.4.4): by page, and then by link."""
        numbers: list[object] = []
        for page, nodes in enumerate(pages):
            marked = range(max(nodes, default=-1) + 1)
            held = [self._references[nodes[number]] if number in nodes else b"null" for number in marked]
            numbers += page, b"[" + b" ".join(held) + b"]"
        for key, (link, node) in enumerate(self._links, len(pages)):
            link["StructParent"] = key
            numbers += key, self._references[node]
        return self._object({"Nums": pydyf.Array(numbers)})

    def _object(self, entries: Mapping[str, object]) -> Object:
        written: Object = pydyf.Dictionary(entries)
        self._pdf.add_object(written)
        return written


def _attributes(node: Node) -> bytes:
    attributes = {owner: dict(told) for owner, told in node.attributes.items()}
    if node.heads:
        heads = pydyf.Array(pydyf.String(head.identifier) for head in node.heads)
        attributes.setdefault("Table", {})["Headers"] = heads
    told = [pydyf.Dictionary({"O": f"/{owner}", **said}) for owner, said in attributes.items()]
    written: bytes = (told[0] if len(told) == 1 else pydyf.Array(told)).data
    return written
