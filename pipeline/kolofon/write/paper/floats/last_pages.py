"""The last page of a chapter: a few lines alone on it take some from the page before."""

from collections.abc import Iterator, Sequence

from kolofon.write.paper.weasyprint.protocols import Box

__all__ = ["bottom_of", "lacking", "last_of"]

_LEAST = 5
"""Lines that the last page of a chapter has at least."""


def lacking(root: Box) -> int:
    """How many lines a page of text has too few to end a chapter; 0 if it is no text, or has pictures or a table."""
    way = last_of(root)
    if not any(box.element_tag == "main" for box in way) or any(box.style["column_count"] != "auto" for box in way):
        return 0
    lines = 0
    for box in _within(root):
        if hasattr(box, "replacement") or box.element_tag in {"table", "li"}:
            return 0
        lines += hasattr(box, "resume_at")  # as only the lines of a block have
        if lines >= _LEAST:
            return 0
    return _LEAST - lines if lines else 0


def bottom_of(root: Box) -> float:
    """Where the last line of a page ends."""
    *_, block = last_of(root)
    last: Box = [*getattr(block, "children", ()), block][-2:][0]
    return last.position_y + last.height


def last_of(root: Box) -> Sequence[Box]:
    """The last box in each box from the root on, those with an index in the text."""
    way = [root]
    while inner := [child for child in getattr(way[-1], "children", ()) if hasattr(child, "index")]:
        way.append(inner[-1])
    return tuple(way)


def _within(box: Box) -> Iterator[Box]:
    for child in getattr(box, "children", ()):
        yield child
        yield from _within(child)
