"""A walk over a set document, or a part of it: every value in it, in the order in which it is printed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from kolofon.model.document import Code
from kolofon.set.values.document import SetPreformatted
from kolofon.set.values.index import Locator, Referral
from kolofon.set.values.line import SetFormula
from kolofon.text.formulas import settable

__all__ = ["characters_in", "code_in", "holding", "ids_in", "languages_in", "walk"]

_PLAIN = frozenset({bool, int, str})


def walk(part: object) -> Iterator[object]:
    """A part of a set document and every value in it, a container before its content."""
    waiting = [part]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting += reversed(node)
        elif is_dataclass(node):
            yield node
            waiting += [getattr(node, name) for name in reversed(holding(node))]


def ids_in(part: object) -> Iterator[str]:
    """The ids in a part of a set document; not those that it leads to."""
    ids = (getattr(node, "id", "") for node in walk(part) if not isinstance(node, Locator | Referral))
    return filter(None, ids)


def code_in(part: object) -> frozenset[str]:
    """The characters of the listings, of the code in lines, and of formulas that are printed as code."""
    code = (
        node.text
        for node in walk(part)
        if isinstance(node, Code | SetPreformatted)
        or (isinstance(node, SetFormula) and not settable(node.text, node.mathml, display=node.display))
    )
    return frozenset(character for text in code for character in text)


def characters_in(part: object) -> frozenset[str]:
    """The characters of a part of a set document, those of its ids among them; not those of formulas."""
    nodes = (node for node in walk(part) if not isinstance(node, SetFormula))
    kinds: Iterator[tuple[object, type]] = ((node, type(node)) for node in nodes)
    texts = (getattr(node, name) for node, kind in kinds for name in _texts(kind))
    return frozenset().union(*texts)


def languages_in(part: object) -> Iterator[str]:
    """The languages that a part of a set document says of its text, its own first."""
    languages = (getattr(node, "language", "") for node in walk(part))
    yield from dict.fromkeys(filter(None, languages))


def holding(node: object) -> tuple[str, ...]:
    """The names of the fields of a value that hold other values which are printed."""
    kind: type = type(node)
    return _holding(kind)


@cache
def _holding(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if field.compare and field.type not in _PLAIN)


@cache
def _texts(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.type is str) if is_dataclass(kind) else ()
