"""The text of a PO file, stanza by stanza: what is written as the press writes it is read and written back as it is.

A stanza is what blank lines part.  Nearly all of a catalogue are stanzas of one entry in the form that
`kolofon.catalogue.serialise` gives it.  Such an entry is read by one expression, and where an update leaves it as it
is, its text is not made again.
"""

import re
from collections.abc import Iterator, Sequence

from kolofon.catalogue.grammar import Lines, messages
from kolofon.catalogue.lexer import tokens
from kolofon.catalogue.serialise import reference_lines
from kolofon.model.error import CatalogueError
from kolofon.model.limits import CHARACTERS
from kolofon.model.message import CatalogueEntry

__all__ = ["Stanzas", "parted", "plain_entry"]

_TEXT = r'([^"\\\x00-\x1f]*(?:\\["\\t][^"\\\x00-\x1f]*)*)'
"""A string on one line with no other escapes than nearly all have, so that it is written as it was read."""
_LINE = r"[^\x00-\x1f]*[^\x00-\x1f \\]\n"
"""The rest of a line of a comment, which ends in neither a space nor a backslash."""
_PLAIN = re.compile(
    rf"((?:# {_LINE}|#\n)*)((?:#\. {_LINE}|#\.\n)*)((?:#: {_LINE})*)(#, fuzzy\n)?"
    rf'(?:msgctxt "{_TEXT}"\n)?msgid "{_TEXT}"\nmsgstr "{_TEXT}"\n'
)
_ONE = re.compile(r"#: (?!\./)([^\s\u2068]+)\n")
"""A line of one reference."""
_ESCAPE = re.compile(r'\\(["\\t])')
_ESCAPED = {'"': '"', "\\": "\\", "t": "\t"}


class Stanzas:
    """The texts of entries that were read, for writing those that are the same still."""

    def __init__(self) -> None:
        # The entries are held, so that no other has the identity of one of them.
        self._texts: dict[int, tuple[CatalogueEntry, str]] = {}

    def add(self, entry: CatalogueEntry, text: str) -> None:
        """Remember the text of an entry, which is what `write_po` would write."""
        self._texts[id(entry)] = entry, text

    def text(self, entry: CatalogueEntry) -> str | None:
        """The text of an entry, if it is one that was read so."""
        found = self._texts.get(id(entry))
        return found[1] if found else None


def plain_entry(stanza: str, line: int) -> CatalogueEntry | None:
    """The entry of a stanza that begins in a line, if it is in the form in which the press writes it, and a common one.

    Law: it is the entry that the grammar of PO files finds, and the stanza is what `write_po` writes for it.
    """
    found = _PLAIN.fullmatch(stanza)
    if found is None or len(stanza) > CHARACTERS:
        return None
    said, told, places, fuzzy, context, msgid, msgstr = found.groups()
    references = _references(places) if places else ()
    if references is None or not msgid or (fuzzy and not msgstr):
        return None
    return CatalogueEntry(
        context and _unescaped(context),
        _unescaped(msgid),
        msgstrs=(_unescaped(msgstr),),
        fuzzy=bool(fuzzy),
        comments=tuple([mark[2:] for mark in said.split("\n")[:-1]]) if said else (),
        extracted=tuple([mark[3:] for mark in told.split("\n")[:-1]]) if told else (),
        references=references,
        line=line,
    )


def _references(lines: str) -> tuple[str, ...] | None:
    """The references in some lines; None where they would be written in others."""
    if one := _ONE.fullmatch(lines):
        return (one[1],)
    found = tuple(dict.fromkeys(lines.replace("\n#: ", " ").removeprefix("#: ").split()))
    odd = any(name.startswith(":") or name.endswith(":") or "\u2068" in name for name in found)
    return None if odd or "".join([f"{line}\n" for line in reference_lines(found)]) != lines else found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    return _ESCAPED[escape[1]]


def parted(text: str, path: str) -> Iterator[tuple[str, CatalogueEntry | Sequence[Lines]]]:
    """The stanzas of a PO file as they are written, each with its entry, or else with the lines of its messages.

    Raises `CatalogueError` where a stanza is not one or several whole messages; then the file is to be read as a whole.
    """
    lines: list[str] = []
    line = 1
    for stanza in text.removesuffix("\n").split("\n\n"):
        count = stanza.count("\n") + 1
        written = f"{stanza}\n"
        if entry := plain_entry(written, line):
            yield written, entry
        else:
            lines = lines or text.split("\n")
            found = list(tokens(lines, path, line, line + count - 1))
            if found and (found[-1].keyword == "#" or found[-1].previous):
                raise CatalogueError("a stanza ends without a translation")
            yield written, messages(found, lines, path)
        line += count + 1
