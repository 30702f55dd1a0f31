"""The paragraphs with which chapters begin, marked in a set document."""

from dataclasses import replace

from kolofon.set.part_cache import PartCache
from kolofon.set.shape import LONG
from kolofon.set.values.document import (
    SetAside,
    SetBlock,
    SetDocument,
    SetFigure,
    SetInfobox,
    SetParagraph,
    SetQuotation,
    SetSection,
    SetVerse,
)
from kolofon.set.walk.characters import characters

__all__ = ["opened"]

_LEAST = 240
"""Characters of a paragraph that begins a chapter: a shorter one would have fewer lines than its drop capital."""

_APART = frozenset({"doc-index", "doc-glossary", "doc-part"})
"""The roles of sections that do not begin with a text."""


def opened(document: SetDocument, cache: PartCache | None = None) -> SetDocument:
    """The document with the first paragraph of each chapter marked; a work without chapters has one beginning.

    What begins with a list, a table or a heading has no such paragraph, nor has one whose paragraph is short.  A motto
    or a picture may be before it.  `cache` has the values of its parts that were computed earlier.
    """
    cache = cache or PartCache()
    if document.shape == LONG:
        return replace(document, sections=tuple([_chapter(section, cache) for section in document.sections]))
    if document.lead:
        return replace(document, lead=_marked(document.lead))
    first, *others = document.sections or (None,)
    return replace(document, sections=(_section(first, cache), *others)) if first else document


def _chapter(section: SetSection, cache: PartCache) -> SetSection:
    if section.role == "doc-part":
        return replace(section, sections=tuple([_section(inner, cache) for inner in section.sections]))
    return _section(section, cache)


def _section(section: SetSection, cache: PartCache) -> SetSection:
    def find(section: SetSection) -> tuple[SetSection]:
        blocks = section.blocks if section.role in _APART else _marked(section.blocks)
        return (section if blocks is section.blocks else replace(section, blocks=blocks),)

    return cache.of("opened", section.id, section, find)[0]


def _marked(blocks: tuple[SetBlock, ...]) -> tuple[SetBlock, ...]:
    for number, block in enumerate(blocks):
        match block:
            case SetParagraph(pictures=False):
                if sum(len(characters(sentence.inlines)) for sentence in block.sentences) < _LEAST:
                    return blocks
                return (*blocks[:number], replace(block, opens=True), *blocks[number + 1 :])
            case SetParagraph() | SetFigure() | SetInfobox() | SetQuotation() | SetAside() | SetVerse():
                pass
            case _:
                return blocks
    return blocks
