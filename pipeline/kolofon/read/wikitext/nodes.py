"""Wikitext as the nodes of mwparserfromhell, each with its offset in the file.

The parser gives no offsets.  But the texts of its nodes, one after another, are the text that it parsed, so they follow
from the lengths of these texts.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Heading, Node, Tag, Template, Wikilink
from mwparserfromhell.wikicode import Wikicode

from kolofon.model.document import Inline, Place
from kolofon.read.targets import folded
from kolofon.read.text import Line

__all__ = [
    "At",
    "Edit",
    "Note",
    "Parameter",
    "Source",
    "attributes",
    "edited",
    "inside",
    "name_of",
    "parameters",
    "parsed",
    "placed",
    "spread",
    "tag_name",
]


_AROUND = frozenset({"big", "center", "div", "font", "p", "section", "small", "span"})
"""The tags that may hold whole sections, or are never closed."""


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
class Edit:
    """A piece of a text, from `start` to `end`, and the text that is parsed in its place."""

    start: int
    end: int
    text: str = ""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after some edits, which are in its order."""
    pieces: list[str] = []
    offset = 0
    for edit in edits:
        pieces += [text[offset : edit.start], edit.text]
        offset = edit.end
    return "".join((*pieces, text[offset:]))


@dataclass(frozen=True, slots=True)
class _Shift:
    """The distances of offsets from where they were before some edits: `behind` are the ends of the edits."""

    behind: tuple[int, ...]
    distances: tuple[int, ...]

    @classmethod
    def of(cls, edits: Sequence[Edit]) -> "_Shift":
        distances = tuple(accumulate(edit.end - edit.start - len(edit.text) for edit in edits))
        return cls(tuple(edit.end - distance for edit, distance in zip(edits, distances, strict=True)), distances)

    def before(self, offset: int) -> int:
        number = bisect_right(self.behind, offset)
        return offset + self.distances[number - 1] if number else offset


@dataclass(frozen=True, slots=True)
class Source:
    """The file, with the place of each offset in its text; `shifts` are those of its edits, the first one first."""

    path: str
    starts: tuple[int, ...]
    shifts: tuple[_Shift, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[Line], path: str) -> "Source":
        """The source of some lines."""
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line.text) + 1)
        return cls(path, tuple(starts))

    def edited(self, edits: Sequence[Edit]) -> "Source":
        """The same file with some more edits, which are in its order."""
        return replace(self, shifts=(*self.shifts, _Shift.of(edits))) if edits else self

    def place(self, offset: int) -> Place:
        """The line and the column of an offset."""
        for shift in reversed(self.shifts):
            offset = shift.before(offset)
        line = bisect_right(self.starts, offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)


def parsed(text: str, offset: int = 0) -> tuple[At, ...]:
    """The nodes of a text that begins at an offset."""
    return placed(mwparserfromhell.parse(text), offset)


def placed(code: Wikicode | None, offset: int) -> tuple[At, ...]:
    """The nodes of some wikitext that begins at an offset."""
    found: list[At] = []
    for node in code.nodes if code is not None else ():
        found.append(At(node, offset))
        offset += len(str(node))
    return tuple(found)


def spread(nodes: Sequence[At]) -> Iterator[At]:
    """Some nodes; a `<div>` or its like that has a heading is replaced by its content, so that this opens a section."""
    for at in nodes:
        if isinstance(at.node, Tag) and _name(at.node) in _AROUND and _has_heading(at.node):
            yield from spread(inside(at))
        else:
            yield at


def _has_heading(tag: Tag) -> bool:
    """Whether there is a heading in a tag, whose content is in the language of the text."""
    if "lang" in attributes(tag):
        return False
    inner = (node for node in tag.contents.nodes if isinstance(node, Tag) and _name(node) in _AROUND)
    return any(isinstance(node, Heading) for node in tag.contents.nodes) or any(map(_has_heading, inner))


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


def name_of(template: Template) -> str:
    """The name of a template for comparison: `Cite_web ` is `cite web`."""
    return folded(str(template.name))


def tag_name(at: At) -> str:
    """The name of a tag; empty for another node."""
    return _name(at.node) if isinstance(at.node, Tag) else ""


def _name(tag: Tag) -> str:
    return str(tag.tag).strip().lower()


def attributes(tag: Tag) -> dict[str, str]:
    """The attributes of a tag."""
    return {
        str(found.name).strip().lower(): "" if found.value is None else str(found.value).strip()
        for found in tag.attributes
    }
