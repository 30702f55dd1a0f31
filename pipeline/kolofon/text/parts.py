"""Which words of a document are translated, in which order, and which part they play.

`segment`, `extract`, `translate` and the checks all walk a document through this module, so that the nth message is the
same for all of them.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, replace
from functools import partial
from itertools import count
from operator import is_
from typing import Any, ClassVar, Protocol, TypeVar, assert_never

from kolofon.model.document import (
    Aside,
    Bibliography,
    Block,
    Bridgehead,
    Comment,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Foreign,
    Headword,
    Image,
    Index,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Inline,
    List,
    ListItem,
    Note,
    Opening,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Section,
    Sentence,
    Table,
    TableCell,
    Term,
    Text,
    Verse,
)
from kolofon.model.inline import children, with_children
from kolofon.model.message import Key
from kolofon.model.part import InIndex, InInfobox, InNote, InSection, InWork, Kind, Nesting, Part, PartRole
from kolofon.text.notation import is_translatable, plain, write

__all__ = ["Contexts", "Kind", "Part", "Segment", "Sentences", "rewrite", "runs", "section_runs", "segments"]

Sentences = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a document, and the key of its message, which is None where there is nothing to translate.

    That is so for a sentence without words, for one that the press localizes, and for one that is kept.
    """

    sentence: Sentence
    part: Part
    key: Key | None


class Contexts:
    """The contexts of the messages of one document.

    A msgid has no msgctxt in the first kind of part where it occurs; in another kind it has the name of that kind.  So
    a catalogue has a context only where the same words play different parts.
    """

    def __init__(self) -> None:
        self._first: dict[str, Kind] = {}

    def key(self, msgid: str, kind: Kind) -> Key:
        """The key of the next message of the document."""
        first = self._first.setdefault(msgid, kind)
        return Key(None if first is kind else kind.value, msgid)


Run = tuple[Sentences, Part]
"""Sentences of one block, and the part that they play."""

Change = Callable[[Sentences, Part], Sentences]
"""A function from the sentences of one block to new ones.  A heading, a label or a fact is one sentence; if a change
returns none for it, it stays."""


def rewrite(document: Document, change: Change) -> Document:
    """The document with every run of sentences changed, in document order.

    Everything else is the very same object: where no run is changed, so is the document.
    """
    return _Rewriting(change).document(document)


def segments(document: Document) -> tuple[Segment, ...]:
    """Every sentence of a document in document order, with its message."""
    contexts = Contexts()
    found: list[Segment] = []
    for sentences, part in runs(document):
        for sentence in sentences:
            key = None
            if not sentence.kept and is_translatable(sentence.inlines):
                key = contexts.key(write(sentence.inlines), part.kind)
            found.append(Segment(sentence, part, key))
    return tuple(found)


def runs(document: Document) -> tuple[Run, ...]:
    """Every run of sentences of a document with its part, in document order."""
    return _collected(lambda walk: walk.document(document))


def section_runs(section: Section, notes: tuple[Note, ...], numbers: tuple[int, ...]) -> tuple[tuple[Run, ...], ...]:
    """The runs of a section without its heading, as `runs` has them; `numbers` are those of the section.

    The first item has the runs of its blocks; then there is one for each section in it, and one for each of the notes.
    """
    text = Part(PartRole.TEXT, InSection(numbers, section.role))
    return (
        _collected(lambda walk: walk.blocks(section.blocks, text)),
        *(
            _collected(partial(_Rewriting.section, section=below, numbers=(*numbers, number)))
            for number, below in enumerate(section.sections, 1)
        ),
        *(_collected(partial(_Rewriting.note, note=note)) for note in notes),
    )


def _collected(walk: Callable[["_Rewriting"], object]) -> tuple[Run, ...]:
    """The runs of sentences that a walk visits."""
    found: list[Run] = []

    def collect(sentences: Sentences, part: Part) -> Sentences:
        found.append((sentences, part))
        return sentences

    walk(_Rewriting(collect))
    return tuple(found)


