"""From the fields of a citation template of Wikipedia ("Help:Citation Style 1"), a line of a bibliography.

    Last, First; Last, First, eds. (Date). “Chapter”. *Title*. *Work*. Series. Vol. 1 (2). Place: Publisher. pp. 1–2.
    ISBN …. Retrieved ….

The fields are in the order of that style.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as calendar

from kolofon.language import dates
from kolofon.model.document import Date, Emphasis, Inline, Link, Text
from kolofon.read.wikitext.templates.makers import language_name
from kolofon.text.notation import normal, plain

__all__ = ["Citation", "Value", "cite"]

Value = tuple[Inline, ...]

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PERSON = re.compile(r"(author|last|surname|first|given|editor)(?:-?(last|first|surname|given))?(\d*)")
_SILENT = frozenset(
    {"ref", "mode", "url-status", "deadurl", "dead-url", "name-list-style", "df", "display-authors", "display-editors"}
    | {"url-access", "doi-access", "jstor-access", "hdl-access", "lastauthoramp", "postscript", "subscription"}
    | {"registration", "author-mask", "format", "no-pp", "nopp", "doi-broken-date", "author-link", "authorlink"}
)
"""Fields for the look of a citation, or for links of the wiki; a book has no use for them."""
_PERIODICALS = ("journal", "magazine", "newspaper", "website", "work", "encyclopedia", "encyclopaedia")
_CHAPTERS = ("chapter", "contribution", "entry", "article", "script-title")
_NAMED = {
    "isbn": "ISBN ",
    "issn": "ISSN ",
    "doi": "doi:",
    "oclc": "OCLC ",
    "jstor": "JSTOR ",
    "lccn": "LCCN ",
    "pmid": "PMID ",
    "id": "",
    "quote": "",
    "arxiv": "arXiv:",
    "bibcode": "Bibcode:",
    "pmc": "PMC ",
    "s2cid": "S2CID ",
    "hdl": "hdl:",
    "asin": "ASIN ",
    "ol": "OL ",
    "zbl": "Zbl ",
    "mr": "MR ",
    "ssrn": "SSRN ",
    "via": "",
    "department": "",
}


@dataclass(slots=True)
class Citation:
    """A citation as inline content, and the names of the fields that are not in it."""

    inlines: Value = ()
    unread: list[str] = field(default_factory=list)


def cite(fields: Mapping[str, Value], words: Mapping[str, str], source_language: str) -> Citation:
    """A citation from the fields of its template, by their English names; `words` are those that the press adds.

    They are `editor` and `editors`, `page` and `pages`, `retrieved`, `archived` and `in`, each with the space that it
    needs, and the quotation marks `opened` and `closed`; they come from the table of templates.  Where `iso` is not
    empty, dates in digits stay as they are.
    """
    return _Writer(
        {name.lower(): value for name, value in fields.items() if plain(value).strip()}, words, source_language
    ).citation()


class _Writer:
    def __init__(self, fields: dict[str, Value], words: Mapping[str, str], source_language: str) -> None:
        self._fields = fields
        self._language = source_language
        self._words = words
        self._parts: list[Value] = []

    def citation(self) -> Citation:
        article = any(name in self._fields for name in (*_PERIODICALS, *_CHAPTERS))
        self._people()
        if date := self._date("date", "year"):
            self._add(Text("("), *date, Text(")"))
        url = self._address("url", "chapter-url")
        for name in _CHAPTERS:
            if chapter := self._take(name):
                self._add(*_linked(self._quoted(chapter), url))
                url = ""
        if title := self._take("title"):
            quoted = article and any(name in self._fields for name in _PERIODICALS)
            self._add(*_linked(self._quoted(title) if quoted else (Emphasis(title),), url))
        elif url:
            self._add(*_linked((Text(url),), url))
        if title := self._take("trans-title"):
            self._add(Text("["), *title, Text("]"))
        for name in _PERIODICALS:
            if work := self._take(name):
                self._add(Emphasis(work))
        for name in ("type", "series", "edition"):
            self._add(*(self._take(name) or ()))
        if language := self._take("language"):
            names = ", ".join(language_name(part.strip(), self._language) for part in plain(language).split(","))
            self._add(Text(f"({self._words['in']}{names})"))
        self._volume()
        self._publisher()
        self._pages()
        for name, label in _NAMED.items():
            if value := self._take(name):
                self._add(Text(label), *value)
        self._archive()
        if read := self._date("access-date", "accessdate"):
            self._add(Text(self._words["retrieved"]), *read)
        for name in _SILENT:
            self._fields.pop(name, None)
        return Citation(normal(_sentences(self._parts)), list(self._fields))

    def _take(self, *names: str) -> Value | None:
        return next((value for name in names if (value := self._fields.pop(name, None))), None)

    def _date(self, *names: str) -> Value | None:
        """A date; one in digits (ISO 8601) becomes words, unless the wikis of the language print digits."""
        value = self._take(*names)
        found = _ISO.fullmatch(plain(value).strip()) if value else None
        if found is None or self._words["iso"]:
            return value
        year, month, day = (int(part) for part in found.groups())
        try:
            calendar(year, month, day)
        except ValueError:
            return value
        return (Text(dates.date(Date(year, month, day, found[0]), self._language)),)

    def _quoted(self, value: Value) -> Value:
        return (Text(self._words["opened"]), *value, Text(self._words["closed"]))

    def _add(self, *inlines: Inline) -> None:
        if inlines:
            self._parts.append(inlines)

    def _people(self) -> None:
        people: dict[tuple[bool, int], dict[str, Value]] = {}
        for name in list(self._fields):
            if found := _PERSON.fullmatch(name):
                editor = found[1] == "editor"
                part = found[2] or found[1]
                kind = "first" if part in ("first", "given") else "last"
                number = int(found[3] or 1)
                person = people.setdefault((editor, number), {})
                if kind not in person:
                    person[kind] = self._fields.pop(name)
        for editors in (False, True):
            names = [person for (editor, _), person in sorted(people.items()) if editor is editors]
            written: list[Inline] = []
            for person in names:
                written += [Text("; ")] if written else []
                written += person.get("last", ())
                if "first" in person:
                    written += [Text(", ")] if "last" in person else []
                    written += person["first"]
            if written:
                behind = self._words["editors" if len(names) > 1 else "editor"]
                self._add(*written, *([Text(behind)] if editors else []))
        if others := self._take("authors", "vauthors", "people", "editors", "veditors", "others", "translator"):
            self._add(*others)

    def _volume(self) -> None:
        volume, issue = self._take("volume"), self._take("issue", "number")
        if volume or issue:
            numbered = (Text(" ("), *issue, Text(")")) if volume and issue else (issue or ())
            self._add(*(volume or ()), *numbered)

    def _publisher(self) -> None:
        location, publisher = self._take("location", "place", "publication-place"), self._take("publisher", "agency")
        if location or publisher:
            both = (Text(": "),) if location and publisher else ()
            self._add(*(location or ()), *both, *(publisher or ()))

    def _pages(self) -> None:
        if page := self._take("page", "p"):
            self._add(Text(self._words["page"]), *page)
        if pages := self._take("pages", "pp"):
            self._add(Text(self._words["pages"]), *pages)
        if at := self._take("at"):
            self._add(*at)

    def _address(self, *names: str) -> str:
        """The address in a field; empty for a link with words of its own, which is added as it is."""
        value = self._take(*names) or ()
        if any(isinstance(one, Link) and plain(one.children) != one.target for one in value):
            self._add(*value)
            return ""
        return plain(value).strip()

    def _archive(self) -> None:
        address = self._address("archive-url", "archiveurl")
        date = self._date("archive-date", "archivedate")
        if address or date:
            self._add(*_linked((Text(self._words["archived"]),), address), *((Text(" "), *date) if date else ()))


def _linked(content: Value, address: str) -> Value:
    return (Link(content, address),) if address else content


def _sentences(parts: list[Value]) -> Iterator[Inline]:
    """Parts with a full stop after each that has none."""
    for index, part in enumerate(parts):
        if index:
            yield Text(" ")
        yield from part
        if not plain(part).rstrip().endswith((".", "?", "!", ".”", ".“", ".»", "。", "。」")):
            yield Text(".")
