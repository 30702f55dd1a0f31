"""Pages of XHTML as trees, for the tests."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from kolofon.write.screen.publication import Publication

__all__ = ["bodies", "parsed", "words"]

_PREFIXES = {
    "{http://www.w3.org/1999/xhtml}": "",
    "{http://www.w3.org/XML/1998/namespace}": "xml:",
    "{http://www.idpf.org/2007/ops}": "epub:",
    "{http://www.w3.org/1998/Math/MathML}": "",
    "{http://www.w3.org/2000/svg}": "",
}


def parsed(xhtml: bytes) -> ET.Element:
    """The tree of a page, with names as in the file: `p`, `xml:lang`."""
    root = ET.fromstring(xhtml)  # noqa: S314  the press has just written it
    for element in root.iter():
        element.tag = _named(element.tag)
        for name in [name for name in element.attrib if name.startswith("{")]:
            element.attrib[_named(name)] = element.attrib.pop(name)
    return root


def _named(name: str) -> str:
    space, brace, local = name.rpartition("}")
    return _PREFIXES[space + brace] + local if brace else name


def words(element: ET.Element) -> str:
    """The characters of an element, each run of white space as one space."""
    return " ".join("".join(element.itertext()).split())


def bodies(made: Publication) -> Iterator[ET.Element]:
    """The bodies of the files of a publication, in reading order; of the contents page only the table of contents."""
    files = {str(file.path): file.content for file in made.files}
    for name in made.spine:
        body = next(parsed(files[name]).iter("body"))
        yield body if name != "nav.xhtml" else body[0]
