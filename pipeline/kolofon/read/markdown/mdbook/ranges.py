"""Which lines of a file a call takes: `file`, `file:5`, `file:2:10`, `file::10`, `file:2:`, `file:anchor`.

An anchor is the lines between a line with `ANCHOR: name` and one with `ANCHOR_END: name`, in a comment of any kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.read.text import Line

__all__ = ["Included", "Wanted", "wanted"]

_NUMBER = re.compile(r"\+?[0-9]{1,18}")
_BEGIN = re.compile(r"ANCHOR:\s*([\w-]+)")
_END = re.compile(r"ANCHOR_END:\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call asks for: a path, and an anchor or the lines from `first` (counted from 0) up to `end`."""

    path: str
    anchor: str = ""
    first: int = 0
    end: int | None = None


def wanted(words: str) -> Wanted:
    """What `file:2:10` asks for, by the rules of mdBook.  One number is one line."""
    path, _, told = words.partition(":")
    start, *others = told.split(":", 2)
    if start and not _NUMBER.fullmatch(start):
        return Wanted(path, anchor=start)
    first = max(int(start) - 1, 0) if start else 0
    if not others:
        return Wanted(path, first=first, end=first + 1 if start else None)
    return Wanted(path, first=first, end=int(others[0]) if _NUMBER.fullmatch(others[0]) else None)


class Included:
    """The lines of a file that is included.  Its anchors are looked for once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        # A line end at the end of a file begins no line.
        self._lines = lines[:-1] if lines and not lines[-1].text else lines
        self._marked: set[int] = set()
        self._begins: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        for index, line in enumerate(self._lines):
            begin, end = _BEGIN.search(line.text), _END.search(line.text)
            if begin:
                self._begins.setdefault(begin[1], []).append(index)
            if end:
                self._ends.setdefault(end[1], []).append(index)
            if begin or end:
                self._marked.add(index)

    def taken(self, asked: Wanted, *, every: bool) -> Sequence[Line] | None:
        """The lines that are asked for, without those that mark an anchor; None if the file has none of them.

        `every` is whether an anchor that is there several times is taken each time (`rustdoc_include`), or only once.
        """
        if not asked.anchor:
            ranges = [range(len(self._lines))[asked.first : asked.end]]
            if self._lines and not ranges[0]:
                return None
        elif asked.anchor in self._begins:
            ranges = list(self._ranges(asked.anchor))
        else:
            return None
        taken = ranges if every else ranges[:1]
        return [self._lines[index] for piece in taken for index in piece if index not in self._marked]

    def _ranges(self, anchor: str) -> Iterator[range]:
        """The indices of the lines between each beginning of an anchor and its next end, or the end of the file."""
        ends = iter(self._ends.get(anchor, ()))
        end = -1
        for begin in self._begins[anchor]:
            if begin <= end:
                continue  # it begins again before its end
            end = next((index for index in ends if index > begin), len(self._lines))
            yield range(begin + 1, end)
