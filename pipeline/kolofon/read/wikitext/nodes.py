"""Wikitext as the nodes of mwparserfromhell, each with its offset in the file.

The parser gives no places.  But the texts of its nodes, one after another, are the text that it parsed, so the offsets
are those of the pieces.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Heading, Node, Tag, Template, Wikilink
from mwparserfromhell.wikicode import Wikicode

from kolofon.model.document import Inline, Place
from kolofon.read.text import Line

__all__ = ["At", "Note", "Parameter", "Source", "attributes", "inside", "parameters", "parsed", "placed", "tag_name"]


@dataclass(frozen=True, slots=True)
class At:
    """A node, or a piece of text, and its offset in the file."""

    node: Node | str
    offset: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a template: its name (a number, where it has none), and its value."""

    name: str
    value: tuple[At, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """The definition of a note: its nodes, or the content that a template makes, which is `text` in characters."""

    nodes: tuple[At, ...]
    text: str = ""
    inlines: tuple[Inline, ...] = ()

    @property
    def written(self) -> str:
        """The note as it is written."""
        return "".join(str(at.node) for at in self.nodes).strip() or self.text


@dataclass(frozen=True, slots=True)
class Source:
    """The file, with the place of each offset."""

    path: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[Line], path: str) -> "Source":
        """The source of some lines."""
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line.text) + 1)
        return cls(path, tuple(starts))

    def place(self, offset: int) -> Place:
        """The line and the column of an offset."""
        line = bisect_right(self.starts, offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)


def parsed(text: str) -> tuple[At, ...]:
    """The nodes of a text."""
    return placed(mwparserfromhell.parse(text), 0)


def placed(code: Wikicode | None, offset: int) -> tuple[At, ...]:
    """The nodes of some wikitext that begins at an offset."""
    found: list[At] = []
    for node in code.nodes if code is not None else ():
        found.append(At(node, offset))
        offset += len(str(node))
    return tuple(found)


def inside(at: At) -> tuple[At, ...]:
    """The nodes in a tag, a heading, or a link."""
    match at.node:
        case Tag():
            contents = at.node.contents
            return placed(contents, at.offset + max(_opening(at.node, str(contents)), 0))
        case Heading():
            return placed(at.node.title, at.offset + at.node.level)
        case Wikilink():
            return placed(at.node.text, at.offset + len(f"[[{at.node.title}|"))
        case ExternalLink():
            return placed(at.node.title, at.offset + len(f"[{at.node.url} "))
        case _:
            return ()


def _opening(tag: Tag, contents: str) -> int:
    if tag.wiki_markup and not tag.attributes:
        return len(tag.wiki_markup) + len(tag.padding)
    # From the right: an attribute may have the same text.
    return str(tag).rfind(contents)


def parameters(at: At) -> Iterator[Parameter]:
    """The parameters of a template."""
    if not isinstance(at.node, Template):
        return
    offset = at.offset + len("{{" + str(at.node.name))
    for found in at.node.params:
        before = len(f"|{found.name}=") if found.showkey else 1
        yield Parameter(str(found.name).strip(), placed(found.value, offset + before), str(found.value))
        offset += 1 + len(str(found))


def tag_name(at: At) -> str:
    """The name of a tag; empty for another node."""
    return str(at.node.tag).strip().lower() if isinstance(at.node, Tag) else ""


def attributes(tag: Tag) -> dict[str, str]:
    """The attributes of a tag."""
    return {
        str(found.name).strip().lower(): "" if found.value is None else str(found.value).strip()
        for found in tag.attributes
    }
