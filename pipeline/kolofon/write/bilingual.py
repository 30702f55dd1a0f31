"""The original and a translation side by side, paragraph by paragraph.

A translation has the shape of its source, block for block, so that each is beside its own.  Content that is the same in
every edition, such as a bibliography, is there once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from kolofon.language.formats import script
from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetDefinitions,
    SetDocument,
    SetList,
    SetPreformatted,
    SetQuotation,
    SetRule,
    SetSection,
    SetVerse,
)
from kolofon.set.values.index import SetIndex
from kolofon.set.walk.traverse import ids_in
from kolofon.write.markup.elements import element
from kolofon.write.markup.languages import isolated
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled
from kolofon.write.typography.geometry import geometry
from kolofon.write.xhtml.blocks import BlockWriter
from kolofon.write.xhtml.medium import PAPER, Medium
from kolofon.write.xhtml.page import Looks, has_index, layouts, of_page, page_of
from kolofon.write.xhtml.parts import BODY, INDEX, NOTES, TITLE_PAGE, Part, colophon, in_matter

__all__ = ["Pair", "PairedNote", "bilingual_parts", "render_bilingual"]


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


@dataclass(frozen=True, slots=True)
class PairedNote:
    """A note on both sides."""

    id: str
    pairs: tuple[Pair, ...]


def render_bilingual(documents: tuple[SetDocument, SetDocument], looks: tuple[Looks, Looks]) -> bytes:
    """The source and its translation as one page of XHTML, for `kolofon.write.paper.pdf`.

    They have the same shape; `looks` are those of the one and of the other.  A sheet is two pages of the edition wide,
    the original where reading begins.  Raises EditionError for a page size that is none.
    """
    source, translation = documents
    sides = _Sides(documents, looks)
    values = {
        **sides.values,
        "page": geometry(looks[1].page, script(source.language), script(translation.language)),
        "pairs": [
            *sides.blocks(_before(source), _before(translation)),
            *sides.sections(source.sections, translation.sections),
        ],
        "notes": sides.notes,
        "index": sides.index,
    }
    return page_of("bilingual.xhtml.jinja", values, looks[1].theme, looks[1].page)


def bilingual_parts(documents: tuple[SetDocument, SetDocument], looks: tuple[Looks, Looks]) -> tuple[Part, ...]:
    """The parts of the same book, in reading order; a chapter holds both sides."""
    source, translation = documents
    theme, words = looks[1].theme, looks[1].words

    def part(id_: str, kind: str, title: str, held: object, written: Callable[[_Sides], Mapping[str, object]]) -> Part:
        def write(medium: Medium) -> Markup:
            sides = _Sides(documents, looks, medium)
            empty: Mapping[str, object] = {"pairs": (), "notes": (), "index": None}
            template = f"bilingual/{'title-page' if kind == TITLE_PAGE else 'text'}.xhtml.jinja"
            values = {**sides.values, **empty, **written(sides)}
            made = filled(template, values, theme, Kind.PART if medium.whole else Kind.CHAPTER).strip()
            return element("div", {"class": "spread"}, made) if kind == BODY else made

        return Part(id_, kind, title, frozenset([id_, *ids_in(held)]), write)

    found = [part("title-page", TITLE_PAGE, translation.title.plain, translation.title, lambda _: {})]
    lead = _before(source), _before(translation)
    if lead[0]:
        found.append(part("lead", BODY, "", lead[1], lambda sides: {"pairs": list(sides.blocks(*lead))}))
    for one, other in zip(source.sections, translation.sections, strict=True):
        found.append(part(other.id, BODY, other.heading.plain, other, partial(_paired, one, other)))
    if translation.notes:
        found.append(part("notes", NOTES, words.text("Notes"), translation.notes, lambda sides: {"notes": sides.notes}))
    if has_index(translation):
        found.append(part("index", INDEX, words.text("Index"), translation.index, lambda sides: {"index": sides.index}))
    return in_matter([*found, colophon(translation, looks[1])])


class _Sides:
    """A writer for each side; the original has other ids, since links on both sides lead to the translation."""

    def __init__(
        self, documents: tuple[SetDocument, SetDocument], looks: tuple[Looks, Looks], medium: Medium = PAPER
    ) -> None:
        one, other = (layouts(side.language, own, medium) for side, own in zip(documents, looks, strict=True))
        self._documents, self._looks, self._medium = documents, looks, medium
        self._original = BlockWriter(documents[0].language, one, prefix="o-", medium=medium)
        self._translation = BlockWriter(documents[1].language, other, medium=medium)

    @property
    def values(self) -> dict[str, object]:
        """The values of the templates, without the text."""
        source, translation = self._documents
        one, other = self._original.inline, self._translation.inline
        title = one.heading(source.title)
        described = source.description and translation.description
        return {
            **of_page(translation, self._looks[1], self._medium),
            "shape": "bilingual",
            "source_language": source.language,
            "original": replace(title, head=isolated(title.plain, source.language, translation.language)),
            "title": other.heading(translation.title),
            "original_description": one.heading(source.description) if described and source.description else None,
            "description": other.heading(translation.description) if described and translation.description else None,
        }

    @property
    def notes(self) -> tuple[PairedNote, ...]:
        """The notes on both sides."""
        both = zip(*(document.notes for document in self._documents), strict=True)
        return tuple(PairedNote(other.id, tuple(self.blocks(one.blocks, other.blocks))) for one, other in both)

    @property
    def index(self) -> Markup | None:
        """The index of the translation, in its order; it leads to both sides."""
        index = self._documents[1].index
        return self._translation.block(index) if index else None

    def sections(self, ones: Sequence[SetSection], others: Sequence[SetSection]) -> Iterator[Pair]:
        """Sections and all that is in them."""
        for one, other in zip(ones, others, strict=True):
            original = self._original.inline.heading(one.heading)
            translation = self._translation.inline.heading(other.heading)
            yield Pair(original.markup, translation.markup, other.level, other.id, translation.head)
            yield from self.blocks(one.blocks, other.blocks)
            yield from self.sections(one.sections, other.sections)

    def blocks(self, ones: Sequence[SetBlock], others: Sequence[SetBlock]) -> Iterator[Pair]:
        """Blocks, those of many parts part by part."""
        for one, other in zip(_pieces(ones), _pieces(others), strict=True):
            same = isinstance(other, SetBibliography | SetRule | SetIndex) or (
                isinstance(other, SetPreformatted) and one == other
            )
            original = Markup("") if same else self._original.blocks((one,))
            yield Pair(original, self._translation.blocks((other,)))


def _before(document: SetDocument) -> tuple[SetBlock, ...]:
    """What is before the first heading, behind the words of the first pages."""
    return (*document.opening.blocks, *document.lead)


def _paired(one: SetSection, other: SetSection, sides: _Sides) -> Mapping[str, object]:
    return {"pairs": list(sides.sections((one,), (other,)))}


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
                yield from (replace(block, blocks=(piece,)) for piece in _pieces(inner))
            case SetAside(blocks=(_, _, *_) as inner):
                first, *others = _pieces(inner)
                yield replace(block, blocks=(first,))
                yield from (replace(block, id="", label=None, blocks=(piece,)) for piece in others)
            case SetVerse(stanzas):
                yield from (SetVerse((stanza,)) for stanza in stanzas)
            case _:
                yield block
