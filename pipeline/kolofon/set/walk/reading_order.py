"""The parts of a set document, in the order in which they are printed."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetDefinitions,
    SetDocument,
    SetFigure,
    SetHeading,
    SetInfobox,
    SetItem,
    SetList,
    SetParagraph,
    SetPlain,
    SetPreformatted,
    SetQuotation,
    SetRow,
    SetRule,
    SetSection,
    SetTable,
    SetVerse,
)
from kolofon.set.values.index import IndexEntry, SetIndex
from kolofon.set.values.line import SetForeign, SetInline, SetLink, SetSentence, Styled

__all__ = ["bibliographies", "blocks_of", "sentences_of", "targets"]


def blocks_of(document: SetDocument) -> Iterator[SetBlock]:
    """The outermost blocks of a document, those of the notes last."""
    yield from document.opening.blocks
    yield from document.lead
    for section in document.sections:
        yield from _blocks_of(section)
    groups = (note for group in document.groups for note in group.notes)
    for note in (*document.lead_notes, *document.notes, *groups):
        yield from note.blocks


def _blocks_of(section: SetSection) -> Iterator[SetBlock]:
    yield from section.blocks
    for inner in section.sections:
        yield from _blocks_of(inner)
    for note in section.notes:
        yield from note.blocks


def bibliographies(document: SetDocument) -> Iterator[SetBibliography]:
    """The bibliographies of a document, those in lists, quotations and asides too."""
    return (block for outer in blocks_of(document) for block in _all(outer) if isinstance(block, SetBibliography))


def _all(block: SetBlock) -> Iterator[SetBlock]:
    yield block
    match block:
        case SetQuotation(blocks) | SetAside(blocks=blocks):
            inner: Iterable[SetBlock] = blocks
        case SetList(items):
            inner = (each for item in items for each in item.blocks)
        case SetDefinitions(items):
            inner = (each for item in items for meaning in item.meanings for each in meaning.blocks)
        case _:
            return
    for each in inner:
        yield from _all(each)


def targets(document: SetDocument) -> frozenset[str]:
    """The ids that links of a document lead to."""
    headings = [
        document.title,
        *([document.description] if document.description else []),
        *_headings(document.sections),
    ]
    in_blocks = (sentence for block in blocks_of(document) for sentence in sentences_of(block))
    sentences = chain((heading.sentence for heading in headings), in_blocks)
    links = (link for sentence in sentences for link in _links(sentence.inlines))
    return frozenset(link.target.removeprefix("#") for link in links if link.target.startswith("#"))


def _headings(sections: Iterable[SetSection]) -> Iterator[SetHeading]:
    for section in sections:
        yield section.heading
        yield from _headings(section.sections)


def _links(inlines: Iterable[SetInline]) -> Iterator[SetLink]:
    for inline in inlines:
        if isinstance(inline, SetLink):
            yield inline
        if isinstance(inline, SetLink | SetForeign | Styled):
            yield from _links(inline.children)


def sentences_of(block: SetBlock) -> Iterator[SetSentence]:
    """The sentences of a block, as XHTML has them one behind the other; an entry of a bibliography is none."""
    match block:
        case SetParagraph(sentences=sentences) | SetPlain(sentences):
            yield from sentences
        case SetBridgehead(sentence):
            yield sentence
        case SetList(items):
            yield from _items(items)
        case SetDefinitions(items, order=order):
            for item in (items[index] for index in order):
                yield from item.terms
                yield from _items(item.meanings)
        case SetQuotation(blocks):
            yield from (sentence for each in blocks for sentence in sentences_of(each))
        case SetAside(label=label, blocks=blocks):
            yield from [label] if label else []
            yield from (sentence for each in blocks for sentence in sentences_of(each))
        case SetVerse(stanzas):
            yield from (line for stanza in stanzas for line in stanza.lines)
        case SetTable(caption=caption, head=head, body=body):
            yield from caption
            yield from (sentence for row in (*head, *body) for cell in row for sentence in cell.sentences)
        case SetFigure(caption=caption):
            yield from caption
        case SetInfobox(title=title, rows=rows):
            yield from [title] if title else []
            yield from (sentence for row in rows for sentence in _row(row))
        case SetPreformatted(comments=comments, caption=caption):
            yield from caption
            yield from (comment.sentence for comment in comments)
        case SetIndex(groups):
            yield from (sentence for group in groups for entry in group.entries for sentence in _terms(entry))
        case SetBibliography() | SetRule():
            return
        case _:
            assert_never(block)


def _items(items: Iterable[SetItem]) -> Iterator[SetSentence]:
    return (sentence for item in items for each in item.blocks for sentence in sentences_of(each))


def _row(row: SetRow) -> Iterator[SetSentence]:
    yield row.label
    for cell in row.cells:
        for group in cell.groups:
            yield from [group.heading] if group.heading else []
            yield from group.items


def _terms(entry: IndexEntry) -> Iterator[SetSentence]:
    yield from entry.terms
    for below in entry.below:
        yield from _terms(below)
