"""A structure tree → objects of a PDF (ISO 32000-1, 14.7)."""

from collections.abc import Iterable, Mapping, Sequence

import pydyf

from kolofon.write.paper.file.protocols import File, Object, object_at
from kolofon.write.paper.tags.second import (
    NAMESPACE,
    NEW_NUMBERINGS,
    TYPES,
    Leads,
    Pages,
    lead_to_elements,
    named,
    paragraphed,
    references,
)
from kolofon.write.paper.tags.tree import Annotation, Mark, Node

__all__ = ["ROLES", "Writer"]

ROLES = dict.fromkeys(("Cite", "Em", "Strong", "Subscript", "Superscript"), "/Span") | {"Aside": "/Div"}
"""Types that PDF 1.7 does not have, each with the standard type for a reader to use.

Aside, Em and Strong are PDF 2.0's.
"""


class _Element(pydyf.Object):  # type: ignore[misc, no-any-unimported]  # pydyf has no types
    """An element as it is written: a long book has tens of thousands, and as dictionaries they take half a second."""

    content = b""

    @property
    def data(self) -> bytes:
        """What is written."""
        return self.content


class Writer:
    """Writes one tree into a file of a version of PDF."""

    def __init__(self, pdf: File, version: object) -> None:
        self._pdf = pdf
        self._second = str(version) >= "2.0"
        self._namespace = b""
        self._referred: Mapping[Node, Sequence[Node]] = {}
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

    def write(self, root: Node, pages: Pages, leads: Leads) -> None:
        """Write the tree, and the references to it from each page's marked content, whose nodes `pages` has.

        In PDF 2.0 what leads to pages leads to its nodes, too.
        """
        if self._second:
            paragraphed(root, pages)
        nodes = [root, *root.nodes()]
        roles = {name: role for name, role in ROLES.items() if not (self._second and name in TYPES)}
        tree = self._object({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(roles)})
        if self._second:
            self._namespace = self._object({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)}).reference
            tree["Namespaces"] = pydyf.Array([self._namespace])
            self._referred = references(root, leads.anchors)
        elements = [_Element() for _ in nodes]
        for node, element in zip(nodes, elements, strict=True):
            self._pdf.add_object(element)
            self._references[node] = element.reference
        for node, element in zip(nodes, elements, strict=True):
            element.content = self._element(node, self._references[node.parent] if node.parent else tree.reference)
        if self._second:
            lead_to_elements(self._pdf, leads, self._references)
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
        type_ = named(node) if self._second else node.type
        pieces = [b"<</Type /StructElem/S /", type_.encode(), b"/P ", parent]
        if self._second and type_ in TYPES:
            pieces += b"/NS ", self._namespace
        if referred := [self._references[other] for other in self._referred.get(node, ()) if other in self._references]:
            pieces += b"/Ref [", b" ".join(referred), b"]"
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
            pieces += b"/A ", _attributes(node, second=self._second)
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


def _attributes(node: Node, *, second: bool) -> bytes:
    attributes = {owner: dict(values) for owner, values in node.attributes.items()}
    if not second and attributes.get("List", {}).get("ListNumbering") in NEW_NUMBERINGS:
        attributes["List"]["ListNumbering"] = "/None"
    if node.heads:
        heads = pydyf.Array(pydyf.String(head.identifier) for head in node.heads)
        attributes.setdefault("Table", {})["Headers"] = heads
    dictionaries = [pydyf.Dictionary({"O": f"/{owner}", **said}) for owner, said in attributes.items()]
    written: bytes = (dictionaries[0] if len(dictionaries) == 1 else pydyf.Array(dictionaries)).data
    return written
