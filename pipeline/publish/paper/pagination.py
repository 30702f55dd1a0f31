"""Where the pages of a printed book begin, in terms of its XHTML."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

__all__ = ["PageStart", "page_starts"]


class PageStart(NamedTuple):
    """Where a page begins: its folio, and the id of the innermost element that its first words stand in.

    `letters` says how many letters and digits of that element stand on earlier pages.
    """

    folio: str
    id: str
    letters: int


class Box(Protocol):
    """A box of WeasyPrint's; `element_tag` is the name of its element, with `::before` or the like behind it."""

    element: Element | None
    element_tag: str | None


class Page(Protocol):
    """A page and its boxes."""

    _page_box: Box


def page_starts(pages: Sequence[Page]) -> tuple[PageStart, ...]:
    """The pages on which something of the text begins or goes on; blank ones are left out.

    What the style sheet adds (numbers, leaders, running heads) is not counted, nor is the hyphen at a line's end.
    """
    passed: Counter[str] = Counter()
    starts: list[PageStart] = []
    for number, page in enumerate(pages, 1):
        begun = False
        for ids, text in _texts(page._page_box, ()):  # noqa: SLF001  WeasyPrint shows its boxes to nobody
            letters = sum(map(str.isalnum, text))
            if letters and ids and not begun:
                starts.append(PageStart(str(number), ids[-1], passed[ids[-1]]))
                begun = True
            passed.update(dict.fromkeys(ids, letters))
    return tuple(starts)


def _texts(box: Box, ids: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts of a box, each with the ids of the elements around it, the innermost last."""
    tag = box.element_tag or ""
    if "::" in tag or tag.startswith("@"):
        return
    own = box.element.get("id") if box.element is not None else None
    if own and own not in ids:
        ids = (*ids, own)
    if isinstance(text := getattr(box, "text", None), str):
        yield ids, text
    for child in getattr(box, "children", ()):
        yield from _texts(child, ids)
