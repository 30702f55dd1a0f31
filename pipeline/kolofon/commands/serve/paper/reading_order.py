"""The glyphs of a page in reading order, by the structure tree that the press writes into the PDF.

Running heads and folios are no content there, so they are none here; neither are the contents, the calls of notes and
the readings above words.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["Block", "Element", "Glyph", "Stream", "edges", "in_order", "letters_of"]


class Stream(IntEnum):
    """A stream of blocks that is read as one: the text, whose sentences go on from page to page; floats; notes."""

    TEXT = 0
    ASIDE = 1
    NOTE = 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign on a page, and its box in points from the upper left: left, top, right, bottom.

    `text` is the text that it stands for, empty for the second half of a word that is broken: the first half has all
    of it.  `spaced` says whether there is white space before it.
    """

    text: str
    box: tuple[float, float, float, float]
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree: its type, and in their order its elements and the numbers of its content."""

    type: str
    kids: tuple["Element | int", ...]


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, a cell or the like, as far as it is on a page; its glyphs are in their order."""

    stream: Stream
    glyphs: list[Glyph] = field(default_factory=list)


_BLOCKS = (
    *("Art", "Aside", "BlockQuote", "Caption", "Definition", "Div", "Figure", "H1", "H2", "H3", "H4", "H5", "H6"),
    *("Index", "L", "LBody", "Lbl", "LI", "Note", "P", "Part", "Sect"),
    *("Table", "TBody", "TD", "Term", "TFoot", "TH", "THead", "TR"),
)
_PASSED_OVER = frozenset({"Reference", "RP", "RT", "TOC"})
_STREAMS = {"Note": Stream.NOTE, "Table": Stream.ASIDE, "Caption": Stream.ASIDE, "Figure": Stream.ASIDE}


def in_order(tree: Sequence[Element], glyphs: Mapping[int, Sequence[Glyph]]) -> list[Block]:
    """The blocks of a page; `glyphs` are those of its marked content, by the numbers of that.

    Those that no element of the tree has are on no block.  Blocks without glyphs are left out.
    """
    found: list[Block] = []
    for element in tree:
        _read(element, Block(Stream.TEXT), glyphs, found)
    return [block for block in found if block.glyphs]


def _read(element: Element, around: Block, glyphs: Mapping[int, Sequence[Glyph]], found: list[Block]) -> None:
    if element.type in _PASSED_OVER:
        return
    block = around
    if element.type in _BLOCKS:
        block = Block(max(around.stream, _STREAMS.get(element.type, Stream.TEXT)))
        found.append(block)
    for kid in element.kids:
        if isinstance(kid, Element):
            _read(kid, block, glyphs, found)
        else:
            block.glyphs += glyphs.get(kid, ())


def letters_of(text: str) -> str:
    """The letters and digits of a text, without their marks and without regard to case.

    What is left is the same for a text and for the glyphs that print it, whatever ligatures, small capitals, hyphens
    and spaces these have.  Punctuation is no part of it: between words of two directions, programs that read a page do
    not agree on its place.
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def edges(text: str) -> tuple[int, int]:
    """How many signs a text has before its first letter and behind its last one."""
    signs = [letters_of(character) != "" for character in _visible(text)]
    if True not in signs:
        return len(signs), 0
    return signs.index(True), signs[::-1].index(True)


def _visible(text: str) -> Iterator[str]:
    return (one for one in text if not one.isspace() and unicodedata.category(one)[0] not in "CM")
