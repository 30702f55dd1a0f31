"""Texts to align: our own in both languages, the second by way of a plain-text extract and back."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import assert_never

from kolofon.catalogue.po import read_po
from kolofon.edition.configuration import read_edition
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
    InfoboxGroup,
    InfoboxRow,
    List,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Sentence,
    Table,
    Term,
    Verse,
)
from kolofon.model.edition import Edition, Work
from kolofon.model.message import Catalogue
from kolofon.read import read
from kolofon.segment import segment
from kolofon.text.notation import plain
from kolofon.translate import translate
from kolofon.translate.localize import localize
from tests.machine import ROOT

__all__ = ["albanian_text", "catalogue", "english", "extract_text", "parsed"]

_KEYS = {
    "Part of": "Partof",
    "Location": "Place",
    "Territorial changes": "Territory",
    "Belligerents": "Combatant",
    "Commanders and leaders": "Commander",
    "Units involved": "Units",
    "Casualties and losses": "Casualties",
}


@cache
def english() -> Document:
    """Our canonical text, segmented."""
    return parsed((ROOT / "source" / _work().source).read_text("utf-8"), "en")


@cache
def catalogue() -> Catalogue:
    """Our Albanian catalogue."""
    path = f"locale/sq/LC_MESSAGES/{_work().name}.po"
    return read_po((ROOT / path).read_bytes(), path)[0]


@cache
def albanian_text() -> str:
    """Our Albanian edition as a plain-text extract, with its numbers and dates as that language writes them."""
    return extract_text(localize(translate(english(), replace(catalogue(), language="sq"))))


def parsed(text: str, language: str) -> Document:
    """An extract as a segmented document in a language."""
    document, _ = read(text.encode(), f"{language}.txt", _work(), replace(_edition(), source_language=language))
    return segment(document)


def extract_text(document: Document) -> str:
    """A document as a plain-text extract."""
    return "\n".join(
        [f"= {plain(document.title.inlines)} =", "", *_blocks(document.lead), *_sections(document.sections)]
    )


@cache
def _edition() -> Edition:
    return read_edition((ROOT / "source" / "edition.toml").read_bytes(), "source/edition.toml")


def _work() -> Work:
    return _edition().works[0]


def _sections(sections: tuple[Section, ...], level: int = 2) -> Iterator[str]:
    for section in sections:
        yield f"{'=' * level} {plain(section.heading.inlines)} {'=' * level}"
        yield from _blocks(section.blocks)
        yield from _sections(section.sections, level + 1)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)
        yield ""


def _block(block: Block, depth: int = 1) -> Iterator[str]:
    match block:
        case Paragraph(sentences):
            yield _joined(sentences)
        case List(items):
            for item in items:
                first, *below = item.blocks
                assert isinstance(first, Paragraph)
                yield f"{'-' * depth} {_joined(first.sentences)}"
                for inner in below:
                    yield from _block(inner, depth + 1)
        case Bibliography(entries):
            yield from (f"- {entry.text}" for entry in entries)
        case Infobox(title, rows):
            yield "Infobox"
            if title:
                yield f"- Conflict: {plain(title.inlines)}"
            for row in rows:
                yield from _row(row)
        case Rule():
            yield "----"
        case Quotation() | Aside() | Verse() | Table() | Figure() | Preformatted() | DefinitionList() | Index():
            raise AssertionError("an extract has no such block")
        case Bridgehead():
            raise AssertionError("an extract has no such block")
        case _:
            assert_never(block)


def _row(row: InfoboxRow) -> Iterator[str]:
    label = row.label.msgid if isinstance(row.label, Term) else plain(row.label.inlines)
    key = _KEYS.get(label, label)
    for side, cell in enumerate(row.cells, 1):
        items = [plain(item.inlines) for group in cell for item in _items(group)]
        if items:
            yield f"- {key}{side if len(row.cells) > 1 else ''}: {', '.join(items)}"


def _items(group: InfoboxGroup) -> Iterator[Sentence]:
    if group.heading:
        yield group.heading
    yield from group.items


def _joined(sentences: tuple[Sentence, ...]) -> str:
    return "".join(plain(item.inlines) + item.after for item in sentences).strip()
