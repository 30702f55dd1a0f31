"""Apostrophes for italic and bold, '' and ''', which end with their line in a wiki, and with their cell in a table.

The parser looks for the end of an open mark in all that follows, and takes a table or a picture before that end for
text.  Only a line in which the marks do not match is changed, to what MediaWiki makes of it (`doQuotes`): where a bold
and an italic mark are both left over, the bold one becomes an apostrophe and an italic one; an open mark is closed, or
taken out if nothing follows it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kolofon.read.wikitext.nodes import Edit

__all__ = ["mended_quotes"]

_RUN = re.compile("'{2,}")
_ITALIC, _BOLD, _BOTH = 2, 3, 5
_CELL = re.compile(r"\|\||!!")
_BRACKET = re.compile(
    r"(?P<opens>\[\[|\{\{|\[(?=[a-z]+:|//)|<[A-Za-z][^<>]*(?<!/)>)|(?P<closes>\]\]|\}\}|\]|</[A-Za-z][^<>]*>)"
)
_APOSTROPHE = "&#39;"
_VOID = re.compile(r"<(?:br|hr|wbr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Token:
    """A mark of apostrophes: where it begins, its length, and how many apostrophes before it are text."""

    start: int
    size: int
    before: int = 0

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + self.size


def mended_quotes(text: str, literal: Sequence[tuple[int, int]]) -> tuple[Edit, ...]:
    """The edits after which the apostrophes of each line match, in their order; none in the `literal` pieces."""
    found: list[Edit] = []
    offset = 0
    for line in text.split("\n"):
        if "''" in line:
            for start, end in _cells(line):
                runs = _RUN.finditer(text, offset + start, offset + end)
                tokens = [_token(run) for run in runs if not _within(run.start(), literal)]
                found += _edits(text, tokens, offset + end)
        offset += len(line) + 1
    return tuple(found)


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """The beginning and end of each cell of a line of a table; any other line is one cell."""
    start = 0
    if line.lstrip().startswith(("|", "!")):
        for mark in _CELL.finditer(line):
            yield start, mark.start()
            start = mark.end()
    yield start, len(line)


def _within(offset: int, pieces: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(pieces, offset, key=lambda piece: piece[0])
    return number > 0 and offset < pieces[number - 1][1]


def _token(run: re.Match[str]) -> _Token:
    size = len(run[0])
    size = _BOLD if size == _BOLD + 1 else min(size, _BOTH)
    return _Token(run.end() - size, size, len(run[0]) - size)


def _edits(text: str, tokens: Sequence[_Token], end: int) -> Iterator[Edit]:
    bold = sum(token.size != _ITALIC for token in tokens)
    italic = sum(token.size != _BOLD for token in tokens)
    if bold % 2 and italic % 2 and (demoted := _demoted(text, tokens)):
        yield Edit(demoted.start, demoted.start + 1, _APOSTROPHE)
        tokens = [_Token(token.start + 1, _ITALIC) if token is demoted else token for token in tokens]
    closed: list[Edit] = []
    for size, token in reversed(_opened(tokens)):
        behind = _closing(text, token.end, end)
        if text[token.end : behind].strip():
            # Right behind another apostrophe, these would make a longer mark.
            apart = "<nowiki/>" if text[behind - 1] == "'" else ""
            closed.append(Edit(behind, behind, apart + "'" * size))
        elif size == token.size:
            closed.append(Edit(token.start - token.before, token.end, _APOSTROPHE * token.before))
    yield from sorted(closed, key=lambda edit: edit.start)


def _demoted(text: str, tokens: Sequence[_Token]) -> _Token | None:
    """The bold mark that is an apostrophe and an italic one: behind a word of one letter, a longer one, or a space."""
    bold = [token for token in tokens if token.size == _BOLD]

    def rank(token: _Token) -> int:
        before = text[max(token.start - 2, 0) : token.start]
        if before.endswith(" "):
            return 2
        return 0 if before.startswith(" ") else 1

    return min(bold, key=rank, default=None)


def _opened(tokens: Sequence[_Token]) -> list[tuple[int, _Token]]:
    """The sizes that are open behind some marks, each with the mark that opened it, the outermost first."""
    opened: list[tuple[int, _Token]] = []
    for token in tokens:
        sizes = [size for size, _ in opened]
        if token.size == _BOTH:
            opened = [(_BOTH - sizes[0], token)] if sizes in ([_ITALIC], [_BOLD]) else [] if sizes else [(_BOTH, token)]
        elif token.size in sizes:
            opened = [each for each in opened if each[0] != token.size]
        elif sizes == [_BOTH]:
            opened = [(_BOTH - token.size, opened[0][1])]
        else:
            opened.append((token.size, token))
    return opened


def _closing(text: str, start: int, end: int) -> int:
    """The offset of the first bracket or tag that closes what was opened before `start`; `end` if there is none."""
    depth = 0
    for found in _BRACKET.finditer(text, start, end):
        if found["opens"]:
            depth += not _VOID.match(found[0])
        elif depth == 0:
            return found.start()
        else:
            depth -= 1
    return end
