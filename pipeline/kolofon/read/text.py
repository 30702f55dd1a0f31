"""The bytes of a file as lines of text."""

import re
import unicodedata
from dataclasses import dataclass

from kolofon.model.document import Place
from kolofon.model.error import PipelineError

__all__ = ["UNPRINTABLE", "Line", "decode", "unprintable", "unseen"]

_LINE_END = re.compile(r"\r\n?")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2, Char) forbids, so that no XHTML could have them."""


_UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp"})
"""The general categories of characters that nobody can see: of format, and separators."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; `number` counts from 1.

    `shift` is how many characters of the line in the file are before `text`, if that is a part of it; it is negative if
    others were put before it.
    """

    path: str
    number: int
    text: str
    shift: int = 0

    @property
    def blank(self) -> bool:
        """Whether the line has only white space."""
        return not self.text.strip()

    def place(self, offset: int = 0) -> Place:
        """The place of the character at `offset`, counted from 0."""
        return Place(self.path, self.number, max(offset + self.shift, 0) + 1)


def decode(content: bytes, path: str, error: type[PipelineError]) -> tuple[Line, ...]:
    """The lines of a UTF-8 file, with or without a byte order mark, ended by LF, CRLF or CR.

    There is one line more than line ends, as in an editor.  Raises `error` at the first byte that is not UTF-8, and at
    the first control character other than a tab.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        before = _LINE_END.sub("\n", broken.object[: broken.start].decode("utf-8-sig"))
        raise error(
            f"the byte 0x{broken.object[broken.start]:02X} is not UTF-8",
            place=Place(path, before.count("\n") + 1, len(before) - before.rfind("\n")),
            hint="save the file as UTF-8",
        ) from broken
    # Never str.splitlines: it also breaks at U+2028 and U+0085, and then no line number agrees with the editor's.
    lines = tuple(Line(path, number, line) for number, line in enumerate(_LINE_END.sub("\n", text).split("\n"), 1))
    for line in lines:
        if (offset := unprintable(line.text)) is not None:
            raise error(
                f"the character U+{ord(line.text[offset]):04X} cannot be in a book",
                place=line.place(offset),
                hint="delete it",
            )
    return lines


def unprintable(text: str) -> int | None:
    """The offset of the first character that no XML document may have, or None."""
    found = UNPRINTABLE.search(text)
    return found.start() if found else None


def unseen(text: str) -> bool:
    """Whether a text has nothing that anybody can see: only white space, and characters such as U+200B and U+FEFF."""
    return all(character.isspace() or unicodedata.category(character) in _UNSEEN for character in text)
