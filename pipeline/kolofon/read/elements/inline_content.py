"""From blocks, inline content, for a place that cannot have blocks, such as the cell of a table."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from kolofon.model.document import (
    Aside,
    Bibliography,
    Block,
    Bridgehead,
    Code,
    DefinitionList,
    Figure,
    Index,
    Infobox,
    Inline,
    LineBreak,
    List,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Sentence,
    Table,
    Text,
    Verse,
)
from kolofon.text.notation import normal

__all__ = ["inline_content"]


def inline_content(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """The content of some blocks, with a line break between two of them.  Law: no word of the blocks is lost."""
    found: list[Inline] = []
    for line in chain.from_iterable(map(_lines, blocks)):
        if line:
            found += [LineBreak(), *line] if found else line
    return normal(found)


def _lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Paragraph(sentences):
            yield _joined(sentences)
        case Bridgehead(sentence):
            yield sentence.inlines
        case List(items, start):
            for number, item in enumerate(items, max(start, 0)):
                mark = f"{number}. " if start >= 0 else "• "
                yield (Text(mark), *inline_content(item.blocks))
        case DefinitionList(items=definitions):
            for each in definitions:
                yield from (term.inlines for term in each.terms)
                yield from (inline_content(meaning.blocks) for meaning in each.meanings)
        case Quotation(blocks):
            yield inline_content(blocks)
        case Aside(title=title, blocks=blocks):
            yield title.inlines if title else ()
            yield inline_content(blocks)
        case Verse(stanzas):
            yield from (line.inlines for stanza in stanzas for line in stanza)
        case Figure(image, caption):
            yield (image,)
            yield _joined(caption)
        case Table(caption, head, body):
            yield _joined(caption)
            for row in (*head, *body):
                for cell in row:
                    yield _joined(cell.sentences)
        case Preformatted(text, caption=caption):
            yield _joined(caption)
            yield from ((Code(line),) for line in text.split("\n") if line.strip())
        case Bibliography(entries):
            yield from (entry.inlines or (Text(entry.text),) for entry in entries)
        case Infobox() | Rule() | Index():
            pass
        case _:
            assert_never(block)


def _joined(sentences: Iterable[Sentence]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for sentence in sentences:
        found += [Text(" "), *sentence.inlines] if found else sentence.inlines
    return tuple(found)
