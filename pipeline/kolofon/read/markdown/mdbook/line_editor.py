"""The lines of a text in which passages are replaced by lines from elsewhere."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kolofon.read.text import Line

__all__ = ["LineEditor"]

_PREFIX = re.compile(r"[ \t>]*(?:# ?)?")
"""The text before a passage that is repeated before each of its lines: indents, `>`, the sign of a hidden line."""


class LineEditor:
    """Replaces passages of some lines, from the first to the last; offsets are those of the whole text.

    Each resulting line has the place of the first piece in it that is not blank.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._source = lines
        self._begins = [0, *accumulate(len(line.text) + 1 for line in lines)]
        self._done: list[Line] = []
        self._row: list[Line] = []
        self._at = 0

    def at(self, offset: int) -> tuple[Line, int]:
        """The line at an offset, and the offset in it."""
        index = bisect_right(self._begins, offset) - 1
        return self._source[index], offset - self._begins[index]

    def leave(self, start: int, end: int) -> None:
        """Leave out the text between two offsets."""
        self._keep(start)
        self._at = end

    def put(self, start: int, end: int, lines: Sequence[Line]) -> None:
        """Put lines in the place of the text between two offsets."""
        self._keep(start)
        self._at = end
        before = "".join(piece.text for piece in self._row)
        prefix = self._row[:] if _PREFIX.fullmatch(before) else []
        for number, line in enumerate(lines):
            if number:
                self._end_row()
                self._row += prefix
            self._row.append(line)

    def lines(self) -> tuple[Line, ...]:
        """All lines, after the last passage is replaced."""
        self._keep(self._begins[-1] - 1)
        self._end_row()
        return tuple(self._done)

    def _keep(self, end: int) -> None:
        """Keep the text up to an offset."""
        index = bisect_right(self._begins, self._at) - 1
        while True:
            line, begin = self._source[index], self._begins[index]
            start = self._at - begin
            self._row.append(replace(line, text=line.text[start : end - begin], shift=line.shift + start))
            if end <= begin + len(line.text):
                self._at = end
                return
            self._end_row()
            index += 1
            self._at = self._begins[index]

    def _end_row(self) -> None:
        offset = 0
        chosen, shift = self._row[0], self._row[0].shift
        for piece in self._row:
            if piece.text.strip(" \t>"):
                chosen, shift = piece, piece.shift - offset
                break
            offset += len(piece.text)
        text = "".join(piece.text for piece in self._row)
        self._done.append(replace(chosen, text=text, shift=shift))
        self._row = []