class _Rewriting:
    """One walk over a document: the only code that knows which fields of which block hold sentences."""

    def __init__(self, change: Change) -> None:
        self._change_words = change

    def _change(self, sentences: Sentences, part: Part) -> Sentences:
        """The sentences changed, after the alternative text of each picture in them is changed.

        The order matters: pictures that a translation omits or repeats must not change the order of other words.
        """
        return self._change_words(_each(sentences, lambda sentence: self._with_pictures(sentence, part)), part)

    def _with_pictures(self, sentence: Sentence, part: Part) -> Sentence:
        inlines = self._pictures(sentence.inlines, sentence, part)
        # The same object where nothing changed: a proof and an alignment compare sentences by identity.
        return sentence if inlines is sentence.inlines else replace(sentence, inlines=inlines)

    def _pictures(self, inlines: tuple[Inline, ...], around: Sentence, part: Part) -> tuple[Inline, ...]:
        if not any(isinstance(inline, Image) or children(inline) for inline in inlines):
            return inlines
        return _each(inlines, lambda inline: self._pictured(inline, around, part))

    def _pictured(self, inline: Inline, around: Sentence, part: Part) -> Inline:
        if isinstance(inline, Image):
            return self._picture(inline, around, part)
        if isinstance(inline, Foreign) and inline.kept:
            return inline
        return with_children(inline, self._pictures(children(inline), around, part))

    def _picture(self, image: Image, around: Sentence, part: Part) -> Image:
        if not image.alternative:
            return image
        words = replace(around, inlines=(Text(image.alternative),), index=())
        words_changed = next(iter(self._change_words((words,), replace(part, picture=True))), words)
        changed = replace(image, alternative=plain(words_changed.inlines), language=words_changed.language)
        return image if changed == image else changed

    def document(self, document: Document) -> Document:
        work = Part(PartRole.TEXT, InWork())
        title = self._one(document.title, work.of_role(PartRole.TITLE))
        description = document.description and self._one(document.description, work.of_role(PartRole.DESCRIPTION))
        opening = self._opening(document.opening, work)
        lead = self.blocks(document.lead, work)
        sections = self._sections(document.sections, ())
        notes = _each(document.notes, lambda note: _with(note, blocks=self.note(note)))
        index = _each(document.index, self._headword)
        blurb = _each(document.blurb, lambda paragraph: self._paragraph(paragraph, work.of_role(PartRole.BLURB)))
        return _with(
            document,
            title=title,
            description=description,
            opening=opening,
            lead=lead,
            sections=sections,
            notes=notes,
            index=index,
            blurb=blurb,
        )

    def _opening(self, opening: Opening, work: Part) -> Opening:
        return _with(
            opening,
            frontispiece=self.blocks(opening.frontispiece, work.of_role(PartRole.FRONTISPIECE)),
            dedication=self.blocks(opening.dedication, work.of_role(PartRole.DEDICATION)),
            epigraph=self.blocks(opening.epigraph, work.of_role(PartRole.EPIGRAPH)),
            attribution=self.blocks(opening.attribution, work.of_role(PartRole.ATTRIBUTION)),
        )

    def _paragraph(self, paragraph: Paragraph, part: Part) -> Paragraph:
        return _with(paragraph, sentences=self._change(paragraph.sentences, part))

    def _headword(self, headword: Headword) -> Headword:
        part = Part(PartRole.INDEX_ENTRY, InIndex(headword.path[:-1]))
        return _with(headword, words=self._one(headword.words, part))

    def _sections(self, sections: tuple[Section, ...], above: tuple[int, ...]) -> tuple[Section, ...]:
        numbers = count(1)
        return _each(sections, lambda section: self.section(section, (*above, next(numbers))))

    def section(self, section: Section, numbers: tuple[int, ...]) -> Section:
        text = Part(PartRole.TEXT, InSection(numbers, section.role))
        return _with(
            section,
            heading=self._one(section.heading, text.of_role(PartRole.HEADING)),
            blocks=self.blocks(section.blocks, text),
            sections=self._sections(section.sections, numbers),
        )

    def note(self, note: Note) -> tuple[Block, ...]:
        return self.blocks(note.blocks, Part(PartRole.TEXT, InNote(note.name)))

    def blocks(self, blocks: tuple[Block, ...], part: Part) -> tuple[Block, ...]:
        return _each(blocks, lambda block: self._block(block, part))

    def _block(self, block: Block, part: Part) -> Block:
        """A block whose running text plays a part."""
        match block:
            case Paragraph():
                return self._paragraph(block, part)
            case List(items):
                return _with(block, items=self._items(items, part.inside(Nesting.LIST)))
            case DefinitionList(definitions):
                return _with(block, items=_each(definitions, lambda item: self._definition(item, part)))
            case Quotation(blocks):
                return _with(block, blocks=self.blocks(blocks, part.inside(Nesting.QUOTATION)))
            case Aside(title=title, blocks=blocks):
                return _with(
                    block,
                    title=title and self._one(title, part.of_role(PartRole.ASIDE_TITLE)),
                    blocks=self.blocks(blocks, part.inside(Nesting.ASIDE)),
                )
            case Verse(stanzas):
                verse = part.of_role(PartRole.VERSE)
                return _with(block, stanzas=_each(stanzas, lambda stanza: self._each(stanza, verse)))
            case Table(caption, head, body):
                return _with(
                    block,
                    caption=self._change(caption, part.of_role(PartRole.TABLE_CAPTION)),
                    head=self._rows(head, part),
                    body=self._rows(body, part),
                )
            case Figure(image, caption, place):
                around = next(iter(caption), Sentence((), place))
                return _with(
                    block,
                    image=self._picture(image, replace(around, place=place), part),
                    caption=self._change(caption, part.of_role(PartRole.FIGURE_CAPTION)),
                )
            case Infobox():
                return self._infobox(block)
            case Bridgehead(sentence):
                return _with(block, sentence=self._one(sentence, part.of_role(PartRole.BRIDGEHEAD)))
            case Preformatted(comments=comments, caption=caption):
                return _with(
                    block,
                    caption=self._change(caption, part.of_role(PartRole.LISTING_CAPTION)),
                    comments=_each(comments, lambda comment: self._comment(comment, part)),
                )
            case Bibliography() | Rule() | Index():
                return block
            case _:
                assert_never(block)

    def _items(self, items: tuple[ListItem, ...], part: Part) -> tuple[ListItem, ...]:
        return _each(items, lambda item: _with(item, blocks=self.blocks(item.blocks, part)))

    def _definition(self, definition: Definition, part: Part) -> Definition:
        terms = self._each(definition.terms, part.of_role(PartRole.TERM))
        meanings = self._items(definition.meanings, part.inside(Nesting.EXPLANATION))
        return _with(definition, terms=terms, meanings=meanings)

    def _comment(self, comment: Comment, part: Part) -> Comment:
        role = PartRole.STRING if comment.string else PartRole.COMMENT
        return _with(comment, sentence=self._one(comment.sentence, part.of_role(role)))

    def _rows(self, rows: tuple[tuple[TableCell, ...], ...], part: Part) -> tuple[tuple[TableCell, ...], ...]:
        parts = part.of_role(PartRole.TABLE_CELL), part.of_role(PartRole.TABLE_HEADING)

        def changed(cell: TableCell) -> TableCell:
            return _with(cell, sentences=self._change(cell.sentences, parts[cell.heading]))

        return _each(rows, lambda row: _each(row, changed))

    def _infobox(self, box: Infobox) -> Infobox:
        title = box.title and self._one(box.title, Part(PartRole.INFOBOX_TITLE, InInfobox()))
        return _with(box, title=title, rows=_each(box.rows, self._row))

    def _row(self, row: InfoboxRow) -> InfoboxRow:
        label = row.label
        name = (label.msgid if isinstance(label, Term) else write(label.inlines)).lower()
        if isinstance(label, Sentence):
            label = self._one(label, Part(PartRole.INFOBOX_LABEL, InInfobox()))
        sides = range(1, len(row.cells) + 1) if len(row.cells) > 1 else (0,) * len(row.cells)
        paths = iter([InInfobox(name, side) for side in sides])

        def changed(cell: tuple[InfoboxGroup, ...]) -> tuple[InfoboxGroup, ...]:
            path = next(paths)
            return _each(cell, lambda group: self._group(group, path))

        return _with(row, label=label, cells=_each(row.cells, changed))

    def _group(self, group: InfoboxGroup, path: InInfobox) -> InfoboxGroup:
        heading = group.heading and self._one(group.heading, Part(PartRole.INFOBOX_HEADING, path))
        return _with(group, heading=heading, items=self._each(group.items, Part(PartRole.INFOBOX_FACT, path)))

    def _each(self, sentences: Sentences, part: Part) -> Sentences:
        return _each(sentences, lambda sentence: self._one(sentence, part))

    def _one(self, sentence: Sentence, part: Part) -> Sentence:
        return next(iter(self._change((sentence,), part)), sentence)


_Item = TypeVar("_Item")
_Node = TypeVar("_Node", bound="_Dataclass")


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def _each(items: tuple[_Item, ...], change: Callable[[_Item], _Item]) -> tuple[_Item, ...]:
    """The items changed in their order; the very same tuple where each is the very same."""
    changed = tuple([change(item) for item in items])
    return items if all(map(is_, changed, items)) else changed


def _with(node: _Node, **fields: object) -> _Node:
    """A node with other values in some fields; the very same node where they are the very same."""
    if all(getattr(node, name) is value for name, value in fields.items()):
        return node
    return replace(node, **fields)
