"""Plain texts: their format, their encoding, and the title and the authors in the header of Project Gutenberg."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from kolofon.edition import files
from kolofon.language.names import language_tag
from kolofon.model.contributor import Contributor
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.gutenberg.envelope import envelope_of, is_gutenberg
from kolofon.read.text import Line

__all__ = ["MARKUP", "gutenberg_facts", "in_utf8", "plain_format"]

MARKUP = frozenset(SourceFormat) - {SourceFormat.WIKI_EXTRACT, SourceFormat.GUTENBERG, SourceFormat.XHTML}
"""The formats whose endings are only those of texts, so that a folder may be searched for them."""

_CREDITED = {"author": "author", "authors": "author", "editor": "editor", "translator": "translator"} | {
    "illustrator": "illustrator",
    "compiler": "compiler",
}


_ENCODING = re.compile(rb"Character set encoding:[ \t]*([A-Za-z0-9 _.-]{1,40})", re.IGNORECASE)
_LATIN = frozenset(
    {"iso-8859-1", "iso 8859-1", "iso latin-1", "latin-1", "latin1", "windows-1252", "ascii", "us-ascii"}
)


def plain_format(every: Iterable[Path], kind: SourceFormat) -> SourceFormat:
    """The format of some texts: `kind`, or, if that is plain text, what the content of the first shows."""
    if kind is not SourceFormat.WIKI_EXTRACT:
        return kind
    first = next(iter(every))
    content = files.read_bytes(first, str(first), SourceError, "name a text")
    return SourceFormat.GUTENBERG if is_gutenberg(content) else kind


def in_utf8(content: bytes) -> bytes:
    """A text of Project Gutenberg as UTF-8, if its header names another encoding, in which it is."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _ENCODING.search(content[: 2**14])
        named = found[1].decode("ascii").strip().lower() if found else ""
        # Texts that say Latin-1 often have the quotation marks of Windows, which Latin-1 has not.
        encoding = "cp1252" if named in _LATIN else named
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            return content.decode(encoding).encode() if encoding else content
    return content


def gutenberg_facts(lines: Sequence[Line]) -> tuple[str, str, tuple[Contributor, ...]]:
    """The title, the tag of the language and the contributors, from the header of a text of Project Gutenberg."""
    fields = envelope_of(lines).fields
    people = tuple(
        Contributor(name, role)
        for key, role in _CREDITED.items()
        for name in fields.get(key, ("", None))[0].split(" and ")
        if name.strip()
    )
    return fields.get("title", ("", None))[0], _tag(fields.get("language", ("", None))[0]), people


def _tag(name: str) -> str:
    """The tag of a language that is named in English."""
    from babel import Locale  # noqa: PLC0415  only such a text needs it

    wanted = name.partition(",")[0].strip().casefold()
    known = Locale("en").languages
    return next((language_tag(code) for code, word in known.items() if word.casefold() == wanted), "")
