"""The names by which references call figures, tables and listings."""

import re

from kolofon.read.html.tree import Element

__all__ = ["figure_name", "own_name"]

_POSITION = re.compile(r"(?:lead|[ns][0-9-]+)-[ftl][0-9]+")
"""An id that the press gives by the position (`kolofon.set.values.document`): in another edition it is another's."""


def figure_name(element: Element) -> str:
    """The name of a figure, a table or a listing, by which references call it; empty if it has none."""
    return own_name(element.attributes.get("id", ""))


def own_name(name: str) -> str:
    """A name that a source gives; empty for one that the press gives by the position."""
    return "" if _POSITION.fullmatch(name) else name
