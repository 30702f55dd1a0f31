"""Where the pages of a printed book begin, in terms of its XHTML."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from kolofon.set.pages.marks import PageStart
from kolofon.write.paper.pages.pieces import Piece

__all__ = ["page_starts"]


def page_starts(pieces: Iterable[Piece]) -> tuple[PageStart, ...]:
    """The pages on which some of the text begins or continues; blank ones are left out.

    What the style sheet adds is not counted, nor is the hyphen at a line's end.  A page without a letter and without a
    picture begins with its first element.  A figure whose place in the text is elsewhere begins one only if nothing
    else is on it; other pages have the ids of such figures in `figures`.  Letters and pictures in a figure are not
    counted for the elements around it.
    """
    letters: Counter[str] = Counter()
    begun: set[str] = set()
    pictures: Counter[str] = Counter()
    starts: list[PageStart] = []
    for number, group in groupby(pieces, lambda piece: piece.page):
        start: PageStart | None = None
        signs: PageStart | None = None
        away: PageStart | None = None
        figures: dict[str, None] = {}
        begins = ""
        for piece in group:
            if piece.element is None or not piece.ids:
                continue
            id_ = piece.ids[-1]
            if piece.floated:
                figures[piece.floated] = None
                away = away or PageStart(str(number), id_, letters[id_], pictures[id_] if piece.text is None else -1)
            else:
                begins = begins or ("" if id_ in begun else id_)
            begun.update(piece.ids)
            if piece.floated:
                within = piece.ids[piece.ids.index(piece.floated) :]
                pictures.update(dict.fromkeys(within, int(piece.text is None)))
                letters.update(dict.fromkeys(within, sum(map(str.isalnum, piece.text or ""))))
                continue
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
        if first := start or signs or away:
            starts.append(first._replace(next=begins, figures=tuple(figures)))
    return tuple(starts)
