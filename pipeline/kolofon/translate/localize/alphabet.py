"""The index and the glossaries, with the order of a language's alphabet.

The tree keeps the order of its source; each entry has its rank.
"""

from dataclasses import replace

from kolofon.model.document import Block, DefinitionList, Document, Headword, Section
from kolofon.text.notation import plain

__all__ = ["in_alphabet"]


def in_alphabet(document: Document) -> Document:
    """The document whose index and glossaries have the order of its own language; `localize` does that too.

    An entry of the index follows the one that it is below, and is before the next one of that level.  What has no
    letter, such as a number, comes first, if the language has it so.  The order of items of a glossary is that of their
    first words.
    """
    language = document.language
    return replace(
        document,
        lead=_blocks(document.lead, language),
        sections=_sections(document.sections, language),
        index=_ranked(document.index, language) if document.index else (),
    )


def _ranked(index: tuple[Headword, ...], language: str) -> tuple[Headword, ...]:
    """The entries with their ranks and letters."""
    from kolofon.translate.localize.collation import letter, sort_key  # noqa: PLC0415  ICU is large, and few texts have an index

    key, head = sort_key(language), letter(language)
    words = {headword.path: plain(headword.words.inlines) for headword in index}

    def sort_position(headword: Headword) -> tuple[tuple[tuple[bytes, str], tuple[str, ...]], ...]:
        above = (headword.path[:depth] for depth in range(1, len(headword.path) + 1))
        return tuple((key(words[path]), path) for path in above)

    ranks = {headword.path: rank for rank, headword in enumerate(sorted(index, key=sort_position))}
    return tuple(
        replace(headword, rank=ranks[headword.path], letter=head(words[headword.path[:1]])) for headword in index
    )


def _sections(sections: tuple[Section, ...], language: str) -> tuple[Section, ...]:
    return tuple(
        replace(section, blocks=_blocks(section.blocks, language), sections=_sections(section.sections, language))
        for section in sections
    )


def _blocks(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    return tuple(
        replace(block, order=_order(block, language)) if isinstance(block, DefinitionList) and block.glossary else block
        for block in blocks
    )


def _order(glossary: DefinitionList, language: str) -> tuple[int, ...]:
    from kolofon.translate.localize.collation import sort_key  # noqa: PLC0415  as above, nor a glossary

    key = sort_key(language)
    words = [" ".join(plain(item.terms[0].inlines).split()) if item.terms else "" for item in glossary.items]
    return tuple(sorted(range(len(words)), key=lambda index: key(words[index])))
