"""Findings for people: by file, with message and translation side by side and the offending piece marked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import NamedTuple

from kolofon.cli.report.columns import columns, single, wide
from kolofon.model.finding import Excerpt, Finding, Severity
from kolofon.text.escape import code_point, escaped, is_control

__all__ = ["as_text", "summary"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _MARK = "1", "4;31"
_LEFT, _RIGHT = "⟦", "⟧"
_VISIBLE = {
    " ": "␣",
    "\n": "↵",
    "\t": "⇥",
    "\N{NO-BREAK SPACE}": "⍽",
    "\N{NARROW NO-BREAK SPACE}": "⍽",
}
_KEPT = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
"""Characters without a place of their own by which letters are shown right: the joiners, and the marks of numbers and
verses (Unicode 16.0, property Prepended_Concatenation_Mark)."""
_INDENT = "    "
_GUTTER = " │ "
_NARROWEST = 60


def as_text(findings: Iterable[Finding], *, colour: bool = False, width: int = 100) -> str:
    """The findings by file, in their order, `width` columns wide; nothing for no findings.

    Offending pieces are coloured and underlined, or are between ⟦ and ⟧.  Invisible characters in them are shown: ␣ for
    a space, ⍽ for a no-break space, ↵ for a newline, and its code point for what has no width.  Where there is no room
    for two columns, the translation is below its message.
    """
    paint = _paint if colour else _plain
    lines: list[str] = []
    for path, group in groupby(findings, key=lambda finding: finding.place.path):
        lines += [
            paint(escaped(path), _BOLD),
            *(line for finding in group for line in _finding_lines(finding, colour, width)),
            "",
        ]
    return "\n".join(lines)


def summary(findings: Iterable[Finding], unspelled: Mapping[str, str] | None = None) -> str:
    """How many findings there are of each severity: "2 errors, 1 warning", or "no findings".

    `unspelled` are the languages whose spelling was not checked, and for each the package with a dictionary, or "".
    """
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[item]} {item.value}{'s' if counts[item] > 1 else ''}" for item in Severity if counts[item]]
    counted = ", ".join(parts) or "no findings"
    if not unspelled:
        return counted
    packages = sorted({package for package in unspelled.values() if package})
    mend = f" (apt-get install {' '.join(packages)})" if packages else ""
    return f"{counted}; spelling not checked, for want of a dictionary: {', '.join(unspelled)}{mend}"


def _finding_lines(finding: Finding, colour: bool, width: int) -> Iterator[str]:  # noqa: FBT001  as `as_text` has it
    paint = _paint if colour else _plain
    line = f"{finding.place.line:>5}" if finding.place.line else " " * 5
    severity = paint(finding.severity.value, _COLOURS[finding.severity])
    yield f"{line}  {severity} {finding.code}: {escaped(finding.message)}"
    if finding.excerpt:
        yield from _beside(finding.excerpt, colour, width)
    if finding.hint:
        yield f"{_INDENT}→ {escaped(finding.hint)}"


def _paint(text: str, code: str) -> str:
    return f"\033[{code}m{text}\033[0m"


def _plain(text: str, _: str) -> str:
    return text


def _beside(excerpt: Excerpt, colour: bool, width: int) -> Iterator[str]:  # noqa: FBT001  as `as_text` has it
    source, translation = (
        _side(excerpt.source, excerpt.source_spans, colour),
        _side(excerpt.translation, excerpt.spans, colour),
    )
    if width < _NARROWEST:
        for side in (source, translation):
            yield from (_INDENT + side.line(row) for row in side.rows(width - len(_INDENT)))
        return
    column = (width - len(_INDENT) - len(_GUTTER)) // 2
    column = max(min(column, max(wide(source.text), 1)), 1)
    rest = width - len(_INDENT) - len(_GUTTER) - column
    for left, right in zip_longest(source.rows(column), translation.rows(rest), fillvalue=(0, 0)):
        start, end = left
        padding = " " * (column - wide(source.text[start:end]))
        yield f"{_INDENT}{source.line(left)}{padding}{_GUTTER}{translation.line(right)}".rstrip()


class _Side(NamedTuple):
    """A text as it is shown, and what is marked in it: a 1 for each marked character, a 0 for each other one.

    Where the marks are characters of the text, there are none besides, and that is empty.
    """

    text: str
    marks: str

    def rows(self, width: int) -> Iterator[tuple[int, int]]:
        """Where the lines are into which it is broken: at the last space, or, in a script without one, anywhere."""
        text, start = self.text, 0
        alike = width > 0 and single(text)
        while alike and len(text) - start > width:
            space = text.rfind(" ", start + 1, start + width + 1)
            end = space if space > 0 else start + width
            yield start, end
            start = end + (space > 0)
        taken = 0
        for index in () if alike else range(len(text)):
            taken += columns(text[index])
            if taken > width:
                space = text.rfind(" ", start + 1, index + 1)
                end = space if space > 0 else index
                yield start, end
                start = end + (space > 0)
                taken = wide(text[start : index + 1])
        if start < len(text):
            yield start, len(text)

    def line(self, row: tuple[int, int]) -> str:
        """A line of it, with its marks."""
        start, end = row
        if not self.marks:
            return self.text[start:end]
        pieces: list[str] = []
        for marked in _MARKED.finditer(self.marks, start, end):
            pieces += [self.text[start : marked.start()], _paint(self.text[slice(*marked.span())], _MARK)]
            start = marked.end()
        return "".join((*pieces, self.text[start:end]))


_MARKED = re.compile("1+")


def _side(text: str, spans: Sequence[tuple[int, int]], colour: bool) -> _Side:  # noqa: FBT001  as above
    """A text with its marks; without colour they are characters too."""
    if not spans:
        return _Side(_shown(text, marked=False), "")
    shown: list[str] = []
    marks: list[str] = []
    place = within = 0
    # Where one piece ends and another begins, the end comes first.
    edges = sorted([*((end, -1) for _, end in spans), *((start, 1) for start, _ in spans)])
    for edge, change in (*edges, (len(text), 0)):
        if edge > len(text):
            continue
        if edge > place:
            piece = _shown(text[place:edge], marked=within > 0)
            shown.append(piece)
            marks.append("01"[within > 0] * len(piece))
            place = edge
        within += change
        if change and not colour:
            shown.append(_LEFT if change > 0 else _RIGHT)
    return _Side("".join(shown), "".join(marks) if colour else "")


def _shown(piece: str, *, marked: bool) -> str:
    """A piece of a text as it is shown."""
    if piece.isprintable():  # so the space is the only white space
        return piece.replace(" ", _VISIBLE[" "]) if marked else piece
    if len(piece) > 1 and not _KEPT.isdisjoint(piece):  # a word is marked, and not the joiner
        return "".join([each if each in _KEPT else _visible(each, marked) for each in piece])
    return "".join([_visible(character, marked) for character in piece])


@lru_cache(maxsize=4096)
def _visible(character: str, marked: bool) -> str:  # noqa: FBT001  as above
    if character in _VISIBLE and (marked or character == "\n"):
        return _VISIBLE[character]
    unseen = unicodedata.category(character) == "Cf"
    if marked and unseen:
        return code_point(character)
    if unseen:
        return character if character in _KEPT else ""
    return code_point(character) if is_control(character) else character
