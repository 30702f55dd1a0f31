"""Citations and the list of works, as citeproc-py sets them by a style in CSL."""

import io
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree

from kolofon.read.cite.works import Work

__all__ = ["DEFAULT", "Cited", "Processor", "StyleError"]

DEFAULT = "harvard-cite-them-right"
"""The style that citeproc-py has with it."""

_MANY = 3
_FAULTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, etree.XMLSyntaxError)


class StyleError(Exception):
    """A style that cannot be used, with the reason."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation: its key, the words around it, where in it, and whether its author is left out."""

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    bare: bool = False


class Processor:
    """Sets citations of some works by a style: its name, or the bytes of its file.  Raises `StyleError`.

    `citations` are all of a text in their order, since by them works of one author and year are told apart.  What is
    set is HTML: `<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`.
    """

    def __init__(
        self, works: Mapping[str, Work], style: str | bytes, locale: str, citations: Sequence[Sequence[Cited]]
    ) -> None:
        self._works = works
        self._style = _style(style, locale)
        source = CiteProcJSON([dict(work) for work in works.values()])
        self._book = CitationStylesBibliography(self._style, source, formatter.html)
        self._citations = [
            Citation([_item(cited) for cited in citation if cited.key in works]) for citation in citations
        ]
        for citation in self._citations:
            self._book.register(citation)
        self.notes = self._style.root.get("class") == "note"

    def cite(self, number: int) -> str:
        """The citation of a number, counted from 0."""
        return _set(lambda: self._book.cite(self._citations[number], _missing))

    def bare(self, key: str, text: str) -> str:
        """A citation of one work, as `cite` has set it, without the names of its authors."""
        names = self.authors(key)
        family = self._family(key)
        for name in (names, family):
            if name and name in text:
                before, _, behind = text.partition(name)
                return f"{before}{behind.lstrip(' ,')}"
        return text

    def authors(self, key: str) -> str:
        """The family names of a work's authors, as a sentence has them."""
        people = self._works[key].get("author") or self._works[key].get("editor") or ()
        names = (
            [_family(person) for person in people if isinstance(person, Mapping)] if not isinstance(people, str) else []
        )
        if not names:
            return str(self._works[key].get("title", key))
        if len(names) >= _MANY:
            return f"{names[0]} et al."
        return " & ".join(names)

    def _family(self, key: str) -> str:
        return self.authors(key).partition(" et al.")[0].partition(" & ")[0]

    def works(self) -> list[tuple[str, str]]:
        """The works that are cited, in the order of the style, each with its key."""
        if not self._style.has_bibliography():
            return []
        keys = {key.lower(): key for key in self._works}

        def listed() -> list[tuple[str, str]]:
            self._book.sort()
            return [
                (keys[key], str(text)) for key, text in zip(self._book.keys, self._book.bibliography(), strict=True)
            ]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # citeproc-py warns of what CSL has and it has not
            return listed()


def _set(work: Callable[[], object]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of what CSL has and it has not
        return str(work())


def _family(person: Mapping[str, object]) -> str:
    particle = str(person.get("non-dropping-particle", ""))
    return f"{particle} {person.get('family', person.get('literal', ''))}".strip()


def _item(cited: Cited) -> CitationItem:
    told: dict[str, object] = {}
    if cited.prefix:
        told["prefix"] = f"{cited.prefix} "
    if cited.suffix:
        told["suffix"] = cited.suffix if cited.suffix[0] in ",;:" else f" {cited.suffix}"
    if cited.locator:
        told["locator"] = Locator(cited.label or "page", cited.locator)
    return CitationItem(cited.key, **told)


def _missing(item: CitationItem) -> str:
    return f"{item.key}?"


def _style(style: str | bytes, locale: str) -> CitationStylesStyle:
    if isinstance(style, str) and os.sep in style:
        raise StyleError(f"{style} is the name of no style")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return CitationStylesStyle(style if isinstance(style, str) else io.BytesIO(style), locale, validate=False)
    except _FAULTS as broken:
        raise StyleError(" ".join(str(broken).split())) from broken
