"""Words that are broken by the end of a line or by a drop capital, marked as whole words for programs.

The first piece of such a word gets the whole of it as its `ActualText`, and the other pieces get none (ISO 32000-1,
14.9.4).  A hyphen that is only hidden (U+00AD) leaves the word in two pieces in every program that extracts text.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, MutableSequence, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from kolofon.write.paper.extraction.codes import Coded, text_of
from kolofon.write.paper.extraction.operators import FONT, Marking, items, marked, showing, shown
from kolofon.write.paper.lines.drops import is_drop
from kolofon.write.paper.pages.pieces import Piece
from kolofon.write.paper.weasyprint.mends import replaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["HYPHEN", "Broken", "broken", "marked_whole"]

HYPHEN = "\N{HYPHEN}"
"""The character that WeasyPrint prints where it breaks a word."""


_SOFT = "\N{SOFT HYPHEN}"
"""What the end of a line says where it breaks a word without a sign."""


@dataclass(slots=True)
class Broken:
    """The broken words of a text box: the piece that it begins with; the piece that it ends with, and the whole word.

    A piece is empty where there is none.
    """

    begins: str = ""
    ends: str = ""
    whole: str = ""


class _Stream(Marking, Protocol):
    """A page's content: its operators and their operands, and its fonts."""

    stream: MutableSequence[object]
    _fonts: Mapping[object, Coded]


def broken(pieces: Iterable[Piece]) -> dict[object, Broken]:
    """The broken words by the boxes that hold their pieces.

    A word that continues in another element after the break is left out, since it belongs to no one box.
    """
    found: dict[object, Broken] = {}
    last: dict[Element, list[Piece]] = {}
    texts = [piece for piece in pieces if piece.element is not None and piece.text]
    for piece, after in zip_longest(texts, texts[1:]):
        if piece.element is None or piece.text is None:
            continue
        if is_drop(piece.element):  # its word goes with the first piece, which may be a quotation mark before it
            begun = [*last.pop(piece.element, []), piece]
            if after is not None and after.element is not None and _goes_on(piece, after):
                last[after.element] = begun
            continue
        chain = last.pop(piece.element, [])
        breaks = _breaks(piece, after)
        if chain and " " not in piece.text and breaks:
            chain.append(piece)
        elif chain and (" " in piece.text or _ends(piece, after)):
            _add([*chain, piece], found)
            chain = []
        else:
            chain = []
        if not chain and breaks:
            chain = [piece]
        if chain:
            last[piece.element] = chain
    return found


def _goes_on(piece: Piece, after: Piece) -> bool:
    """Whether the word that a piece of a drop capital begins goes on in the piece behind it."""
    return after.page == piece.page and str(after.text)[:1].isalpha() and " " not in str(piece.text)


def _breaks(piece: Piece, after: Piece | None) -> bool:
    """Whether a line breaks a word at the end of a piece, by a sign, or behind a hyphen that is the word's own."""
    text, sign = str(piece.text), str(piece.box.style["hyphenate_character"])
    if sign and text.endswith(sign):
        return True
    own = after is not None and after.element is piece.element and str(after.text)[:1].isalnum()
    return own and text.endswith("-") and text[-2:-1].isalnum() and not _beside(piece, after)


def _ends(piece: Piece, after: Piece | None) -> bool:
    """Whether a word ends with a piece that has no space in it: at the end of its line, or with or before a mark."""
    if after is None or not (str(piece.text)[-1:].isalnum() and str(after.text)[:1].isalnum()):
        return True
    return not _beside(piece, after)


def _beside(piece: Piece, after: Piece | None) -> bool:
    """Whether a piece is in the line of the one before it."""
    below = piece.box.position_y + piece.box.height / 2
    return (
        after is not None
        and after.page == piece.page
        and after.box.position_y <= below <= after.box.position_y + after.box.height
    )


def _add(chain: Sequence[Piece], found: MutableMapping[object, Broken]) -> None:
    texts = [str(piece.text) for piece in chain]
    parts = [texts[0].rpartition(" ")[2], *texts[1:-1], texts[-1].partition(" ")[0]]
    first = found.setdefault(chain[0].box, Broken())
    sign = str(chain[0].box.style["hyphenate_character"])
    bare = [part.removesuffix(sign) for part in parts]
    parts = parts if sign.isprintable() else bare  # U+200B has no glyph
    first.ends, first.whole = parts[0], "".join(bare)
    for piece, part in zip(chain[1:], parts[1:], strict=True):
        found.setdefault(piece.box, Broken()).begins = part


def marked_whole(drawing: ModuleType, words: Mapping[object, Broken]) -> AbstractContextManager[None]:
    """Mark broken words as whole.  `drawing` is `weasyprint.draw`; `words` are those of `broken`."""
    stock: Callable[..., object] = drawing.draw_text

    def draw_text(stream: _Stream, box: object, *more: object) -> object:
        begin = len(stream.stream)
        drawn = stock(stream, box, *more)
        if word := words.get(box):
            stream.stream[begin:] = _with_marks(stream.stream[begin:], word, stream)
        return drawn

    return replaced(drawing, draw_text=draw_text)


def _with_marks(operators: Sequence[object], word: Broken, stream: _Stream) -> list[object]:
    """The operators of one text box, with its pieces of broken words marked."""
    result = list(operators)
    shows = [at for at, operator in enumerate(result) if shown(operator) is not None]
    if shows and word.ends:
        at = shows[-1]
        before, piece = _parted(result, at, word.ends, stream, from_end=True)
        result[at : at + 1] = [*before, *marked(word.whole, stream), *piece, b"EMC"] if piece else result[at : at + 1]
    if shows and word.begins:
        at = shows[0]
        piece, behind = _parted(result, at, word.begins, stream, from_end=False)
        result[at : at + 1] = [*marked("", stream), *piece, b"EMC", *behind] if piece else result[at : at + 1]
    return result


def _parted(
    operators: Sequence[object], at: int, text: str, stream: _Stream, *, from_end: bool
) -> tuple[list[object], list[object]]:
    """An operator that shows text as two, of which the last or the first shows a certain text.

    That one is empty where no glyphs show exactly this text.
    """
    fonts = [FONT.fullmatch(operator) for operator in operators[:at] if isinstance(operator, bytes)]
    name = next((found[1].decode() for found in reversed(fonts) if found), "")
    font = next((font for font in stream._fonts.values() if font.hash == name and not font.bitmap), None)  # noqa: SLF001  as WeasyPrint does
    array = shown(operators[at])
    if font is None or array is None:
        return [], []
    things = items(array)
    texts = [text_of(font, int(thing, 16)).removesuffix(_SOFT) if thing.isalnum() else "" for thing in things]
    ordered = texts[::-1] if from_end else texts
    lengths = list(accumulate(map(len, ordered)))
    if len(text) not in lengths:
        return [], []
    many = lengths.index(len(text)) + 1
    cut = len(things) - many if from_end else many
    said = "".join(texts[cut:] if from_end else texts[:cut])
    if said.casefold() != text.casefold():
        return [], []
    return showing(things[:cut]), showing(things[cut:])
