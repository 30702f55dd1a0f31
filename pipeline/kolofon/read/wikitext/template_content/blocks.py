"""From templates, blocks: lists, quotations, verse, infoboxes, galleries, and content that is only put into columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from mwparserfromhell.nodes import Template

from kolofon.model.document import (
    Block,
    Inline,
    List,
    ListItem,
    NoteRef,
    Paragraph,
    Quotation,
    Sentence,
    Text,
    Verse,
)
from kolofon.read.reading import Reading
from kolofon.read.wikitext.inline import InlineReader
from kolofon.read.wikitext.nodes import At, Parameter, Source
from kolofon.read.wikitext.template_content.galleries import GalleryReader
from kolofon.read.wikitext.template_content.infobox import InfoboxReader
from kolofon.read.wikitext.templates.arguments import template_call
from kolofon.read.wikitext.templates.rules import Kind, Rule, known

__all__ = ["TemplateBlocks"]

_LOOKS = frozenset(
    {"align", "width", "style", "class", "bgcolor", "salign", "qalign", "fontsize", "border", "quoted", "indent"}
)
_LONGEST_NAME = 3
"""Words of the longest name of a parameter; with more, it is text with an equals sign in it."""
_ITEMS = frozenset({"list", "title", "content", "items"})
_WORDS = frozenset(
    {
        "text",
        "quote",
        "title",
        "author",
        "by",
        "source",
        "sign",
        "cite",
        "character",
        "salt",
        "multiline",
        "translation",
    }
)


class _Host(Protocol):
    """The reader of blocks, which reads the blocks of a parameter."""

    def blocks(self, nodes: Sequence[At]) -> tuple[Block, ...]:
        """The blocks of some nodes."""

    def verse(self, nodes: Sequence[At]) -> Verse:
        """Some nodes as verse."""


class TemplateBlocks:
    """Reads the templates of one file that are blocks."""

    def __init__(self, reading: Reading, source: Source, inline: InlineReader, host: _Host) -> None:
        self._reading = reading
        self._source = source
        self._inline = inline
        self._host = host
        self._boxes = InfoboxReader(reading, source, inline, host.blocks)
        self._galleries = GalleryReader(reading, source, inline)

    def read(self, at: At) -> Iterator[Block]:
        """The blocks that a template makes."""
        if not isinstance(at.node, Template) or (rule := self._inline.templates.rule(at)) is None:
            return
        self._comments(at)
        match rule.kind:
            case Kind.INFOBOX:
                yield from self._boxes.read(at, rule)
            case Kind.GALLERY:
                yield from self._galleries.read(at, rule)
            case Kind.LIST:
                yield from self._list(at, rule)
            case Kind.BLOCKS:
                for parameter in self._words(at, rule):
                    yield from self._host.blocks(parameter.value)
            case Kind.VERSE:
                yield from self._verses(at, rule)
            case _:
                blocks = [block for each in self._words(at, rule) for block in self._host.blocks(each.value)]
                if blocks:
                    yield Quotation(_with_calls(blocks))

    def _comments(self, at: At) -> None:
        for comment in template_call(at).comments:
            words = str(comment.node)
            self._reading.note(
                "comment", self._source.place(comment.offset), f"a comment is not printed: {words}", words
            )

    def _verses(self, at: At, rule: Rule) -> Iterator[Block]:
        """A quotation of verse, with its translation and its source behind it."""
        found: list[Block] = []
        for parameter in self._words(at, rule):
            name = known(parameter.name, rule.fields)
            if name in ("1", "2", "text", "quote", "translation") and "\n" in parameter.text.strip():
                found.append(self._host.verse(parameter.value))
            else:
                found += self._host.blocks(parameter.value)
        if found:
            yield Quotation(tuple(found))

    def _list(self, at: At, rule: Rule) -> Iterator[Block]:
        """The list that a template makes: each of its parameters is an item, or the first contains the items."""
        found: list[ListItem] = []
        for parameter in template_call(at).parameters:
            name = known(parameter.name, rule.fields)
            blocks: tuple[Block, ...] = ()
            if name.isdigit() or name in _ITEMS:
                blocks = self._host.blocks(parameter.value)
            elif parameter.text.strip() and not _only_looks(name, rule):
                self._unread(parameter)
            if len(blocks) == 1 and isinstance(listed := blocks[0], List):
                found += listed.items
            elif blocks:
                found.append(ListItem(blocks))
        if found:
            yield List(tuple(found))

    def _words(self, at: At, rule: Rule) -> Iterator[Parameter]:
        """The parameters with words; any other is in a finding, unless it only sets the look."""
        for parameter in template_call(at).parameters:
            name = known(parameter.name, rule.fields)
            if not parameter.text.strip() or _only_looks(name, rule):
                continue
            if (
                len(name.split()) > _LONGEST_NAME
            ):  # to the wiki, what is before any “=” is a name, and it prints none of it
                message = f"not printed, since a wiki takes it for the name of a parameter: {parameter.name}"
                place = self._source.place(at.offset)
                self._reading.warn("unread-parameter", place, message, "write 1= before it", subject=parameter.name)
                yield parameter
            elif name.isdigit() or name.rstrip("0123456789") in _WORDS or rule.kind is Kind.BLOCKS:
                yield parameter
            else:
                self._unread(parameter)

    def _unread(self, parameter: Parameter) -> None:
        place = self._source.place(parameter.value[0].offset if parameter.value else 0)
        written = f"{parameter.name} = {parameter.text}"
        self._reading.note("unread-parameter", place, f"not printed: {written}", " ".join(written.split()))


def _only_looks(name: str, rule: Rule) -> bool:
    return name in _LOOKS or name in rule.looks or name.endswith(("style", "class"))


def _with_calls(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which a call of a note, in a parameter of its own, is at the end of the paragraph before it."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        match before, block:
            case Paragraph((*first, last)), Paragraph((Sentence(inlines),)) if _calls(inlines):
                found[-1] = Paragraph((*first, replace(last, inlines=(*last.inlines, *inlines))))
            case _:
                found.append(block)
    return tuple(found)


def _calls(inlines: tuple[Inline, ...]) -> bool:
    return all(isinstance(one, NoteRef) or (isinstance(one, Text) and not one.text.strip()) for one in inlines)
