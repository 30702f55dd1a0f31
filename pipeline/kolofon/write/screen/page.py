"""A finished page as a tree, to be cut into pieces: XHTML ⇄ elements.

The book is set once, by `kolofon.write.xhtml`.  What a screen shows is cut from that page, so nothing in the one
edition can be missing from the other.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from kolofon.write.markup import VOID

__all__ = ["Run", "parsed", "runs", "words", "written"]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_PREFIXES = {"{http://www.w3.org/XML/1998/namespace}": "xml:", "{http://www.idpf.org/2007/ops}": "epub:"}


class Run(NamedTuple):
    """Text without an element in it, at the beginning of an element or behind one."""

    text: str
    element: ET.Element
    behind: bool


def parsed(xhtml: bytes) -> ET.Element:
    """The tree of a page that the press has made, with names as in the file: `p`, `xml:lang`."""
    root = ET.fromstring(xhtml)  # noqa: S314  the press has just written it
    for element in root.iter():
        element.tag = element.tag.removeprefix(_XHTML)
        for name in [name for name in element.attrib if name.startswith("{")]:
            namespace, brace, local = name.rpartition("}")
            element.attrib[_PREFIXES[namespace + brace] + local] = element.attrib.pop(name)
    return root


def written(element: ET.Element) -> Markup:
    """An element as markup that is both XML and HTML: only elements that are always empty have no end tag."""
    return Markup("".join(_pieces(element)))  # noqa: S704  every piece is escaped


def words(element: ET.Element) -> str:
    """The characters of an element, each run of white space as one space."""
    return " ".join("".join(element.itertext()).split())


def runs(element: ET.Element) -> Iterator[Run]:
    """Every text of an element in document order."""
    if element.text:
        yield Run(element.text, element, behind=False)
    for child in element:
        yield from runs(child)
        if child.tail:
            yield Run(child.tail, child, behind=True)


def _pieces(element: ET.Element) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    if element.tag in VOID:
        yield f"<{element.tag}{attributes}/>"
        return
    yield f"<{element.tag}{attributes}>{escape(element.text or '')}"
    for child in element:
        yield from _pieces(child)
        yield escape(child.tail or "")
    yield f"</{element.tag}>"
