"""The list of chapters from a `SUMMARY.md`, as mdBook has it.

# Summary
[Preface](preface.md)         before the list: front matter
# Part one                    a part
- [First](first.md)           a chapter
    - [More](first/more.md)   a chapter in it
- [Later]()                   not yet written
[Authors](authors.md)         after the list: back matter

A line that leads to a place in a file, `[Words](a.md#words)`, is no chapter where the file is one itself.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Place, Role, Sentence
from kolofon.read.html.blocks import collapsed
from kolofon.read.markdown.inline import InlineReader, Origin
from kolofon.read.markdown.parser import AT, parse
from kolofon.read.reading import Reading
from kolofon.read.text import Line
from kolofon.read.works.contents import Listed, every
from kolofon.text.notation import plain

__all__ = ["read_summary"]


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def read_summary(lines: Sequence[Line], reading: Reading) -> tuple[Listed, ...]:
    """The chapters and parts that a summary lists, each file once.

    Findings: `draft-chapter` for one without a file, `repeated-chapter` for a file that is listed again, or a place in
    it, and `stray-summary` for anything else than chapters and parts.
    """
    summary = _Summary(lines, reading)
    return summary.once(summary.listed())


class _Summary:
    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._lines = lines
        self._reading = reading
        self._parsed = parse("\n".join(line.text for line in self._lines))
        self._inline = InlineReader(reading, self._parsed.inline_notes)
        self._placed: set[Place] = set()
        """The places of the chapters that lead to a place in a file."""

    def once(self, listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
        """The chapters without those whose file another has: the first that leads to no place in it, or the first."""
        whole = {item.path for item in every(listed) if item.place not in self._placed}
        return tuple(self._once(listed, whole, set()))

    def _once(self, listed: tuple[Listed, ...], whole: AbstractSet[str], seen: set[str]) -> Iterator[Listed]:
        for item in listed:
            placed = item.place in self._placed
            if item.path and (item.path in seen or (placed and item.path in whole)):
                self._repeated(item, placed=placed)
                yield from self._once(item.below, whole, seen)
            else:
                seen.add(item.path)
                yield replace(item, below=tuple(self._once(item.below, whole, seen)))

    def _repeated(self, item: Listed, *, placed: bool) -> None:
        words = plain(item.title.inlines) if item.title else ""
        if placed:
            message = f"“{words}” is a place in {item.path}, which is a chapter by itself; it is not printed twice"
            self._reading.note("repeated-chapter", item.place, message, words)
        else:
            message = f"{item.path} is listed twice, here as “{words}”; it is printed once"
            self._reading.warn("repeated-chapter", item.place, message, "take one of them out", subject=words)

    def listed(self) -> tuple[Listed, ...]:
        """All chapters and parts, in their order."""
        found: list[Listed] = []
        part: Listed | None = None
        numbered = begun = False
        for node in self._parsed.blocks:
            if node.type == "heading" and not _is_chapter(node):
                words = self._words(node.children[0])
                if begun or node.tag != "h1":  # else it is that of the list itself: “Summary”
                    found += [part] if part else []
                    part = Listed("", words, Role.PART, words.place)
            elif node.type in ("bullet_list", "ordered_list"):
                numbered = True
                chapters = tuple(self._items(node))
                if part:
                    part = replace(part, below=(*part.below, *chapters))
                else:
                    found += chapters
            elif node.type in ("paragraph", "heading"):
                if part and numbered:
                    found.append(part)
                    part = None
                found += self._chapters(node.children[0], Role.BACK if numbered else Role.FRONT)
            elif node.type != "hr":
                self._stray_block(node)
            begun = begun or node.type != "html_block"
        return (*found, *([part] if part else []))

    def _items(self, node: SyntaxTreeNode) -> Iterator[Listed]:
        for item in node.children:
            chapters: list[Listed] = []
            below: list[Listed] = []
            for child in item.children:
                if child.type in ("paragraph", "heading"):
                    chapters += self._chapters(child.children[0], Role.CHAPTER)
                elif child.type in ("bullet_list", "ordered_list"):
                    below += self._items(child)
                else:
                    self._stray_block(child)
            if chapters:
                chapters[-1] = replace(chapters[-1], below=tuple(below))
                yield from chapters
            else:
                yield from below  # of a chapter that is not yet written

    def _chapters(self, inline: SyntaxTreeNode, role: Role) -> Iterator[Listed]:
        origin = self._origin(inline)
        for node in inline.children:
            links = [child for child in node.walk() if child.type == "link"]
            for link in links:
                yield from self._chapter(link, origin, role)
            written = _written(node)
            if not links and (words := written.strip()):
                self._stray(words, _place(node, origin, written))

    def _chapter(self, link: SyntaxTreeNode, origin: Origin, role: Role) -> Iterator[Listed]:
        written = _written(link)
        place = _place(link, origin, written)
        path, _, fragment = str(link.attrs["href"]).partition("#")
        if not path:
            words = written.strip()
            self._reading.note("draft-chapter", place, f"“{words}” is not yet written", words)
        elif _SCHEME.match(path):
            self._stray(f"{written.strip()} {path}", place)
        else:
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(self._reading.base), unquote(path)))
            title = Sentence(collapsed(self._inline.inlines(link.children, origin)), place)
            if fragment:
                self._placed.add(place)
            yield Listed(whole, title, role, place)

    def _stray_block(self, node: SyntaxTreeNode) -> None:
        first, end = node.map or (0, 1)
        text = " ".join(line.text.strip() for line in self._lines[first:end])
        place = Place(self._reading.path, first + 1, 1)
        if node.type == "html_block" and text.startswith("<!--"):
            self._reading.note("comment", place, f"a comment is not printed: {text}", text)
        else:
            self._stray(text, place)

    def _stray(self, text: str, place: Place) -> None:
        hint = "write a chapter as [Title](file.md), and a part as # Title"
        self._reading.warn("stray-summary", place, f"“{text}” is neither a chapter nor a part", hint, subject=text)

    def _words(self, inline: SyntaxTreeNode) -> Sentence:
        origin = self._origin(inline)
        return Sentence(collapsed(self._inline.inlines(inline.children, origin)), origin.place())

    def _origin(self, inline: SyntaxTreeNode) -> Origin:
        first, _ = inline.map or (0, 1)
        return Origin(self._lines, inline.content, first)


def _is_chapter(heading: SyntaxTreeNode) -> bool:
    """Whether a heading is a chapter with a rule right below it: to Markdown, `---` below words makes a heading."""
    return not heading.markup.startswith("#") and any(child.type == "link" for child in heading.walk())


def _written(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.walk() if child.type in ("text", "code_inline"))


def _place(node: SyntaxTreeNode, origin: Origin, written: str) -> Place:
    """The place of the first of the words that are written in a node."""
    return origin.place(int(node.meta.get(AT, 0)) + len(written) - len(written.lstrip()))
