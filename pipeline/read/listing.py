"""The comments of a listing, for works that have them translated."""

import re
from collections.abc import Iterator

from pipeline.model.document import Comment, Place, Sentence, Text

__all__ = ["comments"]

# What opens and closes a comment, and what many write at the beginning of its further lines.
_OPENING = re.compile(r"\s*(?://[/!]?|#+|--|;+|%+|/\*+!?|<!--|\(\*|\{-|\"\"\"|'''|\*(?=\s))?\s*")
_CLOSING = re.compile(r"\s*(?:\*+/|-->|\*\)|-\}|\"\"\"|''')?\s*$")


def comments(text: str, syntax: str, place: Place) -> tuple[Comment, ...]:
    """The comments of a listing, each line of one by itself; none for a syntax that Pygments does not know.

    `place` is that of the first character of the text; its lines are indented alike.
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
    for offset, kind, piece in lexer.get_tokens_unprocessed(text):
        if any(kind[: len(group)] == group for group in prose) and not any(kind[: len(each)] == each for each in code):
            found += _lines(text, offset, piece, place)
    return tuple(found)


def _lines(text: str, offset: int, piece: str, place: Place) -> Iterator[Comment]:
    for line in piece.split("\n"):
        opening = _OPENING.match(line)
        start = opening.end() if opening else 0
        closing = _CLOSING.search(line, start)
        end = closing.start() if closing else len(line)
        if any(character.isalpha() for character in line[start:end]):
            begin = offset + start
            number = text.count("\n", 0, begin)
            column = begin - (text.rfind("\n", 0, begin) + 1)
            at = Place(place.path, place.line + number, place.column + column)
            yield Comment(Sentence((Text(line[start:end]),), at), begin, offset + end)
        offset += len(line) + 1
