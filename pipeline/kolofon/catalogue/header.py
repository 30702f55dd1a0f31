"""The header of a PO file (GNU gettext manual, "Header Entry"), and the comment above it."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from kolofon.model.message import Catalogue

__all__ = [
    "CREDIT",
    "PLACEHOLDER_NAMES",
    "TO_THE_READER",
    "Fields",
    "notes_to_reader",
    "paragraphs",
    "search_path_fields",
    "timestamp",
    "translators",
    "updated_header",
    "without_dates",
]

Fields = tuple[tuple[str, str], ...]
"""The fields of a header in their order: names and values."""

_FROM_TEMPLATE = ("report-msgid-bugs-to", "pot-creation-date")
"""The fields that are taken from the template, as msgmerge does; all others belong to the translators."""

_SEARCH_PATH = "x-poedit-searchpath-"
"""How the names of the fields begin that say where Poedit's “Update from Code” searches for messages.

It searches for messages of programs, finds none in a book, and makes every message obsolete.
"""

_DATES = ("pot-creation-date", "po-revision-date")

TO_THE_READER = "To the reader:"
"""How a paragraph of the comment above the header begins that is printed."""

CREDIT = re.compile(
    r"(?P<name>[^<>:]*[^<>:\s](?=\s*<)|[^<>,:()]*[^<>,:()\s])\s*(?:<[^>]*>)?,\s*(?:\d{4}[\d\s,–-]*|YEAR)\.?"
)
"""A line of the comment above a header that names a translator and the year (YEAR where nobody knows it)."""
_NAME = re.compile(r"(?P<name>[^<>]*[^<>\s])\s*(?:<[^>]*>)?")
PLACEHOLDER_NAMES = {"FIRST AUTHOR", "FULL NAME", "Automatically generated"}
"""The value of Last-Translator where there is no translator yet."""


def timestamp(date: datetime) -> str:
    """A date as PO headers have it, "2026-03-14 09:30+0100"; `date` has a time zone."""
    return date.strftime("%Y-%m-%d %H:%M%z")


def updated_header(fields: Fields, template: Fields) -> Fields:
    """The header of a catalogue with the fields of a new template; a field that the catalogue lacks is not added.

    The fields by which Poedit would search for the messages itself are left out.
    """
    new = {name.lower(): value for name, value in template if name.lower() in _FROM_TEMPLATE}
    dropped = search_path_fields(fields)
    return tuple((name, new.get(name.lower(), value)) for name, value in fields if (name, value) not in dropped)


def search_path_fields(fields: Fields) -> Fields:
    """The fields by which Poedit searches for messages (X-Poedit-SearchPath-0 and the like)."""
    return tuple((name, value) for name, value in fields if (name or value).lower().startswith(_SEARCH_PATH))


def without_dates(fields: Fields) -> Fields:
    """The header without the dates of the template and of the last change."""
    return tuple((name, value) for name, value in fields if name.lower() not in _DATES)


def translators(catalogue: Catalogue) -> tuple[str, ...]:
    """The translators, without addresses: those of the comment ("Ana Hoxha <ana@…>, 2026."), then Last-Translator."""
    credits_ = [CREDIT.fullmatch(line.strip()) for line in catalogue.header_comments]
    found = [*credits_, _NAME.fullmatch(catalogue.field("Last-Translator").strip())]
    return tuple(dict.fromkeys(match["name"] for match in found if match and match["name"] not in PLACEHOLDER_NAMES))


def notes_to_reader(catalogue: Catalogue) -> tuple[str, ...]:
    """The words of the translators to the reader, which the colophon prints.

    They are paragraphs of the comment above the header that begin "To the reader:"; an empty line ends one.
    """
    texts = (" ".join(map(str.strip, lines)) for lines in paragraphs(catalogue.header_comments))
    return tuple(text.removeprefix(TO_THE_READER).strip() for text in texts if text.startswith(TO_THE_READER))


def paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The paragraphs of a comment as lines; empty lines part them, and are in none."""
    return (tuple(group) for filled, group in groupby(lines, lambda line: bool(line.strip())) if filled)
