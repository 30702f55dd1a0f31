"""The bytes of a PO file → `Catalogue`.

The format is that of the GNU gettext manual ("The Format of PO Files").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kolofon.catalogue.escapes import LETTERS
from kolofon.catalogue.merge.domains import join
from kolofon.catalogue.merge.duplicates import joined_entry
from kolofon.catalogue.po.encoding import decoded, in_utf8
from kolofon.catalogue.po.grammar import Lines, incomplete, messages
from kolofon.catalogue.po.lexer import Token, shown, tokens
from kolofon.catalogue.po.stanzas import Stanzas, split_messages
from kolofon.language.names import language_tag
from kolofon.model.document import Place
from kolofon.model.error import CatalogueError
from kolofon.model.finding import Finding, Severity
from kolofon.model.limits import CHARACTERS
from kolofon.model.message import Catalogue, CatalogueEntry, Key, Previous

__all__ = ["read_po"]

_EMPTY = "po-empty"


def read_po(content: bytes, path: str, stanzas: Stanzas | None = None) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue that the bytes of a PO or POT file contain, and findings of what was repaired.

    `path` is the name of the file as a person would type it.  A byte order mark, CRLF or CR line ends and another
    charset than UTF-8 are accepted and are not written back; a note says so (`po.encoding`).  A message that is in
    the file twice becomes one entry (`merge.duplicates`), and several headers become one.  A comment below the last
    message is added to the comment above the header.  `stanzas` remembers the text of each entry whose text is what
    `write_po` would write.

    Raises `CatalogueError`, with the line, for bytes that are not in the charset, a charset that no PO file may have, a
    syntax error, strings that are in no message, and a text that is too long.
    """
    text, charset, findings = decoded(content, path)
    reader = _Reader(charset, path)
    entries, loose, read_findings = _by_stanzas(text, reader, stanzas) or _whole(text, reader)
    unique, joined = _unique([entry for entry in entries if entry.msgid or entry.context is not None], path)
    catalogue, headers = _headed([entry for entry in entries if not entry.msgid and entry.context is None], path)
    catalogue = replace(catalogue, entries=tuple(unique))
    if loose:
        above = [*catalogue.header_comments, *([""] if catalogue.header_comments else []), *loose]
        catalogue = replace(catalogue, header_comments=tuple(above))
    empty = [finding for finding in read_findings if finding.code == _EMPTY]
    others = [finding for finding in read_findings if finding.code != _EMPTY]
    return catalogue, (*findings, *empty, *headers, *others, *joined)


_Entries = tuple[Sequence[CatalogueEntry], Sequence[str], Sequence[Finding]]
"""Entries, the comments below the last of them, and findings."""


def _by_stanzas(text: str, reader: "_Reader", stanzas: Stanzas | None) -> _Entries | None:
    """The entries of a file whose stanzas are whole messages; None for any other, and for one with a mistake."""
    try:
        entries = [
            found if isinstance(found, CatalogueEntry) else _bounded(reader.entry(found), reader.path)
            for found in split_messages(text, reader.path, stanzas or Stanzas())
        ]
    except CatalogueError:
        return None
    if stanzas and stanzas.heads and len({entry.key for entry in entries}) < len(entries):
        return _by_stanzas(text, reader, None)  # a finding about a duplicate names the lines of both
    return (entries, (), ()) if entries else None


def _whole(text: str, reader: "_Reader") -> _Entries:
    """The entries of any file, read from its beginning to its end; errors as in `read_po`."""
    path, lines = reader.path, text.split("\n")
    found = list(tokens(lines, path))
    entries = [_bounded(reader.entry(message), path) for message in messages(found, lines, path)]
    if not entries and '"' in text:
        raise CatalogueError(
            "no message is found here, though there are strings",
            place=Place(path, text.count("\n", 0, text.index('"')) + 1),
            hint="begin each line with its keyword (msgid, msgstr) or a quote, and end it with LF",
        )
    if not found:
        hint = "kolofon update writes its messages"
        return entries, (), [Finding(_EMPTY, Severity.WARNING, Place(path, 1), "this catalogue is empty", hint)]
    return entries, *_loose_comments(found, path)


