"""From HTML that has Markdown in it (`kolofon.read.markdown.dialects.markdown_in_html`), the blocks of a document."""

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Block, Inline, Place, Sentence
from kolofon.read.elements.inline_content import inline_content
from kolofon.read.html.blocks import MARKDOWN, HtmlReader
from kolofon.read.html.names import figure_name
from kolofon.read.html.tree import Element, parse_html
from kolofon.read.markdown.captions import captioned
from kolofon.read.reading import Reading

__all__ = ["island"]


def island(
    node: SyntaxTreeNode, reading: Reading, place: Place, read: Callable[[Sequence[SyntaxTreeNode]], tuple[Block, ...]]
) -> tuple[tuple[Block, ...], str]:
    """The blocks of an island that begins at a place, and its HTML; `read` reads the Markdown in it."""
    pieces: list[str] = []
    line = place.line - 1
    for number, child in enumerate(node.children):
        begin = max((child.map or (line, line))[0], line)
        pieces.append("\n" * (begin - line))
        # The name has a character that no source can have: another element cannot be taken for this one.
        content = child.content if child.type == "html_block" else f'<{MARKDOWN} n="{number}"/>\n'
        pieces.append(content)
        line = begin + content.count("\n")
    reader = _IslandReader(reading, [partial(read, [child]) for child in node.children])
    html = "".join(child.content for child in node.children if child.type == "html_block")
    return reader.blocks(parse_html("".join(pieces), place)), html


class _IslandReader(HtmlReader):
    """Reads HTML in which some elements are Markdown that was parsed already."""

    def __init__(self, reading: Reading, markdown: Sequence[Callable[[], tuple[Block, ...]]]) -> None:
        super().__init__(reading)
        self._markdown = markdown
        self._read: dict[int, tuple[Block, ...]] = {}

    def own_block(self, element: Element) -> tuple[Block, ...] | None:
        """The blocks of some Markdown, or of a figure with Markdown in it; it is read when it is reached, and once."""
        if element.name == "figure" and any(inner.name == MARKDOWN for inner in element.walk()):
            return self._figure_of(element)
        if element.name != MARKDOWN:
            return None
        number = int(element.attributes["n"])
        if number not in self._read:
            self._read[number] = self._markdown[number]()
        return self._read[number]

    def own_inline(self, element: Element) -> tuple[Inline, ...] | None:
        """The inline content of some Markdown within a line, as in a cell."""
        blocks = self.own_block(element)
        return None if blocks is None else inline_content(blocks)

    def _figure_of(self, element: Element) -> tuple[Block, ...]:
        """A figure whose picture or caption is Markdown; with several pictures, its blocks."""
        self._reading.marks(element.attributes, element.place)
        captions = [node for node in element.children if isinstance(node, Element) and node.name == "figcaption"]
        blocks = self.blocks([node for node in element.children if node not in captions])
        inlines = inline_content(block for caption in captions for block in self.blocks(caption.children))
        caption = (Sentence(inlines, captions[0].place),) if inlines else ()
        return captioned(blocks, figure_name(element), caption)
