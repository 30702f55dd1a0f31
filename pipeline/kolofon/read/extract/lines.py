"""The lines of a plain-text wiki extract as headings and blocks, which are not yet nested."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import Infobox, Paragraph, Place, Rule
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding
from kolofon.read.infobox import InfoboxLine, read_infobox
from kolofon.read.passage import sentence, stray_markup, warning
from kolofon.read.text import Line

__all__ = ["Bullet", "Bullets", "Heading", "Piece", "Scanner", "read_heading"]

_BLANKS = " \t"
_DEEPEST_HEADING = 6  # neither HTML nor a wiki has a deeper heading
_INFOBOX = "Infobox"
_BULLET = re.compile(r"([ \t]*)(-+)(?:[ \t]+|$)")
_RULE = re.compile(r"-{4,}[ \t]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title is of level 1."""

    level: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list: the text after its bullet, with the line ends within it, and its depth.

    The depth is a measure, not a count: it is greater the deeper an item is nested.
    """

    depth: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, or the entries of a bibliography, depending on its heading."""

    items: tuple[Bullet, ...]


Piece = Heading | Bullets | Infobox | Paragraph | Rule


def read_heading(line: Line) -> Heading | None:
    """The heading in a line, or None.

    Raises `SourceError` for a line that begins like a heading and is not closed, empty, or deeper than six.
    """
    text = line.text.lstrip(_BLANKS)
    indent = len(line.text) - len(text)
    if not text.startswith("="):
        return None
    behind = text.lstrip("=")
    opening, inside = text[: len(text) - len(behind)], behind.rstrip(_BLANKS)
    before = inside.rstrip("=")
    closing, words = inside[len(before) :], before.strip(_BLANKS)
    place = line.place(indent)
    if opening == closing and words and len(opening) <= _DEEPEST_HEADING:
        return Heading(len(opening), words, line.place(indent + text.index(words, len(opening))))
    if indent:
        return None
    if not words:
        raise SourceError("the heading is empty", place=place, hint="write it between the signs, or delete the line")
    if opening != closing:
        raise SourceError("the heading is not closed", place=place, hint=f"end the line with {opening}")
    raise SourceError(
        "the heading is too deep", place=place, hint=f"write at most {_DEEPEST_HEADING} signs on either side"
    )


class Scanner:
    """One walk down the lines, each of which is read once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._next = 0
        self._findings: list[Finding] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings about the lines read so far."""
        return tuple(self._findings)

    def pieces(self) -> Iterator[Piece]:
        """The headings and blocks in their order; after the last one, `findings` is complete."""
        while line := self._peek():
            if line.blank:
                self._next += 1
            elif heading := read_heading(line):
                self._take()
                yield heading
            elif _RULE.fullmatch(line.text):
                self._take()
                yield Rule()
            elif _bullet(line):
                if items := tuple(self._bullets()):
                    yield Bullets(items)
            elif line.text.strip() == _INFOBOX:
                yield self._infobox()
            else:
                yield self._paragraph()

    def _peek(self) -> Line | None:
        return self._lines[self._next] if self._next < len(self._lines) else None

    def _take(self, *, breaks: bool = False) -> Line:
        line = self._lines[self._next]
        self._next += 1
        self._findings.extend(stray_markup(line, breaks=breaks))
        return line

    def _paragraph(self) -> Paragraph:
        first = self._take()
        texts = [first.text]
        while (line := self._peek()) and not _begins_block(line):
            texts.append(self._take().text)
        indent = len(first.text) - len(first.text.lstrip(_BLANKS))
        return Paragraph((sentence("\n".join(text.strip(_BLANKS) for text in texts), first.place(indent)),))

    def _bullets(self) -> Iterator[Bullet]:
        """The items of a list.  Blank lines between them do not end it."""
        while found := self._at_bullet():
            item = self._bullet(found)
            texts = [item.text]
            while (line := self._peek()) and line.text.startswith((" ", "\t")) and not _begins_block(line):
                texts.append(self._take().text.lstrip(_BLANKS))
            yield from self._full(replace(item, text="\n".join(texts)))
            self._skip_blanks()

    def _infobox(self) -> Infobox | Paragraph:
        """The infobox whose first line is next.  The first blank line after a field ends it."""
        name = self._next
        self._next += 1
        self._skip_blanks()
        items: list[Bullet] = []
        while found := self._at_bullet():
            items.extend(self._full(self._bullet(found, breaks=True)))
        if not items:
            self._next = name
            hint = "write its fields below, each as “- Key: value”"
            self._findings.append(warning("empty-infobox", self._lines[name].place(), "the infobox is empty", hint))
            return self._paragraph()
        outermost = items[0].depth
        box, findings = read_infobox([InfoboxLine(item.text, item.place, item.depth > outermost) for item in items])
        self._findings.extend(findings)
        return box

    def _at_bullet(self) -> re.Match[str] | None:
        line = self._peek()
        return _bullet(line) if line else None

    def _skip_blanks(self) -> None:
        """Go on to the next line that is not blank, if it has a bullet."""
        after = next((index for index in range(self._next, len(self._lines)) if not self._lines[index].blank), None)
        if after is not None and _bullet(self._lines[after]):
            self._next = after

    def _bullet(self, found: re.Match[str], *, breaks: bool = False) -> Bullet:
        line = self._take(breaks=breaks)
        depth = len(found[1].expandtabs()) + len(found[2]) - 1
        return Bullet(depth, line.text[found.end() :], line.place(found.end()))

    def _full(self, item: Bullet) -> Iterator[Bullet]:
        """The item, or a finding if it is empty."""
        if item.text.strip():
            yield item
        else:
            self._findings.append(warning("empty-item", item.place, "the item is empty", "delete its bullet"))


def _bullet(line: Line) -> re.Match[str] | None:
    return None if _RULE.fullmatch(line.text) else _BULLET.match(line.text)


def _begins_block(line: Line) -> bool:
    """Whether a line ends the paragraph or the item before it."""
    return bool(
        line.blank
        or line.text.strip() == _INFOBOX
        or _RULE.fullmatch(line.text)
        or _BULLET.match(line.text)
        or read_heading(line)
    )
