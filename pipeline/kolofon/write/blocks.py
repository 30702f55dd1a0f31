"""Block content as XHTML.

Ids come from the position in the document, so they are the same in every language: sections `s1`, `s1-2` (the second
section of the first); paragraphs `s1-2-p3`, `lead-p1`; bibliography entries `s3-b1`; words of a glossary `s4-g1`;
notes `n1`; calls of notes `r1`; places that the index leads to `x1`, its entries `e1`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from typing import assert_never

from markupsafe import Markup

from kolofon.model.document import (
    Bibliography,
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Image,
    Index,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    LineBreak,
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
    Text,
    Verse,
)
from kolofon.text.notation import plain
from kolofon.write.addresses import safe_picture
from kolofon.write.index import groups
from kolofon.write.inline import InlineSetter, Mark, unlinked
from kolofon.write.markup import element, joined
from kolofon.write.tongue import code_attributes, language_attributes
from kolofon.write.views import Cell, Facts, Heading, Layouts, Row, SetNote, SetSection
from kolofon.write.words import Words

__all__ = ["HIGHEST", "LOWEST", "BlockSetter"]

HIGHEST, LOWEST = 2, 6
"""Levels of headings in HTML that a section may have; level 1 is the title's."""

_SIDES = frozenset({"left", "center", "right"})

_LONG_WORD = 24
"""Characters from which a word in a table is broken anywhere, for a column would be too wide with it."""


