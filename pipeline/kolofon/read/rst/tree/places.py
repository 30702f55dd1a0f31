"""The places of nodes: docutils gives their lines, and the column is that of the node's first word there."""

from collections.abc import Mapping, Sequence

from docutils import nodes

from kolofon.model.document import Place
from kolofon.read.rst.tree.nodes import DirectiveNode
from kolofon.read.text import Line

__all__ = ["Places"]

_NEAR = (0, -1, 1, 2, -2)
"""How far from the line that docutils names the words may be."""


class Places:
    """The places of nodes in a file and in the files that it includes: `lines` has the lines of each by its path."""

    def __init__(self, path: str, lines: Mapping[str, Sequence[Line]]) -> None:
        self._path = path
        self._lines = lines

    def of(self, node: nodes.Node) -> Place:
        """The place where the text of a node begins; its line alone, where the words are not found there."""
        path, line = self._known(node)
        directive = isinstance(node, DirectiveNode | nodes.substitution_definition)
        return self.near(path, line, "" if directive else _first_word(node))

    def near(self, path: str, line: int, word: str = "") -> Place:
        """The place of a word in a line or near it; without the word, that of the first character of the line."""
        lines = self._lines.get(path)
        if lines is None or not 0 < line <= len(lines):
            return Place(path or self._path, line)
        for number in [line + step for step in _NEAR] if word else ():
            if 0 < number <= len(lines) and (at := lines[number - 1].text.find(word)) >= 0:
                return lines[number - 1].place(_begin(lines[number - 1].text, at))
        text = lines[line - 1].text
        return lines[line - 1].place(len(text) - len(text.lstrip()))

    def is_apart(self, node: nodes.Node) -> bool:
        """Whether the line above a node is empty."""
        path, line = self._known(node)
        lines = self._lines.get(path, ())
        return 1 < line <= len(lines) and lines[line - 2].blank

    def _known(self, node: nodes.Node) -> tuple[str, int]:
        """The path and the line of the nearest node that has them: the node, the first in it, or one that it is in."""
        inside: nodes.Node | None = node
        while inside is not None:
            if inside.line:
                break
            inside = inside.children[0] if isinstance(inside, nodes.Element) and inside.children else None
        above: nodes.Node | None = node
        while above is not None and not above.line:
            above = above.parent
        if inside is None and above is None:
            return self._path, 0
        found = inside if inside is not None else above
        # A piece of a table that was cut out of a line has the number of a line within the piece.
        if found is not None and above is not None and (found.line or 0) < (above.line or 0):
            found = above
        return str((found and found.source) or self._path), int((found and found.line) or 0)


def _first_word(node: nodes.Node) -> str:
    """The first word in a node, as it is in the source."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, nodes.Text):
            if pieces := found.astext().split(None, 1):
                return pieces[0]
        elif isinstance(found, nodes.Element):
            waiting += reversed(found.children)
    return ""


def _begin(text: str, at: int) -> int:
    """The offset where the markup begins that is right before a word."""
    while at and not text[at - 1].isspace() and text[at - 1] != "|":
        at -= 1
    return at
