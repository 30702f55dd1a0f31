"""The metadata in the package document of an EPUB (Dublin Core, and the refinements of EPUB 3)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kolofon.commands.init.epub.xml import text_of
from kolofon.edition.configuration.rules import identifier_mistake
from kolofon.model.contributor import AUTHOR, ROLES, Contributor, relator

__all__ = ["Metadata", "metadata_of"]

_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_YEAR = re.compile(r"[0-9]{4}")
_WEB = re.compile(r"""https?://[^\s<>"{}|\\^`/)\]]+[^\s<>"{}|\\^`)\]]*""")
_LICENCE = re.compile(r"https?://creativecommons\.org/(?:licenses/([a-z-]+)/([0-9.]+)|(publicdomain)/(zero|mark)/1\.0)")
_CONTRIBUTOR = "ctb"
_PEOPLE = frozenset({"creator", "contributor", "publisher"})
_KNOWN = _PEOPLE | {"title", "language", "identifier", "rights", "date", "source", "description", "subject"}
_UNSAID = _PEOPLE | {"rights", "description", "subject"}
"""What programs call “unknown” where nobody has said it."""
_BREAKS = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6])|br)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_REFINES = frozenset({"role", "file-as", "title-type", "display-seq", "group-position", "collection-type"})
_OWN = frozenset({"dcterms:modified", "cover", "generator", "Sigil version", "calibre:timestamp"})
"""What says nothing of the book."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an EPUB; a field is empty if the EPUB does not give it.

    `identifier` is a URI or an ISBN, `licence` an SPDX identifier, `licence_url` its address.  `others` are all values
    that have no field here, each as “name: value”.
    """

    title: str = ""
    language: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    identifier: str = ""
    statement: str = ""
    licence: str = ""
    licence_url: str = ""
    source_url: str = ""
    year: str = ""
    description: str = ""
    subject: str = ""
    series: str = ""
    number: int = 0
    others: tuple[str, ...] = ()

    @property
    def authors(self) -> str:
        """The names of the authors, with commas between them."""
        return ", ".join(one.name for one in self.contributors if one.code == AUTHOR)


def metadata_of(metadata: Element, unique: str) -> Metadata:
    """The metadata in an element of a package document; `unique` is the id of the book's own identifier."""
    read = _Read(metadata, unique)
    return read.result()


