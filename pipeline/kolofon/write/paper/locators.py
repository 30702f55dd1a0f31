"""The places of an index as pages: each place has the number of its page, and each page is there once."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

__all__ = ["Locators"]

_LIST, _PLACE = "index-locators", "index-locator"


class Locators:
    """The places in the index of a book as a tree of elements, which `show` changes."""

    def __init__(self, root: Element) -> None:
        lists = [element for element in root.iter() if element.get("class") == _LIST]
        self._lists = [(element, [child for child in element if child.get("class") == _PLACE]) for element in lists]

    @property
    def names(self) -> list[str]:
        """The ids that the index leads to."""
        return [_target(place) for _, places in self._lists for place in places]

    def shown(self, pages: Mapping[str, str]) -> dict[str, str]:
        """Of the pages of all ids, those that the index shows; an id that is not printed is missing."""
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


def _target(place: Element) -> str:
    return place.get("href", "").removeprefix("#")
