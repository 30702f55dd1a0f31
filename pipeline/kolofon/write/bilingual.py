"""The original and a translation side by side, paragraph by paragraph.

A translation has the shape of its source, block for block, so that each stands beside its own.  What is the same in
every edition, such as a bibliography, stands once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kolofon.language.formats import script
from kolofon.model.document import (
    Bibliography,
    Block,
    DefinitionList,
    Document,
    Index,
    List,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Sentence,
    Verse,
)
from kolofon.model.edition import Imprint, Page
from kolofon.write.blocks import HIGHEST, LOWEST, BlockSetter
from kolofon.write.geometry import geometry
from kolofon.write.index import unplaced_index
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.views import Heading
from kolofon.write.words import Words
from kolofon.write.xhtml import frame, layouts, page_of

__all__ = ["Pair", "render_bilingual"]

_NAMES = re.compile(' id="')


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of the original and its translation, a heading where it has a level.

    What is for both has only `translation`.
    """

    original: Markup
    translation: Markup
    level: int = 0
    id: str = ""
    plain: str = ""


def render_bilingual(
    documents: tuple[Document, Document],
    imprint: Imprint,
    furniture: tuple[Mapping[str, str], Mapping[str, str]],
    page: Page,
    theme: Theme = PLAIN,
) -> bytes:
    """The source and its translation as one page of XHTML, for `kolofon.write.paper.pdf`.

    They have the same shape; `furniture` has the press's own words in the language of the one and of the other.  A
    sheet is two pages of the edition wide, the original where reading begins.  Raises EditionError for a page size that
    is none.
    """
    source, translation = documents
    words = Words(furniture[1], translation.language)
    sides = _Sides(source, translation, Words(furniture[0], source.language), words, theme)
    original, title = sides.heading(source.title, translation.title)
    original_description, description = None, None
    if source.description and translation.description:
        original_description, description = sides.heading(source.description, translation.description)
    return page_of(
        "bilingual.xhtml.jinja",
        frame(translation, imprint, words, theme),
        theme,
        shape="bilingual",
        page=geometry(page, script(source.language), script(translation.language)),
        source_language=source.language,
        original=original,
        title=title,
        original_description=original_description,
        description=description,
        pairs=[
            *sides.blocks(source.lead, translation.lead, "lead"),
            *sides.sections(source.sections, translation.sections, "s", HIGHEST),
        ],
        notes=[
            tuple(sides.blocks(one.blocks, other.blocks, f"n{number}"))
            for number, (one, other) in enumerate(zip(source.notes, translation.notes, strict=True), 1)
        ],
        index=sides.index() if unplaced_index(translation) else None,
    )


class _Sides:
    """A setter for each side."""

    def __init__(
        self, source: Document, translation: Document, source_words: Words, words: Words, theme: Theme
    ) -> None:
        self._original = BlockSetter(source, source_words, layouts(source, source_words, theme))
        self._translation = BlockSetter(translation, words, layouts(translation, words, theme))

    def heading(self, one: Sentence, other: Sentence) -> tuple[Heading, Heading]:
        return self._original.heading(one), self._translation.heading(other)

    def index(self) -> Markup:
        """That of the translation, in its order: it leads to both."""
        return self._translation.index()

    def sections(self, ones: Sequence[Section], others: Sequence[Section], above: str, level: int) -> Iterator[Pair]:
        for number, (one, other) in enumerate(zip(ones, others, strict=True), 1):
            name = f"{above}{number}"
            original, translation = self.heading(one.heading, other.heading)
            yield Pair(_named_apart(original.markup), translation.markup, min(level, LOWEST), name, translation.plain)
            yield from self.blocks(one.blocks, other.blocks, name)
            yield from self.sections(one.sections, other.sections, f"{name}-", level + 1)

    def blocks(self, ones: Sequence[Block], others: Sequence[Block], where: str) -> Iterator[Pair]:
        pieces = zip(_pieces(ones), _pieces(others), strict=True)
        for one, other in pieces:
            translation = self._translation.blocks((other,), where)
            same = isinstance(other, Bibliography | Rule | Index) or (isinstance(other, Preformatted) and one == other)
            original = Markup("") if same else _named_apart(self._original.blocks((one,), where))
            yield Pair(original, translation)


def _pieces(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those of many parts part by part: the items of a list, the stanzas of a poem.

    The words of a glossary come as the source has them: what stands side by side has one order.
    """
    for block in blocks:
        match block:
            case List(items, start):
                for number, item in enumerate(items):
                    yield replace(block, items=(item,), start=start + number if start >= 0 else start)
            case DefinitionList(items):
                yield from (replace(block, items=(item,), order=()) for item in items)
            case Quotation(inner):
                yield from (Quotation((piece,)) for piece in _pieces(inner))
            case Verse(stanzas):
                yield from (Verse((stanza,)) for stanza in stanzas)
            case _:
                yield block


def _named_apart(original: Markup) -> Markup:
    """The markup of the original, with ids that are not those of the translation, to which links on both sides lead."""
    return Markup(_NAMES.sub(' id="o-', str(original)))  # noqa: S704  what stands in the text has no quotation mark unescaped
