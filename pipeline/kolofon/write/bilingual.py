"""The original and a translation side by side, paragraph by paragraph.

A translation has the shape of its source, block for block, so that each is beside its own.  Content that is the same in
every edition, such as a bibliography, is there once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kolofon.language.formats import script
from kolofon.model.edition import Imprint, Page
from kolofon.set.document import (
    SetBibliography,
    SetBlock,
    SetDefinitions,
    SetDocument,
    SetIndex,
    SetList,
    SetPreformatted,
    SetQuotation,
    SetRule,
    SetSection,
    SetVerse,
)
from kolofon.set.words import Words
from kolofon.write.geometry import geometry
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.xhtml.blocks import BlockWriter
from kolofon.write.xhtml.page import frame, layouts, page_of

__all__ = ["Pair", "render_bilingual"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of the original and its translation, a heading where it has a level.

    A piece that both sides share has only `translation`.
    """

    original: Markup
    translation: Markup
    level: int = 0
    id: str = ""
    plain: str = ""


def render_bilingual(
    documents: tuple[SetDocument, SetDocument],
    imprint: Imprint,
    words: tuple[Words, Words],
    page: Page,
    theme: Theme = PLAIN,
) -> bytes:
    """The source and its translation as one page of XHTML, for `kolofon.write.paper.pdf`.

    They have the same shape; `words` are the press's own in the language of the one and of the other.  A sheet is two
    pages of the edition wide, the original where reading begins.  Raises EditionError for a page size that is none.
    """
    source, translation = documents
    sides = _Sides(documents, words, theme)
    one, other = sides.original.inline, sides.translation.inline
    described = source.description and translation.description
    return page_of(
        "bilingual.xhtml.jinja",
        frame(translation, imprint, words[1], theme),
        theme,
        shape="bilingual",
        page=geometry(page, script(source.language), script(translation.language)),
        source_language=source.language,
        original=one.heading(source.title),
        title=other.heading(translation.title),
        original_description=one.heading(source.description) if described and source.description else None,
        description=other.heading(translation.description) if described and translation.description else None,
        pairs=[
            *sides.blocks(source.lead, translation.lead),
            *sides.sections(source.sections, translation.sections),
        ],
        notes=[
            tuple(sides.blocks(one.blocks, other.blocks))
            for one, other in zip(source.notes, translation.notes, strict=True)
        ],
        # The index of the translation, in its order; it leads to both sides.
        index=sides.translation.block(translation.index) if translation.index else None,
    )


class _Sides:
    """A writer for each side; the original has other ids, since links on both sides lead to the translation."""

    def __init__(self, documents: tuple[SetDocument, SetDocument], words: tuple[Words, Words], theme: Theme) -> None:
        one, other = (layouts(side.language, own, theme) for side, own in zip(documents, words, strict=True))
        self.original = BlockWriter(documents[0].language, one, prefix="o-")
        self.translation = BlockWriter(documents[1].language, other)

    def sections(self, ones: Sequence[SetSection], others: Sequence[SetSection]) -> Iterator[Pair]:
        for one, other in zip(ones, others, strict=True):
            original = self.original.inline.heading(one.heading)
            translation = self.translation.inline.heading(other.heading)
            yield Pair(original.markup, translation.markup, other.level, other.id, translation.plain)
            yield from self.blocks(one.blocks, other.blocks)
            yield from self.sections(one.sections, other.sections)

    def blocks(self, ones: Sequence[SetBlock], others: Sequence[SetBlock]) -> Iterator[Pair]:
        for one, other in zip(_pieces(ones), _pieces(others), strict=True):
            same = isinstance(other, SetBibliography | SetRule | SetIndex) or (
                isinstance(other, SetPreformatted) and one == other
            )
            original = Markup("") if same else self.original.blocks((one,))
            yield Pair(original, self.translation.blocks((other,)))


def _pieces(blocks: Sequence[SetBlock]) -> Iterator[SetBlock]:
    """The blocks, those of many parts part by part: the items of a list, the stanzas of a poem.

    The words of a glossary are in the order of the source, so that both sides have the same one.
    """
    for block in blocks:
        match block:
            case SetList(items, start):
                for number, item in enumerate(items):
                    yield replace(block, items=(item,), start=start + number if start >= 0 else start)
            case SetDefinitions(items):
                yield from (replace(block, items=(item,), order=(0,)) for item in items)
            case SetQuotation(inner):
                yield from (SetQuotation((piece,)) for piece in _pieces(inner))
            case SetVerse(stanzas):
                yield from (SetVerse((stanza,)) for stanza in stanzas)
            case _:
                yield block
