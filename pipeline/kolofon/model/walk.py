"""Walks over a document: every value in it, or every block of it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from typing import assert_never, cast

from kolofon.model.document import (
    Aside,
    Bibliography,
    Block,
    Bridgehead,
    DefinitionList,
    Document,
    Figure,
    Index,
    Infobox,
    List,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Table,
    Verse,
)

__all__ = ["blocks_in", "every_block", "inside", "nodes", "walk"]

_WORDS = frozenset({bool, int, str, Place})
"""The types of the fields that have no part of a document in them."""


def walk(part: object) -> Iterator[object]:
    """A part of a document and every value in it, down to its strings and numbers, in the order of its fields.

    A container comes before its content.  Only `kolofon.text.parts` says which words are translated, and in which
    order.
    """
    waiting = [part]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(inside(node))


def nodes(part: object) -> Iterator[object]:
    """The values that `walk` goes to, without strings, numbers, tuples and places; it takes a third of the time."""
    waiting = [part]
    while waiting:
        node = waiting.pop()
        kind: type = type(node)
        if kind is tuple:
            waiting += reversed(cast("tuple[object, ...]", node))
        elif is_dataclass(kind):
            yield node
            waiting += [getattr(node, name) for name in _parts(kind)]


def inside(node: object) -> tuple[object, ...]:
    """The values directly in a part of a document, in the order of its fields."""
    if isinstance(node, tuple):
        return node
    kind: type = type(node)
    return tuple([getattr(node, name) for name in _names(kind)])


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a type that may hold parts of a document, the last first."""
    return (
        tuple(field.name for field in reversed(fields(kind)) if field.type not in _WORDS) if is_dataclass(kind) else ()
    )


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def every_block(document: Document) -> Iterator[Block]:
    """Every block of a document at every depth, in document order; a block comes before those that it contains."""
    yield from _with_inner(document.lead)
    for section in document.sections:
        yield from _of_section(section)
    for note in document.notes:
        yield from _with_inner(note.blocks)


def blocks_in(block: Block) -> tuple[Block, ...]:
    """The blocks directly in a block: those of a list, a quotation or an aside; none in any other."""
    match block:
        case List(items):
            return tuple(chain.from_iterable(item.blocks for item in items))
        case DefinitionList(items=definitions):
            return tuple(chain.from_iterable(item.blocks for each in definitions for item in each.meanings))
        case Quotation(blocks) | Aside(blocks=blocks):
            return blocks
        case Paragraph() | Verse() | Table() | Figure() | Infobox() | Preformatted() | Bridgehead():
            return ()
        case Bibliography() | Rule() | Index():
            return ()
        case _:
            assert_never(block)


def _of_section(section: Section) -> Iterator[Block]:
    yield from _with_inner(section.blocks)
    for below in section.sections:
        yield from _of_section(below)


def _with_inner(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _with_inner(blocks_in(block))
