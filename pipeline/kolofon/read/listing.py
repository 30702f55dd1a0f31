"""The comments of a listing, for works that have them translated."""

import re
from collections.abc import Iterator

from kolofon.model.document import Comment, Place, Sentence, Text

__all__ = ["comments"]

# What opens and closes a comment, and what often begins its other lines.
_OPENING = re.compile(r"\s*(?://[/!]?|#+|--|;+|%+|/\*+!?|<!--|\(\*|\{-|\"\"\"|'''|\*(?=\s))?\s*")
_CLOSING = ("*/", "-->", "*)", "-}", '"""', "'''")


def comments(text: str, syntax: str, place: Place) -> tuple[Comment, ...]:
    """The comments of a listing, each line of one by itself; none for a syntax that Pygments does not know.

    `place` is that of the first character of the text; all its lines have the same indent.
    """
    # Pygments is only for works that ask for this.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  only for code_comments
    from pygments.token import Token  # noqa: PLC0415  only for code_comments
    from pygments.util import ClassNotFound  # noqa: PLC0415  only for code_comments

    try:
        lexer = get_lexer_by_name(re.split("[,{ ]", syntax, maxsplit=1)[0].lower())
    except ClassNotFound:
        return ()
    prose = (Token.Comment, Token.Literal.String.Doc)
    code = (Token.Comment.Hashbang, Token.Comment.Preproc, Token.Comment.PreprocFile)
    found: list[Comment] = []
    place_of = _Places(text, place)
    for offset, kind, piece in lexer.get_tokens_unprocessed(text):
        if any(kind[: len(group)] == group for group in prose) and not any(kind[: len(each)] == each for each in code):
            found += _lines(place_of, offset, piece)
    return tuple(found)


def _lines(place_of: "_Places", offset: int, piece: str) -> Iterator[Comment]:
    for line in piece.split("\n"):
        opening = _OPENING.match(line)
        start = opening.end() if opening else 0
        words = _unclosed(line[start:])
        if any(character.isalpha() for character in words):
            begin = offset + start
            yield Comment(Sentence((Text(words),), place_of(begin)), begin, begin + len(words))
        offset += len(line) + 1


def _unclosed(line: str) -> str:
    line = line.rstrip()
    closing = next((sign for sign in _CLOSING if line.endswith(sign)), "")
    line = line.removesuffix(closing)
    return (line.rstrip("*") if closing == "*/" else line).rstrip()


class _Places:
    """The place of each character of a text, for rising indices: each line is counted once."""

    def __init__(self, text: str, first: Place) -> None:
        self._text, self._first = text, first
        self._at = self._line = 0

    def __call__(self, index: int) -> Place:
        self._line += self._text.count("\n", self._at, index)
        self._at = index
        column = index - (self._text.rfind("\n", 0, index) + 1)
        return Place(self._first.path, self._first.line + self._line, self._first.column + column)
