"""From the plain text of a book of Project Gutenberg, a chapter.

    *** START OF THE PROJECT GUTENBERG EBOOK … ***     the text above and below is in a finding, and not printed
    CHAPTER I.                                        a heading, with the title below it
    Running text, wrapped, with _emphasis_ and =strong= text, and the call of a note.[1]
        Lines that are indented,                      remain lines
    * * * * *                                         a break
    [Footnote 1: A note.]
    [Illustration: what it shows]                     is in a finding, since the text has no picture

The title in the header is that of the document; its other fields are in a finding.
"""

import re
from collections.abc import Iterator, Sequence

from kolofon.model.document import (
    Block,
    Inline,
    LineBreak,
    Note,
    Paragraph,
    Place,
    Quotation,
    Rule,
    Sentence,
    Text,
    Verse,
)
from kolofon.model.error import SourceError
from kolofon.read.gutenberg.chunks import Chunk, chunks_of, indent_of, is_prose, usual_width
from kolofon.read.gutenberg.contents import without_contents
from kolofon.read.gutenberg.envelope import Envelope, envelope_of
from kolofon.read.gutenberg.headings import Head, head_of, levels, subtitle_of
from kolofon.read.gutenberg.inline import joined, lines_of, marked
from kolofon.read.gutenberg.notes import Definition, notes_in
from kolofon.read.reading import Reading
from kolofon.read.sections.passages import Chapter, Passage, sections
from kolofon.read.text import Line
from kolofon.read.works.whole_file import WholeFile

__all__ = ["GutenbergFile"]

_RULE = re.compile(r"\s*(?:\*(?:\s*\*){2,}|[-–—_](?:\s*[-–—_]){4,}|#)\s*")
_ILLUSTRATION = re.compile(r"\s*\[(?:Illustration|Frontispiece|Decoration)\b", re.IGNORECASE)

_WORDS = re.compile(r"\w+")
_DEEPEST = 12
_BEFORE_TEXT = 6
"""The chunks at the beginning in which the title and the author are searched."""
_LEVEL_OF_TITLE = 1
_PROSE_INDENT = 8
_LEAST = 40
"""The least width of the widest line in an indented paragraph, in characters."""
_NARROW = 10
"""How many characters narrower than the text an indented paragraph may be."""


