"""The headings of a plain-text extract."""

from dataclasses import dataclass

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.read.text import Line

__all__ = ["Heading", "read_heading"]

_BLANKS = " \t"
_DEEPEST_HEADING = 6  # neither HTML nor a wiki has a deeper heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title is of level 1."""

    level: int
    text: str
    place: Place


def read_heading(line: Line) -> Heading | None:
    """The heading in a line, or None.

    Raises `SourceError` for a line that begins like a heading and is not closed, empty, or deeper than six.
    """
    text = line.text.lstrip(_BLANKS)
    indent = len(line.text) - len(text)
    if not text.startswith("="):
        return None
    behind = text.lstrip("=")
    opening, inside = text[: len(text) - len(behind)], behind.rstrip(_BLANKS)
    before = inside.rstrip("=")
    closing, words = inside[len(before) :], before.strip(_BLANKS)
    place = line.place(indent)
    if opening == closing and words and len(opening) <= _DEEPEST_HEADING:
        return Heading(len(opening), words, line.place(indent + text.index(words, len(opening))))
    if indent:
        return None
    if not words:
        raise SourceError("the heading is empty", place=place, hint="write it between the signs, or delete the line")
    if opening != closing:
        raise SourceError("the heading is not closed", place=place, hint=f"end the line with {opening}")
    raise SourceError(
        "the heading is too deep", place=place, hint=f"write at most {_DEEPEST_HEADING} signs on either side"
    )
