"""Findings for people: by file, with message and translation side by side and the offending piece marked."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest

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
            *(line for finding in group for line in _told(finding, colour, width)),
            "",
        ]
    return "\n".join(lines)


def summary(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity: "2 errors, 1 warning", or "no findings"."""
    counts = Counter(finding.severity for finding in findings)
    told = [f"{counts[item]} {item.value}{'s' if counts[item] > 1 else ''}" for item in Severity if counts[item]]
    return ", ".join(told) or "no findings"


def _told(finding: Finding, colour: bool, width: int) -> Iterator[str]:  # noqa: FBT001  as `as_text` has it
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
        _cells(excerpt.source, excerpt.source_spans, colour),
        _cells(excerpt.translation, excerpt.spans, colour),
    )
    if width < _NARROWEST:
        for side in (source, translation):
            yield from (_INDENT + _line(row, colour) for row in _rows(side, width - len(_INDENT)))
        return
    column = (width - len(_INDENT) - len(_GUTTER)) // 2
    column = max(min(column, max(_wide(source), 1)), 1)
    rest = width - len(_INDENT) - len(_GUTTER) - column
    for left, right in zip_longest(_rows(source, column), _rows(translation, rest), fillvalue=()):
        padding = " " * (column - _wide(left))
        yield f"{_INDENT}{_line(left, colour)}{padding}{_GUTTER}{_line(right, colour)}".rstrip()


Cell = tuple[str, bool]
"""The text for one character, and whether it is marked."""


def _cells(text: str, spans: Iterable[tuple[int, int]], colour: bool) -> list[Cell]:  # noqa: FBT001  as above
    """The characters of a text with its marks; without colour the marks are characters too."""
    starts, ends, marked = Counter[int](), Counter[int](), set[int]()
    for start, end in spans:
        starts[start] += 1
        ends[end] += 1
        marked |= set(range(start, end))
    cells: list[Cell] = []
    for index in range(len(text) + 1):
        if not colour:
            cells += [(_RIGHT, True)] * ends[index] + [(_LEFT, True)] * starts[index]
        if index < len(text):
            shown = _shown(text[index], index in marked)
            cells += [(character, index in marked) for character in shown]
    return cells


def _shown(character: str, marked: bool) -> str:  # noqa: FBT001  as above
    if character in _VISIBLE and (marked or character == "\n"):
        return _VISIBLE[character]
    if is_control(character) or unicodedata.category(character) == "Cf":
        return code_point(character) if marked or unicodedata.category(character) != "Cf" else ""
    return character


def _rows(cells: Sequence[Cell], width: int) -> Iterator[tuple[Cell, ...]]:
    """The lines into which a text is broken: at its last space, or, in a script that has none, anywhere."""
    row: list[Cell] = []
    taken = 0
    for cell in cells:
        row.append(cell)
        taken += _columns(cell[0])
        if taken > width:
            space = next((index for index in range(len(row) - 1, 0, -1) if row[index][0] == " "), 0)
            keep = space or len(row) - 1
            yield tuple(row[:keep])
            row = row[keep + 1 :] if space else row[keep:]
            taken = _wide(row)
    if row:
        yield tuple(row)


def _wide(cells: Iterable[Cell]) -> int:
    """Columns of a terminal: two for a wide character, none for a mark that is drawn over another."""
    return sum([_columns(character) for character, _ in cells])


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(cells: Iterable[Cell], colour: bool) -> str:  # noqa: FBT001  as above
    pieces = (
        (marked, "".join(character for character, _ in group)) for marked, group in groupby(cells, lambda c: c[1])
    )
    return "".join(_paint(text, _MARK) if marked and colour else text for marked, text in pieces)
