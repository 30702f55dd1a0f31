"""Where the pages of a printed book begin, in terms of its XHTML."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kolofon.write.paper.pieces import Piece

__all__ = ["PageStart", "page_starts"]


class PageStart(NamedTuple):
    """Where a page begins: its folio, and the id of the innermost element that the first thing on it is in.

    `letters` says how many letters and digits of that element are on earlier pages.  Where the first thing is a
    picture, `picture` says which of that element's it is, from 0; where it is a word, it is -1.
    """

    folio: str
    id: str
    letters: int
    picture: int = -1


def page_starts(pieces: Iterable[Piece]) -> tuple[PageStart, ...]:
    """The pages on which some of the text begins or continues; blank ones are left out.

    What the style sheet adds is not counted, nor is the hyphen at a line's end.  A page without a letter and without a
    picture begins with its first element.
    """
    letters: Counter[str] = Counter()
    pictures: Counter[str] = Counter()
    starts: list[PageStart] = []
    for number, group in groupby(pieces, lambda piece: piece.page):
        start: PageStart | None = None
        signs: PageStart | None = None
        for piece in group:
            if piece.element is None or not piece.ids:
                continue
            id_ = piece.ids[-1]
            if piece.text is None:
                start = start or PageStart(str(number), id_, letters[id_], pictures[id_])
                pictures.update(dict.fromkeys(piece.ids, 1))
                continue
            many = sum(map(str.isalnum, piece.text))
            if many:
                start = start or PageStart(str(number), id_, letters[id_])
            elif piece.text.strip():
                signs = signs or PageStart(str(number), id_, letters[id_])
            letters.update(dict.fromkeys(piece.ids, many))
        if first := start or signs:
            starts.append(first)
    return tuple(starts)
