"""Bibliographies: in no catalogue, and in every edition character for character."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from kolofon.check.family import Check, Family
from kolofon.check.translation_unit import Flaw, Unit
from kolofon.model.document import Bibliography, Document, Entry, Place
from kolofon.model.finding import Finding, Severity, where_they_differ
from kolofon.model.walk import every_block

__all__ = ["BIBLIOGRAPHY", "bibliography_entries", "bibliography_findings"]

_BIBLIOGRAPHY = Check("bibliography", Severity.ERROR, "A bibliography entry is translated, or not as in the source.")
_NO_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_LONG = 20
"""Characters from which an entry is also searched for within a message."""


def bibliography_entries(document: Document) -> tuple[str, ...]:
    """The text of every bibliography entry of a document, in its order."""
    return tuple(entry.text for entry in _entries(document))


def bibliography_findings(
    document: Document, printed: Sequence[str], path: str, read_as: Callable[[str], str] | None = None
) -> tuple[Finding, ...]:
    """A finding, if the bibliography entries in a finished file are not those of its source text.

    `printed` are the entries in the order of the file, which is at `path`.  `read_as` turns an entry into what is read
    from a file of that format where it is right, nothing if an empty entry is not written; if it is left out, the
    format is XML.
    """
    source = _entries(document)
    if read_as:
        source = [entry for entry in source if read_as(entry.text)]
    entries = [(read_as or _in_xml)(entry.text) for entry in source]
    if list(printed) == entries:
        return ()
    lost = Counter(entries) - Counter(printed)
    added = list((Counter(printed) - Counter(entries)).elements())
    first = next((number for number, text in enumerate(entries) if text in lost), 0)
    if lost:
        several = f"{lost.total()} entries" if lost.total() > 1 else "an entry"
        entry, instead = where_they_differ(entries[first], added[0] if added else "")
        message = f"{several} of the bibliography not in {path} as in the source: {entry}"
        message += f"; it has {'other spaces' if instead == entry else instead}" if added else ""
    elif added:
        message = f"{path} has what is no entry of the bibliography, or one again: “{added[0][:60]}”"
    else:
        message = f"{path} has the entries of the bibliography in another order"
    return (
        Finding(
            _BIBLIOGRAPHY.code,
            _BIBLIOGRAPHY.severity,
            source[first].place if source else Place(path),
            message,
            "every edition has them character for character: look at the templates in theme/; else this is a fault of"
            " the press",
        ),
    )


def _in_xml(text: str) -> str:
    """A text as an XML parser returns it (XML 1.0, 2.2 and 2.11): U+FFFD for forbidden characters, LF for line ends."""
    return re.sub(_NO_XML, "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _bibliography(unit: Unit) -> Iterator[Flaw]:
    for text in unit.book.bibliography:
        found = _mention(unit, text)
        if found:
            span = unit.source.span(*found.span())
            message = "an entry of the bibliography stands in the catalogue"
            yield Flaw(_BIBLIOGRAPHY.code, message, "run update: bibliographies are not translated", (), (span,))


def _mention(unit: Unit, text: str) -> re.Match[str] | None:
    """Where an entry is in a message: as the whole of it or, for a long entry, within it."""
    first, entry = _sought(text)
    if not first or first not in unit.source.plain:
        return None  # most messages
    # An entry of one word may also be a heading or a place, so words that have a part in the text are a message.
    return None if len(text) < _LONG and unit.placed else entry.search(unit.source.plain)


@cache
def _sought(text: str) -> tuple[str, re.Pattern[str]]:
    """The first word of an entry, and the pattern that finds the entry in a message; cached for all messages."""
    words = text.split()
    entry = r"\s+".join(map(re.escape, words))
    whole = rf"(?<!\w){entry}(?!\w)" if len(text) >= _LONG else rf"\A\s*{entry}\s*\Z"
    return next(iter(words), ""), re.compile(whole)


def _entries(document: Document) -> list[Entry]:
    return [entry for block in every_block(document) if isinstance(block, Bibliography) for entry in block.entries]


BIBLIOGRAPHY = Family("bibliography", (_BIBLIOGRAPHY,), each=_bibliography)
