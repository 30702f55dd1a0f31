"""Pages of WeasyPrint's boxes → a structure tree.  WeasyPrint is not imported here: the boxes are arguments."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element

import pydyf

from kolofon.write.paper.footnotes.place import NUMBER
from kolofon.write.paper.tags.tree import Annotation, Mark, Node
from kolofon.write.paper.weasyprint.protocols import POINTS, Box, Page

if TYPE_CHECKING:
    from kolofon.write.paper.file.protocols import Object

__all__ = ["Builder", "Document", "Stream"]


_TYPES = {
    "a": "Link",
    "article": "Art",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "cite": "Cite",
    "code": "Code",
    "dd": "Definition",
    "div": "Div",
    "dl": "L",
    "dt": "Term",
    "em": "Em",
    "figcaption": "Caption",
    "figure": "Div",  # unless it holds one picture
    "footer": "Div",
    "header": "Div",
    "img": "Figure",
    "li": "LI",
    "math": "Formula",
    "main": "Part",
    "nav": "Sect",
    "ol": "L",
    "pre": "P",
    "q": "Quote",
    "rp": "RP",
    "rt": "RT",
    "ruby": "Ruby",
    "section": "Sect",
    "strong": "Strong",
    "sub": "Subscript",
    "sup": "Superscript",
    "svg": "Figure",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "thead": "THead",
    "table": "Table",
    "ul": "L",
} | {tag: tag.upper() for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr")}
"""Structure types by elements.  Others, such as span, only carry a language or an expansion."""

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")

_BLOCKS = frozenset({"Aside", "BlockQuote", "Div", "L", "P", "Table"})

_NUMBERINGS = {
    "circle": "Circle",
    "decimal": "Decimal",
    "disc": "Disc",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "lower-roman": "LowerRoman",
    "square": "Square",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "upper-roman": "UpperRoman",
    **dict.fromkeys(("arabic-indic", "bengali", "devanagari", "myanmar", "persian"), "Decimal"),
}
"""Values of `ListNumbering` (ISO 32000-1, table 347) by those of CSS's `list-style-type`."""


class Document(Protocol):
    """The pages that are drawn."""

    pages: Sequence[Page]


class Stream(Protocol):
    """A page's content: its operators and their operands, and what it has marked for each box."""

    stream: list[object]
    _tags: MutableMapping[Box, Mapping[str, int]]


