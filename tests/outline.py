"""A document as an outline that people read: a line for each node, what is in it below it, and the line it is from.

    section: The mill
      paragraph
        3: It turns [em: slowly].

Inline content is in square brackets, with what it is; a bracket of the text has a backslash before it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from kolofon.model.document import (
    Aside,
    Bibliography,
    Block,
    Bridgehead,
    Code,
    Date,
    DateRange,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Formula,
    Headword,
    Highlighted,
    Image,
    Index,
    IndexMark,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    NoteRef,
    Number,
    Paragraph,
    Preformatted,
    Quotation,
    Reference,
    Ruby,
    Rule,
    Section,
    Sentence,
    Small,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Term,
    Text,
    Underlined,
    Verse,
)
from kolofon.model.finding import Finding

__all__ = ["outline"]

Lines = Iterator[str]


def outline(document: Document, findings: Iterable[Finding] = ()) -> str:
    """The outline of a document, and below it what was found in its text."""
    return "".join(f"{line}\n" for line in [*_document(document), *map(_finding, findings)])


def _document(document: Document) -> Lines:
    yield f"document in {document.language}: {_inlines(document.title.inlines)}"
    if document.description:
        yield f"  description: {_inlines(document.description.inlines)}"
    yield from _under("lead", _blocks(document.lead), always=False)
    for section in document.sections:
        yield from _indented(_section(section))
    for note in document.notes:
        yield from _under(f"note {note.name}", _blocks(note.blocks))
    yield from _under("index", map(_headword, document.index), always=False)


def _section(section: Section) -> Lines:
    yield f"{section.role}: {_sentence(section.heading)}"
    yield from _indented(_blocks(section.blocks))
    for inner in section.sections:
        yield from _indented(_section(inner))


def _blocks(blocks: Iterable[Block]) -> Lines:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Lines:
    match block:
        case Paragraph(sentences):
            yield "paragraph"
            yield from _indented(map(_sentence, sentences))
        case List(items, start, loose):
            yield _with("list" if start < 0 else f"list from {start}", loose=loose)
            for item in items:
                yield from _under("item", _blocks(item.blocks))
        case DefinitionList():
            yield from _definitions(block)
        case Quotation(blocks):
            yield "quotation"
            yield from _indented(_blocks(blocks))
        case Aside(kind, title, blocks):
            yield f"aside, {kind}: {_sentence(title)}" if title else f"aside, {kind}"
            yield from _indented(_blocks(blocks))
        case Verse(stanzas):
            yield "verse"
            for stanza in stanzas:
                yield from _under("stanza", map(_sentence, stanza))
        case Table():
            yield from _table(block)
        case Figure(image, caption):
            yield f"{_with('figure', named=block.name, placement=block.placement)}: {_inline(image)}"
            yield from _indented(map(_sentence, caption))
        case Infobox():
            yield from _infobox(block)
        case Bibliography(entries, language):
            yield f"bibliography in {language}"
            for entry in entries:
                yield f"  {entry.place.line}: {_shown(entry.text)}"
                if entry.inlines:
                    yield f"    {_inlines(entry.inlines)}"
        case Preformatted(text, syntax, comments):
            yield _with(f"listing in {syntax}" if syntax else "listing", named=block.name)
            yield from _under("caption", map(_sentence, block.caption), always=False)
            yield from (f"  | {line}".rstrip() for line in text.split("\n"))
            yield from (f"  comment {each.start} to {each.end}: {_sentence(each.sentence)}" for each in comments)
        case Rule():
            yield "rule"
        case Index():
            yield "index, here"
        case Bridgehead(sentence):
            yield f"bridgehead: {_sentence(sentence)}"
        case _:
            assert_never(block)


def _definitions(block: DefinitionList) -> Lines:
    yield _with("glossary" if block.glossary else "definitions", loose=block.loose, order=block.order)
    for item in block.items:
        yield from _under("term", map(_sentence, item.terms))
        for meaning in item.meanings:
            yield from _under("meaning", _blocks(meaning.blocks))


def _table(table: Table) -> Lines:
    yield _with("table", named=table.name, align=table.align)
    yield from _under("caption", map(_sentence, table.caption), always=False)
    for kind, rows in (("head", table.head), ("row", table.body)):
        for row in rows:
            yield f"  {kind}"
            for cell in row:
                yield from _indented(_indented(_cell(cell)))


def _cell(cell: TableCell) -> Lines:
    columns, rows = (number if number != 1 else 0 for number in (cell.columns, cell.rows))
    yield _with("cell", heading=cell.heading, columns=columns, rows=rows)
    yield from _indented(map(_sentence, cell.sentences))


def _infobox(box: Infobox) -> Lines:
    yield f"infobox of {box.sides}: {_sentence(box.title)}" if box.title else f"infobox of {box.sides}"
    for row in box.rows:
        yield from _indented(_row(row))


def _row(row: InfoboxRow) -> Lines:
    match row.label:
        case Term(msgid):
            yield f"term: {msgid}"
        case Sentence():
            yield f"label: {_sentence(row.label)}"
        case _:
            assert_never(row.label)
    for cell in row.cells:
        yield "  cell"
        for group in cell:
            yield from _indented(_indented(_group(group)))


def _group(group: InfoboxGroup) -> Lines:
    yield f"group: {_sentence(group.heading)}" if group.heading else "group"
    yield from _indented(map(_sentence, group.items))


def _headword(word: Headword) -> str:
    sent = {"see": map(_path, word.see), "also": map(_path, word.also)}
    more = {name: ", ".join(paths) for name, paths in sent.items()}
    return _with(f"{_path(word.path)} = {_inlines(word.words.inlines)}", **more, rank=word.rank, letter=word.letter)


def _sentence(sentence: Sentence) -> str:
    after = "" if sentence.after == " " else _shown(sentence.after)
    marks = [_inline(mark) for mark in sentence.index]
    told = _with(_inlines(sentence.inlines), language=sentence.language, kept=sentence.kept, after=after, marks=marks)
    return f"{sentence.place.line}: {told}"


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:  # a line for each class
    match inline:
        case Text(text):
            return _shown(text).replace("[", "\\[").replace("]", "\\]")
        case Emphasis(children):
            return f"[em: {_inlines(children)}]"
        case Strong(children):
            return f"[strong: {_inlines(children)}]"
        case Code(text):
            return f"[code: {_shown(text)}]"
        case Superscript(children):
            return f"[sup: {_inlines(children)}]"
        case Subscript(children):
            return f"[sub: {_inlines(children)}]"
        case Struck(children) | Inserted(children) | Underlined(children) | Highlighted(children) | Small(children):
            return f"[{type(inline).__name__.lower()}: {_inlines(children)}]"
        case Formula(text, display, mathml, name):
            kind = "displayed formula" if display else "formula"
            return f"[{_with(kind, mathml=bool(mathml), name=name)}: {_shown(text)}]"
        case Link(children, target, title):
            return f"[{_with(f'link to {target}', title=title)}: {_inlines(children)}]"
        case NoteRef(name):
            return f"[note {name}]"
        case Image(source, alternative, title, language):
            return f"[{_with(f'image {source}', title=title, language=language)}: {_shown(alternative)}]"
        case IndexMark(path, words, see, also, number):
            send = {"also" if also else "see": _path(see)} if see else {}
            return f"[{_with(f'mark {_path(path)}', **send, number=number)}: {_inlines(words)}]"
        case Ruby(text, reading):
            return f"[{_with('ruby', reading=reading)}: {_shown(text)}]"
        case LineBreak():
            return "[break]"
        case Foreign(children, language, kept):
            return f"[{_with(f'in {language}', kept=kept)}: {_inlines(children)}]"
        case Date(text=text):
            return f"[date {_day(inline)}: {_shown(text)}]"
        case DateRange(first, last, text):
            return f"[dates {_day(first)} to {_day(last)}: {_shown(text)}]"
        case Reference(target, shows):
            return f"[{shows} of {target}]"
        case Number(value, text):
            return f"[number {value}: {_shown(text)}]"
        case _:
            assert_never(inline)


def _day(date: Date) -> str:
    return "-".join(f"{number:02}" for number in (date.year, date.month, date.day) if number)


def _path(path: Sequence[str]) -> str:
    return " > ".join(path)


def _finding(finding: Finding) -> str:
    return f"{finding.severity} {finding.code} at {finding.place}: {finding.message}"


def _with(what: str, **more: object) -> str:
    """What something is, and behind it what else is true of it; nothing that is empty, 0 or False."""
    told = [name if value is True else f"{name} {_told(value)}" for name, value in more.items() if value]
    return f"{what} ({', '.join(told)})" if told else what


def _told(value: object) -> str:
    return " ".join(str(each) or "-" for each in value) if isinstance(value, list | tuple) else str(value)


def _shown(text: str) -> str:
    """Text in a line: a character that is not seen, or is a space of another kind, as its code point."""
    return "".join(letter if _is_seen(letter) else f"\\u{ord(letter):04x}" for letter in text)


def _is_seen(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter)[0] not in "CZ"


def _under(what: str, lines: Iterable[str], *, always: bool = True) -> Lines:
    below = list(lines)
    if below or always:
        yield f"  {what}"
        yield from (f"    {line}" for line in below)


def _indented(lines: Iterable[str]) -> Lines:
    return (f"  {line}" for line in lines)