class _Read:
    def __init__(self, metadata: Element, unique: str) -> None:
        self._every: Mapping[str, list[Element]] = defaultdict(list)
        self._refined: dict[str, dict[str, str]] = defaultdict(dict)
        self._roles: dict[str, list[str]] = defaultdict(list)
        self._metas: list[tuple[str, str, str]] = []
        self._unique = unique
        self.others: list[str] = []
        for element in metadata.iter():
            if element.tag in _UNSAID and text_of(element).casefold() == "unknown":
                self.others.append(f"{element.tag}: {text_of(element)}")
            elif element.tag in _KNOWN:
                self._every[element.tag].append(element)
            elif element.tag == "meta":
                self._meta(element)

    def _meta(self, element: Element) -> None:
        name = element.get("property") or element.get("name") or ""
        words = text_of(element) or " ".join(element.get("content", "").split())
        refined = element.get("refines", "").removeprefix("#")
        if refined and name in _REFINES:
            self._refined[refined].setdefault(name, words)
            if name == "role":
                self._roles[refined].append(words)
        elif not refined and name not in _OWN:
            self._metas.append((name, words, element.get("id", "")))

    def result(self) -> Metadata:
        title, more = self._titles()
        rights = " ".join(map(text_of, self._every["rights"]))
        licence, address = _licence(rights, [words for _, words, _ in self._metas])
        sources = [text_of(one) for one in self._every["source"]]
        url = next((found[0] for one in sources if (found := _WEB.fullmatch(one))), "")
        series, number = self._series()
        date = next((text_of(one) for one in self._every["date"]), "")
        year = _YEAR.match(date)
        identifier = self._identifier()
        people = tuple(self._people())
        descriptions = [text_of(one) for one in self._every["description"]]
        others = [
            *self.others,
            *(f"title: {words}" for words in more),
            *(f"source: {one}" for one in sources if one != url),
            *(f"language: {text_of(one)}" for one in self._every["language"][1:]),
            *(f"publisher: {text_of(one)}" for one in self._every["publisher"][1:]),
            *(f"description: {one}" for one in descriptions[1:]),
            *(f"{name}: {words}" for name, words, _ in self._metas if words),
            *([f"date: {date}"] if date and not year else []),
        ]
        return Metadata(
            title=title,
            language=next((text_of(one) for one in self._every["language"]), ""),
            contributors=people,
            publisher=next((text_of(one) for one in self._every["publisher"]), ""),
            identifier=identifier,
            statement=rights,
            licence=licence,
            licence_url=address,
            source_url=url,
            year=year[0] if year else "",
            description=_without_tags(descriptions[0]) if descriptions else "",
            subject="; ".join(filter(None, map(text_of, self._every["subject"]))),
            series=series,
            number=number,
            others=tuple(others),
        )

    def _titles(self) -> tuple[str, list[str]]:
        """The main title with its subtitle, and the other titles."""
        kinds = [(self._refined[one.get("id", "")].get("title-type", ""), text_of(one)) for one in self._every["title"]]
        main = next((words for kind, words in kinds if kind == "main"), kinds[0][1] if kinds else "")
        under = [words for kind, words in kinds if kind == "subtitle"]
        more = [words for _, words in kinds if words not in {main, *under}]
        return ": ".join(filter(None, [main, *under])), more

    def _people(self) -> Iterator[Contributor]:
        """The contributors, each with the roles that the press knows; other roles go into `others`."""
        for kind, usual in (("creator", AUTHOR), ("contributor", _CONTRIBUTOR)):
            for element in self._every[kind]:
                own = element.get("id", "")
                roles = self._roles[own] or list(filter(None, [element.get("role", "")])) or [usual]
                name = text_of(element)
                filed = self._refined[own].get("file-as", element.get("file-as", ""))
                known = [code for role in dict.fromkeys(roles) if (code := relator(role))]
                if name:
                    sort = "" if filed == name else filed
                    yield from (Contributor(name, ROLES[code].word, sort) for code in known)
                    others = ", ".join(role for role in roles if not relator(role))
                    self.others += [f"{kind}: {name} ({others})"] if others else []

    def _identifier(self) -> str:
        """The book's own identifier, if it is a URI, a UUID or an ISBN; other identifiers go into `others`."""
        ids = self._every["identifier"]
        first = next((one for one in ids if one.get("id") == self._unique), ids[0] if ids else None)
        self.others += [f"identifier: {text_of(one)}" for one in ids if one is not first and text_of(one)]
        words = text_of(first)
        if found := _UUID.fullmatch(words):
            return f"urn:uuid:{found[1].lower()}"
        if words and identifier_mistake(words):
            self.others.append(f"identifier: {words}")
            return ""
        return words

    def _series(self) -> tuple[str, int]:
        """The series that the book is part of, and its number there; a set goes into `others`."""
        found = ("", 0)
        for meta in list(self._metas):
            name, words, own = meta
            place = self._refined[own].get("group-position", "")
            kind = self._refined[own].get("collection-type", "series")
            if name == "calibre:series_index":
                self._metas.remove(meta)
            if name == "calibre:series" or (name == "belongs-to-collection" and kind == "series"):
                place = place or next((said for key, said, _ in self._metas if key == "calibre:series_index"), "")
                number = re.match("[1-9][0-9]{0,5}", place)
                found = found if found[0] else (words, int(number[0]) if number else 0)
                self._metas.remove(meta)
        return found


def _licence(rights: str, others: Sequence[str]) -> tuple[str, str]:
    """The SPDX identifier and the address of a licence of Creative Commons that is named; empty for any other."""
    found = next((match for words in (rights, *others) if (match := _LICENCE.search(words))), None)
    if not found:
        return "", ""
    if found[3]:
        return ("CC0-1.0" if found[4] == "zero" else "CC-PDM-1.0"), found[0] + "/"
    return f"CC-{found[1].upper()}-{found[2].strip('.')}", found[0].rstrip(".") + "/"


def _without_tags(words: str) -> str:
    """A description, in which EPUBs often have HTML as text."""
    return " ".join(_TAG.sub("", _BREAKS.sub(" ", words)).split())
