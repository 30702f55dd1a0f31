"""From nodes, lines: the beginning of a line decides whether it is part of a list, a paragraph or another block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mwparserfromhell.nodes import Tag, Wikilink
from mwparserfromhell.nodes import Text as WikiText

from kolofon.model.limits import DEEPEST
from kolofon.read.wikitext.nodes import At

__all__ = ["Apart", "WikiLine", "begin", "items", "wiki_lines"]

_MARKS = frozenset("*#:;")


@dataclass(slots=True)
class WikiLine:
    """A line: its list marks (`*#` is a number below a bullet), and the nodes after them.

    A line that is `continued` begins behind another node, and a space at its beginning has no meaning.
    """

    marks: str = ""
    nodes: list[At] = field(default_factory=list)
    continued: bool = False

    @property
    def kind(self) -> str:
        """The kind of a line: "list", "preformatted" (it begins with a space), "text" or "blank"."""
        if self.marks:
            return "list"
        if all(isinstance(at.node, str) and not at.node.strip() for at in self.nodes):
            return "blank"
        first = self.nodes[0].node
        spaced = isinstance(first, str) and first.startswith(" ") and not self.continued
        return "preformatted" if spaced else "text"


@dataclass(frozen=True, slots=True)
class Apart:
    """A node that is a block by itself."""

    at: At
    kind: str = "apart"


def wiki_lines(nodes: Iterable[At], apart: Callable[[At], bool]) -> Iterator[WikiLine | Apart]:
    """The lines of some nodes, and between them the nodes that are blocks by themselves.

    A picture in the middle of a line comes before it.
    """
    line = WikiLine(continued=True)
    for at in nodes:
        mark = _mark(at)
        if apart(at) and isinstance(at.node, Wikilink) and line.kind != "blank":
            yield Apart(at)
        elif apart(at):
            yield line
            yield Apart(at)
            line = WikiLine(continued=True)
        elif isinstance(at.node, str | WikiText):
            offset = at.offset
            for index, piece in enumerate(str(at.node).split("\n")):
                if index:
                    yield line
                    line = WikiLine()
                if piece:
                    line.nodes.append(At(piece, offset))
                offset += len(piece) + 1
        elif mark == ":" and line.nodes and line.marks.endswith(";"):  # ; term : what it means
            yield line
            line = WikiLine(line.marks[:-1] + mark)
        elif mark and line.nodes:
            line.nodes.append(At(mark, at.offset))
        elif mark and len(line.marks) <= DEEPEST:  # deeper ones are an error where they are read
            line.marks += mark
        else:
            line.nodes.append(at)
    yield line


def _mark(at: At) -> str:
    """The mark of a list item, if the node is one."""
    tag = at.node
    return str(tag) if isinstance(tag, Tag) and tag.self_closing and tag.wiki_markup in _MARKS else ""


def items(lines: Sequence[WikiLine], depth: int) -> Iterator[list[WikiLine]]:
    """The lines of each item of a list at some depth: its own line, and the deeper ones that follow."""
    item: list[WikiLine] = []
    for line in lines:
        if item and len(line.marks) == depth + 1:
            yield item
            item = []
        item.append(line)
    yield item


def begin(nodes: Sequence[At]) -> int:
    """The offset of the first word of some nodes."""
    for at in nodes:
        text = str(at.node)
        if text.strip():
            return at.offset + len(text) - len(text.lstrip())
    return nodes[0].offset if nodes else 0
