"""From the blocks of a Markdown text, the names that its author gave to places, and findings for names given twice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from kolofon.read.markdown.extensions.attributes import MARKS
from kolofon.read.markdown.extensions.figures import figure_names
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Steps
from kolofon.read.text import Line

__all__ = ["Name", "names_in", "report_repeated"]

_NAMED = re.compile(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)""")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the line of the block that has it (from 0), and whether it is that of a figure, a table or a formula."""

    name: str
    line: int
    figure: bool = False


def names_in(block: SyntaxTreeNode) -> Iterator[Name]:
    """The names of places in a block, in the order of the text."""
    figures = set(figure_names([block]))
    waiting = [(block, 0)]
    while waiting:
        node, line = waiting.pop()
        line = node.map[0] if node.map else line
        if "id" in node.meta.get(MARKS, {}):
            name = str(node.meta[MARKS]["id"])
            yield Name(name, line, name in figures or node.type == "formula")
        yield from (Name(str(name), line) for name in node.meta.get("names", ()))
        if node.type in {"html_inline", "html_block"}:
            for found in _NAMED.finditer(node.content):
                below = node.content.count("\n", 0, found.start(1)) if node.type == "html_block" else 0
                yield Name(found[1], line + below, found[1] in figures)
        waiting += ((child, line) for child in reversed(node.children))


def report_repeated(names: Iterable[tuple[Name, Steps]], lines: Sequence[Line], reading: Reading) -> None:
    """Add findings (`repeated-name`) for names that two places have, since a link can lead to one of them alone.

    Two places in one section are the same for a link, unless one is a figure, a table or a formula, which has a number.
    """
    first: dict[str, tuple[Name, Steps]] = {}
    for each, way in names:
        place = lines[min(each.line, len(lines) - 1)].place()
        before, other = first.setdefault(each.name, (each, way))
        hint = "give one of them another name"
        if before is not each and (way != other or before.figure or each.figure):
            where = lines[min(before.line, len(lines) - 1)].number
            message = f"the name {each.name} was given in line {where} already; a link leads to one of them"
            reading.warn("repeated-name", place, message, hint, subject=each.name)
        elif each.figure and (holder := reading.targets.holder(each.name)) not in {"", reading.base}:
            message = f"{holder} gives the name {each.name} too; a link from another file leads there"
            reading.warn("repeated-name", place, message, hint, subject=each.name)
