"""From definitions, the blocks of a list of definitions."""

from collections.abc import Iterable, Iterator

from kolofon.model.document import Block, Definition, DefinitionList, Paragraph

__all__ = ["definition_list"]


def definition_list(items: Iterable[Definition], *, glossary: bool = False) -> Iterator[Block]:
    """The blocks of some definitions: a list of those that have a meaning; any other word is a paragraph."""
    run: list[Definition] = []
    for item in items:
        if item.meanings and item.terms:
            run.append(item)
            continue
        if run:
            yield DefinitionList(tuple(run), glossary=glossary)
            run = []
        yield from (Paragraph((term,)) for term in item.terms)
        yield from (block for meaning in item.meanings for block in meaning.blocks)
    if run:
        yield DefinitionList(tuple(run), glossary=glossary)
