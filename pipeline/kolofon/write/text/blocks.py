"""Set blocks as lines of plain text."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from kolofon.language.formats import list_comma, list_semicolon
from kolofon.model.document import Image, LineBreak, Ruby
from kolofon.set.values.document import (
    SetAside,
    SetBibliography,
    SetBlock,
    SetBridgehead,
    SetCell,
    SetDefinitions,
    SetFactCell,
    SetFigure,
    SetInfobox,
    SetItem,
    SetList,
    SetParagraph,
    SetPlain,
    SetPreformatted,
    SetQuotation,
    SetRow,
    SetRule,
    SetStanza,
    SetTable,
    SetVerse,
)
from kolofon.set.values.index import IndexEntry, SetIndex
from kolofon.set.values.line import (
    Call,
    Literal,
    SetForeign,
    SetFormula,
    SetInline,
    SetLink,
    SetSentence,
    SetSentences,
    Styled,
)
from kolofon.set.walk.characters import characters
from kolofon.set.words import Words
from kolofon.write.text.lines import Lines, indented, parted
from kolofon.write.text.table import columns

__all__ = ["blocks", "line"]

_LISTS = (SetList, SetBibliography)


def line(sentences: SetSentences) -> str:
    """The sentences of a run; a line break in them is a line break here."""
    pieces = [piece for one in sentences[:-1] for piece in (_words(one), one.after)]
    return "".join([*pieces, *map(_words, sentences[-1:])])


def _words(sentence: SetSentence) -> str:
    return "".join(map(_characters, sentence.inlines))


def _characters(inline: SetInline) -> str:
    """A piece of a line: a note's call is its number in brackets, an address or a reading is behind its words."""
    match inline:
        case LineBreak():
            return "\n"
        case Call(number=number):
            return f"[{number}]"
        case Image(alternative=alternative):
            return f"[{alternative}]" if alternative else ""
        case Ruby(text, reading):
            return f"{text}（{reading}）"
        case SetLink(children, target):
            shown = "".join(map(_characters, children))
            return shown if not target or target.startswith("#") or target in shown else f"{shown} <{target}>"
        case SetFormula(text, number=number):
            return f"{text}  ({number})" if number else text
        case Styled(children=children) | SetForeign(children=children):
            return "".join(map(_characters, children))
        case _:
            return characters([inline])


def blocks(document: Iterable[SetBlock], words: Words, *, tight: bool = False) -> Lines:
    """Blocks one after another, with an empty line between any two of them; in a tight list only between two lists."""
    lines: Lines = []
    before: SetBlock | None = None
    for block in document:
        written = _block(block, words)
        close = tight and not (isinstance(block, _LISTS) and isinstance(before, _LISTS))
        if written:
            lines += [*([""] if lines and not close else []), *written]
            before = block
    return lines


def _block(block: SetBlock, words: Words) -> Lines:
    match block:
        case SetParagraph(sentences=sentences) | SetPlain(sentences):
            return line(sentences).split("\n") if sentences else []
        case SetBridgehead(sentence):
            return _words(sentence).split("\n")
        case SetList(items, start, loose):
            marks = [f"{start + number}. " if start >= 0 else "- " for number in range(len(items))]
            boxed = [mark + _box(item) for item, mark in zip(items, marks, strict=True)]
            written = [_item(item, mark, words, loose=loose) for item, mark in zip(items, boxed, strict=True)]
            return parted(written, tight=not loose)
        case SetDefinitions():
            return _definitions(block, words)
        case SetQuotation(inner):
            return indented(blocks(inner, words), "    ", "    ")
        case SetAside(label=label, blocks=inner):
            title = _words(label).split("\n") if label else []
            return indented(parted([title, blocks(inner, words)]), "    ", "    ")
        case SetVerse(stanzas):
            return parted([_stanza(stanza) for stanza in stanzas])
        case SetTable():
            return _table(block)
        case SetFigure(picture=picture):
            shown = picture.text if isinstance(picture, Literal) else _characters(picture)
            return parted([[shown] if shown else [], _caption(block)])
        case SetInfobox():
            return _infobox(block, list_semicolon(words.language))
        case SetBibliography(entries):
            return [" ".join(["-", *entry.text.split("\n")]) for entry in entries]
        case SetPreformatted():
            return parted([_caption(block), indented(_listing(block).split("\n"), "    ", "    ")])
        case SetRule():
            return ["* * *"]
        case SetIndex(groups):
            return parted([[row for entry in group.entries for row in _entry(entry, words)] for group in groups])
        case _:
            assert_never(block)


