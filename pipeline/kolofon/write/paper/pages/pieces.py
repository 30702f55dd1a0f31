"""The pieces on the pages of a book that is laid out: each text of a line, and each picture."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kolofon.write.paper.floats.figures import floated
from kolofon.write.paper.weasyprint.protocols import Box, Page

__all__ = ["Piece", "pieces"]

_OWN = ("first-letter", "first-line")
"""Pseudo-elements that hold text of the element itself, not text that a style sheet adds."""


class Piece(NamedTuple):
    """A piece of a line: the number of its page, from 1, and the text of a box, or a picture, which has none.

    `ids` are those of the elements around it, the innermost last.  `element` is the one whose text it is, None for
    what a style sheet adds (numbers, leaders, running heads).  `floated` is the id of the figure that it is in, if
    that has its place in the text elsewhere, and else empty.
    """

    page: int
    ids: tuple[str, ...]
    element: Element | None
    text: str | None
    box: Box
    floated: str = ""


def pieces(pages: Sequence[Page]) -> tuple[Piece, ...]:
    """All pieces of all pages, in the order of the text on each page."""
    return tuple(
        piece
        for number, page in enumerate(pages, 1)
        for piece in _pieces(page._page_box, number, (), added=False)  # noqa: SLF001  WeasyPrint has no public name for its boxes
    )


def _pieces(box: Box, page: int, ids: tuple[str, ...], *, added: bool, away: str = "") -> Iterator[Piece]:
    tag = box.element_tag or ""
    added = added or tag.startswith("@") or ("::" in tag and not tag.endswith(_OWN))
    own = box.element.get("id") if box.element is not None else None
    if own and not added and own not in ids:
        ids = (*ids, own)
    element = None if added else box.element
    away = away or (ids[-1] if ids and floated(box) else "")
    if isinstance(text := getattr(box, "text", None), str):
        yield Piece(page, ids, element, text, box, away)
    elif hasattr(box, "replacement"):
        yield Piece(page, ids, element, None, box, away)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, page, ids, added=added, away=away)
