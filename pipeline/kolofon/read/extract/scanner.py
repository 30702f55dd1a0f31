"""From the lines of a plain-text wiki extract, headings and blocks, which are not yet nested."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.model.document import (
    Definition,
    DefinitionList,
    Infobox,
    ListItem,
    Paragraph,
    Place,
    Quotation,
    Rule,
    Sentence,
    Table,
    TableCell,
)
from kolofon.model.finding import Finding, Severity
from kolofon.read.elements.infobox import LOOKS, InfoboxLine, read_infobox
from kolofon.read.extract.formulas import folded_formulas, with_formulas, without_formulas
from kolofon.read.extract.headings import Heading, read_heading
from kolofon.read.extract.item_marks import RULE, Mark, bullet, enumerated, listed
from kolofon.read.extract.table_rows import RULED, cells, marked_end, marked_table
from kolofon.read.sections.sentences import stray_markup, warning
from kolofon.read.text import Line

__all__ = ["Bullet", "Bullets", "Piece", "Scanner"]

_BLANKS = " \t"
_PARAMETER = re.compile(r"([a-z][a-z0-9_]*|[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)\s*:")
"""The key of an infobox that is the name of a parameter, which is English in any language; `Height` may be a word."""
_EQUALS = re.compile(r"[^:：=]*[^:：=\s]\s*=(?=\s)")
"""A key with an equals sign behind it, as templates have it."""
_INFOBOX = "Infobox"
_KIND = re.compile(r"(?:Info|Tax|Species|Chem|Geo|Drug|Bio)box(?: [^\s.:;,]+){0,4}|Automatic taxobox", re.IGNORECASE)
"""The line above the fields of a box of some kind, such as “Infobox river”."""
_QUOTED = re.compile(r">[ \t]?(?=[^>\s])")
_FILE = re.compile(r"[^\s:/][^:/]*\.(?:jpe?g|png|gif|svg|tiff?|webp)", re.IGNORECASE)
_MEASURE = re.compile(
    r"[0-9]+(?:x[0-9]+)?[ \t]*px|(?:image|logo|map)[_ ]?(?:size|upright|width)[ \t]*:.*", re.IGNORECASE
)
_FEWEST_CELLS = 2
_TERM = re.compile(r";[ \t]*(?=[^;\s])")
_MEANING = re.compile(r":+[ \t]*(?=[^:*#\s])")
_BEFORE_MEANING = re.compile(r"[ \t]+:[ \t]+")
_IMAGE = re.compile(r"image[_ ]?.*", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"(?:.*[_ ])?(?:image_?)?alt\d*", re.IGNORECASE)
_LOST = re.compile(r"\((?:[ \t]*[,;:]|[ \t]*\))")
"""Brackets in which a template was lost, such as that of a pronunciation."""
_WORKED_OUT = "auto"
"""The value of a field that a wiki calculates itself."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list: the text after its bullet, with the line ends within it, and its depth.

    The depth is greater for a deeper item, but does not count levels.  `number` is the number before the item (0 for
    one that is counted; below 0 for a bullet), and `mark` has the characters before it.
    """

    depth: int
    text: str
    place: Place
    number: int = -1
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, or the entries of a bibliography, depending on its heading."""

    items: tuple[Bullet, ...]


Piece = Heading | Bullets | DefinitionList | Infobox | Paragraph | Quotation | Rule | Table


