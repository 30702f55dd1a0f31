"""Glossaries in the order of a language's alphabet."""

from dataclasses import replace

from pipeline.model.document import Block, DefinitionList, Document, Section
from pipeline.notation import plain

__all__ = ["with_order"]


def with_order(document: Document) -> Document:
    """The document whose glossaries know the order of its own language: by the first words of each item.

    The tree keeps its order, so that it has that of its source.
    """
    return replace(
        document,
        lead=_blocks(document.lead, document.language),
        sections=tuple(_section(section, document.language) for section in document.sections),
    )


def _section(section: Section, language: str) -> Section:
    return replace(
        section,
        blocks=_blocks(section.blocks, language),
        sections=tuple(_section(below, language) for below in section.sections),
    )


def _blocks(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    return tuple(
        replace(block, order=_order(block, language)) if isinstance(block, DefinitionList) and block.glossary else block
        for block in blocks
    )


def _order(glossary: DefinitionList, language: str) -> tuple[int, ...]:
    # ICU is a large library, and few texts have a glossary.
    from pipeline.localize.collation import sort_key  # noqa: PLC0415

    key = sort_key(language)
    words = [" ".join(plain(item.terms[0].inlines).split()) if item.terms else "" for item in glossary.items]
    return tuple(sorted(range(len(words)), key=lambda index: key(words[index])))
