"""The list of chapters from a `SUMMARY.md`, as mdBook has it.

# Summary
[Preface](preface.md)         before the list: front matter
# Part one                    a part
- [First](first.md)           a chapter
    - [More](first/more.md)   a chapter in it
- [Later]()                   not yet written
[Authors](authors.md)         after the list: back matter
"""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from kolofon.model.document import Place, Role, Sentence, Text
from kolofon.model.error import SourceError
from kolofon.read.contents import Listed, every
from kolofon.read.markdown.inline import Origin
from kolofon.read.markdown.parser import AT, parse
from kolofon.read.reading import Reading
from kolofon.read.text import Line

__all__ = ["read_summary"]


def read_summary(lines: Sequence[Line], reading: Reading) -> tuple[Listed, ...]:
    """The chapters and parts that a summary lists.

    Findings: `draft-chapter` for one without a file, `stray-summary` for anything else than chapters and parts.  Raises
    `SourceError` for a file that is listed twice.
    """
    listed = _Summary(lines, reading).listed()
    seen: set[str] = set()
    for item in every(listed):
        if item.path in seen:
            raise SourceError(f"{item.path} is listed twice", place=item.place, hint="take one of them out")
        seen.add(item.path)
    return listed


class _Summary:
    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        self._lines = lines
        self._reading = reading

    def listed(self) -> tuple[Listed, ...]:
        found: list[Listed] = []
        part: Listed | None = None
        numbered = False
        blocks = parse("\n".join(line.text for line in self._lines)).blocks
        for index, node in enumerate(blocks):
            if node.type == "heading":
                words = self._words(node.children[0])
                if index == 0 and node.tag == "h1":
                    continue  # of the list itself: “Summary”
                if part:
                    found.append(part)
                part = Listed("", words, Role.PART, words.place)
            elif node.type in ("bullet_list", "ordered_list"):
                numbered = True
                chapters = tuple(self._items(node))
                if part:
                    part = replace(part, below=(*part.below, *chapters))
                else:
                    found += chapters
            elif node.type == "paragraph":
                if part and numbered:
                    found.append(part)
                    part = None
                found += self._chapters(node.children[0], Role.BACK if numbered else Role.FRONT)
            elif node.type != "hr":
                self._stray_block(node)
        return (*found, *([part] if part else []))

    def _items(self, node: SyntaxTreeNode) -> Iterator[Listed]:
        for item in node.children:
            chapters: list[Listed] = []
            below: list[Listed] = []
            for child in item.children:
                if child.type == "paragraph":
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
        base = posixpath.dirname(self._reading.base)
        for node in inline.children:
            written = "".join(child.content for child in node.walk() if child.type in ("text", "code_inline"))
            words = written.strip()
            place = origin.place(int(node.meta.get(AT, 0)) + len(written) - len(written.lstrip()))
            if node.type == "link":
                title = Sentence((Text(words),), place)
                if target := unquote(str(node.attrs["href"]).partition("#")[0]):
                    yield Listed(posixpath.normpath(posixpath.join(base, target)), title, role, place)
                else:
                    self._reading.note("draft-chapter", place, f"“{words}” is not yet written", words)
            elif words:
                self._stray(words, place)

    def _stray_block(self, node: SyntaxTreeNode) -> None:
        first, end = node.map or (0, 1)
        text = " ".join(line.text.strip() for line in self._lines[first:end])
        self._stray(text, Place(self._reading.path, first + 1, 1))

    def _stray(self, text: str, place: Place) -> None:
        hint = "write a chapter as [Title](file.md), and a part as # Title"
        self._reading.warn("stray-summary", place, f"“{text}” is neither a chapter nor a part", hint, subject=text)

    def _words(self, inline: SyntaxTreeNode) -> Sentence:
        words = "".join(node.content for node in inline.walk() if node.type in ("text", "code_inline"))
        return Sentence((Text(words),), self._origin(inline).place())

    def _origin(self, inline: SyntaxTreeNode) -> Origin:
        first, _ = inline.map or (0, 1)
        return Origin(self._lines, inline.content, first)
