"""Set blocks as XHTML."""

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup

from kolofon.model.document import AsideKind, QuotationKind
from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetCell,
    SetDefinition,
    SetDefinitions,
    SetEntry,
    SetFigure,
    SetGroup,
    SetInfobox,
    SetItem,
    SetList,
    SetListed,
    SetNote,
    SetNoteGroup,
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
from kolofon.set.walk.characters import characters, only_formulas
from kolofon.text.notation import plain
from kolofon.write.markup.elements import Attributes, element, joined
from kolofon.write.markup.languages import code_attributes, language_attributes
from kolofon.write.views import Cell, Endnote, Facts, Layouts, Listed, NoteGroup, Row, Section
from kolofon.write.xhtml.index import groups
from kolofon.write.xhtml.inline import InlineWriter
from kolofon.write.xhtml.medium import PAPER, Medium

__all__ = ["LONG_WORD", "BlockWriter"]

_ROLES = frozenset({QuotationKind.DEDICATION, QuotationKind.EPIGRAPH})
"""Kinds of quotations that are roles in DPUB-ARIA, without its prefix."""

_SIDES = frozenset({"left", "center", "right"})

LONG_WORD = 24
"""Characters from which a word in a table is broken anywhere, for a column would be too wide with it."""


class BlockWriter:
    """Writes the blocks of a document in a language for a medium; `prefix` is as `InlineWriter` has it.

    `drop` is whether the first letters of chapters are drop capitals.
    """

    def __init__(
        self,
        language: str,
        layouts: Layouts,
        prefix: str | None = "",
        medium: Medium = PAPER,
        *,
        drop: bool = False,
    ) -> None:
        self._language = language
        self._drop = drop
        self._layouts = layouts
        self._medium = medium
        self.inline = InlineWriter(language, prefix, medium)

    def sections(self, sections: Iterable[SetSection]) -> tuple[Section, ...]:
        """Sections and all that is in them, as templates see them."""
        return tuple(
            Section(
                front=section.front,
                id=section.id,
                role=section.role,
                level=section.level,
                heading=self.inline.heading(section.heading),
                blocks=self.blocks(section.blocks),
                sections=self.sections(section.sections),
                notes=self.notes(section.notes),
            )
            for section in sections
        )

    def notes(self, notes: Iterable[SetNote]) -> tuple[Endnote, ...]:
        """Notes, as templates see them."""
        return tuple(
            Endnote(note.id, note.back, self.blocks(note.blocks), self._behind(note.id, note.blocks), note.number)
            for note in notes
        )

    def groups(self, groups: Iterable[SetNoteGroup]) -> tuple[NoteGroup, ...]:
        """The notes of chapters that are away from these, as templates see them."""
        return tuple(
            NoteGroup(
                chapter=group.chapter,
                heading=self.inline.heading(group.heading) if group.heading else None,
                notes=self.notes(group.notes),
                calls=group.calls,
            )
            for group in groups
        )

    def listed(self, entries: Iterable[SetListed]) -> tuple[Listed, ...]:
        """The lines of a list of figures or of tables, as templates see them."""
        inline = self.inline
        return tuple(
            Listed(one.id, inline.sentence(one.label), inline.sentence(one.words) if one.words else None)
            for one in entries
        )

    def blocks(self, blocks: Iterable[SetBlock]) -> Markup:
        """Blocks one after another.

        What begins with a small letter below a formula is the rest of the sentence that the formula is in.
        """
        written: list[Markup] = []
        below = False
        for block in blocks:
            paragraph = block.sentences if isinstance(block, SetParagraph) else ()
            displayed = only_formulas(paragraph)
            words = characters(paragraph[0].inlines) if below and paragraph and not displayed else ""
            written.append(self.block(block, continued=words[:1].islower()))
            below = displayed
        return Markup("\n").join(filter(None, written))

    def block(self, block: SetBlock, *, continued: bool = False) -> Markup:
        """One block; a paragraph may be one that is `continued` below a formula."""
        name, inline = self.inline.name, self.inline
        match block:
            case SetParagraph(id_, sentences, pictures, opens):
                content, said = inline.paragraph(sentences, drop=opens and self._drop)
                look = "picture" if pictures else "displayed" if only_formulas(sentences) else None
                look = "continued" if continued else look
                attributes = {"id": name(id_), "class": look, **said}
                return element("p", attributes, content + self._behind(id_))
            case SetPlain(sentences):
                return inline.sentences(sentences)
            case SetList(items, start):
                content = Markup("\n").join(self._item(item) for item in items)
                look = "tasks" if any(item.box for item in items) else None
                own = {"class": look, "start": str(start) if start >= 0 else None}
                return element("ol" if start >= 0 else "ul", own, content)
            case SetQuotation(blocks, kind):
                return element("blockquote", self._kind(kind), self.blocks(blocks))
            case SetAside():
                return self._aside(block)
            case SetVerse(stanzas):
                return element("div", {"class": "verse"}, joined(map(self._stanza, stanzas)))
            case SetTable():
                return self._table(block)
            case SetFigure(id_, picture, caption, floats):
                figcaption = element("figcaption", {}, inline.sentences(caption)) if caption else ""
                own = self._medium.floats() if floats else {}
                return element("figure", {"id": name(id_), **own}, joined([inline.picture(picture), figcaption]))
            case SetInfobox():
                return self._infobox(block)
            case SetBibliography():
                return self._bibliography(block)
            case SetDefinitions(items, glossary, order):
                content = Markup("\n").join(self._definition(items[index], glossary=glossary) for index in order)
                return element("dl", {"class": "glossary" if glossary else None}, content)
            case SetPreformatted():
                return self._captioned(block)
            case SetRule():
                return element("hr", {})
            case SetIndex(entries, level):
                return self._layouts.index(groups(entries, inline, self._language), level) if entries else Markup("")
            case SetBridgehead(sentence):
                return element("p", {"class": "bridgehead"}, inline.sentence(sentence))
            case _:
                assert_never(block)

    def _item(self, item: SetItem, tag: str = "li", kind: Attributes | None = None) -> Markup:
        own = {"class": "task"} if item.box else kind or {}
        box = _box(item)
        if not item.id:
            return element(tag, own, box + self.blocks(item.blocks))
        content = Markup("\n").join(self.block(block) for block in item.blocks)
        behind = self._behind(item.id, item.blocks) if tag == "li" else ""
        return element(tag, {"id": self.inline.name(item.id), **own}, joined([box, content, behind]))

    def _behind(self, id_: str, blocks: Iterable[SetBlock] = ()) -> Markup:
        """What follows a passage, which holds these blocks; nothing behind a list."""
        lists = any(isinstance(block, SetList | SetBibliography) for block in blocks)
        return self._medium.behind(id_) if id_ and not lists else Markup("")

    def _definition(self, item: SetDefinition, *, glossary: bool) -> Markup:
        term, meaning = (self._medium.typed(role) if glossary else {} for role in ("glossterm", "glossdef"))
        terms = [
            element(
                "dt",
                {"id": None if number else self.inline.name(item.id), **term},
                self.inline.sentence(word) + self._behind("" if number else item.id),
            )
            for number, word in enumerate(item.terms)
        ]
        return Markup("\n").join((*terms, *(self._item(one, "dd", meaning) for one in item.meanings)))

    def _kind(self, kind: QuotationKind) -> Attributes:
        """What is quoted: a type in an EPUB, or else an attribute; some of these words are classes of the press."""
        if not kind:
            return {}
        word = f"doc-{kind}" if kind in _ROLES else f"z3998:{kind}"
        return self._medium.typed(word) or {"data-kind": kind}

    def _aside(self, block: SetAside) -> Markup:
        """An aside; its label, if it has one, is its name for those who do not see it."""
        name = self.inline.name
        label = name(f"{block.id}-label") if block.label else None
        looks = "aside" if block.kind is AsideKind.ASIDE else f"aside {block.kind}"
        own = {"id": name(block.id), "class": looks, "role": "note", "aria-labelledby": label}
        words = self.inline.sentence(block.label) if block.label else ""
        heading = element("p", {"class": "aside-label", "id": label}, words) if words else Markup("")
        content = Markup("\n").join(filter(None, [heading, self.blocks(block.blocks)]))
        return element("aside", own, content)

    def _captioned(self, block: SetPreformatted) -> Markup:
        """A listing, below its caption if it has one."""
        name = self.inline.name(block.id)
        if not block.caption:
            return self._preformatted(block, {"id": name})
        caption = element("figcaption", {}, self.inline.sentences(block.caption))
        return element("figure", {"id": name, "class": "listing"}, joined([caption, self._preformatted(block, {})]))

    def _preformatted(self, block: SetPreformatted, own: Attributes) -> Markup:
        pieces: list[str] = []
        end = 0
        for comment in block.comments:
            pieces += block.text[end : comment.start], self.inline.sentence(comment.sentence)
            end = comment.end
        content = joined([*pieces, block.text[end:]])
        if block.syntax:
            content = element("code", {"class": f"language-{block.syntax}"}, content)
        return element("pre", {**own, **code_attributes(self._language)}, content)

    def _stanza(self, stanza: SetStanza) -> Markup:
        lines = Markup("<br/>\n").join(
            element("span", {"class": f"i{steps}"}, self.inline.sentence(line)) if steps else self.inline.sentence(line)
            for steps, line in stanza.indented()
        )
        return element("p", {"id": self.inline.name(stanza.id)}, lines + self._behind(stanza.id))

    def _table(self, block: SetTable) -> Markup:
        head, body = self._rows(block.head, "col"), self._rows(block.body, "row")
        parts = [
            element("caption", {}, self.inline.sentences(block.caption)) if block.caption else "",
            element("thead", {}, head) if head else "",
            element("tbody", {}, body) if block.body else "",
        ]
        own = self._medium.floats() if block.floats else {}
        return self._medium.table(element("table", {"id": self.inline.name(block.id), **own}, joined(parts)))

    def _rows(self, rows: Iterable[Iterable[SetCell]], scope: str) -> Markup:
        """Rows of a table; a row of headings alone names the columns below it, wherever it is."""
        written = []
        for row in map(tuple, rows):
            named = "col" if len(row) > 1 and all(cell.heading for cell in row) else scope
            written.append(element("tr", {}, joined(self._cell(cell, named) for cell in row)))
        return joined(written)

    def _cell(self, cell: SetCell, scope: str) -> Markup:
        words = " ".join(plain(one.source.inlines) for one in cell.sentences if one.source).split()
        side = self._medium.aligned(cell.align) if cell.align in _SIDES else {}
        looks = ["long-word" if any(len(word) >= LONG_WORD for word in words) else None, side.get("class")]
        attributes = {
            "class": " ".join(filter(None, looks)) or None,
            "scope": scope if cell.heading else None,
            "colspan": str(cell.columns) if cell.columns > 1 else None,
            "rowspan": str(cell.rows) if cell.rows > 1 else None,
            "style": side.get("style"),
        }
        return element("th" if cell.heading else "td", attributes, self.inline.sentences(cell.sentences))

    def _bibliography(self, block: SetBibliography) -> Markup:
        entries = Markup("\n").join(self._entry(entry, block.language) for entry in block.entries)
        # The language is written even where it is the document's own: a bibliography is the same in every edition.
        xml = self._medium.xml
        own = {"class": "bibliography", "lang": block.language, "xml:lang": block.language if xml else None}
        return element("ul", own | language_attributes(block.language, self._language, xml=xml), entries)

    def _entry(self, entry: SetEntry, language: str) -> Markup:
        content = self.inline.inlines(entry.inlines, language) if entry.inlines else entry.text
        return element("li", {"id": self.inline.name(entry.id)}, joined([content, self._behind(entry.id)]))

    def _infobox(self, block: SetInfobox) -> Markup:
        facts = Facts(
            id=self.inline.name(block.id) or "",
            title=self.inline.sentence(block.title) if block.title else None,
            sides=block.sides,
            rows=tuple(self._row(row) for row in block.rows),
        )
        return self._layouts.facts(facts, block.again)

    def _row(self, row: SetRow) -> Row:
        cells = tuple(Cell(self._groups(cell.groups), cell.columns) for cell in row.cells)
        return Row(self.inline.sentence(row.label), cells, row.heading)

    def _groups(self, groups: tuple[SetGroup, ...]) -> Markup:
        match groups:
            case (SetGroup(None, (item,)),):
                return self.inline.sentence(item)
            case _:
                return joined(self._group(group) for group in groups)

    def _group(self, group: SetGroup) -> Markup:
        items = [self.inline.sentence(item) for item in group.items]
        heading = element("p", {"class": "group"}, self.inline.sentence(group.heading)) if group.heading else ""
        listed = element("ul", {}, joined(element("li", {}, item) for item in items)) if items else ""
        return joined([heading, listed])


def _box(item: SetItem) -> Markup:
    """The box before a task, drawn: few fonts have one."""
    if not item.box:
        return Markup("")
    outline = {"d": "M1 1H9V9H1Z" + ("M2.5 5L4.5 7.5L8.5 0" if item.done else "")}
    lines = element("path", {**outline, "fill": "none", "stroke": "currentColor", "stroke-width": "0.7"})
    own = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 10 10", "class": "box", "role": "img"}
    return element("svg", own, joined([element("title", {}, item.box), lines]))