class Builder:
    """Fills a tree with pages, in their order; `_nodes` has the node for the content of each element.

    `spare` are annotations that repeat one around them, each with the number of its page; `anchors` are the nodes of
    the ids that links lead to, and `outlined` those of the lines of the outline, for each page in their order.
    """

    def __init__(self, root: Node) -> None:
        self.spare: list[tuple[int, Object]] = []
        self.anchors: dict[str, Node] = {}
        self.outlined: list[list[Node]] = []
        self._root = root
        self._nodes: dict[Element, Node] = {}
        self._parts: dict[tuple[Element, str], Node] = {}

    def page(self, number: int, page: Page, stream: Stream) -> dict[int, Node]:
        """Add a page to the tree; returns the nodes of its marked content, by the numbers of that.

        Whatever else is on the page is marked in the stream as an artifact.
        """
        self._number, self._height, self._marks = number, page.height, stream._tags  # noqa: SLF001  as WeasyPrint does
        self._holders: dict[int, Node] = {}
        self._artifacts: dict[int, dict[str, object]] = {}
        self.outlined.append([])
        for box in page._page_box.children:  # noqa: SLF001  as above
            margin = getattr(box, "at_keyword", "")
            if margin:
                self._decoration(box, _pagination(margin))
            else:
                self._content(box, self._root)
        _mark_artifacts(stream.stream, self._artifacts)
        return self._holders

    def _content(self, box: Box, around: Node, *, linked: bool = False) -> None:
        box = getattr(box, "_box", box)  # one that is positioned absolutely is behind a placeholder
        if box.is_leader:
            self._decoration(box, {"Type": "/Layout"})
            return
        node = self._node(box, around)
        if getattr(box, "is_header", False) and node.page not in {-1, self._number}:
            # The head of a table is repeated on each page that the table continues on; it is in the tree once.
            self._decoration(box, {"Type": "/Pagination"})
            return
        self._lead(box, node)
        if box.link_annotation is not None:
            link = node.within("Link") or node.add("Link", box.element)
            if linked:
                # WeasyPrint lays a link over each box within a link: one more stop for users of the keyboard.
                self.spare.append((self._number, box.link_annotation))
            else:
                link.kids.append(Annotation(self._number, box.link_annotation, _text(link.element)))
            linked = True
        # Between the entries of the contents there are separators, which are only for the eye.
        if _is_blank(box) or node.type == "TOCI":
            self._decoration(box, {"Type": "/Layout"}, deep=False)
        elif node.type == "Figure" and not node.alternative:
            # PDF/UA-1 (7.3) requires words, or else an artifact; the reader of the source reports missing words.
            self._decoration(box, {"Type": "/Layout"}, deep=False)
        elif box in self._marks:
            self._mark(box, node)
        for child in getattr(box, "children", ()):
            self._content(child, node, linked=linked)
        note = getattr(box, "footnote", None)
        if note is not None and "::" not in (box.element_tag or "") and note.element not in self._nodes:
            # The note is read aloud behind its call, although it is at the foot of the page; behind a heading.
            heading = around.within(*_HEADINGS)
            self._nodes[note.element] = _note(heading.parent if heading and heading.parent else around, note.element)

    def _lead(self, box: Box, node: Node) -> None:
        """Note what leads to a box (as `weasyprint.anchors` finds it)."""
        if name := box.style["anchor"]:
            self.anchors.setdefault(str(name), node)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.outlined[-1].append(node)

    def _decoration(self, box: Box, properties: dict[str, object], *, deep: bool = True) -> None:
        box = getattr(box, "_box", box)
        if deep:
            self._lead(box, self._root)
        if box in self._marks:
            self._artifacts[self._marks.pop(box)["mcid"]] = properties
        for child in getattr(box, "children", ()) if deep else ():
            self._decoration(child, properties)

    def _mark(self, box: Box, node: Node) -> None:
        mark = Mark(self._number, self._marks.pop(box)["mcid"])
        self._holders[mark.number] = node
        node.kids.append(mark)
        upward: Node | None = node
        while upward and upward.page < 0:
            upward.page = self._number
            upward = upward.parent
        if node.type in {"Figure", "Formula"}:
            node.attributes.setdefault("Layout", {"BBox": self._bounds(box)})

    def _bounds(self, box: Box) -> object:
        left, top = box.content_box_x(), self._height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        return pydyf.Array(round(corner * POINTS, 2) for corner in corners)

    def _node(self, box: Box, around: Node) -> Node:
        """The node for the content of a box."""
        element = box.element
        tag, _, pseudo = (box.element_tag or "").partition("::")
        if element is None or tag in {"html", "body"}:
            around.speech = around.speech or around.said("lang", element)
            return around
        if pseudo in {"footnote-call", "footnote-marker", "marker"}:
            key = element, pseudo  # for the text in such a box as for the box
            if key not in self._parts:
                self._parts[key] = self._part(element, pseudo, around)
            return self._parts[key]
        if element not in self._nodes:
            self._nodes[element] = _shaped(_TYPES.get(tag.rpartition("}")[2], ""), element, around, box.style)
        node = self._nodes[element]
        # The folio in the contents: beside the words, not among them.
        return node.last("Span") if pseudo == "after" and node.type == "Reference" else node

    def _part(self, element: Element, pseudo: str, around: Node) -> Node:
        """A new node for what a pseudo-element adds to the content of an element."""
        if pseudo == "footnote-call":
            # The call is read aloud, and then the note, although that is at the foot of the page.
            call = around.add("Reference")
            self._nodes[element] = _note(around, element)
            return call
        if pseudo == "footnote-marker":
            return self._nodes[element].add("Lbl")
        return _label(self._nodes[element])


def _is_blank(box: Box) -> bool:
    text = getattr(box, "text", None)
    return isinstance(text, str) and not text.strip()


def _shaped(kind: str, element: Element, around: Node, style: Mapping[str, object]) -> Node:
    """A new node for an element, with the structure type that fits its context; `around`, if it needs none."""
    match kind:
        case "" if around.type == "Ruby":
            return around.add("RB", element)
        case "" if not _needs_node(element, around):
            return around
        case "":
            node = around.add("Reference" if around.type == "TOCI" else "Span", element)
            node.expansion = element.get("title", "") if element.tag == "abbr" else ""
            return node
        case "Link" if element.get("class") == NUMBER:
            return _label(around).add("Link", element)
        case "Link":
            refers = around.type == "TOCI" or around.within("Index") or element.get("role") == "doc-noteref"
            return (around.add("Reference") if refers else around).add("Link", element)
        case "Figure":
            return around if around.type == "Figure" else _figure(element, around, element)
        case "Div" if element.tag == "figure" and len(pictures := list(element.iter("img"))) == 1:
            return _figure(element, around, pictures[0])  # with its Caption in it (ISO 32000-1, 14.8.4.4)
        case "Formula":
            node = around.add("Formula", element)
            node.alternative = element.get("alttext", "")
            return node
        case "L" | "LI" | "Term" | "Definition":
            return _listed(kind, element, around, style)
        case "Div" if element.get("class") == "alphabet":
            return around.add("Index", element)
        case "Div" if around.type == "L":  # as HTML groups the terms of a dl
            return around.add("LI", element)
        case _:
            return around.add(kind, element)


