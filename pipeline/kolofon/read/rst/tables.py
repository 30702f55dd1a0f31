"""From docutils' nodes, tables, whichever directive or drawing they are written with."""

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes

from kolofon.model.document import Inline, LineBreak, Sentence, Table, TableCell
from kolofon.read.elements.values import counted
from kolofon.read.rst.tree.nodes import values

__all__ = ["joined", "table_of"]


def table_of(
    node: nodes.table, caption: tuple[Sentence, ...], cell: Callable[[nodes.entry], Sentence], language: str
) -> Table:
    """A table; `cell` returns the words of a cell, and `language` is that of the text."""
    head: list[tuple[TableCell, ...]] = []
    rows: list[tuple[TableCell, ...]] = []
    for group in node.children:
        if not isinstance(group, nodes.tgroup):
            continue
        stubs = [bool(column.attributes.get("stub")) for column in group.children if isinstance(column, nodes.colspec)]
        for part in group.children:
            if isinstance(part, nodes.thead):
                head += _rows(part, stubs, cell, language, head=True)
            elif isinstance(part, nodes.tbody):
                rows += _rows(part, stubs, cell, language, head=False)
    name = next(iter(values(node, "ids")), "") if values(node, "names") else ""
    return Table(caption, tuple(head), tuple(rows), name=name)


def _rows(
    part: nodes.Element, stubs: list[bool], cell: Callable[[nodes.entry], Sentence], language: str, *, head: bool
) -> Iterator[tuple[TableCell, ...]]:
    below: dict[int, int] = {}
    for row in part.children:
        if not isinstance(row, nodes.row):
            continue
        column = 0
        found: list[TableCell] = []
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while below.get(column, 0):
                below[column] -= 1
                column += 1
            columns, more = _more(entry, "morecols") + 1, _more(entry, "morerows")
            sentence = cell(entry)
            heading = head or (column < len(stubs) and stubs[column])
            sentences = counted((sentence,), language) if sentence.inlines else ()
            found.append(TableCell(sentences, heading, columns, more + 1))
            for step in range(column, column + columns):
                below[step] = more
            column += columns
        for step in [step for step in below if step >= column]:
            below[step] = max(below[step] - 1, 0)
        yield tuple(found)


def _more(entry: nodes.entry, key: str) -> int:
    found = entry.attributes.get(key)
    return found if isinstance(found, int) else 0


def joined(parts: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Some pieces of text as one, each on a line of its own."""
    found: list[Inline] = []
    for part in parts:
        if part:
            found += [LineBreak(), *part] if found else part
    return tuple(found)
