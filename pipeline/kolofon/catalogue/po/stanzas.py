"""The text of a PO file, stanza by stanza; the text of an entry that does not change is written back as it is.

A stanza is the text between two blank lines.  Nearly all stanzas of a catalogue are one entry in the form in which
`po.writer` writes it.  Such an entry is read by one regular expression, and if an update does not change it, its text
is not made again.
"""

import re
from collections.abc import Iterator, Mapping

from kolofon.catalogue.po.grammar import Lines, messages
from kolofon.catalogue.po.lexer import tokens
from kolofon.catalogue.po.writer import reference_lines
from kolofon.model.error import CatalogueError
from kolofon.model.limits import CHARACTERS
from kolofon.model.message import CatalogueEntry

__all__ = ["Stanzas", "expected_entry", "plain_entry", "split_messages"]

_TEXT = r'([^"\\\x00-\x1f]*(?:\\["\\t][^"\\\x00-\x1f]*)*)'
"""A string on one line with no other escapes than nearly all have, so that it is written as it was read."""
_LINE = r"[^\x00-\x1f]*[^\x00-\x1f \\]\n"
"""The rest of a line of a comment, which ends in neither a space nor a backslash."""
_PLAIN = re.compile(
    rf"((?:# {_LINE}|#\n)*)((?:#\. {_LINE}|#\.\n)*)(?:#: (?!\./)([^\s\u2068]+)\n(?!#: )|((?:#: {_LINE})*))(#, fuzzy\n)?"
    rf'(?:msgctxt "{_TEXT}"\n)?msgid "{_TEXT}"\nmsgstr "{_TEXT}"\n'
)
_ESCAPE = re.compile(r'\\(["\\t])')
_ESCAPED = {'"': '"', "\\": "\\", "t": "\t"}


class Stanzas:
    """The texts of the entries that were read, for writing those that did not change.

    `heads` are entries without translations that the file is expected to have, by their texts up to the `msgstr`
    (`po.writer.head`).  An expected entry that has no translation in the file is returned as it is in `heads`, so its
    line is not known.  `read` are the entries by their lines, each with its text.  `before` are those of an earlier
    reading of the file: a stanza that is as it was, where it was, is the same entry.
    """

    def __init__(self, heads: Mapping[str, CatalogueEntry] | None = None, before: "Stanzas | None" = None) -> None:
        self.heads = heads or {}
        self.read: dict[int, tuple[str, CatalogueEntry]] = {}
        self._before = before.read if before else {}
        # The entries are held, so that no other has the identity of one of them.
        self._texts: dict[int, tuple[CatalogueEntry, str]] = {}

    def add(self, entry: CatalogueEntry, text: str) -> None:
        """Remember the text of an entry, which is what `write_po` would write."""
        self._texts[id(entry)] = entry, text
        self.read[entry.line] = text, entry

    def again(self, text: str, line: int) -> CatalogueEntry | None:
        """The entry of a stanza that was the same in an earlier reading."""
        found = self._before.get(line)
        return found[1] if found and found[0] == text else None

    def text(self, entry: CatalogueEntry) -> str | None:
        """The text of an entry; None if that was not read in the form in which it is written."""
        found = self._texts.get(id(entry))
        return found[1] if found else None


def expected_entry(stanza: str, line: int, heads: Mapping[str, CatalogueEntry]) -> CatalogueEntry | None:
    """The entry of a stanza that begins in a line, if it is an expected one with a plain translation or none."""
    head, _, text = stanza.rpartition('msgstr "')
    found = heads.get(head)
    if found is None or not text.endswith('"\n') or len(stanza) > CHARACTERS:
        return None
    msgstr = text[:-2]
    if not msgstr:
        return found
    if '"' in msgstr or "\\" in msgstr or not msgstr.isprintable():
        return None
    notes, places = found.extracted, found.references
    return CatalogueEntry(found.context, found.msgid, None, (msgstr,), False, False, (), (), notes, places, None, line)  # noqa: FBT003  by position, for there are thousands


def plain_entry(stanza: str, line: int) -> CatalogueEntry | None:
    """The entry of a stanza that begins in a line, if it is in the usual form in which the press writes an entry.

    Law: it is the entry that the grammar of PO files finds, and the stanza is what `write_po` writes for it.
    """
    found = _PLAIN.fullmatch(stanza)
    if found is None or len(stanza) > CHARACTERS:
        return None
    comments, extracted, place, places, fuzzy, context, msgid, msgstr = found.groups()
    references = (place,) if place else _references(places) if places else ()
    if references is None or not msgid or (fuzzy and not msgstr):
        return None
    return CatalogueEntry(
        context and _unescaped(context),
        _unescaped(msgid),
        msgstrs=(_unescaped(msgstr),),
        fuzzy=bool(fuzzy),
        comments=tuple([text[2:] for text in comments.split("\n")[:-1]]) if comments else (),
        extracted=tuple([text[3:] for text in extracted.split("\n")[:-1]]) if extracted else (),
        references=references,
        line=line,
    )


def _references(lines: str) -> tuple[str, ...] | None:
    """The references in some `#:` lines; None if they would not be written as these lines."""
    found = tuple(dict.fromkeys(lines.replace("\n#: ", " ").removeprefix("#: ").split()))
    odd = any(name.startswith(":") or name.endswith(":") or "\u2068" in name for name in found)
    return None if odd or "".join([f"{line}\n" for line in reference_lines(found)]) != lines else found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    return _ESCAPED[escape[1]]


def split_messages(text: str, path: str, stanzas: Stanzas) -> Iterator[CatalogueEntry | Lines]:
    """For each message of a PO file its entry or, in another form than the press writes, its tokens.

    `stanzas` remembers the texts of the entries.

    Raises `CatalogueError` where a stanza is not one or several whole messages; then the file is to be read as a whole.
    """
    heads, lines = stanzas.heads, list[str]()
    line = 1
    for bare in text.removesuffix("\n").split("\n\n"):
        stanza = f"{bare}\n"
        if entry := stanzas.again(stanza, line) or expected_entry(stanza, line, heads) or plain_entry(stanza, line):
            stanzas.add(entry, stanza)
            yield entry
        else:
            lines = lines or text.split("\n")
            found = list(tokens(lines, path, line, line + bare.count("\n")))
            if found and (found[-1].keyword == "#" or found[-1].previous):
                raise CatalogueError("a stanza ends without a translation")
            yield from messages(found, lines, path)
        line += stanza.count("\n") + 1
