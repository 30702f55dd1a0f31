"""References to pages, in a format without pages: with the numbers of the printed ones, where they are known."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, cast

from kolofon.model.document import Code, Date, Image, Ruby, Text
from kolofon.set.values.document import SetDocument
from kolofon.set.values.line import Call, Literal, PageMark, SetLink
from kolofon.set.walk.traverse import holding, walk

__all__ = ["Moved", "with_folios"]

_CONTENT = (Call, Code, Date, Image, Literal, Ruby, Text)


class Moved(NamedTuple):
    """The id of a figure that is on another page than its place in the text, and the folio of that page."""

    id: str
    folio: str


def with_folios(document: SetDocument, moved: Sequence[Moved]) -> SetDocument:
    """A document whose references to pages show them; it has the marks of all pages (`kolofon.set.pages.marks`).

    A reference to what is before the first mark keeps its words.
    """
    if not any(isinstance(node, SetLink) and node.page for node in walk(document)):
        return document
    found = _folios((document.title, document.lead, document.sections, document.notes, document.index))
    for each in moved:
        found[each.id] = each.folio
    return cast("SetDocument", _shown(document, found))


def _folios(parts: Iterable[object]) -> dict[str, str]:
    """The page on which each id begins: that of the first thing in its element that is printed."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    folio = ""
    for node in walk(tuple(parts)):
        if id_ := getattr(node, "id", ""):
            waiting.append(id_)
        if isinstance(node, PageMark):
            folio = node.folio
        elif isinstance(node, _CONTENT):
            found.update(dict.fromkeys(waiting if folio else (), folio))
            waiting.clear()
    return found


def _shown(node: object, folios: dict[str, str]) -> object:
    if isinstance(node, tuple):
        made = tuple([_shown(each, folios) for each in node])
        return node if all(one is other for one, other in zip(node, made, strict=True)) else made
    if isinstance(node, SetLink) and node.page and (folio := folios.get(node.target.removeprefix("#"))):
        return replace(node, children=(Literal(folio),))
    names = holding(node)
    changed: dict[str, Any] = {name: _shown(getattr(node, name), folios) for name in names}
    if all(getattr(node, name) is value for name, value in changed.items()):
        return node
    return replace(cast("SetLink", node), **changed)
