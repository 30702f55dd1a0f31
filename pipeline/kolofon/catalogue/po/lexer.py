"""The lines of a PO file → tokens, as gettext reads them (gettext-tools, po-lex.c).

White space has no meaning.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kolofon.model.document import Place
from kolofon.model.error import CatalogueError

__all__ = ["PREVIOUS", "Token", "shown", "syntax_error", "tokens"]

PREVIOUS = frozenset({"#|", "#~|"})
"""The marks of lines with the words that a message had before."""


class Token(NamedTuple):
    """A comment or a string, and the number of its line, from 1.

    The keyword of a comment is `#`, and its text begins with that sign.  The keyword of a string is the one before it
    (msgctxt, msgid, msgid_plural, msgstr, msgstr[1]), or empty where the string continues the one before; its text is
    what is within the quotes, with its escapes.  `mark` is what begins the line: `#~`, `#|`, `#~|`, or nothing.
    """

    mark: str
    keyword: str
    text: str
    line: int

    @property
    def previous(self) -> bool:
        """Whether the token belongs to the words that the message had before (`#|`)."""
        return self.mark in PREVIOUS


_WHOLE = re.compile(
    r'[ \t]*(#~\||#~|#\|)?[ \t]*(msgctxt|msgid(?:_plural)?|msgstr(?:\[\d\])?)?[ \t]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t]*',
    re.DOTALL,
)
"""A whole line with one string: nearly every line that is no comment."""
_COMMENTS = ("# ", "#.", "#:", "#,")
"""How nearly every comment begins."""
_MARK = re.compile(r"[ \t\f\v]*(#~\||#~|#\|)?[ \t\f\v]*")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:[ \t]*\[[ \t]*\d+[ \t]*\])?)[ \t\f\v]*(?=\"|$)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t\f\v]*')
_BEGINS = re.compile(r'(?:#~\||#~|#\|)?\s*(?:"|msgctxt|msgid|msgstr)')
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")


def tokens(lines: Sequence[str], path: str, first: int = 1, last: int | None = None) -> Iterator[Token]:
    """The tokens of some lines, in order, or of those from the `first` to the `last`, which are counted from 1.

    A keyword may be on the line before its string, and several strings on one line.  Raises `CatalogueError`, with the
    line, for what is no token.
    """
    waiting = ""  # a keyword whose string is still to come
    number = 0
    for number, line in enumerate(islice(lines, first - 1, last), first):
        if not waiting:
            if line.startswith(_COMMENTS) and "\r" not in line:
                yield Token("", "#", line, number)
                continue
            if whole := _WHOLE.fullmatch(line):
                mark, keyword, text = whole.groups(default="")
                yield Token(mark, keyword, text, number)
                continue
        begin = _MARK.match(line)
        mark, at = (begin[1] or "", begin.end()) if begin else ("", 0)
        while at < len(line):
            if line[at] == "#" and mark in {"", "#~"} and not waiting and "\r" not in line:
                yield Token(mark, "#", line[at:], number)
                break
            if string := _STRING.match(line, at):
                yield Token(mark, waiting, string[1], number)
                waiting, at = "", string.end()
            elif not waiting and (word := _KEYWORD.match(line, at)):
                waiting, at = re.sub(r"\s", "", word[1]), word.end()
            else:
                raise syntax_error(lines, path, number)
    if waiting:
        raise syntax_error(lines, path, number)


def syntax_error(lines: Sequence[str], path: str, number: int) -> CatalogueError:
    """The error for a line that no PO file may have in that place."""
    line = lines[number - 1].strip()
    if _CONFLICT.fullmatch(line):
        message, hint = "a merge conflict stands here", "keep one of the two sides, and delete the lines of the marks"
    elif "\r" in line:
        message, hint = "a carriage return stands within this line", "end every line with LF alone"
    elif '"' in line and all(map(_KEYWORD.fullmatch, _STRING.sub(" ", _MARK.sub("", line, count=1)).split())):
        message, hint = "this line is out of its order", "an entry is msgctxt (or none), msgid, msgstr"
    elif _BEGINS.match(line) and '"' in line:
        message, hint = "a string is not closed, or goes on after its end", 'inside a string, write " as \\"'
    else:
        message, hint = "this is no line of a PO file", "put # before a comment, and quotes around a string"
    return CatalogueError(f"{message}: {shown(line)}", place=Place(path, number), hint=hint)


def shown(text: str) -> str:
    """The beginning of a line, for an error message; control characters are escaped, because a terminal obeys them."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[:60])
