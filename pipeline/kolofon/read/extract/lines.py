"""The lines of a plain-text wiki extract as headings and blocks, which are not yet nested."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import Infobox, Paragraph, Place, Quotation, Rule, Table, TableCell
from kolofon.model.error import SourceError
from kolofon.model.finding import Finding, Severity
from kolofon.read.infobox import InfoboxLine, read_infobox
from kolofon.read.passage import sentence, stray_markup, warning
from kolofon.read.text import Line

__all__ = ["Bullet", "Bullets", "Heading", "Piece", "Scanner", "read_heading"]

_BLANKS = " \t"
_PARAMETER = re.compile(r"([a-z][a-z0-9_]*)\s*:")
"""A key as the infoboxes of wikis have it, in English in any language."""
_DEEPEST_HEADING = 6  # neither HTML nor a wiki has a deeper heading
_INFOBOX = "Infobox"
_KIND = re.compile(r"(?:Info|Tax|Species|Chem|Geo|Drug|Bio)box(?: [^\s.:;,]+){0,4}|Automatic taxobox", re.IGNORECASE)
"""The line above the fields of a box of some kind, such as “Infobox river”."""
_BULLET = re.compile(r"([ \t]*)(-+|\*+|[•▪◦])(?:[ \t]+|$)")
_QUOTED = re.compile(r">[ \t]?(?=[^>\s])")
_CELLS = re.compile(r"[ \t]*\|[ \t]+|[ \t]+\|(?:[ \t]+|$)|[ \t]*\t[ \t]*")
"""What is between two cells of a table that an extract has as lines: a tab, or a bar with room beside it."""
_BARS = re.compile(r"[ \t]*\|[ \t]*")
"""What is between them where bars stand around the row too, or in the line of dashes."""
_RULED = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_FILE = re.compile(r"[^\s:/][^:/]*\.(?:jpe?g|png|gif|svg|tiff?|webp)", re.IGNORECASE)
_MEASURE = re.compile(
    r"[0-9]+(?:x[0-9]+)?[ \t]*px|(?:image|logo|map)[_ ]?(?:size|upright|width)[ \t]*:.*", re.IGNORECASE
)
_FEWEST_CELLS = 2
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


Piece = Heading | Bullets | Infobox | Paragraph | Quotation | Rule | Table


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

    def __init__(self, lines: Sequence[Line], label: Callable[[str], str] = lambda _: "") -> None:
        """`label` returns what is printed for a key of an infobox; nothing where that is the key itself."""
        self._lines = lines
        self._label = label
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
            elif self._begins_box():
                yield self._infobox()
            elif _QUOTED.match(line.text):
                yield self._quotation()
            elif rows := self._rows():
                yield self._table(rows)
            else:
                yield self._paragraph()

    def _peek(self) -> Line | None:
        return self._lines[self._next] if self._next < len(self._lines) else None

    def _take(self, *, breaks: bool = False) -> Line:
        line = self._lines[self._next]
        self._next += 1
        self._findings.extend(stray_markup(line, breaks=breaks))
        return line

    def _begins_box(self) -> bool:
        """Whether the next line is the first of an infobox: its kind is before its first field."""
        text = self._lines[self._next].text.strip()
        if text == _INFOBOX:
            return True
        if not _KIND.fullmatch(text):
            return False
        after = next((line for line in self._lines[self._next + 1 : self._next + 3] if not line.blank), None)
        return after is not None and _bullet(after) is not None

    def _quotation(self) -> Quotation:
        """Lines that each begin with a sign of quotation; one with nothing behind it ends a paragraph."""
        paragraphs: list[Paragraph] = []
        texts: list[str] = []
        place = Place("")
        while (line := self._peek()) and line.text.startswith(">"):
            self._take()
            text = line.text[1:].strip(_BLANKS)
            place = place if texts else line.place(line.text.find(text) if text else 0)
            if text:
                texts.append(text)
            if texts and (not text or not (after := self._peek()) or not after.text.startswith(">")):
                paragraphs.append(Paragraph((sentence("\n".join(texts), place),)))
                texts = []
        return Quotation(tuple(paragraphs))

    def _rows(self) -> int:
        """How many of the next lines are rows of a table: two or more, with as many cells each."""
        cells = 0
        for number in range(len(self._lines) - self._next):
            line = self._lines[self._next + number]
            found = 0 if line.blank else len(_cells(line))
            if (
                found < _FEWEST_CELLS
                or (cells and found != cells)
                or (_begins_block(line) and not _RULED.fullmatch(line.text))
            ):
                return number if number >= _FEWEST_CELLS else 0
            cells = found
        count = len(self._lines) - self._next
        return count if count >= _FEWEST_CELLS else 0

    def _table(self, rows: int) -> Table:
        """The table in some lines; a line of dashes below the first one says that this is its head."""
        lines = [self._take() for _ in range(rows)]
        ruled = rows > _FEWEST_CELLS and bool(_RULED.fullmatch(lines[1].text))
        made = [
            tuple(
                TableCell((sentence(text, line.place(column)),) if text else (), heading=ruled and number == 0)
                for column, text in _cells(line)
            )
            for number, line in enumerate(lines)
            if not (ruled and number == 1)
        ]
        return Table((), tuple(made[:1]) if ruled else (), tuple(made[1:] if ruled else made))

    def _paragraph(self) -> Paragraph:
        first = self._take()
        texts = [first.text]
        while (line := self._peek()) and not _begins_block(line) and not self._begins_box():
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
        if (kind := self._lines[name].text.strip()) != _INFOBOX:
            message = f"not printed, since it says what the fields are: {kind}"
            place = self._lines[name].place()
            self._findings.append(Finding("unprinted-template", Severity.NOTE, place, message, subject=kind))
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
        items = [item for item in items if not self._is_look(item)] or items
        outermost = items[0].depth
        box, findings = read_infobox([self._field(item, nested=item.depth > outermost) for item in items])
        self._findings.extend(findings)
        return box

    def _field(self, item: Bullet, *, nested: bool) -> InfoboxLine:
        """A field; a key that is the name of a parameter, as `birth_place` is, has a label in the text's language."""
        key = None if nested else _PARAMETER.match(item.text)
        return InfoboxLine(item.text, item.place, nested, label=self._label(key[1]) if key else "")

    def _is_look(self, item: Bullet) -> bool:
        """Whether a field of an infobox names a picture or its size, which the extract does not have; it is told."""
        value = re.split("[:：]", item.text, maxsplit=1)[-1].strip()
        if not _FILE.fullmatch(value) and not _MEASURE.fullmatch(value) and not _MEASURE.fullmatch(item.text):
            return False
        message = f"not printed, since a text has no pictures: {item.text}"
        self._findings.append(Finding("unread-parameter", Severity.NOTE, item.place, message, subject=item.text))
        return True

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


def _cells(line: Line) -> list[tuple[int, str]]:
    """The cells of a row, each with its column; a bar at either end of the line is no cell."""
    text = line.text.rstrip(_BLANKS)
    begin = len(text) - len(text.lstrip(_BLANKS))
    opened = text[begin:].startswith("|")
    if opened:
        begin = text.index("|") + 1
    closed = text.endswith("|") and len(text) > begin
    end = len(text) - 1 if closed else len(text)
    framed = (opened and closed) or _RULED.fullmatch(text)
    found: list[tuple[int, str]] = []
    for between in (_BARS if framed else _CELLS).finditer(text, begin, end):
        found.append((begin, text[begin : between.start()]))
        begin = between.end()
    found.append((begin, text[begin:end]))
    return [(column + len(cell) - len(cell.lstrip(_BLANKS)), cell.strip(_BLANKS)) for column, cell in found]


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