def _figure(element: Element, around: Node, picture: Element) -> Node:
    """A new Figure with the words of its picture."""
    node = around.add("Figure", element)
    node.alternative = picture.get("alt") or picture.findtext("{*}title") or ""
    return node


def _needs_node(element: Element, around: Node) -> bool:
    """Whether an element that has no structure type of its own needs a node, and is not part of the one around it."""
    speech = element.get("lang", around.speech)
    return around.type == "TOCI" or speech != around.speech or (element.tag == "abbr" and "title" in element.attrib)


def _listed(kind: str, element: Element, around: Node, style: Mapping[str, object]) -> Node:
    """The parts of lists (14.8.4.3.3) and of the contents (14.8.4.2)."""
    section = around.within("Sect")
    role = section.said("role") if section else ""
    match kind, around.type:
        case "L", _ if role == "doc-toc":
            return around.add("TOC", element)
        case "L", "Sect" if role == "doc-endnotes":
            return around
        case "LI", "Sect" if role == "doc-endnotes":
            return _note(around, element)
        case "L", _:
            node = around.add("L", element)
            node.attributes["List"] = {"ListNumbering": f"/{_numbering(element, style)}"}
            return node
        case "LI", "TOC":
            return around.add("TOCI", element)
        case "LI", _:
            return around.add("LI", element).add("LBody")
        case "Term", "L":
            last = around.last("LI")
            item = around.add("LI") if any(isinstance(kid, Node) and kid.type == "LBody" for kid in last.kids) else last
            return item.add("Lbl", element)
        case "Term", _:
            return around.add("Lbl", element)
        case _:
            item = around.last("LI") if around.type == "L" else around
            body = item.last("LBody")
            return body if any(_TYPES.get(str(child.tag)) in _BLOCKS for child in element) else body.add("P", element)


def _numbering(element: Element, style: Mapping[str, object]) -> str:
    """The `ListNumbering` of a list (ISO 32000-2, table 382)."""
    counted = str(style["list_style_type"])
    match element.tag:
        case "dl":
            return "Description"
        case _ if counted == "none":
            return "None"
        case tag:
            return _NUMBERINGS.get(counted, "Ordered" if tag == "ol" else "Unordered")


def _note(around: Node, element: Element) -> Node:
    """A note; PDF/UA-1 (7.9) requires its ID."""
    node = around.add("Note", element)
    node.identifier = element.get("id", "")
    return node


def _label(content: Node) -> Node:
    """The label of a note, or of a list's item, where it is before the body."""
    item = content.within("LI", "Note") or content
    label = Node("Lbl", item, speech=item.speech)
    item.kids.insert(0, label)
    return label


def _text(element: Element | None) -> str:
    """The text of a link: its words, or those of its pictures, or at least its target."""
    if element is None:
        return ""
    words = "".join(element.itertext()).strip() or " ".join(picture.get("alt", "") for picture in element.iter("img"))
    return " ".join(words.split()) or element.get("data-number", "") or element.get("href", "")


def _pagination(margin: str) -> dict[str, object]:
    """The properties of what is in a page's margin, by the CSS at-keyword of that (ISO 32000-1, table 330)."""
    edge = margin.removeprefix("@").partition("-")[0].capitalize()
    kinds = {"Top": "/Header", "Bottom": "/Footer"}
    more = {"Subtype": kinds[edge], "Attached": pydyf.Array([f"/{edge}"])} if edge in kinds else {}
    return {"Type": "/Pagination", **more}


def _mark_artifacts(operators: list[object], artifacts: Mapping[int, Mapping[str, object]]) -> None:
    """Begin the marked content of these numbers as artifacts; what is marked in them (`whole_words`) has no number."""
    depth, within = 0, False
    for at, operand in enumerate(operators):
        if isinstance(operand, bytes) and within:
            depth += (operand in {b"BDC", b"BMC"}) - (operand == b"EMC")
            within = depth > 0
        elif isinstance(operand, dict) and within:
            operand.pop("MCID", None)
        elif isinstance(operand, dict) and operand.get("MCID") in artifacts:
            operators[at - 1 : at + 1] = ["/Artifact", pydyf.Dictionary(artifacts[operand["MCID"]])]
            depth, within = 0, True
