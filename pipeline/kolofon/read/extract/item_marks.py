"""From the lines of a plain-text extract, the marks before items of lists: bullets, numbers, letters, or none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kolofon.read.text import Line

__all__ = ["RULE", "Mark", "bullet", "enumerated", "listed"]

RULE = re.compile(r"-{4,}[ \t]*")
_BULLET = re.compile(r"([ \t]*)(-+|:*[*#]+[*#:]*|[•‣⁃·∙●○▪■□◦↑^])(?:[ \t]+|$)")
_NUMBER = re.compile(r"([ \t]*)([0-9]{1,3})[.)][ \t]+(?=\S)(?!.*\t)")
_LETTER = re.compile(r"([ \t]*)(\()?([0-9]{1,3}|[a-z]{1,5})\)[ \t]+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_FEWEST_LINES = 3
_LONGEST_LINE = 120
_OPEN = "\"'“„«‘‚(["


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark before an item: its depth, its number (below 0 for a bullet), and the offset of the text behind it."""

    depth: int
    number: int
    end: int


def bullet(line: Line) -> Mark | None:
    """The bullet that a line begins with; `#` is a number that is counted, and has the number 0."""
    found = None if RULE.fullmatch(line.text) else _BULLET.match(line.text)
    if not found:
        return None
    depth = len(found[1].expandtabs()) + len(found[2]) - 1
    return Mark(depth, 0 if found[2].endswith("#") else -1, found.end())


def enumerated(lines: Sequence[Line]) -> Mapping[int, Mark]:
    """The numbers and letters before items, by the index of their lines: each is followed by the next, or follows one.

    A number by itself, as in “1. FC Köln”, is text.  Only blank and indented lines, and bullets, may be between two.
    Letters, and numbers in brackets, are a part of their items, so they have no number here.
    """
    found: dict[int, Mark] = {}
    open_marks: dict[tuple[int, str], tuple[int, str, Mark]] = {}
    for index, line in enumerate(lines):
        if line.blank or bullet(line):
            continue
        if (counted := _counted(line)) is None:
            if not line.text.startswith((" ", "\t")):
                open_marks.clear()
            continue
        kind, label, mark = counted
        before = open_marks.get((mark.depth, kind))
        if before is not None and _follows(before[1], label):
            found[before[0]], found[index] = before[2], mark
        open_marks = {key: value for key, value in open_marks.items() if key[0] < mark.depth}
        open_marks[mark.depth, kind] = (index, label, mark)
    return found


def _counted(line: Line) -> tuple[str, str, Mark] | None:
    """The kind of a number at the beginning of a line, the number itself, and its mark."""
    if found := _NUMBER.match(line.text):
        return "number", found[2], Mark(len(found[1].expandtabs()), int(found[2]), found.end())
    if found := _LETTER.match(line.text):
        return found[2] or ")", found[3], Mark(len(found[1].expandtabs()), -1, len(found[1]))
    return None


def _follows(label: str, after: str) -> bool:
    """Whether one number or letter is right behind another."""
    if label.isdecimal() and after.isdecimal():
        return int(after) == int(label) + 1
    if after in _ROMAN[1:] and label == _ROMAN[_ROMAN.index(after) - 1]:
        return True
    return len(label) == len(after) == 1 and ord(after) == ord(label) + 1


def listed(texts: Sequence[str]) -> int:
    """The index of the first of some lines that is an item of a list without bullets; their number, if none is.

    Such lines are three or more, begin with a capital or a figure, and do not end as a sentence or a part of one does.
    A line before them that ends with a colon introduces them.
    """
    start = 1 if texts and texts[0].rstrip().endswith((":", "：")) else 0
    items = texts[start:]
    return start if len(items) >= _FEWEST_LINES and all(map(_alone, items)) else len(texts)


def _alone(text: str) -> bool:
    words = text.strip()
    first = next(_letters(words), "")
    last = words.rstrip("\"'”“»’)]")[-1:]
    return (
        0 < len(words) <= _LONGEST_LINE
        and (first.isupper() or first.istitle() or first.isdecimal())
        and not re.fullmatch(r"[.,;:!?…\-–—‐/。、！？।؟۔]", last)
    )


def _letters(text: str) -> Iterator[str]:
    return (character for character in text.lstrip(_OPEN + " \t"))