class GutenbergFile(WholeFile):
    """A text of Project Gutenberg; no link leads into it, so it is read when it is parsed."""

    def __init__(self, lines: Sequence[Line], reading: Reading) -> None:
        if all(line.blank for line in lines):
            raise SourceError("the file is empty", place=Place(reading.path, 1), hint="write the text, or take it out")
        self._reading = reading
        envelope = envelope_of(lines)
        self._report_envelope(envelope)
        chunks, self._notes = notes_in(list(chunks_of(envelope.text)))
        chunks, listed = without_contents(chunks)
        if listed:
            self._report(
                [line for chunk in listed for line in chunk.lines], "the list of contents, made anew in a book"
            )
        self._width = usual_width(chunks)
        title, place = envelope.fields.get("title", ("", Place(reading.path, 1)))
        chunks = self._without_title(chunks, title, envelope.fields.get("author", ("", place))[0])
        super().__init__(self._read(chunks, Sentence((Text(title),), place) if title else None))

    def _report_envelope(self, envelope: Envelope) -> None:
        for name, (words, place) in envelope.fields.items():
            if name != "title":
                self._reading.unread("unread-metadata", place, f"{name}: {words}")
        if envelope.above:
            self._report(envelope.above, "the header of Project Gutenberg")
        if envelope.below:
            self._report(envelope.below, "the end and the licence of Project Gutenberg")
        for line in envelope.credits:
            self._reading.unread("unread-metadata", line.place(), line.text)

    def _report(self, lines: Sequence[Line], what: str) -> None:
        """Add one finding for lines that are not printed, at the first of them."""
        first, last = lines[0], lines[-1]
        self._reading.note(
            "unprinted-lines",
            first.place(),
            f"lines {first.number} to {last.number} are not printed: {what}",
            f"{first.number}-{last.number}",
        )

    def _without_title(self, chunks: Sequence[Chunk], title: str, author: str) -> list[Chunk]:
        """The chunks without the title and the author at their beginning, if they are those of the header."""
        named, by = _key(title), _key(author)
        kept: list[Chunk] = []
        for number, chunk in enumerate(chunks):
            key = _key(chunk.text)
            head = number < _BEFORE_TEXT and bool(title)
            if head and (key == named or (by and key in {by, f"by {by}", f"{named} by {by}"})):
                self._reading.unread("unread-metadata", chunk.lines[0].place(), chunk.text)
            else:
                kept.append(chunk)
        return kept

    def _read(self, chunks: Sequence[Chunk], title: Sentence | None) -> Chapter:
        lead: list[Block] = []
        heads: list[tuple[Head, Sentence, list[Block]]] = []
        at = 0
        while at < len(chunks):
            chunk = chunks[at]
            head = head_of(chunk) if not _RULE.fullmatch(chunk.text) else None
            at += 1
            if head is None:
                (heads[-1][2] if heads else lead).extend(self._blocks(chunk))
                continue
            under = []
            if head.bare and at < len(chunks) and subtitle_of(chunks[at]):
                under = [chunks[at]]
                at += 1
            heads.append((head, self._heading([chunk, *under]), []))
        passages = [
            Passage(level, heading, tuple(blocks))
            for level, (_, heading, blocks) in zip(levels([head for head, _, _ in heads]), heads, strict=True)
        ]
        made, findings = sections(passages, self._reading.work, self._reading.edition, above=_LEVEL_OF_TITLE)
        self._reading.findings += findings
        return Chapter(title, tuple(lead), made, tuple(self._notes_read()))

    def _heading(self, chunks: Sequence[Chunk]) -> Sentence:
        """A heading of one or two chunks, each on a line of its own."""
        inlines: list[Inline] = []
        for chunk in chunks:
            content = marked("\n".join(line.text.strip() for line in chunk.lines), chunk.lines[0].place(), self._named)
            inlines += [LineBreak(), *content] if inlines else content
        return Sentence(tuple(inlines), chunks[0].lines[0].place())

    def _named(self, mark: str, place: Place) -> str | None:
        """The name in the document of the note that a mark calls."""
        name = self._notes.named(mark, place)
        return None if name is None else self._reading.note_name(name)

    def _blocks(self, chunk: Chunk) -> Iterator[Block]:
        lines = chunk.lines
        if _RULE.fullmatch(chunk.text):
            yield Rule()
        elif _ILLUSTRATION.match(lines[0].text):
            self._reading.unread("missing-illustration", lines[0].place(), chunk.text)
        elif chunk.indent and not (chunk.indent <= _PROSE_INDENT and len(lines) > 1 and self._prose(chunk)):
            yield self._lines(chunk)
        elif chunk.indent and len(lines) > 1:
            yield Quotation((Paragraph((joined(lines, self._named),)),))
        elif is_prose(lines, self._width):
            yield Paragraph((joined(lines, self._named),))
        else:
            yield self._lines(chunk)

    def _prose(self, chunk: Chunk) -> bool:
        """Whether indented lines are a paragraph: nearly as wide as the text, and not all beginning with capitals."""
        widest = max(len(line.text.rstrip()) for line in chunk.lines)
        begins = [line.text.lstrip()[0] for line in chunk.lines[1:]]
        wide = widest > max(self._width - _NARROW, _LEAST)
        return wide and not all(map(str.isupper, begins)) and is_prose(chunk.lines, self._width)

    def _lines(self, chunk: Chunk) -> Verse:
        """Lines that remain lines, with the indent of each beyond that of all, in steps of two characters."""
        steps = tuple(min((indent_of(line) - chunk.indent) // 2, _DEEPEST) for line in chunk.lines)
        return Verse((tuple(lines_of(chunk.lines, self._named)),), (steps,) if any(steps) else ())

    def _notes_read(self) -> Iterator[Note]:
        """The notes that are called, in the order of their calls; a note may call another."""
        done: set[str] = set()
        while waiting := [one for name, one in self._notes.called.items() if name not in done]:
            for definition in waiting:
                done.add(definition.name)
                blocks = tuple(self._note_blocks(definition))
                yield Note(self._reading.note_name(definition.name), blocks)
        for definition in self._notes.every():
            if definition.name not in done:
                words = " ".join(" ".join(line.text for line in definition.lines).split())
                message = f"the note “{definition.name}” is never called, and not printed: {words}"
                hint = f"write [{definition.name}] where it belongs"
                self._reading.warn("uncalled-note", definition.place, message, hint, subject=definition.name)

    def _note_blocks(self, definition: Definition) -> Iterator[Block]:
        for chunk in chunks_of(definition.lines):
            yield from self._blocks(chunk)


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
