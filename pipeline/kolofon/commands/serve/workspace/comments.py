"""The comment of a translator at a message: what people wrote to each other, apart from the lines that programs read.

These lines record a review, overrule a check, or keep a translation that was not chosen.  They stay where they are
among the others when the rest is replaced.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from kolofon.catalogue.merge.clash import has_clash, other_translations
from kolofon.catalogue.progress import without_reviews
from kolofon.check.ignore import ignored_names
from kolofon.text.differences import in_both

__all__ = ["discussion", "ignores", "reviews", "with_discussion", "with_ignores", "with_review"]

_IGNORE = re.compile(r"\s*kolofon:\s*ignore\b.*", re.IGNORECASE)
_REVIEW = re.compile(r"reviewed: (?P<name>\S.*), (?P<day>\d{4}-\d{2}-\d{2})")


def discussion(comments: Sequence[str]) -> str:
    """What people wrote to each other, as lines separated by LF."""
    return "\n".join(line for line in comments if not _is_for_programs(line))


def with_discussion(comments: Sequence[str], text: str) -> tuple[str, ...]:
    """A comment with another text in place of `discussion(comments)`.

    Each line that programs read stays behind the line that it was behind, if that is still there.
    """
    if text == discussion(comments):
        return tuple(comments)
    new = text.split("\n") if text else []
    places: list[int] = []  # for each line that stays, how many of the new ones are before it
    old = [line for line in comments if not _is_for_programs(line)]
    kept = {start + offset: begin + offset + 1 for start, begin, size in in_both(old, new) for offset in range(size)}
    seen = place = 0
    for line in comments:
        if _is_for_programs(line):
            places.append(place)
        else:
            place = kept.get(seen, place)
            seen += 1
    waiting = iter([line for line in comments if _is_for_programs(line)])
    stay = Counter(places)
    lines: list[str] = []
    for number in range(len(new) + 1):
        lines += islice(waiting, stay[number])
        lines += new[number : number + 1]
    return tuple(lines)


def reviews(comments: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who has reviewed the translation, and on which day."""
    found = [_REVIEW.fullmatch(line) for line in comments]
    return tuple((review["name"], review["day"]) for review in found if review)


def with_review(comments: Sequence[str], name: str, day: str) -> tuple[str, ...]:
    """A comment with a review by somebody; it replaces an earlier one by the same person."""
    line = f"reviewed: {name}, {day}"
    if line in comments:
        return tuple(comments)
    return (*(one for one in comments if not ((old := _REVIEW.fullmatch(one)) and old["name"] == name)), line)


def ignores(comments: Sequence[str]) -> tuple[str, ...]:
    """The names of checks that lines of their own overrule, each once."""
    return tuple(dict.fromkeys(name for line in comments if _IGNORE.fullmatch(line) for name in ignored_names(line)))


def with_ignores(comments: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """A comment that overrules these checks and no others; what is written already stays as it is."""
    wanted, there = dict.fromkeys(names), ignores(comments)
    if set(wanted) == set(there):
        return tuple(comments)
    lines: list[str] = []
    for line in comments:
        if not _IGNORE.fullmatch(line) or wanted.keys() >= set(ignored_names(line)):
            lines.append(line)
        elif stays := [name for name in ignored_names(line) if name in wanted]:
            lines.append(f"kolofon: ignore {', '.join(stays)}")
    new = [name for name in wanted if name not in there]
    return (*lines, *([f"kolofon: ignore {', '.join(new)}"] if new else []))


def _is_for_programs(line: str) -> bool:
    return bool(
        not without_reviews([line]) or _IGNORE.fullmatch(line) or has_clash([line]) or other_translations([line])
    )
