"""From a BibTeX or BibLaTeX file, its works, as CSL has them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from kolofon.model.document import Place
from kolofon.model.error import SourceError
from kolofon.read.elements.cite.works import Value, Work

__all__ = ["bibtex_works"]

_TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "manual", "reference"), "book"),
    **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook", "inreference"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("unpublished",), "manuscript"),
    **dict.fromkeys(("booklet",), "pamphlet"),
    **dict.fromkeys(("patent",), "patent"),
    **dict.fromkeys(("dataset",), "dataset"),
}
_FIELDS = {
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "collection-title": ("series",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"),
    "edition": ("edition",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "chapter-number": ("chapter",),
    "genre": ("type",),
    "note": ("note",),
    "abstract": ("abstract",),
    "version": ("version",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "URL": ("url",),
    "language": ("langid", "language"),
    "event": ("eventtitle",),
    "event-place": ("venue",),
    "original-title": ("origtitle",),
}
"""The variables of CSL, each with the fields of BibLaTeX and BibTeX that it may come from."""

_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
_LITERAL = frozenset({"url", "doi", "isbn", "issn", "pages", "langid"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_LINE = re.compile(r"line (\d+)")
_JOURNALS = "article"


class _Person(Protocol):
    first_names: Sequence[str]
    middle_names: Sequence[str]
    prelast_names: Sequence[str]
    last_names: Sequence[str]
    lineage_names: Sequence[str]


class _Entry(Protocol):
    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, Sequence[_Person]]


def bibtex_works(text: str, path: str) -> Mapping[str, Work]:
    """The works by their keys.  Raises `SourceError`, with its line, for text that is not BibTeX."""
    parser = Parser(encoding="utf-8")
    try:
        parser.parse_string(text)
        return {key: _work(key, entry) for key, entry in parser.data.entries.items()}
    except PybtexError as broken:
        line = _LINE.search(str(broken))
        place = Place(path, int(line[1])) if line else Place(path, getattr(broken, "lineno", None) or 1)
        what = " ".join(str(broken).split())
        raise SourceError(f"this is not BibTeX: {what}", place=place, hint="mend the entry there") from broken


def _work(key: str, entry: _Entry) -> Work:
    made: dict[str, Value] = {"id": key, "type": _TYPES.get(entry.type.lower(), "article")}
    fields = {str(name).lower(): str(value) for name, value in entry.fields.items()}
    for variable, names in _FIELDS.items():
        found = next((name for name in names if fields.get(name, "").strip()), "")
        if found:
            made[variable] = _plain(fields[found], literal=found in _LITERAL)
    if (subtitle := fields.get("subtitle")) and "title" in made:
        made["title"] = f"{made['title']}: {_plain(subtitle)}"
    number = fields.get("number", fields.get("issue", ""))
    if number:
        made["issue" if entry.type.lower() == _JOURNALS else "number"] = _plain(number)
    for role, variable in _PEOPLE.items():
        if people := entry.persons.get(role):
            made[variable] = [_name(person) for person in people]
    if date := tuple(_dates(fields.get("date", ""))) or tuple(_dates_of(fields)):
        made["issued"] = {"date-parts": [list(each) for each in date]}
    elif year := fields.get("year"):
        made["issued"] = {"literal": _plain(year)}
    if seen := tuple(_dates(fields.get("urldate", ""))):
        made["accessed"] = {"date-parts": [list(each) for each in seen]}
    return made


def _plain(text: str, *, literal: bool = False) -> str:
    """The words of a field without LaTeX."""
    words = text if literal else str(Text.from_latex(text))
    words = words.replace("--", "\u2013").replace("\u00a0", " ") if literal else words
    return unicodedata.normalize("NFC", " ".join(words.replace("{", "").replace("}", "").split()))


def _name(person: _Person) -> Mapping[str, str]:
    first = " ".join(_plain(name) for name in (*person.first_names, *person.middle_names))
    particle = " ".join(_plain(name) for name in person.prelast_names)
    last = " ".join(_plain(name) for name in person.last_names)
    suffix = " ".join(_plain(name) for name in person.lineage_names)
    if not first and not particle and not suffix:
        return {"literal": last}
    parts = {"family": last, "given": first, "non-dropping-particle": particle, "suffix": suffix}
    return {key: value for key, value in parts.items() if value}


def _dates(text: str) -> Iterator[tuple[int, ...]]:
    """The dates of a field such as 2020-05 or 1998/2001."""
    for part in text.split("/"):
        if found := _DATE.match(part.strip()):
            yield tuple(int(number) for number in found.groups() if number)


def _dates_of(fields: Mapping[str, str]) -> Iterator[tuple[int, ...]]:
    """The date of a year and a month."""
    year = fields.get("year", "").strip()
    if not (year.isascii() and year.isdigit()):
        return
    month = fields.get("month", "").strip().lower()
    if month.isascii() and month.isdigit():
        yield int(year), int(month)
    elif month[:3] in _MONTHS:
        yield int(year), _MONTHS.index(month[:3]) + 1
    else:
        yield (int(year),)