class Scanner:
    """One walk down the lines, each of which is read once."""

    def __init__(self, lines: Sequence[Line], label: Callable[[str], str] = lambda _: "") -> None:
        """`label` returns the label for a key of an infobox; empty where the key itself is printed."""
        self._lines, findings = folded_formulas(lines)
        self._numbers = enumerated(self._lines)
        self._label = label
        self._next = 0
        self._findings = [*findings]

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
            elif RULE.fullmatch(line.text):
                self._take()
                yield Rule()
            elif self._at_item():
                if items := tuple(self._bullets()):
                    yield Bullets(items)
            elif self._begins_box():
                yield from self._infobox()
            elif _QUOTED.match(line.text):
                yield self._quotation()
            elif _TERM.match(line.text):
                yield self._definitions()
            elif _MEANING.match(line.text):
                yield Quotation(tuple(block for item in self._meanings() for block in item.blocks))
            elif line.text.lstrip().startswith("{|") and (end := marked_end(self._lines, self._next)):
                yield self._marked(end)
            elif rows := self._rows():
                yield self._table(rows)
            else:
                yield from self._paragraph()

    def _peek(self) -> Line | None:
        return self._lines[self._next] if self._next < len(self._lines) else None

    def _take(self, *, breaks: bool = False) -> Line:
        line = self._lines[self._next]
        self._next += 1
        bare = replace(line, text=without_formulas(line.text))
        self._findings.extend(stray_markup(bare, breaks=breaks))
        for lost in _LOST.finditer(bare.text):
            message, hint = f"words are lost in “{lost[0]}”", "write them in, or take out what is left around them"
            self._findings.append(warning("lost-value", line.place(lost.start()), message, hint))
        return line

    def _sentence(self, text: str, place: Place) -> Sentence:
        made, findings = with_formulas(text, place)
        self._findings.extend(findings)
        return made

    def _item(self, text: str, place: Place) -> ListItem:
        return ListItem((Paragraph((self._sentence(text, place),)),))

    def _begins_box(self) -> bool:
        """Whether the next line begins an infobox: it is the kind of one, with a field below it."""
        text = self._lines[self._next].text.strip()
        if text == _INFOBOX:
            return True
        if not _KIND.fullmatch(text):
            return False
        after = next((line for line in self._lines[self._next + 1 : self._next + 3] if not line.blank), None)
        return after is not None and bullet(after) is not None

    def _quotation(self) -> Quotation:
        """A quotation from lines that begin with `>`; a line with nothing behind the sign ends a paragraph."""
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
                paragraphs.append(Paragraph((self._sentence("\n".join(texts), place),)))
                texts = []
        return Quotation(tuple(paragraphs))

    def _rows(self) -> int:
        """How many of the next lines are rows of a table: two or more, with as many cells each."""
        wide = 0
        for number in range(len(self._lines) - self._next):
            line = self._lines[self._next + number]
            found = 0 if line.blank else len(cells(line))
            if (
                found < _FEWEST_CELLS
                or (wide and found != wide)
                or (_begins_block(line) and not RULED.fullmatch(line.text))
            ):
                return number if number >= _FEWEST_CELLS else 0
            wide = found
        count = len(self._lines) - self._next
        return count if count >= _FEWEST_CELLS else 0

    def _table(self, rows: int) -> Table:
        """The table in some lines; with a line of dashes below it, the first line is its head."""
        lines = [self._take() for _ in range(rows)]
        ruled = rows > _FEWEST_CELLS and bool(RULED.fullmatch(lines[1].text))
        made = [
            tuple(
                TableCell((self._sentence(text, line.place(column)),) if text else (), heading=ruled and number == 0)
                for column, text in cells(line)
            )
            for number, line in enumerate(lines)
            if not (ruled and number == 1)
        ]
        return Table((), tuple(made[:1]) if ruled else (), tuple(made[1:] if ruled else made))

    def _marked(self, end: int) -> Table:
        """The table in the markup of a wiki that the line at `end` closes; attributes for its look are in findings."""
        table = marked_table(self._lines[self._next : end])
        self._next = end + 1
        for looks, line in table.looks:
            message = f"not printed, since it says how a table looks: {looks}"
            self._findings.append(Finding("unread-attribute", Severity.NOTE, line.place(), message, subject=looks))
        rows = [
            tuple(
                TableCell((self._cell_sentence(text, line, column),) if text else (), heading)
                for heading, text, line, column in row
            )
            for row in table.rows
        ]
        head = len(rows) > 1 and all(cell.heading for cell in rows[0])
        caption = tuple(self._cell_sentence(*found) for found in table.caption if found[0])
        return Table(caption, tuple(rows[:1]) if head else (), tuple(rows[1:] if head else rows))

    def _cell_sentence(self, text: str, line: Line, column: int) -> Sentence:
        self._findings.extend(stray_markup(Line(line.path, line.number, without_formulas(text), column), breaks=False))
        return self._sentence(text, line.place(column))

    def _paragraph(self) -> Iterator[Paragraph | Bullets]:
        """A paragraph; lines that are items without their bullets are a list."""
        lines = [self._take()]
        while (line := self._peek()) and not self._begins_other(line):
            lines.append(self._take())
        start = listed([line.text for line in lines])
        if start:
            text = "\n".join(line.text.strip(_BLANKS) for line in lines[:start])
            yield Paragraph((self._sentence(text, lines[0].place(_indent(lines[0]))),))
        if items := lines[start:]:
            yield Bullets(tuple(Bullet(0, line.text.strip(_BLANKS), line.place(_indent(line))) for line in items))

    def _begins_other(self, line: Line) -> bool:
        """Whether the next line ends the paragraph before it."""
        return bool(
            _begins_block(line)
            or self._next in self._numbers
            or self._begins_box()
            or _TERM.match(line.text)
            or _MEANING.match(line.text)
            or (line.text.lstrip().startswith("{|") and marked_end(self._lines, self._next))
            or self._rows()
        )

    def _definitions(self) -> DefinitionList:
        """Terms, each behind a semicolon, with their meanings, behind colons, in the same line or below."""
        found: list[Definition] = []
        while line := self._peek():
            if term := _TERM.match(line.text):
                self._take()
                between = _BEFORE_MEANING.search(line.text, term.end())
                words = self._sentence(
                    line.text[term.end() : between and between.start()].rstrip(), line.place(term.end())
                )
                before = found.pop().terms if found and not found[-1].meanings else ()
                rest = between and line.text[between.end() :].rstrip()
                meanings = (self._item(rest, line.place(between.end())),) if between and rest else ()
                found.append(Definition((*before, words), meanings))
            elif _MEANING.match(line.text):
                last = found.pop()
                found.append(Definition(last.terms, (*last.meanings, *self._meanings())))
            elif line.blank and (after := self._after_blanks()) is not None and _TERM.match(self._lines[after].text):
                self._next = after
            else:
                break
        return DefinitionList(tuple(found))

    def _meanings(self) -> Iterator[ListItem]:
        """The next lines that begin with colons, which indent them."""
        while (line := self._peek()) and (found := _MEANING.match(line.text)):
            self._take()
            yield self._item(line.text[found.end() :].rstrip(), line.place(found.end()))

    def _bullets(self) -> Iterator[Bullet]:
        """The items of a list.  Blank lines between them do not end it."""
        while found := self._at_item():
            item = self._bullet(found)
            texts = [item.text]
            while (
                (line := self._peek())
                and line.text.startswith((" ", "\t"))
                and not _begins_block(line)
                and self._next not in self._numbers
            ):
                texts.append(self._take().text.lstrip(_BLANKS))
            yield from self._full(replace(item, text="\n".join(texts)))
            self._skip_blanks()

    def _infobox(self) -> Iterator[Infobox | Paragraph | Bullets]:
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
            yield from self._paragraph()
            return
        items = [item for item in items if not self._is_look(item)] or items
        outermost = items[0].depth
        box, findings = read_infobox([self._field(item, nested=item.depth > outermost) for item in items])
        self._findings.extend(findings)
        yield box

    def _field(self, item: Bullet, *, nested: bool) -> InfoboxLine:
        """A field; a key that is the name of a parameter, as `birth_place` is, has a label in the text's language."""
        text = item.text
        if not nested and (equals := _EQUALS.match(text)):
            text = f"{text[: equals.end() - 1]}:{text[equals.end() :]}"
        key = None if nested else _PARAMETER.match(text)
        return InfoboxLine(text, item.place, nested, label=self._label(key[1]) if key else "")

    def _is_look(self, item: Bullet) -> bool:
        """Whether a field of an infobox is of a picture or a map, which the extract does not have; adds a finding."""
        key, value = (*(part.strip() for part in re.split("[:：=]", item.text, maxsplit=1)), "")[:2]
        of_picture = _FILE.fullmatch(value or key) or _MEASURE.fullmatch(value or key) or _MEASURE.fullmatch(item.text)
        look = LOOKS.fullmatch(key.casefold()) or _ALTERNATIVE.fullmatch(key) if value else _IMAGE.fullmatch(key)
        if not of_picture and not look and value != _WORKED_OUT:
            return False
        why = "a wiki works it out" if value == _WORKED_OUT else "a text has no pictures"
        message = f"not printed, since {why}: {item.text}"
        self._findings.append(Finding("unread-parameter", Severity.NOTE, item.place, message, subject=item.text))
        return True

    def _at_bullet(self) -> Mark | None:
        line = self._peek()
        return bullet(line) if line else None

    def _at_item(self) -> Mark | None:
        """The bullet or the number of the next line."""
        return self._at_bullet() or self._numbers.get(self._next)

    def _after_blanks(self) -> int | None:
        return next((index for index in range(self._next, len(self._lines)) if not self._lines[index].blank), None)

    def _skip_blanks(self) -> None:
        """Go on to the next line that is not blank, if it is an item."""
        after = self._after_blanks()
        if after is not None and (bullet(self._lines[after]) or after in self._numbers):
            self._next = after

    def _bullet(self, found: Mark, *, breaks: bool = False) -> Bullet:
        line = self._take(breaks=breaks)
        mark = line.text[: found.end].strip()
        return Bullet(found.depth, line.text[found.end :], line.place(found.end), found.number, mark)

    def _full(self, item: Bullet) -> Iterator[Bullet]:
        """The item, or a finding if it is empty."""
        if item.text.strip():
            self._findings.extend(with_formulas(item.text, item.place)[1])
            yield item
        else:
            self._findings.append(warning("empty-item", item.place, "the item is empty", "delete its bullet"))


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(_BLANKS))


def _begins_block(line: Line) -> bool:
    """Whether a line ends the paragraph or the item before it."""
    return bool(
        line.blank or line.text.strip() == _INFOBOX or RULE.fullmatch(line.text) or bullet(line) or read_heading(line)
    )
