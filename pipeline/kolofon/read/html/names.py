"""The names of figures, tables and listings, by which references find them."""

import re

from kolofon.read.html.tree import Element

__all__ = ["figure_name", "own_name"]

_POSITION = re.compile(r"(?:lead|[ns][0-9-]+)-[ftl][0-9]+")
"""An id that the press makes from a position (`kolofon.set.values.document`); another edition may have it elsewhere."""


def figure_name(element: Element) -> str:
    """The name of a figure, a table or a listing; empty if it has none."""
    return own_name(element.attributes.get("id", ""))


def own_name(name: str) -> str:
    """A name from a source; empty for one that the press made from a position."""
    return "" if _POSITION.fullmatch(name) else name