_MARKS = ("#", "#.", "#:", "#,", "#=")
_STICKY = re.compile(r"#=[ \t]*\w")
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)|\\(.)", re.DOTALL)
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(:\\d+)?|(\\S+)")
_LOOSE_LINE = re.compile(r"(?<=\S)(?:\s+:\s*|:\s+)(?=\d+(?:\s|$))")
_FLAG = re.compile(r'(?:[^,"]|"[^"]*"|")+')


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes the entry of a message from its tokens; `charset` is that of its escaped bytes."""

    charset: str
    path: str

    def entry(self, lines: Lines) -> CatalogueEntry:
        comments: dict[str, list[str]] = {mark: [] for mark in _MARKS}
        for token in lines.comments:
            mark, text = _comment(token.text)
            comments[mark].append(text)
        strings, forms = lines.strings, lines.forms
        plural = self.string(strings.get("msgid_plural"))
        numbers = sorted(forms)
        msgstr_tokens = [forms[number] for number in numbers] if forms else [strings.get("msgstr", ())]
        msgstrs = [self.string(one) or "" for one in msgstr_tokens if one]
        line = lines.line
        if numbers != [*range(len(numbers))] or not msgstrs or (plural is None) != (not forms):
            raise incomplete(self.path, line)
        flags = [flag for text in comments["#,"] for flag in _flags(text)]
        # A flag that begins with `=` would be written as a sticky flag (`#=`), so it is kept as a comment.
        odd = [flag for flag in flags if flag.startswith("=")]
        sticky = [f"={flag}" for text in comments["#="] for flag in _flags(text)]
        before = [strings.get(keyword) for keyword in ("#|msgctxt", "#|msgid", "#|msgid_plural")]
        return CatalogueEntry(
            context=self.string(strings.get("msgctxt")),
            msgid=self.string(strings.get("msgid")) or "",
            plural=plural,
            msgstrs=tuple(msgstrs),
            fuzzy="fuzzy" in flags and bool(msgstrs[0]),
            obsolete=lines.obsolete,
            flags=tuple(dict.fromkeys(flag for flag in [*flags, *sticky] if flag != "fuzzy" and flag not in odd)),
            comments=(*comments["#"], *odd),
            extracted=tuple(comments["#."]),
            # gettext before 0.22 does not know U+2068, and may part a line inside a name.
            references=tuple(dict.fromkeys(_references(" ".join(comments["#:"])))),
            previous=Previous(*map(self.string, before)) if any(before) else None,
            line=line,
        )

    def string(self, lines: Sequence[Token] | None) -> str | None:
        """The strings of some lines, joined; None where there are no lines."""
        if not lines:
            return None
        text = lines[0].text if len(lines) == 1 else "".join([token.text for token in lines])
        if "\\" not in text:
            return text
        try:
            return _ESCAPE.sub(self.unescape, text)
        except (KeyError, UnicodeError):
            raise CatalogueError(
                f"a backslash stands before what it cannot escape: {shown(text)}",
                place=Place(self.path, lines[0].line),
                hint="a backslash that is meant is written \\\\",
            ) from None

    def unescape(self, escape: re.Match[str]) -> str:
        if escape[2]:
            return LETTERS[escape[2]]
        numbers = (int(code[1:], 16) if code[0] == "x" else int(code, 8) for code in escape[1].split("\\")[1:])
        return bytes(number & 0xFF for number in numbers).decode(self.charset)


def _loose_comments(found: Sequence[Token], path: str) -> tuple[Sequence[str], Sequence[Finding]]:
    """The translator comments below the last entry, and findings about these and all other lines there."""
    owned = [number for number, token in enumerate(found) if not token.previous and token.keyword != "#"]
    comments: list[str] = []
    findings: list[Finding] = []
    for token in found[max(owned, default=-1) + 1 :]:
        place = Place(path, token.line)
        mark, text = _comment(token.text)
        if token.previous or mark != "#":
            message = "a line of no message is dropped"
            findings.append(Finding("po-stray-comment", Severity.WARNING, place, message))
            continue
        comments.append(text)
        message, hint = "a comment below the last message", "it goes into the comment above the header"
        findings.append(Finding("po-stray-comment", Severity.NOTE, place, message, hint))
    return comments, findings


def _comment(text: str) -> tuple[str, str]:
    """The mark of a comment, and its text without the space behind the mark."""
    # A row of equals signs is an ornament; only `#= word` is a line of sticky flags (gettext 0.26).
    mark = text[:2]
    if mark not in {"#.", "#:", "#,"} and not (mark == "#=" and _STICKY.match(text)):
        mark = "#"
    content = text[len(mark) :].removeprefix(" ")
    # Behind a backslash at the end, `kolofon.catalogue.po.writer` writes one space more.
    return mark, content[:-1] if content.endswith(" ") and content.rstrip(" ").endswith("\\") else content


def _flags(text: str) -> Iterator[str]:
    return filter(None, (flag.strip() for flag in _FLAG.findall(text)))


def _references(text: str) -> Iterable[str]:
    words = text.split()
    line = " ".join(words)
    plain = ": " not in line and " :" not in line and "\u2068" not in line
    return words if plain else _odd_references(text)


def _odd_references(text: str) -> Iterator[str]:
    for isolated, line, plain in _REFERENCE.findall(_LOOSE_LINE.sub(":", text)):
        yield plain or isolated + line


def _bounded(entry: CatalogueEntry, path: str) -> CatalogueEntry:
    """The entry, if each of its texts is within the limit."""
    longest = max(map(len, (entry.msgid, entry.plural or "", *entry.msgstrs)))
    if longest > CHARACTERS:
        message = f"this message has {longest:,} characters; the most is {CHARACTERS:,}"
        raise CatalogueError(message, place=Place(path, entry.line), hint="part it, or take out what is not its own")
    return entry


def _unique(entries: Sequence[CatalogueEntry], path: str) -> tuple[Iterable[CatalogueEntry], list[Finding]]:
    unique: dict[Key, CatalogueEntry] = {}
    findings: list[Finding] = []
    if len({entry.key for entry in entries}) == len(entries):
        return entries, findings
    for entry in entries:
        first = unique.setdefault(entry.key, entry)
        if first is entry:
            continue
        unique[entry.key], clash = joined_entry(first, entry)
        place, again = Place(path, entry.line), f"the message of line {first.line} again"
        if clash:
            message = f"{again}, with another translation"
            hint = "it is fuzzy, and the other is in its comment: keep one"
            findings.append(Finding("catalogue-clash", Severity.WARNING, place, message, hint))
        else:
            findings.append(Finding("po-duplicate", Severity.NOTE, place, f"{again}; they become one"))
    return unique.values(), findings


def _headed(found: Sequence[CatalogueEntry], path: str) -> tuple[Catalogue, Sequence[Finding]]:
    """A catalogue with the header and without messages; several headers are joined as those of several files are."""
    living = sorted(found, key=lambda entry: entry.obsolete)
    headers = [_header(entry, path) for entry in living]
    if len(headers) < len(("one", "another")):
        return (headers[0] if headers else Catalogue("", (), (), path=path)), ()
    message = f"another header than that of line {living[0].line}; it is joined with that"
    hint = "see to the fields of both"
    places = [Place(path, entry.line) for entry in living[1:]]
    findings = [Finding("catalogue-header", Severity.WARNING, place, message, hint) for place in places]
    return replace(join(headers)[0], header_fuzzy=headers[0].header_fuzzy), findings


def _header(entry: CatalogueEntry, path: str) -> Catalogue:
    text = in_utf8(entry.msgstr, Place(path, entry.line))
    fields = tuple(_field(line) for line in text.removesuffix("\n").split("\n")) if text else ()
    language = next((line[9:].strip() for line in text.split("\n") if line.lower().startswith("language:")), "")
    return Catalogue(language_tag(language), fields, (), entry.comments, entry.fuzzy, path)


def _field(line: str) -> tuple[str, str]:
    # What is not exactly "Name: value" is kept whole under an empty name, to be written back as it was.
    name, colon, value = line.partition(": ")
    return (name, value) if name and colon and ":" not in name else ("", line)
