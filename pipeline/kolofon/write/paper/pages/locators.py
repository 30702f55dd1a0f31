"""Pages that the text names: the places of an index, each page once, and the heads of endnotes ("Pages 12-15")."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

__all__ = ["Locators"]

_LIST, _PLACE, _PAGES = "index-locators", "index-locator", "note-pages"
_FIRST, _LAST, _ONE, _MANY = "data-first", "data-last", "data-page", "data-pages"
"""Attributes of a head of endnotes: the ids of the first and the last call, the words for one page and for many."""

_UNKNOWN = "0"
"""What a head shows while no page is known."""


class Locators:
    """The places in the index of a book and the heads of its endnotes, in a tree of elements, which `show` changes."""

    def __init__(self, root: Element) -> None:
        lists = [element for element in root.iter() if element.get("class") == _LIST]
        self._lists = [(element, [child for child in element if child.get("class") == _PLACE]) for element in lists]
        self._heads = [element for element in root.iter("p") if element.get("class") == _PAGES]
        for head in self._heads:
            head.text = _said(head, _UNKNOWN, _UNKNOWN)

    @property
    def names(self) -> list[str]:
        """The ids whose pages are shown."""
        calls = (head.get(name, "") for head in self._heads for name in (_FIRST, _LAST))
        return [*(_target(place) for _, places in self._lists for place in places), *calls]

    def shown(self, pages: Mapping[str, str]) -> dict[str, str]:
        """Of the pages of all ids, those that are shown; an id that is not printed is missing."""
        return {name: pages[name] for name in self.names if name in pages}

    def show(self, pages: Mapping[str, str]) -> None:
        """Show pages, each of them once for an entry; a place that is on none is left out."""
        for element, places in self._lists:
            comma = places[0].tail if places else None
            first = {pages[_target(place)]: place for place in reversed(places) if _target(place) in pages}
            element[:] = sorted(first.values(), key=places.index)
            for page, place in first.items():
                place.text, place.tail = page, comma
            for last in element[-1:]:
                last.tail = None
        for head in self._heads:
            head.text = _said(head, *(pages.get(head.get(name, ""), _UNKNOWN) for name in (_FIRST, _LAST)))


def _said(head: Element, first: str, last: str) -> str:
    """The words of a head for the notes that are called on pages from one to another."""
    if first == last:
        return head.get(_ONE, "").replace("%(number)s", first)
    return head.get(_MANY, "").replace("%(first)s", first).replace("%(last)s", last)


def _target(place: Element) -> str:
    return place.get("href", "").removeprefix("#")
