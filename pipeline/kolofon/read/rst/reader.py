"""A document from reStructuredText: docutils' markup, and what Sphinx adds to it.

    Title
    =====
    .. _name:                   a name for the section below, for references in all files of the work

    Section
    -------

A file is read in two steps, so that a link may lead to a later place, in this file or another: it is parsed, which
yields its headings and their names, and then, when all targets are known, read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes
from docutils.parsers.rst import Directive

from kolofon.model.document import Aside, AsideKind, Block, Place
from kolofon.read.findings.bounds import too_deep
from kolofon.read.reading import Reading
from kolofon.read.rst.anchors import AnchorNames
from kolofon.read.rst.blocks import BlockReader
from kolofon.read.rst.context import Context
from kolofon.read.rst.sphinx.source import lines_around, project_of
from kolofon.read.rst.sphinx.typography import set_typography
from kolofon.read.rst.tree.directive_classes import directive_class
from kolofon.read.rst.tree.includes import Files, Include
from kolofon.read.rst.tree.messages import add_messages
from kolofon.read.rst.tree.nodes import DirectiveNode, value
from kolofon.read.rst.tree.parser import Parsed, parse
from kolofon.read.rst.tree.places import Places
from kolofon.read.rst.unprinted import report_missing_words, report_unused
from kolofon.read.sections.passages import Chapter, Passage, Steps, section_steps, sections
from kolofon.read.text import Line

__all__ = ["RstFile"]

_BIBLIOGRAPHIC = frozenset(
    {"address", "author", "authors", "contact", "copyright", "date", "organization", "revision", "status", "version"}
    | {"orphan", "tocdepth", "nocomments", "nosearch", "title", "content-type"}
)
_PROSE = frozenset({"abstract", "dedication"})
_MARKS = frozenset({"index"})


@dataclass(slots=True)
class _Part:
    """A heading, the level that it is of, what is below it, and the marks of the index right above it."""

    level: int
    title: nodes.Element | None
    section: nodes.Element | None
    below: list[nodes.Node] = field(default_factory=list)
    marks: list[nodes.Element] = field(default_factory=list)


class RstFile:
    """A parsed file.  `anchors` has the way to the section of each name that a link may have in it."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._reading = reading
        self._lines = lines
        project = project_of(reading)
        files = Files(reading, project.folder)
        files.lines[reading.path] = lines
        self._context = Context(reading, project, files, Places(reading.path, files.lines))
        self._document = self._parsed(lines).document
        self._title, self._parts = self._outline()
        self._ways = section_steps([part.level for part in self._parts[1:]])
        names = AnchorNames(project, reading.base)
        self.anchors: Mapping[str, Steps] = dict(self._anchors(names))
        self.figures = frozenset(names.figures)
        # Last, since names are as they are written.
        set_typography(self._document, project, reading.edition.source_language)
        self.sections = sum(len(way) == 1 for way in self._ways)

    def _parsed(self, lines: Sequence[Line]) -> Parsed:
        context, reading = self._context, self._reading
        include = type("Include", (Include,), {"files": context.files})

        def find(name: str) -> type[Directive]:
            return directive_class(name, context.files, include, described=bool(context.configuration.path))

        around = list(lines_around(lines, context.configuration, reading.path))
        try:
            parsed = parse(around, reading.path, find)
        except RecursionError:
            raise too_deep(self._deepest()) from None
        add_messages(parsed.messages, context.places, reading)
        return parsed

    def _deepest(self) -> Place:
        """The place of the line with the deepest indent."""
        line = max(self._lines, key=lambda line: len(line.text) - len(line.text.lstrip()) if not line.blank else 0)
        return line.place(len(line.text) - len(line.text.lstrip()))

    def _outline(self) -> tuple[nodes.Element | None, list[_Part]]:
        """The title, and the parts of the file, the first of which is before any other heading.

        The title is the first heading, if nothing but comments and marks is above it, or if no other is of its level.
        """
        first = _Part(0, None, None)
        parts = [first]
        self._collect(self._document, 1, parts)
        top = [part for part in parts[1:] if part.level == 1]
        if not top or (len(top) > 1 and self._has_blocks(first.below)):
            return None, parts
        title = parts.pop(1)
        parts[0] = _Part(0, title.title, title.section, [*first.below, *title.below], title.marks)
        return title.title, parts

    def _has_blocks(self, found: Sequence[nodes.Node]) -> bool:
        return any(not isinstance(node, nodes.Invisible | nodes.system_message | nodes.field_list) for node in found)

    def _collect(self, node: nodes.Element, level: int, parts: list[_Part]) -> None:
        for child in node.children:
            if not isinstance(child, nodes.section):
                if not isinstance(child, nodes.title):
                    parts[-1].below.append(child)
                continue
            title = next((each for each in child.children if isinstance(each, nodes.title)), None)
            made = _Part(level, title, child)
            while parts[-1].below and _is_mark(parts[-1].below[-1]):
                found = parts[-1].below.pop()
                if isinstance(found, nodes.Element):
                    made.marks.insert(0, found)
            parts.append(made)
            self._collect(child, level + 1, parts)

    def _anchors(self, names: AnchorNames) -> Iterator[tuple[str, Steps]]:
        found: list[tuple[str, Steps]] = []
        for part, way in zip(self._parts, ((), *self._ways), strict=True):
            for node in (*part.marks, *part.below):
                found += ((name, way) for name in names.names(node))
        yield from found
        # Last, so that a heading wins over places within the text.
        for part, way in zip(self._parts, ((), *self._ways), strict=True):
            if part.section is not None:
                yield from ((name, way) for name in names.of_section(part.section, part.title))

    def read(self) -> Chapter:
        """The content of the file; the targets of its reading must be known."""
        try:
            return self._read()
        except RecursionError:
            raise too_deep(self._deepest()) from None

    def _read(self) -> Chapter:
        reader = BlockReader(self._context)
        first = self._parts[0]
        title = reader.heading(self._title, first.marks) if self._title is not None else None
        lead = self._lead(reader, first.below)
        passages = [
            Passage(part.level, reader.heading(part.title or nodes.title(), part.marks), reader.blocks(part.below))
            for part in self._parts[1:]
        ]
        above = 1 if title else min((passage.level for passage in passages), default=1) - 1
        made, findings = sections(passages, self._reading.work, self._reading.edition, above=above)
        self._reading.findings += findings
        chapter = Chapter(title, lead, made, reader.notes(self._document))
        report_unused(self._document, self._context)
        report_missing_words(chapter, self._document, self._lines, self._context)
        return chapter

    def _lead(self, reader: BlockReader, found: Sequence[nodes.Node]) -> tuple[Block, ...]:
        """The blocks before any other heading, without the fields about the file itself, such as its author."""
        rest: list[nodes.Node] = []
        about: list[Block] = []
        fresh = True
        for node in found:
            if fresh and isinstance(node, nodes.field_list) and self._is_about(node):
                about += self._about(reader, node)
            else:
                rest.append(node)
            fresh = fresh and isinstance(node, nodes.Invisible | nodes.field_list | nodes.system_message)
        return (*about, *reader.blocks(rest))

    def _is_about(self, node: nodes.field_list) -> bool:
        names = [child.children[0].astext().lower() for child in node.children if isinstance(child, nodes.field)]
        return any(name in _BIBLIOGRAPHIC | _PROSE for name in names)

    def _about(self, reader: BlockReader, node: nodes.field_list) -> Iterator[Block]:
        for child in node.children:
            if not isinstance(child, nodes.field):
                continue
            name, body = child.children[0].astext(), child.children[1]
            if name.lower() in _PROSE and isinstance(body, nodes.Element):
                kind = AsideKind.SUMMARY if name.lower() == "abstract" else AsideKind.ASIDE
                yield Aside(kind, None, reader.blocks(body.children))
            else:
                text = body.rawsource if isinstance(body, nodes.Element) else ""
                self._reading.unread("unread-metadata", self._context.places.of(child), f"{name}: {text}")


def _is_mark(node: nodes.Node) -> bool:
    """Whether a node is a mark of the index, or a name, which belong to the heading below them."""
    return (isinstance(node, DirectiveNode) and value(node, "directive") in _MARKS) or isinstance(node, nodes.target)
