"""The lines of a file that a call includes: `file`, `file:5`, `file:2:10`, `file::10`, `file:2:`, `file:anchor`.

An anchor has the lines between one with `ANCHOR: name` and one with `ANCHOR_END: name`, in a comment of any kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.read.text import Line

__all__ = ["IncludedFile", "LineRange", "line_range"]

_NUMBER = re.compile(r"\+?[0-9]{1,18}")
_BEGIN = re.compile(r"ANCHOR:\s*([\w-]+)")
_END = re.compile(r"ANCHOR_END:\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class LineRange:
    """The lines that a call names: the path of a file, and an anchor, or the lines from `first` (from 0) to `end`."""

    path: str
    anchor: str = ""
    first: int = 0
    end: int | None = None


def line_range(words: str) -> LineRange:
    """The lines that words such as `file:2:10` name, by the rules of mdBook.  One number is one line."""
    path, _, numbers = words.partition(":")
    start, *others = numbers.split(":", 2)
    if start and not _NUMBER.fullmatch(start):
        return LineRange(path, anchor=start)
    first = max(int(start) - 1, 0) if start else 0
    if not others:
        return LineRange(path, first=first, end=first + 1 if start else None)
    return LineRange(path, first=first, end=int(others[0]) if _NUMBER.fullmatch(others[0]) else None)


class IncludedFile:
    """The lines of a file that is included.  Its anchors are searched once."""

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

    def taken(self, wanted: LineRange, *, every: bool) -> Sequence[Line] | None:
        """The lines of a range, without those that mark an anchor; None if the file does not have them.

        `every` is whether all passages of an anchor that is there several times are taken (`rustdoc_include`), or one.
        """
        if not wanted.anchor:
            ranges = [range(len(self._lines))[wanted.first : wanted.end]]
            if self._lines and not ranges[0]:
                return None
        elif wanted.anchor in self._begins:
            ranges = list(self._ranges(wanted.anchor))
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
