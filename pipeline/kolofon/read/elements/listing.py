"""From a listing, its comments and strings, for works in which these are translated."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kolofon.model.document import Comment, Place, Sentence, Text

__all__ = ["ListingParts", "comments", "unquoted", "words_of_comment"]

# The marks that open and close a comment, and those that often begin its other lines.
_OPENING = re.compile(r"\s*(?://[/!]?|#+|--|;+|%+|/\*+!?|<!--|\(\*|\{-|\"\"\"|'''|\*(?=\s))?\s*")
_CLOSING = ("*/", "-->", "*)", "-}", '"""', "'''")
_BEFORE = re.compile(r"[A-Za-z]{0,3}(?P<hashes>#*)(?P<quote>\"\"\"|'''|[\"'`])")
"""The marks before the words of a string in most languages: `"`, `b"`, `r#"`, `f'`."""


Kind = tuple[str, ...]
"""The kind of a token of Pygments, behind the kinds that it is a part of."""


@dataclass(frozen=True, slots=True)
class ListingParts:
    """The parts of listings that are translated in a work."""

    comments: bool = False
    strings: bool = False


_COMMENTS = ListingParts(comments=True)


def comments(
    text: str, syntax: str, place: Place | Sequence[Place], parts: ListingParts = _COMMENTS
) -> tuple[Comment, ...]:
    """The comments and strings of a listing, line by line; none for a syntax that Pygments does not know.

    `place` is that of the first character of the text, if all its lines follow each other in a file with the same
    indent, or else the places of the first characters of its lines.  Lines without letters are left out.
    """
    if not syntax or not (parts.comments or parts.strings):
        return ()
    # Pygments is imported only for works with code_comments or code_strings.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  only for code_comments and code_strings
    from pygments.util import ClassNotFound  # noqa: PLC0415  only for code_comments and code_strings

    try:
        lexer = get_lexer_by_name(re.split("[,{ ]", syntax, maxsplit=1)[0].lower())
    except ClassNotFound:
        return ()
    place_of = _Places(text, place)
    # Some lexers know a comment only by the line end behind it.
    tokens = lexer.get_tokens_unprocessed(f"{text}\n")
    return tuple(
        Comment(Sentence((Text(text[begin:end]),), place_of(begin)), begin, end, string)
        for begin, end, string in _ranges(text, tokens, parts)
        if any(map(str.isalpha, text[begin:end]))
    )


def _ranges(text: str, tokens: Iterable[tuple[int, Kind, str]], parts: ListingParts) -> Iterator[tuple[int, int, bool]]:
    """The offsets of the words in the comments and strings among some tokens, and whether they are of a string."""
    from pygments.token import Token  # noqa: PLC0415  only for code_comments and code_strings

    prose = (Token.Comment, Token.Literal.String.Doc)
    code = (Token.Comment.Hashbang, Token.Comment.Preproc, Token.Comment.PreprocFile)
    string, character = (Token.Literal.String,), (Token.Literal.String.Char,)
    begun: int | None = None
    end = 0
    for offset, kind, piece in tokens:
        is_prose = _is(kind, prose) and not _is(kind, code)
        if parts.strings and not is_prose and _is(kind, string) and not _is(kind, character):
            begun = offset if begun is None else begun
            end = offset + len(piece)
            continue
        if begun is not None:
            yield from ((*words, True) for words in _lines_of_string(text, begun, end))
            begun = None
        if is_prose and parts.comments:
            yield from ((*words, False) for words in _lines_of_comment(offset, piece))
    if begun is not None:
        yield from ((*words, True) for words in _lines_of_string(text, begun, end))


def _is(kind: Kind, groups: Iterable[Kind]) -> bool:
    return any(kind[: len(group)] == group for group in groups)


def _lines_of_comment(offset: int, piece: str) -> Iterator[tuple[int, int]]:
    for line in piece.split("\n"):
        start, end = words_of_comment(line)
        yield offset + start, offset + end
        offset += len(line) + 1


def words_of_comment(line: str) -> tuple[int, int]:
    """The offsets where the words of one line of a comment begin and end."""
    opening = _OPENING.match(line)
    start = opening.end() if opening else 0
    return start, start + len(_unclosed(line[start:]))


def _unclosed(line: str) -> str:
    line = line.rstrip()
    closing = next((sign for sign in _CLOSING if line.endswith(sign)), "")
    line = line.removesuffix(closing)
    return (line.rstrip("*") if closing == "*/" else line).rstrip()


def _lines_of_string(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    first, last = unquoted(text[begin:end])
    start = begin + first
    for line in text[start : begin + last].split("\n"):
        words = line.strip()
        at = start + len(line) - len(line.lstrip())
        yield at, at + len(words)
        start += len(line) + 1


def unquoted(literal: str) -> tuple[int, int]:
    """The offsets where the words of a string, or of a part of one, begin and end, between its quotation marks."""
    before = _BEFORE.match(literal)
    start, end = (before.end(), len(literal)) if before else (0, len(literal))
    closing = f"{before['quote']}{before['hashes']}" if before else literal[-1:]
    if closing.startswith(('"', "'", "`")) and literal.endswith(closing, start):
        end -= len(closing)
    return start, end


class _Places:
    """The place of each character of a text."""

    def __init__(self, text: str, place: Place | Sequence[Place]) -> None:
        self._begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._place = place

    def __call__(self, index: int) -> Place:
        line = bisect_right(self._begins, index) - 1
        if isinstance(self._place, Place):
            first = replace(self._place, line=self._place.line + line)
        else:
            first = self._place[line]
        return replace(first, column=first.column + index - self._begins[line])
