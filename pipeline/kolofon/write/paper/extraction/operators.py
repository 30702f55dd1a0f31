"""Operators that show text (ISO 32000-1, 9.4.3), as WeasyPrint writes them: `[<00410042>-20<0043>] TJ`."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Protocol

import pydyf

__all__ = ["DIGITS", "FONT", "Marking", "items", "marked", "showing", "shown"]

DIGITS = 4
"""Hexadecimal digits of a code."""

FONT = re.compile(rb"/(\S+) \S+ Tf")
"""The operator that sets the font, with its name."""

_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_CODES = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")


class Marking(Protocol):
    """A page's content: what it has marked, with the numbers of that; None if the file has no structure tree."""

    _tags: MutableMapping[object, Mapping[str, object]] | None


def shown(operator: object) -> bytes | None:
    """What an operator shows: the inner part of its array; None if it shows nothing."""
    found = _SHOWN.fullmatch(operator) if isinstance(operator, bytes) else None
    return found[1] if found else None


def items(array: bytes) -> list[bytes]:
    """The codes of an array, and what moves them, `(…)` around it."""
    found: list[bytes] = []
    for codes, number in _CODES.findall(array):
        found += (codes[start : start + DIGITS] for start in range(0, len(codes), DIGITS))
        found += [b"(" + number + b")"] if number.strip() else []
    return found


def showing(things: Sequence[bytes]) -> list[object]:
    """The operator that shows what `items` returned, in a list, which is empty if that is."""
    if not things:
        return []
    array = b"".join(thing[1:-1] + b" " if thing.startswith(b"(") else b"<" + thing + b">" for thing in things)
    return [b"[" + array.replace(b"><", b"") + b"] TJ"]


def marked(text: str, stream: Marking) -> list[object]:
    """The operators that begin marked content with another text as its `ActualText`.

    Poppler takes the end of content that has no number (MCID) for the end of what is around it, and loses the rest of
    the line to screen readers.  So this has one too, which is not in the structure tree: it is part of the other.
    """
    properties = pydyf.Dictionary({"ActualText": pydyf.String(text)})
    tags = stream._tags  # noqa: SLF001  as WeasyPrint does
    if tags is not None:
        properties = pydyf.Dictionary({"MCID": len(tags), **properties})
        tags[object()] = {"tag": "Span", "mcid": len(tags)}
    return ["/Span", properties, b"BDC"]
