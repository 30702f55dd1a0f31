"""From the nodes of tables in wikitext, tables of a document."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from mwparserfromhell.nodes import Tag

from kolofon.model.document import (
    Block,
    Code,
    Document,
    Figure,
    Inline,
    LineBreak,
    List,
    Place,
    Preformatted,
    Quotation,
    Sentence,
    Table,
    TableCell,
)
from kolofon.model.walk import blocks_in
from kolofon.read.elements.values import counted
from kolofon.read.html.blocks import collapsed
from kolofon.read.reading import Reading
from kolofon.read.wikitext.lines import begin
from kolofon.read.wikitext.nodes import At, Source, attributes, inside, tag_name
from kolofon.text.parts import runs

__all__ = ["TableReader", "flattened"]

_WIDEST = 1000
_READ = frozenset(
    {"colspan", "rowspan", "class", "style", "scope", "align", "valign", "width", "border", "cellpadding", "bgcolor"}
    | {"cellspacing", "nowrap", "height", "data-sort-value", "data-sort-type", "summary"}
)


class TableReader:
    """Reads tables.  `blocks` reads the content of a cell."""

    def __init__(self, reading: Reading, source: Source, blocks: Callable[[Sequence[At]], tuple[Block, ...]]) -> None:
        self._reading = reading
        self._source = source
        self._blocks = blocks

    def table(self, at: At) -> Table:
        """A table; its head is the first rows of which all cells are headings."""
        caption: list[Sentence] = []
        rows: list[tuple[TableCell, ...]] = []
        self._attributes(at)
        for row in self._rows(inside(at)):
            cells: list[TableCell] = []
            for cell in row:
                if _is_caption(cell):
                    caption += self._caption(cell)
                elif tag_name(cell) in ("td", "th"):
                    cells.append(self._cell(cell))
                else:
                    cells += (TableCell((sentence,)) for sentence in self._content([cell]))
            if cells:
                rows.append(tuple(cells))
        head = _head(rows)
        name = attributes(at.node).get("id", "") if isinstance(at.node, Tag) else ""
        return Table(tuple(caption), tuple(rows[:head]), tuple(rows[head:]), name=name)

    def _caption(self, at: At) -> tuple[Sentence, ...]:
        nodes = inside(at)
        found = attributes(at.node) if isinstance(at.node, Tag) else {}
        self._reading.marks(found, self._source.place(at.offset), _READ | {"+"})
        if tag_name(at) == "caption" or "+" in found:
            return self._content(nodes)
        plus = nodes[0]
        return self._content([At(str(plus.node)[1:], plus.offset + 1), *nodes[1:]])

    def _cell(self, at: At) -> TableCell:
        found = self._attributes(at)
        columns, rows = (_span(found.get(name, "")) for name in ("colspan", "rowspan"))
        sentences = counted(self._content(inside(at)), self._reading.edition.source_language)
        return TableCell(sentences, tag_name(at) == "th", columns, rows)

    def _attributes(self, at: At) -> dict[str, str]:
        found = attributes(at.node) if isinstance(at.node, Tag) else {}
        self._reading.marks(found, self._source.place(at.offset), _READ)
        return found

    def _rows(self, nodes: Iterable[At]) -> Iterator[Sequence[At]]:
        """The rows of a table: the cells before its first row mark are one too."""
        loose: list[At] = []
        for at in nodes:
            if tag_name(at) in ("tr", "thead", "tbody", "tfoot"):
                yield loose
                loose = []
                self._attributes(at)
                yield from [inside(at)] if tag_name(at) == "tr" else self._rows(inside(at))
            else:
                loose.append(at)
        yield loose

    def _content(self, nodes: Sequence[At]) -> tuple[Sentence, ...]:
        """The content of a cell as one sentence, with line ends between its paragraphs and items."""
        found: list[Inline] = []
        for block in self._blocks(nodes):
            for inlines in flattened(block):
                found += [LineBreak(), *inlines] if found else inlines
        inlines = collapsed(tuple(found))
        return (Sentence(inlines, self._source.place(begin(nodes))),) if inlines else ()


def _head(rows: Sequence[Sequence[TableCell]]) -> int:
    """How many rows are the head of a table: the first ones with only headings, from which no cell spans further.

    A cell without words, as above the names of rows, may be there too.  A table of headings alone has no head.
    """
    found = reach = 0
    for number, row in enumerate(rows[:-1], 1):
        if not any(cell.heading for cell in row) or not all(cell.heading or not cell.sentences for cell in row):
            break
        reach = max(reach, *(number - 1 + cell.rows for cell in row))
        found = number if reach <= number else found
    return found


def flattened(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The content of every sentence in a block, and of anything in it that is no sentence."""
    match block:
        case Preformatted(text):
            yield from ((Code(line),) for line in text.split("\n"))
        case Figure(image, caption):
            yield (image,)
            yield from (sentence.inlines for sentence in caption)
            return
        case List() | Quotation():
            yield from (inlines for inner in blocks_in(block) for inlines in flattened(inner))
            return
        case _:
            pass
    nowhere = Sentence((), Place(""))
    for sentences, part in runs(Document("", nowhere, (block,), ())):
        if part.picture:  # the alternative text of a picture that is in the next sentence
            continue
        yield from (sentence.inlines for sentence in sentences if sentence is not nowhere and sentence.inlines)


def _is_caption(at: At) -> bool:
    """Whether a cell is a caption, `|+`, which the parser takes for a cell that begins with a plus sign."""
    if tag_name(at) == "caption":
        return True
    return isinstance(at.node, Tag) and at.node.wiki_markup == "|" and str(at.node).startswith("|+")


def _span(value: str) -> int:
    digits = value.strip("\"' ")
    return max(1, min(int(digits), _WIDEST)) if re.fullmatch("[0-9]{1,6}", digits) else 1
