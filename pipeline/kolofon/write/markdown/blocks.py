"""Set blocks as lines of Markdown."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import assert_never

from markupsafe import Markup

from kolofon.model.document import AsideKind, LineBreak
from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetCell,
    SetDefinitions,
    SetFigure,
    SetGroup,
    SetInfobox,
    SetItem,
    SetList,
    SetParagraph,
    SetPlain,
    SetPreformatted,
    SetQuotation,
    SetRule,
    SetStanza,
    SetTable,
    SetVerse,
)
from kolofon.set.values.index import IndexEntry, SetIndex
from kolofon.write.markdown.inline import InlineWriter, escaped, first_escaped, unopened
from kolofon.write.text.lines import Lines, indented, parted
from kolofon.write.views import Layouts
from kolofon.write.xhtml.blocks import BlockWriter as XhtmlWriter
from kolofon.write.xhtml.medium import Medium

__all__ = ["BlockWriter"]

_QUOTED = re.compile(r'["\\]')
_SIDES = {"left": ":--", "center": ":-:", "right": "--:"}
_LISTS = (SetList, SetBibliography)
_CLOSED = (SetPreformatted, SetRule, SetBridgehead)
"""Blocks whose last line says that they end."""


class _InMarkdown(Medium):
    """HTML within Markdown, without the attributes that only a typesetter needs."""

    @property
    def paper(self) -> bool:
        """It has none."""
        return False


class BlockWriter:
    """Writes the blocks of a document in a language; `led_to` are the ids that links lead to.

    What Markdown has no notation for (a table without a head, a figure with a caption) is written as HTML, which it may
    hold.
    """

    def __init__(self, language: str, led_to: Container[str] = ()) -> None:
        self._led_to = led_to
        self.inline = InlineWriter(language)
        self.cells = InlineWriter(language, broken=False)
        nothing = Layouts(lambda *_: Markup(""), lambda *_: Markup(""))
        self._xhtml = XhtmlWriter(language, nothing, prefix=None, medium=_InMarkdown())
        self._named = XhtmlWriter(language, nothing, medium=_InMarkdown())

    def blocks(self, blocks: Iterable[SetBlock], *, inner: bool = False, tight: bool = False) -> Lines:
        """Blocks one after another, with an empty line between any two of them.

        `inner` blocks are in a list or a quotation; in an item of a `tight` list there are no empty lines.
        """
        lines: Lines = []
        before: SetBlock | None = None
        alternate = False
        for block in blocks:
            # Two lists of one kind would be one.
            alternate = isinstance(block, _LISTS) and isinstance(before, _LISTS) and not alternate
            if isinstance(block, SetBibliography):
                written = self._bibliography(block, "*" if alternate else "-")
            elif isinstance(block, SetList):
                written = self._list(block, alternate=alternate)
            elif isinstance(block, SetBridgehead) and inner:
                written = [f"# {self.cells.sentence(block.sentence)}"]  # which opens no section here
            else:
                written = self._block(block)
            if written:
                # Words after a quotation or a list would be read as its last.
                words = isinstance(block, SetParagraph | SetPlain)
                close = tight and not (words and not isinstance(before, _CLOSED))
                lines += [*([""] if lines and not close else []), *written]
                before = block
        return lines

    def _block(self, block: SetBlock) -> Lines:
        match block:
            case SetParagraph(sentences=sentences) | SetPlain(sentences):
                return self._text(self.inline.sentences(sentences))
            case SetList():
                return self._list(block)
            case SetQuotation(blocks):
                return indented(self.blocks(blocks, inner=True) or [""], "> ", "> ")
            case SetAside():
                return self._aside(block)
            case SetVerse(stanzas):
                return parted([self._text(self._stanza(stanza)) for stanza in stanzas])
            case SetTable():
                return self._table(block)
            case SetFigure():
                return self._html(block)
            case SetInfobox():
                return self._infobox(block)
            case SetBibliography():
                return self._bibliography(block)
            case SetDefinitions():
                return self._definitions(block)
            case SetPreformatted(text):
                info = self._info(block)
                # Behind a fence of tildes there may be any sign.
                sign = "~" if info != block.syntax else "`"
                fence = sign * max([3, *(len(run) + 1 for run in _runs(text, sign))])
                return [f"{fence}{info}", *text.split("\n"), fence]
            case SetRule():
                return ["***"]
            case SetIndex(groups):
                return [line for group in groups for entry in group.entries for line in self._entry(entry)]
            case SetBridgehead(sentence):
                return [f"<summary>{self.cells.sentence(sentence)}</summary>"]
            case _:
                assert_never(block)

    def _aside(self, block: SetAside) -> Lines:
        """An aside as an alert, or, where it is to have no label, as MkDocs has it."""
        inner = self.blocks(block.blocks, inner=True)
        if block.label is None and block.kind is not AsideKind.ASIDE:
            return [f'!!! {block.kind} ""', *indented(inner, "    ", "    ")]
        title = f" {first_escaped(self.cells.sentence(block.label))}" if block.titled and block.label else ""
        # Only a paragraph may follow at once: another block would be read as a line of the first one.
        apart = [""] if inner and not isinstance(block.blocks[0], SetParagraph) else []
        return indented([f"[!{block.kind.upper()}]{title}", *apart, *inner], "> ", "> ")

    def _info(self, block: SetPreformatted) -> str:
        """What is behind the fence of a listing: its language; in braces its name, if links lead there, and caption."""
        caption = _QUOTED.sub(r"\\\g<0>", first_escaped(self.cells.sentences(block.caption)))
        own = [f"#{block.id}"] if block.id and block.id in self._led_to else []
        own += [f'lst-cap="{caption}"'] if caption else []
        return " ".join(filter(None, [block.syntax, f"{{{' '.join(own)}}}" if own else ""]))

    def _stanza(self, stanza: SetStanza) -> str:
        """The lines of a stanza, indented by spaces that Markdown does not take away."""
        return "\\\n".join(f"{'&emsp;' * steps}{self.inline.sentence(one)}" for steps, one in stanza.indented())

    def _text(self, content: str) -> Lines:
        while content.endswith("\\\n"):  # which would end no line
            content = f"{content[:-2]}<br/>"
        return [first_escaped(line) for line in content.strip(" ").split("\n")] if content else []

    def _list(self, block: SetList, *, alternate: bool = False) -> Lines:
        items: list[Lines] = []
        for number, item in enumerate(block.items):
            mark = (
                f"{block.start + number}{')' if alternate else '.'}" if block.start >= 0 else "*" if alternate else "-"
            )
            items.append(self._item(item, f"{mark} ", loose=block.loose))
        return parted(items) if block.loose else list(chain.from_iterable(items))

    def _bibliography(self, block: SetBibliography, mark: str = "-") -> Lines:
        """The entries, each written as it is; what it looks like, a reader of Markdown decides."""
        written = (self.inline.inlines(one.inlines) if one.inlines else escaped(one.text) for one in block.entries)
        return [line for words in written for line in indented(self._text(words), f"{mark} ", "  ")]

    def _item(self, item: SetItem, mark: str, *, loose: bool) -> Lines:
        lines = self.blocks(item.blocks, inner=True, tight=not loose)
        box = f"[{'x' if item.done else ' '}] " if item.box and lines else ""
        return indented([box + lines[0], *lines[1:]] if lines else [""], mark, " " * len(mark))

    def _definitions(self, block: SetDefinitions) -> Lines:
        items: list[Lines] = []
        for item in (block.items[index] for index in block.order):
            meanings = [self._item(meaning, ":   ", loose=block.loose) for meaning in item.meanings]
            terms = [first_escaped(self.cells.sentence(term)) for term in item.terms]
            items.append([*terms, *(["", *parted(meanings)] if block.loose else chain.from_iterable(meanings))])
        lines = parted(items)
        return ["{.glossary}", *lines] if block.glossary and lines else lines

    def _infobox(self, block: SetInfobox) -> Lines:
        rows = [
            [first_escaped(self.cells.sentence(row.label)), *(f":   {self._facts(cell.groups)}" for cell in row.cells)]
            if row.cells
            else [f"<strong>{self.cells.sentence(row.label)}</strong>"]
            for row in block.rows
        ]
        title = [f"<strong>{self.cells.sentence(block.title)}</strong>"] if block.title and not block.again else []
        return parted([title, *rows])

    def _facts(self, groups: Iterable[SetGroup]) -> str:
        """A cell of an infobox in a line."""
        words = (one for group in groups for one in (*filter(None, [group.heading]), *group.items))
        return "<br/>".join(map(self.cells.sentence, words)) or "<br/>"

    def _html(self, block: SetFigure | SetTable) -> Lines:
        writer = self._named if block.id in self._led_to else self._xhtml
        return str(writer.block(block)).split("\n")

    def _table(self, block: SetTable) -> Lines:
        if not _is_simple(block):
            return self._html(block)
        (head,) = block.head
        sides = [_SIDES.get(cell.align, "---") for cell in head]
        return [self._row(head), f"| {' | '.join(sides)} |", *map(self._row, block.body)]

    def _row(self, cells: Sequence[SetCell]) -> str:
        return f"| {' | '.join(unopened(self.cells.sentences(cell.sentences)) for cell in cells)} |"

    def _entry(self, entry: IndexEntry) -> Lines:
        """An entry of the index, with the headings below which its places are, and what is below it."""
        words = " ".join(dict.fromkeys(map(self.cells.sentence, entry.terms)))
        others = [", ".join(self.cells.sentences(one.words) for one in (*entry.see, *entry.also))]
        headings = [escaped(place) for place in dict.fromkeys(locator.heading for locator in entry.locators)]
        more = "; ".join(filter(None, [*headings, *others]))
        below = [line for one in entry.below for line in self._entry(one)]
        return [f"- {first_escaped(words)}{': ' if more else ''}{more}", *indented(below, "  ", "  ")]


def _is_simple(block: SetTable) -> bool:
    """Whether a table can be written with pipes: one row of headings, as many cells in each row, and no more."""
    if block.caption or len(block.head) != 1 or not all(cell.heading for cell in block.head[0]):
        return False
    width = len(block.head[0])
    cells = [cell for row in (*block.head, *block.body) for cell in row]
    return all(len(row) == width and not any(cell.heading for cell in row) for row in block.body) and all(
        cell.columns == cell.rows == 1
        and not any(isinstance(inline, LineBreak) for one in cell.sentences for inline in one.inlines)
        for cell in cells
    )


def _runs(text: str, character: str) -> Iterator[str]:
    """The runs of a character in a text."""
    run = ""
    for each in text:
        run = run + each if each == character else ""
        if run:
            yield run