def _caption(block: SetFigure | SetPreformatted) -> Lines:
    return line(block.caption).split("\n") if block.caption else []


def _stanza(stanza: SetStanza) -> Lines:
    """The lines of a stanza, each indented by two spaces a step."""
    return ["  " * steps + row for steps, one in stanza.indented() for row in _words(one).split("\n")]


def _item(item: SetItem, mark: str, words: Words, *, loose: bool) -> Lines:
    return indented(blocks(item.blocks, words, tight=not loose), mark, " " * len(mark))


def _definitions(block: SetDefinitions, words: Words) -> Lines:
    written: list[Lines] = []
    for item in (block.items[index] for index in block.order):
        meanings = [_item(meaning, "    ", words, loose=block.loose) for meaning in item.meanings]
        written.append([*map(_words, item.terms), *parted(meanings, tight=not block.loose)])
    return parted(written, tight=not block.loose)


def _table(block: SetTable) -> Lines:
    def row(cells: Iterable[SetCell]) -> list[str]:
        return [text for cell in cells for text in (_flat(line(cell.sentences)), *[""] * (cell.columns - 1))]

    head, body = [row(cells) for cells in block.head], [row(cells) for cells in block.body]
    lines = columns([*head, *body])
    rule = ["-" * max(map(len, lines), default=0)] if head and body else []
    caption = [_flat(line(block.caption))] if block.caption else []
    return [*caption, *lines[: len(head)], *rule, *lines[len(head) :]]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _infobox(block: SetInfobox, divider: str) -> Lines:
    title = [_words(block.title), ""] if block.title and not block.again else []
    return [*title, *(_row(row, divider) for row in block.rows)]


def _row(row: SetRow, divider: str) -> str:
    if not row.cells:
        return f"{_words(row.label)}:"
    return f"{_words(row.label)}: {' / '.join(_facts(cell, divider) for cell in row.cells)}"


def _facts(cell: SetFactCell, divider: str) -> str:
    """A cell of an infobox in a line; the heading of some items is before them."""
    return divider.join(
        " ".join(
            [
                *(_flat(_words(one)) for one in [group.heading] if one),
                divider.join(_flat(_words(one)) for one in group.items),
            ]
        )
        for group in cell.groups
    )


def _listing(block: SetPreformatted) -> str:
    """A listing with its comments as they are in this language."""
    pieces: list[str] = []
    end = 0
    for comment in block.comments:
        pieces += block.text[end : comment.start], _words(comment.sentence)
        end = comment.end
    return "".join([*pieces, block.text[end:]])


def _entry(entry: IndexEntry, words: Words) -> Iterator[str]:
    """An entry of the index, with the headings below which its places are; and what is below it."""
    headings = list(dict.fromkeys(locator.heading for locator in entry.locators if locator.heading))
    see = [f"{words.text(msgid)} {others}" for msgid, others in _others(entry, list_comma(words.language))]
    more = list_semicolon(words.language).join([*headings, *see])
    yield f"{' '.join(dict.fromkeys(map(_words, entry.terms)))}{': ' if more else ''}{more}"
    for below in entry.below:
        yield from (f"    {one}" for one in _entry(below, words))


def _others(entry: IndexEntry, comma: str) -> Iterator[tuple[str, str]]:
    for msgid, referrals in (("see", entry.see), ("see also", entry.also)):
        if referrals:
            yield msgid, comma.join(": ".join(map(_words, one.words)) for one in referrals)


def _box(item: SetItem) -> str:
    """The box before a task."""
    return f"[{'x' if item.done else ' '}] " if item.box else ""
