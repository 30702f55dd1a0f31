"""Blocks of a document as set blocks: with their ids, in the order in which notes are called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import assert_never

from kolofon.model.document import (
    Bibliography,
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Index,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    List,
    ListItem,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Role,
    Rule,
    Section,
    Sentence,
    Table,
    TableCell,
    Term,
    Verse,
)
from kolofon.set.characters import characters, only_pictures
from kolofon.set.document import (
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetCell,
    SetComment,
    SetDefinition,
    SetDefinitions,
    SetEntry,
    SetFactCell,
    SetFigure,
    SetGroup,
    SetIndex,
    SetInfobox,
    SetItem,
    SetList,
    SetNote,
    SetParagraph,
    SetPlain,
    SetPreformatted,
    SetQuotation,
    SetRow,
    SetRule,
    SetSection,
    SetStanza,
    SetTable,
    SetVerse,
)
from kolofon.set.index import groups
from kolofon.set.inline import InlineSetter
from kolofon.set.words import Words
from kolofon.text.notation import plain

__all__ = ["HIGHEST", "LOWEST", "BlockSetter"]

HIGHEST, LOWEST = 2, 6
"""Levels of headings in HTML that a section may have; level 1 is the title's."""

_BELLIGERENTS = Term("Belligerents")


class BlockSetter:
    """Sets the blocks of one document, once."""

    def __init__(self, document: Document, words: Words) -> None:
        self._document = document
        self._words = words
        self._title = _collapsed(plain(document.title.inlines))
        numbers = {note.name: number for number, note in enumerate(document.notes, 1)}
        self.inline = InlineSetter(document.language, numbers, dict(_headings(document.sections, "s")))
        self._used: Counter[str] = Counter()

    def sections(self, sections: Iterable[Section], above: str = "s", level: int = HIGHEST) -> tuple[SetSection, ...]:
        """Sections and all that is in them; `above` begins their ids."""
        return tuple(
            SetSection(
                id=f"{above}{number}",
                role=_role(section),
                level=min(level, LOWEST),
                heading=self.inline.heading(section.heading),
                blocks=self.blocks(section.blocks, f"{above}{number}"),
                sections=self.sections(section.sections, f"{above}{number}-", level + 1),
            )
            for number, section in enumerate(sections, 1)
        )

    def notes(self, notes: Iterable[Note]) -> tuple[SetNote, ...]:
        """The notes of a document, in their order."""
        return tuple(
            SetNote(f"n{number}", f"r{number}", self.blocks(note.blocks, f"n{number}"))
            for number, note in enumerate(notes, 1)
        )

    def blocks(self, blocks: Iterable[Block], where: str) -> tuple[SetBlock, ...]:
        """Blocks one after another; `where` is the id of what holds them."""
        return tuple([self._block(block, where) for block in blocks])

    def index(self, where: str = "") -> SetIndex:
        """The index, below the heading of the section `where`; one that is in none is a section of its own."""
        level = HIGHEST + where.count("-") + (where != "lead")
        return SetIndex(groups(self._document, self.inline), min(level, LOWEST))

    def _block(self, block: Block, where: str) -> SetBlock:
        match block:
            case Paragraph(sentences):
                name, told = self._id(where, "p"), self.inline.sentences(sentences)
                return SetParagraph(name, told, pictures=only_pictures(told))
            case List(items, start, loose):
                return SetList(tuple([self._item(item, where, loose=loose) for item in items]), start, loose)
            case Quotation(blocks):
                return SetQuotation(self.blocks(blocks, where))
            case Verse(stanzas):
                return SetVerse(tuple([self._stanza(stanza, where) for stanza in stanzas]))
            case Table():
                return self._table(block, where)
            case Figure(image, caption):
                told = self.inline.sentences(caption)
                return SetFigure(self._id(where, "f"), self.inline.picture(image), told)
            case Infobox():
                return self._infobox(block, where)
            case Bibliography(entries, language):
                return SetBibliography(
                    tuple(
                        SetEntry(self._id(where, "b"), entry.text, self.inline.inlines(entry.inlines))
                        for entry in entries
                    ),
                    language,
                )
            case DefinitionList():
                return self._definitions(block, where)
            case Preformatted(text, syntax, comments):
                told_of = (SetComment(self.inline.sentence(one.sentence), one.start, one.end) for one in comments)
                return SetPreformatted(text, syntax, tuple(told_of))
            case Rule():
                return SetRule()
            case Index():
                return self.index(where)
            case Bridgehead(sentence):
                return SetBridgehead(self.inline.sentence(sentence))
            case _:
                assert_never(block)

    def _id(self, where: str, kind: str) -> str:
        self._used[f"{where}-{kind}"] += 1
        return f"{where}-{kind}{self._used[f'{where}-{kind}']}"

    def _item(self, item: ListItem, where: str, *, loose: bool) -> SetItem:
        """An item.  In a list that is not loose, one paragraph among other blocks is a `SetPlain`."""
        if loose or sum(isinstance(block, Paragraph) for block in item.blocks) != 1:
            return SetItem("", self.blocks(item.blocks, where), self._box(item), bool(item.done))
        return SetItem(
            self._id(where, "p"),
            tuple(
                SetPlain(self.inline.sentences(block.sentences))
                if isinstance(block, Paragraph)
                else self._block(block, where)
                for block in item.blocks
            ),
            self._box(item),
            bool(item.done),
        )

    def _box(self, item: ListItem) -> str:
        """What is said for the box of a task; nothing for any other item."""
        return "" if item.done is None else self._words.text("Done" if item.done else "To do")

    def _definitions(self, block: DefinitionList, where: str) -> SetDefinitions:
        names = [self._id(where, "g") if block.glossary else "" for _ in block.items]
        return SetDefinitions(
            tuple(
                self._definition(item, name, name or where, loose=block.loose)
                for item, name in zip(block.items, names, strict=True)
            ),
            block.glossary,
            block.order if block.glossary and block.order else tuple(range(len(block.items))),
            block.loose,
        )

    def _definition(self, item: Definition, name: str, where: str, *, loose: bool) -> SetDefinition:
        terms = tuple([self.inline.sentence(term) for term in item.terms])
        return SetDefinition(name, terms, tuple(self._item(meaning, where, loose=loose) for meaning in item.meanings))

    def _stanza(self, stanza: Iterable[Sentence], where: str) -> SetStanza:
        return SetStanza(self._id(where, "p"), tuple([self.inline.sentence(line) for line in stanza]))

    def _table(self, block: Table, where: str) -> SetTable:
        """A table.  Its head is in its body where a cell of it stands beside rows below, which HTML would cut off."""
        head, body = self._rows(block.head, block.align), self._rows(block.body, block.align)
        if any(cell.rows > len(head) - number for number, row in enumerate(head) for cell in row):
            head, body = (), head + body
        return SetTable(self._id(where, "t"), self.inline.sentences(block.caption), head, body)

    def _rows(self, rows: Iterable[Iterable[TableCell]], align: tuple[str, ...]) -> tuple[tuple[SetCell, ...], ...]:
        # A row may have more cells than the table says anything about.
        aligned = (zip(row, chain(align, repeat("")), strict=False) for row in rows)
        return tuple(
            tuple(
                SetCell(self.inline.sentences(cell.sentences), cell.heading, cell.columns, cell.rows, side)
                for cell, side in row
            )
            for row in aligned
        )

    def _infobox(self, block: Infobox, where: str) -> SetInfobox:
        name = self._id(where, "i")
        title = self.inline.sentence(block.title) if block.title else None
        return SetInfobox(
            id=name,
            title=title,
            again=title is not None and _collapsed(characters(title.inlines)) == self._title,
            sides=block.sides,
            rows=tuple(self._row(row, block.sides) for row in block.rows),
        )

    def _row(self, row: InfoboxRow, sides: int) -> SetRow:
        match row.label:
            case Term(msgid):
                label = self._words.sentence(msgid)
            case Sentence():
                label = self.inline.sentence(row.label)
            case _:
                assert_never(row.label)
        if len(row.cells) == 1:
            return SetRow(label, (SetFactCell(self._groups(row.cells[0]), sides),), heading=False)
        cells = tuple(SetFactCell(self._groups(cell)) for cell in row.cells)
        # The names of the sides are the only facts that head the columns below them.
        return SetRow(label, cells + (SetFactCell(()),) * (sides - len(cells)), heading=row.label == _BELLIGERENTS)

    def _groups(self, groups: tuple[InfoboxGroup, ...]) -> tuple[SetGroup, ...]:
        return tuple(self._group(group) for group in groups)

    def _group(self, group: InfoboxGroup) -> SetGroup:
        items = tuple([self.inline.sentence(item) for item in group.items])
        return SetGroup(self.inline.sentence(group.heading) if group.heading else None, items)


def _role(section: Section) -> str:
    if any(isinstance(block, Bibliography) for block in section.blocks):
        return "doc-bibliography"
    if any(isinstance(block, Index) for block in section.blocks):
        return "doc-index"
    if any(isinstance(block, DefinitionList) and block.glossary for block in section.blocks):
        return "doc-glossary"
    return {Role.PART: "doc-part", Role.CHAPTER: "doc-chapter"}.get(section.role, "")


def _headings(sections: Sequence[Section], above: str) -> Iterator[tuple[str, Sentence]]:
    """The id and the heading of every section."""
    for number, section in enumerate(sections, 1):
        yield f"{above}{number}", section.heading
        yield from _headings(section.sections, f"{above}{number}-")


def _collapsed(text: str) -> str:
    return " ".join(text.split())