class BlockSetter:
    """Sets the blocks of one document, once."""

    def __init__(self, document: Document, words: Words, layouts: Layouts, mark: Mark | None = None) -> None:
        self._language = document.language
        self._inline = InlineSetter(
            document.language,
            {note.name: number for number, note in enumerate(document.notes, 1)},
            dict(_headings(document.sections, "s")),
            mark,
        )
        self._document = document
        self._words = words
        self._layouts = layouts
        self._used: Counter[str] = Counter()

    def heading(self, sentence: Sentence) -> Heading:
        """A heading or a title."""
        language = sentence.language or self._language
        contents = self._inline.inlines(unlinked(sentence.inlines), language)
        attributes = language_attributes(sentence.language, self._language)
        return Heading(
            markup=self._inline.sentence(sentence),
            contents=element("span", attributes, contents) if attributes else contents,
            plain=plain(sentence.inlines),
        )

    def sections(self, sections: Iterable[Section], above: str = "s", level: int = HIGHEST) -> tuple[SetSection, ...]:
        """Sections and all that is in them; `above` begins their ids."""
        return tuple(
            SetSection(
                id=f"{above}{number}",
                role=_role(section),
                level=min(level, LOWEST),
                heading=self.heading(section.heading),
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

    def blocks(self, blocks: Iterable[Block], where: str) -> Markup:
        """Blocks one after another; `where` is the id of what holds them."""
        return Markup("\n").join(filter(None, [self._block(block, where) for block in blocks]))

    def _block(self, block: Block, where: str) -> Markup:
        match block:
            case Paragraph(sentences):
                kind = "picture" if _is_picture(sentences) else None
                attributes = {"id": self._id(where, "p"), "class": kind}
                return element("p", attributes, self._inline.sentences(sentences, ending=True))
            case List():
                return self._list(block, where)
            case Quotation(blocks):
                return element("blockquote", {}, self.blocks(blocks, where))
            case Verse(stanzas):
                return self._verse(stanzas, where)
            case Table():
                return self._table(block, where)
            case Figure():
                return self._figure(block, where)
            case Infobox():
                return self._infobox(block, where)
            case Bibliography():
                return self._bibliography(block, where)
            case DefinitionList():
                return self._definitions(block, where)
            case Preformatted():
                return self._preformatted(block)
            case Rule():
                return element("hr", {})
            case Index():
                return self.index(where)
            case Bridgehead(sentence):
                return element("p", {"class": "bridgehead"}, self._inline.sentence(sentence))
            case _:
                assert_never(block)

    def index(self, where: str = "") -> Markup:
        """The index, below the heading of the section `where`; one that stands nowhere else is a section of its own."""
        level = HIGHEST + where.count("-") + (where != "lead")
        entries = groups(self._document, self._inline)
        return self._layouts.index(entries, min(level, LOWEST)) if entries else Markup("")

    def _id(self, where: str, kind: str) -> str:
        self._used[f"{where}-{kind}"] += 1
        return f"{where}-{kind}{self._used[f'{where}-{kind}']}"

    def _list(self, block: List, where: str) -> Markup:
        items = Markup("\n").join(self._item(item, where, loose=block.loose) for item in block.items)
        if block.start < 0:
            return element("ul", {}, items)
        return element("ol", {"start": str(block.start)}, items)

    def _item(self, item: ListItem, where: str, *, loose: bool, tag: str = "li") -> Markup:
        """An item.  In a list that is not loose, one paragraph among other blocks is set without an element."""
        if loose or sum(isinstance(block, Paragraph) for block in item.blocks) != 1:
            return element(tag, {}, self.blocks(item.blocks, where))
        return element(
            tag,
            {"id": self._id(where, "p")},
            Markup("\n").join(
                self._inline.sentences(block.sentences) if isinstance(block, Paragraph) else self._block(block, where)
                for block in item.blocks
            ),
        )

    def _definitions(self, block: DefinitionList, where: str) -> Markup:
        if not block.glossary:
            items = (self._definition(item, where, loose=block.loose) for item in block.items)
            return element("dl", {}, Markup("\n").join(items))
        # Set in the order of the source, so that a word has the same id in every language.
        names = [self._id(where, "g") for _ in block.items]
        entries = [
            self._definition(item, name, loose=block.loose, name=name)
            for item, name in zip(block.items, names, strict=True)
        ]
        ordered = (entries[index] for index in block.order or range(len(entries)))
        return element("dl", {"class": "glossary"}, Markup("\n").join(ordered))

    def _definition(self, item: Definition, where: str, *, loose: bool, name: str | None = None) -> Markup:
        names = chain([name], repeat(None))
        terms = (
            element("dt", {"id": own}, self._inline.sentence(term))
            for term, own in zip(item.terms, names, strict=False)
        )
        meanings = (self._item(meaning, where, loose=loose, tag="dd") for meaning in item.meanings)
        return Markup("\n").join((*terms, *meanings))

    def _preformatted(self, block: Preformatted) -> Markup:
        pieces: list[str] = []
        end = 0
        for comment in block.comments:
            pieces += block.text[end : comment.start], self._inline.sentence(comment.sentence)
            end = comment.end
        content = joined([*pieces, block.text[end:]])
        if block.syntax:
            content = element("code", {"class": f"language-{block.syntax}"}, content)
        return element("pre", code_attributes(self._language), content)

    def _verse(self, stanzas: Iterable[Iterable[Sentence]], where: str) -> Markup:
        lines = (Markup("<br/>\n").join(map(self._inline.sentence, stanza)) for stanza in stanzas)
        return element("div", {"class": "verse"}, joined(element("p", {"id": self._id(where, "p")}, x) for x in lines))

    def _table(self, block: Table, where: str) -> Markup:
        head = self._table_rows(block.head, "col", block.align)
        return element(
            "table",
            {"id": self._id(where, "t")},
            joined(
                [
                    element("caption", {}, self._inline.sentences(block.caption)) if block.caption else "",
                    element("thead", {}, head) if head else "",
                    element("tbody", {}, self._table_rows(block.body, "row", block.align)) if block.body else "",
                ]
            ),
        )

    def _table_rows(self, rows: Iterable[Iterable[TableCell]], scope: str, align: tuple[str, ...]) -> Markup:
        # A row may have more cells than the table says anything about.
        aligned = (zip(row, chain(align, repeat("")), strict=False) for row in rows)
        return joined(
            element("tr", {}, joined(self._table_cell(cell, scope, side) for cell, side in row)) for row in aligned
        )

    def _table_cell(self, cell: TableCell, scope: str, align: str) -> Markup:
        words = " ".join(plain(sentence.inlines) for sentence in cell.sentences).split()
        attributes = {
            "class": "long-word" if any(len(word) >= _LONG_WORD for word in words) else None,
            "scope": scope if cell.heading else None,
            "colspan": str(cell.columns) if cell.columns > 1 else None,
            "rowspan": str(cell.rows) if cell.rows > 1 else None,
            "style": f"text-align: {align}" if align in _SIDES else None,
        }
        return element("th" if cell.heading else "td", attributes, self._inline.sentences(cell.sentences))

    def _figure(self, block: Figure, where: str) -> Markup:
        caption = element("figcaption", {}, self._inline.sentences(block.caption)) if block.caption else ""
        return element("figure", {"id": self._id(where, "f")}, joined([self._inline.picture(block.image), caption]))

    def _bibliography(self, block: Bibliography, where: str) -> Markup:
        entries = Markup("\n").join(
            element(
                "li",
                {"id": self._id(where, "b")},
                self._inline.inlines(entry.inlines, block.language) if entry.inlines else entry.text,
            )
            for entry in block.entries
        )
        # The language is said even where it is the document's own: a bibliography is the same in every edition.
        own = {"class": "bibliography", "lang": block.language, "xml:lang": block.language}
        return element("ul", own | language_attributes(block.language, self._language), entries)

    def _infobox(self, block: Infobox, where: str) -> Markup:
        return self._layouts.facts(
            Facts(
                id=self._id(where, "i"),
                title=self._inline.sentence(block.title) if block.title else None,
                sides=block.sides,
                rows=tuple(self._row(row, block.sides) for row in block.rows),
            )
        )

    def _row(self, row: InfoboxRow, sides: int) -> Row:
        match row.label:
            case Term(msgid):
                label = self._words.markup(msgid)
            case Sentence():
                label = self._inline.sentence(row.label)
            case _:
                assert_never(row.label)
        if len(row.cells) == 1:
            return Row(label, (Cell(self._groups(row.cells[0]), sides),), heading=False)
        cells = tuple(Cell(self._groups(cell)) for cell in row.cells)
        # The names of the sides are the only facts that head the columns below them.
        return Row(label, cells + (Cell(Markup("")),) * (sides - len(cells)), heading=row.label == Term("Belligerents"))

    def _groups(self, groups: tuple[InfoboxGroup, ...]) -> Markup:
        match groups:
            case (InfoboxGroup(None, (item,)),):
                return self._inline.sentence(item)
            case _:
                return joined(self._group(group) for group in groups)

    def _group(self, group: InfoboxGroup) -> Markup:
        items = [self._inline.sentence(item) for item in group.items]
        heading = element("p", {"class": "group"}, self._inline.sentence(group.heading)) if group.heading else ""
        listed = element("ul", {}, joined(element("li", {}, item) for item in items)) if items else ""
        return joined([heading, listed])


def _is_picture(sentences: Iterable[Sentence]) -> bool:
    """Whether a paragraph holds pictures and no word, so that it needs no indent."""
    inlines = [inline for sentence in sentences for inline in sentence.inlines]
    return any(isinstance(inline, Image) for inline in inlines) and all(
        (isinstance(inline, Image) and safe_picture(inline.source) is not None)
        or isinstance(inline, LineBreak)
        or (isinstance(inline, Text) and not inline.text.strip())
        for inline in inlines
    )


def _role(section: Section) -> str:
    if any(isinstance(block, Bibliography) for block in section.blocks):
        return "doc-bibliography"
    if any(isinstance(block, Index) for block in section.blocks):
        return "doc-index"
    if any(isinstance(block, DefinitionList) and block.glossary for block in section.blocks):
        return "doc-glossary"
    return {Role.PART: "doc-part", Role.CHAPTER: "doc-chapter"}.get(section.role, "")


def _headings(sections: Iterable[Section], above: str) -> Iterator[tuple[str, Sentence]]:
    """The id and the heading of every section."""
    for number, section in enumerate(sections, 1):
        yield f"{above}{number}", section.heading
        yield from _headings(section.sections, f"{above}{number}-")
