"""From works and citations, their HTML, as citeproc-py sets it by a style in CSL."""

import html
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON

from kolofon.read.elements.cite.cited_work import Cited
from kolofon.read.elements.cite.works import Work

__all__ = ["DEFAULT", "ITEM", "Processor", "StyleError"]

DEFAULT = "harvard-cite-them-right"
"""The style that comes with citeproc-py."""

ITEM = ("\ue000", "\ue001", "\ue002")
"""The characters before and behind the number of a work, and behind the whole work, in the result of `cite`."""

_MANY = 3
_FAULTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError)


class StyleError(Exception):
    """A style that cannot be used, with the reason."""


class _Style(Protocol):
    def has_bibliography(self) -> bool: ...


class _Cited(Protocol):
    key: str


class Processor:
    """Sets citations of some works by a style: its name, or the bytes of its file.  Raises `StyleError`.

    `citations` are all of a text in their order, since works of one author and year are distinguished by them.  The
    result is HTML with `<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`.
    """

    def __init__(
        self, works: Mapping[str, Work], style: str | bytes, locale: str, citations: Sequence[Sequence[Cited]]
    ) -> None:
        self._works = works
        self._style = _style(style, locale)
        source = CiteProcJSON([dict(work) for work in works.values()])
        self._book = CitationStylesBibliography(self._style, source, formatter.html)
        self._citations = [
            Citation([_item(number, cited) for number, cited in enumerate(citation) if cited.key in works])
            for citation in citations
        ]
        for citation in self._citations:
            self._book.register(citation)

    def cite(self, number: int) -> str:
        """The citation of a number, counted from 0."""
        return _set(lambda: self._book.cite(self._citations[number], _missing))

    def split_names(self, number: int, cited: Cited, citation: str) -> tuple[str, str]:
        """The names of a work's authors in a citation that `cite` returned, and the citation without these names.

        `number` is that of the work in the citation.  A style with numbers has no names; they are then made here.
        """
        begin = f"{ITEM[0]}{number}{ITEM[1]}"
        before, _, rest = citation.partition(begin)
        prefix = _prefix(cited)
        rest = rest.removeprefix(prefix)
        year = self._year(cited.key)
        at = rest.find(year) if year else -1
        if at <= 0 or ITEM[2] in rest[:at]:
            return self._authors(cited.key), citation
        names = rest[:at].rstrip(" ,(")
        return names or self._authors(cited.key), f"{before}{begin}{prefix}{rest[at:]}"

    def _year(self, key: str) -> str:
        match self._works[key].get("issued"):
            case {"date-parts": [[year, *_], *_]}:
                return str(year)
            case _:
                return ""

    def _authors(self, key: str) -> str:
        """The family names of a work's authors."""
        match self._works[key]:
            case {"author": list(people)} | {"editor": list(people)} if people:
                names = [_family(each) for each in people if isinstance(each, Mapping)]
            case work:
                return str(work.get("title", key))
        return f"{names[0]} et al." if len(names) >= _MANY else " & ".join(names)

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
            warnings.simplefilter("ignore")  # citeproc-py warns of parts of CSL that it does not support
            return listed()


def _set(work: Callable[[], object]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of parts of CSL that it does not support
        return str(work())


def _family(person: Mapping[str, object]) -> str:
    particle = str(person.get("non-dropping-particle", ""))
    return f"{particle} {person.get('family', person.get('literal', ''))}".strip()


def _item(number: int, cited: Cited) -> object:
    before, between, behind = ITEM
    options: dict[str, object] = {"prefix": f"{before}{number}{between}{_prefix(cited)}", "suffix": behind}
    if cited.suffix:
        space = "" if cited.suffix[0] in ",;:" else " "
        options["suffix"] = f"{space}{html.escape(cited.suffix, quote=False)}{behind}"
    if cited.locator:
        options["locator"] = Locator(cited.label or "page", cited.locator)
    item: object = CitationItem(cited.key, **options)
    return item


def _prefix(cited: Cited) -> str:
    return f"{html.escape(cited.prefix, quote=False)} " if cited.prefix else ""


def _missing(item: _Cited) -> str:
    return f"{item.key}?"


def _style(style: str | bytes, locale: str) -> _Style:
    if isinstance(style, str) and "/" in style:
        raise StyleError(f"{style} is the name of no style")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file = style if isinstance(style, str) else io.BytesIO(style)
            found: _Style = CitationStylesStyle(file, locale, validate=False)
            return found
    except _FAULTS as broken:
        raise StyleError(" ".join(str(broken).split())) from broken
