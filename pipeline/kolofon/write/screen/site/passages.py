"""The passages of a chapter as its readers search for them: their words, and the id that each is at."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from kolofon.model.document import Code, Date, Image, LineBreak, Ruby, Text
from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetDefinitions,
    SetDocument,
    SetFigure,
    SetHeading,
    SetInfobox,
    SetItem,
    SetList,
    SetNote,
    SetParagraph,
    SetPlain,
    SetPreformatted,
    SetQuotation,
    SetRule,
    SetSection,
    SetTable,
    SetVerse,
)
from kolofon.set.values.index import SetIndex
from kolofon.set.values.line import (
    Call,
    Literal,
    PageMark,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    Styled,
)
from kolofon.set.walk.reading_order import sentences_of

__all__ = ["Passage", "passages_in"]


class Passage(NamedTuple):
    """A passage: its id, its words in a line, whether it is a heading, and its language where that is another."""

    id: str
    words: str
    heading: bool = False
    language: str = ""


def passages_in(document: SetDocument) -> Iterator[Passage]:
    """The passages of a document that have words, in their order; the index and the numbers of notes are left out."""
    found = _all(document)
    return (one._replace(words=words) for one in found if (words := " ".join(one.words.split())))


def _all(document: SetDocument) -> Iterator[Passage]:
    yield from _blocks(document.lead, "lead")
    yield from _notes(document.lead_notes)
    for section in document.sections:
        yield from _section(section)
    yield from _notes([*(note for group in document.groups for note in group.notes), *document.notes])


def _section(section: SetSection) -> Iterator[Passage]:
    yield _heading(section.id, section.heading)
    yield from _blocks(section.blocks, section.id)
    for inner in section.sections:
        yield from _section(inner)
    yield from _notes(section.notes)


def _heading(id_: str, heading: SetHeading) -> Passage:
    return Passage(id_, heading.plain, heading=True, language=heading.contents.language)


def _notes(notes: Iterable[SetNote]) -> Iterator[Passage]:
    for note in notes:
        yield from _blocks(note.blocks, note.id)


def _blocks(blocks: Iterable[SetBlock], within: str) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block, within)


def _block(block: SetBlock, within: str) -> Iterator[Passage]:
    """The passages of a block; what has no id in it is at that of what holds it."""
    match block:
        case SetParagraph(id=id_, sentences=sentences):
            yield _passage(id_, sentences)
        case SetPlain(sentences):
            yield _passage(within, sentences)
        case SetBridgehead(sentence):
            yield _passage(within, [sentence])
        case SetList(items):
            yield from _items(items, within)
        case SetDefinitions(items, order=order):
            for item in (items[index] for index in order):
                yield _passage(item.id or within, item.terms, " ")
                yield from _items(item.meanings, item.id or within)
        case SetQuotation(blocks):
            yield from _blocks(blocks, within)
        case SetAside(id=id_, label=label, blocks=blocks):
            if label:
                yield _passage(id_ or within, [label])
            yield from _blocks(blocks, id_ or within)
        case SetVerse(stanzas):
            for stanza in stanzas:
                yield _passage(stanza.id, stanza.lines, " ")
        case SetTable(id=id_) | SetInfobox(id=id_):
            yield _passage(id_, tuple(sentences_of(block)), " ")
        case SetFigure(id=id_, picture=picture, caption=caption):
            if isinstance(picture, Literal):
                yield Passage(id_, picture.text)
            yield _passage(id_, caption)
        case SetBibliography(entries, language):
            for entry in entries:
                yield Passage(entry.id, entry.text, language=language)
        case SetPreformatted(id=id_, caption=caption):
            if caption:
                yield _passage(id_ or within, caption)
            yield Passage(id_ or within, _listing(block))
        case SetIndex() | SetRule():
            return
        case _:
            assert_never(block)


def _listing(block: SetPreformatted) -> str:
    """The text of a listing with its comments, which may be translated."""
    pieces, end = list[str](), 0
    for comment in block.comments:
        pieces += block.text[end : comment.start], _words(comment.sentence.inlines)
        end = comment.end
    return "".join([*pieces, block.text[end:]])


def _items(items: Iterable[SetItem], within: str) -> Iterator[Passage]:
    for item in items:
        yield from _blocks(item.blocks, item.id or within)


def _passage(id_: str, sentences: Sequence[SetSentence], between: str = "") -> Passage:
    languages = {sentence.language for sentence in sentences}
    words = "".join(f"{_words(sentence.inlines)}{sentence.after}{between}" for sentence in sentences)
    return Passage(id_, words, language=languages.pop() if len(languages) == 1 else "")


def _words(inlines: Iterable[SetInline]) -> str:
    return "".join(map(_word, inlines))


def _word(inline: SetInline) -> str:
    match inline:
        case Text(text) | Literal(text) | Code(text) | SetFormula(text) | Ruby(text) | Date(text=text):
            return text
        case Styled(children=children) | SetForeign(children=children) | SetLink(children=children):
            return _words(children)
        case LineBreak():
            return " "
        case Call() | Image() | PageMark():
            return ""
        case _:
            assert_never(inline)
