"""Findings: what is wrong with a text, as values that are collected and shown, never raised."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from kolofon.model.document import Place

__all__ = ["Excerpt", "Finding", "Severity", "where_they_differ"]


class Severity(StrEnum):
    """How much a finding weighs: an error stops an edition, a warning is to be looked at, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A message beside its translation, both as in the catalogue, with the pieces that a finding means.

    A piece is the index of its first character and that of the one behind it.
    """

    source: str
    translation: str
    spans: tuple[tuple[int, int], ...] = ()
    source_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable `code` (kebab-case), how much it weighs, where, what, and how to mend it.

    `excerpt` is set if the finding is about one translation.  `subject` is what the finding is about, as data: the
    words of the source that are not printed, a name, an address, a character.  Programs take it from there and parse no
    message.  `count` is how many things were found, where those that are alike are one finding.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    excerpt: Excerpt | None = None
    subject: str = ""
    count: int = 1


def where_they_differ(one: str, other: str, length: int = 60) -> tuple[str, str]:
    """Two texts from shortly before the place where they begin to differ, each in quotation marks and of some length.

    White space is one space, and does not count as a difference.
    """
    first, second = (" ".join(text.split()) for text in (one, other))
    letters = [(index, letter) for index, letter in enumerate(first) if letter != " "]
    others = (letter for letter in second if letter != " ")
    alike = sum(1 for _ in takewhile(lambda pair: pair[0][1] == pair[1], zip(letters, others, strict=False)))
    begin = letters[alike][0] - length // 3 if alike < len(letters) else len(first) - length // 2
    return _cut(first, begin, length), _cut(second, begin, length)


def _cut(text: str, begin: int, length: int) -> str:
    begin = max(0, min(begin, len(text) - length))
    before, behind = "…" if begin else "", "…" if begin + length < len(text) else ""
    return f"“{before}{text[begin : begin + length]}{behind}”"
