"""The structure tree of a PDF, for screen readers, by the elements of the XHTML (ISO 32000-1, 14.7 and 14.8).

WeasyPrint builds its tree by boxes, of which an element has one on each page and each line that it touches.  Here an
element of the XHTML is one element of the tree, however many boxes it has.  Running heads, folios and the like are
artifacts.

| module   | holds                                                 |
|----------|-------------------------------------------------------|
| `tree`   | the tree as values, and the attributes of table cells |
| `boxes`  | pages of boxes → tree                                 |
| `writer` | tree → objects of a PDF                               |
| `second` | what PDF 2.0 requires besides                         |
"""

from collections.abc import Sequence

from kolofon.write.paper.file.protocols import File
from kolofon.write.paper.tags.boxes import Builder, Document, Stream
from kolofon.write.paper.tags.second import Leads
from kolofon.write.paper.tags.tree import Node, finish, number_heads
from kolofon.write.paper.tags.writer import Writer

__all__ = ["add_tags"]


def add_tags(pdf: File, document: Document, version: object, streams: Sequence[Stream]) -> None:
    """Add the tree to a PDF whose pages are drawn; it is called in place of `weasyprint.pdf.add_tags`."""
    root = Node("Document")
    builder = Builder(root)
    pages = [
        builder.page(number, page, stream)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    finish(root)
    number_heads(root)
    writer = Writer(pdf, version)
    writer.remove(builder.spare)
    writer.write(root, pages, Leads(builder.anchors, [node for nodes in builder.outlined for node in nodes]))
