"""Blocks of a document → set blocks, with their ids; in the order of the text, which is that of the calls of notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import assert_never

from kolofon.model.document import (
    Aside,
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
from kolofon.model.figures import Figures, Placement
from kolofon.model.notes import NotePlace, Notes
from kolofon.set.chapter_cache import ChapterCache, SettingState
from kolofon.set.index import groups
from kolofon.set.inline import InlineSetter, unlinked
from kolofon.set.lookups import Lookups
from kolofon.set.numbers.captions import Numbered, numbers
from kolofon.set.numbers.notes import Listed, Placed
from kolofon.set.values.document import (
    SetAside,
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
    SetInfobox,
    SetItem,
    SetList,
    SetListed,
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
from kolofon.set.values.index import SetIndex
from kolofon.set.values.line import SetSentences
from kolofon.set.walk.characters import characters, only_pictures
from kolofon.set.words import Words
from kolofon.text.furniture import ASIDES
from kolofon.text.notation import plain

__all__ = ["HIGHEST", "LOWEST", "BlockSetter"]

HIGHEST, LOWEST = 2, 6
"""Levels of headings in HTML that a section may have; level 1 is the title's."""

_BELLIGERENTS = Term("Belligerents")


class BlockSetter:
    """Sets the blocks of one document, once; `figures` and `notes` are what edition.toml says of these.

    `cache` has its chapters that were set earlier.
    """

    def __init__(self, document: Document, words: Words, figures: Figures, notes: Notes, cache: ChapterCache) -> None:
        self._document = document
        self._cache = cache
        self._words = words
        self._title = _collapsed(plain(document.title.inlines))
        self._figures = figures
        cache.begin(document.language, words.known, self._title, figures, notes)
        self._numbers = numbers(document, words, figures, cache.parts)
        self.place = notes.place
        listed = notes.place is NotePlace.LIST
        self.notes = Listed(document.notes, self.blocks) if listed else Placed(document.notes, notes, self.blocks)
        self._lookups = Lookups(self._numbers, dict(_headings(document.sections, "s")))
        self.inline = InlineSetter(document.language, self.notes, self._lookups)
        self._state = SettingState(self.notes, self.inline, self._lookups)
        self._indexes = 0
        self._used: Counter[str] = Counter()

    def sections(self, sections: Iterable[Section], *, chapters: bool = False) -> tuple[SetSection, ...]:
        """The outermost sections and all that is in them; `chapters` says whether these have notes of their own."""
        return self._outer(sections, "s", HIGHEST, chapters=chapters)

    def _outer(self, sections: Iterable[Section], above: str, level: int, *, chapters: bool) -> tuple[SetSection, ...]:
        """The outermost sections, or those of a part of the text; `above` begins their ids."""
        return tuple(
            self._chapter(section, (f"{above}{number}", level, chapters)) for number, section in enumerate(sections, 1)
        )

    def _chapter(self, section: Section, place: tuple[str, int, bool]) -> SetSection:
        """A part of the text, or a chapter, which may have been set earlier; `place` as for `_section`."""
        if section.role is Role.PART or (self.place is not NotePlace.LIST and not place[2]):
            return self._section(section, *place)

        def make() -> tuple[SetSection, bool]:
            indexes = self._indexes
            return self._section(section, *place), self._indexes == indexes  # an index is of the whole document

        return self._cache.chapter(self._state, section, place, make)

    def _section(self, section: Section, name: str, level: int, chapter: bool) -> SetSection:  # noqa: FBT001  see `place`
        heading = self.inline.heading(section.heading)
        blocks = self.blocks(section.blocks, name)
        part = section.role is Role.PART
        notes = self.notes.taken(name, heading) if chapter and part else ()
        above = f"{name}-"
        if part:
            sections = self._outer(section.sections, above, level + 1, chapters=chapter)
        else:
            inner = enumerate(section.sections, 1)
            sections = tuple([self._section(each, f"{above}{at}", level + 1, chapter=False) for at, each in inner])
        if chapter and not part:
            notes = self.notes.taken(name, heading)
        front = section.role is Role.FRONT
        return SetSection(name, _role(section), min(level, LOWEST), heading, blocks, sections, notes, front=front)

    def blocks(self, blocks: Iterable[Block], where: str) -> tuple[SetBlock, ...]:
        """Blocks one after another; `where` is the id of what holds them."""
        return tuple([self._block(block, where) for block in blocks])

    def index(self, where: str = "") -> SetIndex:
        """The index, below the heading of the section `where`; one that is in none is a section of its own."""
        self._indexes += 1
        level = HIGHEST + where.count("-") + (where != "lead")
        return SetIndex(groups(self._document, self.inline), min(level, LOWEST))

    def _block(self, block: Block, where: str) -> SetBlock:
        match block:
            case Paragraph(sentences):
                name, line = self._id(where, "p"), self.inline.sentences(sentences)
                return SetParagraph(name, line, pictures=only_pictures(line))
            case List(items, start, loose):
                return SetList(tuple([self._item(item, where, loose=loose) for item in items]), start, loose)
            case Quotation(blocks, kind):
                return SetQuotation(self.blocks(blocks, where), kind)
            case Aside():
                return self._aside(block, where)
            case Verse(stanzas, indents):
                steps = indents or ((),) * len(stanzas)
                pairs = zip(stanzas, steps, strict=True)
                return SetVerse(tuple([self._stanza(stanza, own, where) for stanza, own in pairs]))
            case Table():
                return self._table(block, where)
            case Figure():
                return self._figure(block, where)
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
            case Preformatted():
                return self._listing(block, where)
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
        """The words for the box of a task, for those who do not see it; "" for any other item."""
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

    def _stanza(self, stanza: Iterable[Sentence], indents: tuple[int, ...], where: str) -> SetStanza:
        return SetStanza(self._id(where, "p"), tuple([self.inline.sentence(line) for line in stanza]), indents)

    def _figure(self, block: Figure, where: str) -> SetFigure:
        """A figure.  A picture that only its caption describes has that as its alternative."""
        name, image = self._id(where, "f"), block.image
        if block.name and not image.alternative:
            image = replace(image, alternative=_collapsed(" ".join(plain(one.inlines) for one in block.caption)))
        caption = self._caption(name, block.caption)
        return SetFigure(name, self.inline.picture(image), caption, self._floats(block))

    def _listing(self, block: Preformatted, where: str) -> SetPreformatted:
        """A listing, whose caption is before its comments."""
        name = self._id(where, "l") if block.caption or block.name else ""
        caption = self._caption(name, block.caption) if name else ()
        comments = [SetComment(self.inline.sentence(one.sentence), one.start, one.end) for one in block.comments]
        return SetPreformatted(block.text, block.syntax, tuple(comments), name, caption)

    def _aside(self, block: Aside, where: str) -> SetAside:
        """An aside.  Its label is its title, or else the press's word for its kind."""
        name, word = self._id(where, "a"), ASIDES.get(block.kind, "")
        if block.title is None:
            label = self._words.sentence(word) if word else None
        else:
            label = self.inline.sentence(block.title) if block.title.inlines else None
        return SetAside(name, block.kind, label, self.blocks(block.blocks, where), titled=block.title is not None)

    def _floats(self, block: Figure | Table) -> bool:
        return (block.placement or self._figures.place) == Placement.PAGE

    def _caption(self, name: str, caption: Sequence[Sentence]) -> SetSentences:
        numbered = self._lookups.numbered(name)
        return (*([numbered.label] if numbered else []), *self.inline.sentences(caption))

    def lists(self) -> Iterator[tuple[SetListed, ...]]:
        """The lists of the figures, of the tables and of the listings, empty where there are to be none."""
        for those in (self._numbers.figures, self._numbers.tables, self._numbers.listings):
            yield tuple(map(self._listed, those.values())) if self._numbers.listed else ()

    def _listed(self, numbered: Numbered) -> SetListed:
        """A line of a list, with the first sentence of the caption."""
        first = next(iter(numbered.caption), None)
        if first is None:
            return SetListed(numbered.id, numbered.label, None)
        words = self.inline.sentence(replace(first, inlines=unlinked(first.inlines), index=()))
        return SetListed(numbered.id, numbered.label, replace(words, source=first))

    def _table(self, block: Table, where: str) -> SetTable:
        """A table.  A head of which a cell reaches down into the body is part of the body: HTML would cut it off."""
        head, body = self._rows(block.head, block.align), self._rows(block.body, block.align)
        if any(cell.rows > len(head) - number for number, row in enumerate(head) for cell in row):
            head, body = (), head + body
        name = self._id(where, "t")
        floats = bool(block.caption) and self._floats(block)
        return SetTable(name, self._caption(name, block.caption), head, body, floats)

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
        if not row.cells:  # it heads the rows below it
            return SetRow(label, (), heading=False)
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
