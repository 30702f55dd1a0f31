"""From a text, the calls that mdBook replaces: `{{#include file}}`, `{{#playground file}}`.

A call behind a backslash is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Call", "calls"]

_HEAD = re.compile(r"\{\{\s*#(?P<name>[A-Za-z0-9_]+)\s+")
_ESCAPED = "\\{{#"
_OPENING = re.compile(r"\\?\{\{")


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the offsets where it begins and ends, its name, and the words behind the name.

    The name of an escaped call is empty; its words are the text behind the backslash.
    """

    start: int
    end: int
    name: str
    words: str


def calls(text: str) -> Iterator[Call]:
    """The calls in a text, in their order."""
    finder = _Finder(text)
    at = 0
    while opening := _OPENING.search(text, at):
        found = finder.escaped(opening.start()) if opening[0].startswith("\\") else None
        found = found or finder.call(opening.end() - 2)
        if found:
            yield found
            at = found.end
        else:
            at = opening.end() - 1


class _Finder:
    """Finds the end of each call.  The brackets of a text are searched once, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bracket = 0
        self._line_end = -1
        self._last = -1

    def escaped(self, start: int) -> Call | None:
        """The escaped call at an offset, to the last brackets of its line, as in mdBook."""
        text = self._text
        if not text.startswith(_ESCAPED, start):
            return None
        if start > self._line_end:
            end = text.find("\n", start)
            self._line_end = end if end >= 0 else len(text)
            self._last = text.rfind("}}", start, self._line_end)
        if self._last < start + len(_ESCAPED):
            return None
        end = self._last + 2
        return Call(start, end, "", text[start + 1 : end])

    def call(self, start: int) -> Call | None:
        """The call at an offset."""
        text = self._text
        head = _HEAD.match(text, start)
        if not head:
            return None
        if 0 <= self._bracket < head.end():
            self._bracket = text.find("}", head.end())
        close = self._bracket
        if close <= head.end() or not text.startswith("}}", close):
            return None
        return Call(start, close + 2, head["name"], text[head.end() : close])
