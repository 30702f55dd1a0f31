"""From the lines of a text of Project Gutenberg, inline content: `_emphasis_`, `=strong=`, calls of notes."""

import re
from collections.abc import Callable, Iterator, Sequence

from kolofon.model.document import Emphasis, Inline, NoteRef, Place, Sentence, Strong, Text
from kolofon.read.text import Line
from kolofon.text.notation import normal

__all__ = ["Named", "joined", "lines_of", "marked"]

_MARKED = re.compile(
    r"(?<![^\W_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![^\W_])"
    r"|(?<=[^\W_])_([^\W\d_]+)_(?![^\W_])|(?<![^\W_])_([^\W\d_]+)_(?=[^\W_])|(?<=[^\W_])_([^\W\d_])_(?=[^\W_])"
    r"|(?<![\w=])=(?=[^\s=])([^=]+?)(?<=\S)=(?![\w=])"
)
"""Emphasis around words, at the end or the beginning of a word, or of one letter within it; and strong words.

Several letters within a word are not emphasis: `a_long_name` is a name.
"""
_STRONG = 5
"""The group of strong words."""
_CALL = re.compile(r"\[([0-9]{1,4}|[A-Z]|\*{1,3}|†|‡)\]")
_HARD = re.compile(r"(?<=\w--)\n(?=\w)|(?<=\w—)\n(?=\w)|(?<=[^\W\d_]-)\n(?=[^\W\d_])")
"""A line end where the text has no space: behind a hyphen or a dash."""

Named = Callable[[str, Place], str | None]
"""The name of the note that a mark at a place calls; None if there is no such note."""


def joined(lines: Sequence[Line], named: Named) -> Sentence:
    """The lines of a paragraph as a sentence."""
    text = "\n".join(line.text.strip() for line in lines)
    return Sentence(marked(_HARD.sub("", text), lines[0].place(), named), lines[0].place(_offset(lines[0])))


def marked(text: str, place: Place, named: Named) -> tuple[Inline, ...]:
    """The inline content of a text; `place` is that of its first line."""
    return normal(list(_pieces(text, place, named)))


def _pieces(text: str, place: Place, named: Named) -> Iterator[Inline]:
    at = 0
    for found in _MARKED.finditer(text):
        yield from _calls(text[at : found.start()], place, named)
        group = found.lastindex or 0
        inside = tuple(_calls(found[group], place, named))
        yield Strong(inside) if group == _STRONG else Emphasis(inside)
        at = found.end()
    yield from _calls(text[at:], place, named)


def _calls(text: str, place: Place, named: Named) -> Iterator[Inline]:
    at = 0
    for found in _CALL.finditer(text):
        name = named(found[1], place)
        if name is not None:
            yield Text(text[at : found.start()])
            yield NoteRef(name)
            at = found.end()
    yield Text(text[at:])


def lines_of(lines: Sequence[Line], named: Named) -> Iterator[Sentence]:
    """Lines that remain lines, each as a sentence; emphasis over several lines is in each of them."""
    inside, balanced = False, sum(line.text.count("_") for line in lines) % 2 == 0
    for line in lines:
        text = line.text.strip()
        opened = f"_{text}" if inside else text
        inside = balanced and bool(opened.count("_") % 2)
        whole = f"{opened}_" if inside else opened
        yield Sentence(marked(whole, line.place(), named), line.place(_offset(line)))


def _offset(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
