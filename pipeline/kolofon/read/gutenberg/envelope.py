"""From a file of Project Gutenberg, its text, the header above it and the licence below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kolofon.model.document import Place
from kolofon.read.text import Line

__all__ = ["Envelope", "envelope_of", "is_gutenberg"]

_START = re.compile(r"\*{3}\s*START\s+OF\s+(?:THE\s+|THIS\s+)?PROJECT\s+GUTENBERG", re.IGNORECASE)
_END = re.compile(
    r"\s*(?:\*{3}\s*END\s+OF\s+(?:THE\s+|THIS\s+)?PROJECT\s+GUTENBERG"
    r"|End\s+of\s+(?:The\s+|the\s+)?Project\s+Gutenberg(?:'s|’s)?\b)",
    re.IGNORECASE,
)
_OLD = re.compile(r"\*\s*END\s*\*?\s*THE\s+SMALL\s+PRINT", re.IGNORECASE)
_FIELD = re.compile(r"([A-Z][A-Za-z ]{2,30}):[ \t]+(\S.*)")
_CREDIT = re.compile(
    r"\s*(?:\[?(?:Produced|Transcribed|Prepared|Scanned|Digitized|E-?text (?:prepared|produced))\s+(?:by|from)\b"
    r"|Credits:|This (?:e-?text|ebook|file) was (?:produced|prepared|transcribed)\b)",
    re.IGNORECASE,
)
_MARKER_LINES = 6
_WITHIN = 600
"""The lines at the beginning in which the header is searched."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The lines of the text itself, and the lines around them.

    `fields` has the fields of the header by their names in small letters, each with its place.  `above` and `below` are
    the lines of the header and of the licence, and `credits` those about who made the file.
    """

    text: tuple[Line, ...]
    fields: Mapping[str, tuple[str, Place]] = field(default_factory=dict)
    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    credits: tuple[Line, ...] = ()


def is_gutenberg(content: bytes) -> bool:
    """Whether a file is a text of Project Gutenberg, by the line at which it starts."""
    head = content[: 2**16].decode("utf-8", "replace")
    return bool(_START.search(head) or _OLD.search(head))


def envelope_of(lines: Sequence[Line]) -> Envelope:
    """The text of a file, with its header and its licence; a file that has neither is all text."""
    first = _first(lines)
    last = next((number for number in range(first, len(lines)) if _END.match(lines[number].text)), len(lines))
    credited = _credits(lines, first, last)
    return Envelope(
        tuple(lines[credited:last]),
        _fields(lines[:first]),
        tuple(lines[:first]),
        tuple(lines[last:]),
        tuple(line for line in lines[first:credited] if not line.blank),
    )


def _first(lines: Sequence[Line]) -> int:
    """The number of lines before the text: up to the line with START OF, which may continue in the next ones."""
    for number, line in enumerate(lines[:_WITHIN]):
        if _START.search(line.text):
            for behind in range(number, min(number + _MARKER_LINES, len(lines))):
                if lines[behind].text.rstrip().endswith("***") or lines[behind].blank:
                    return behind + 1
            return number + 1
        if _OLD.search(line.text):
            return number + 1
    return 0


def _credits(lines: Sequence[Line], first: int, last: int) -> int:
    """The number of the line behind the credits at the beginning of the text."""
    at = first
    while True:
        begin = next((number for number in range(at, last) if not lines[number].blank), last)
        if begin == last or not _CREDIT.match(lines[begin].text):
            return at
        at = next((number for number in range(begin, last) if lines[number].blank), last)


def _fields(lines: Sequence[Line]) -> Mapping[str, tuple[str, Place]]:
    """The fields of a header: a name, a colon and its words, which may continue in indented lines."""
    found: dict[str, tuple[str, Place]] = {}
    name = ""
    for line in lines:
        match = _FIELD.match(line.text)
        if match:
            name = match[1].lower()
            found.setdefault(name, (match[2].strip(), line.place(match.start(2))))
        elif name and line.text[:1].isspace() and not line.blank:
            words, place = found[name]
            found[name] = (f"{words} {line.text.strip()}", place)
        else:
            name = ""
    return found
