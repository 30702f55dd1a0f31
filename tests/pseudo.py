"""Editions in a pseudo-language, and what in them was never in a catalogue."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kolofon.catalogue.create import create, template
from kolofon.catalogue.extract import extract
from kolofon.catalogue.po import read_po
from kolofon.catalogue.pseudo import pseudo_translated
from kolofon.language.tags import pseudo_tags
from kolofon.model.document import Date, DateRange, Document, Number
from kolofon.model.edition import Imprint
from kolofon.segment import segment
from kolofon.text.furniture import furniture_pot
from kolofon.text.notation import plain
from kolofon.text.parts import Part, Sentences, rewrite
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.fonts import families
from tests.publishing import IMPRINT, PROGRESS

__all__ = ["Text", "imprint_of", "in_pseudo", "texts", "unaccented", "words_in"]

VERBATIM = {"code", "math", "pre", "rt", "script", "style"}
SPOKEN = ("alt", "aria-label", "content", "data-title", "title")
"""The attributes that are read to somebody."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNACCENTED = re.compile(r"[^\W\d_]*[A-Za-z][^\W\d_]*")
MADE = re.compile(r"https?://\S+|\bM[01]\d\b|\d{4}-\d\d-\d\dT[\d:]+Z|\bxx(?:-XB)?\b|\b[ivx]+\b")
"""An address; a month, where no language names it (CLDR, root); a time, in metadata; the tag of a language; a folio."""


@cache
def proper_names() -> tuple[str, ...]:
    """What is called so in every language."""
    return (
        *("SHA-256", "CSL-JSON", "BibTeX", "RIS", "EPUB", "PDF", "kB", "MB"),
        *(name for family in families() for name in (family.name, family.licence)),
    )


def in_pseudo(document: Document, language: str) -> Document:
    """A document with all of it translated by the machine."""
    document = segment(rewrite(document, _undated))
    pot = template(extract(document), project="work", version="", date=IMPRINT.date)
    filled = pseudo_translated(create(language, pot), language, document.language)
    return localize(translate(document, filled))


def _undated(sentences: Sentences, _: Part) -> Sentences:
    """The sentences without dates and numbers, which would keep them from being translated."""
    return tuple(
        replace(
            item, inlines=tuple(inline for inline in item.inlines if not isinstance(inline, Date | DateRange | Number))
        )
        for item in sentences
    )


@cache
def words_in(language: str) -> Mapping[str, str]:
    """The words of the book itself."""
    pot, _ = read_po(furniture_pot(), "furniture.pot")
    filled = pseudo_translated(pot, language, "en")
    return {entry.msgid: entry.msgstr for entry in filled.entries}


def imprint_of(original: Document, language: str) -> Imprint:
    """The imprint of an edition of a document."""
    title = plain(original.title.inlines)
    told = replace(IMPRINT, original_title=title, source_language=original.language, subject="")
    return replace(told, language=language, progress=PROGRESS)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a page, its place, and whether it is in a pseudo-language and to be translated."""

    text: str
    where: str
    own: bool


def texts(page: bytes) -> tuple[Text, ...]:
    """Every text of a page of XHTML, and every attribute that is read to somebody."""
    return tuple(_texts(ET.fromstring(page), "", own=False))  # noqa: S314  we have just written it


def _texts(element: ET.Element, where: str, *, own: bool) -> Iterator[Text]:
    name = element.tag.rpartition("}")[2]
    where = f"{where}/{name}"
    language = element.get("lang") or element.get(LANGUAGE)
    inside = language in pseudo_tags() if language else own
    verbatim = name in VERBATIM or element.get("translate") == "no"
    if element.get("name") not in {"viewport", "generator", "author"}:
        spoken = [key for key in SPOKEN if element.get("href") != f"#{element.get(key, '')}"]
        yield from (Text(element.attrib[key], f"{where}[{key}]", inside) for key in spoken if key in element.attrib)
    if element.text and name not in {"script", "style"}:
        yield Text(element.text, where, inside and not verbatim)
    for child in element:
        yield from _texts(child, where, own=inside and not verbatim)
        if child.tail:
            yield Text(child.tail, where, inside and not verbatim)


def unaccented(page: bytes, names: Sequence[str]) -> list[str]:
    """Each word of a page that has a letter without an accent, though it is in a pseudo-language and no name."""
    known = re.compile("|".join(map(re.escape, sorted((*names, *proper_names()), key=len, reverse=True))))
    return [
        f"{told.where}: {word}"
        for told in texts(page)
        if told.own
        for word in UNACCENTED.findall(MADE.sub("", known.sub("", told.text)))
    ]
