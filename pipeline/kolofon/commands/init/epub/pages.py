"""The pages of an EPUB: what kind each is, what it shows, and what it leads to."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kolofon.commands.init.epub.container import Publication
from kolofon.commands.init.epub.xml import utf8
from kolofon.model.document import Place
from kolofon.read.beside import path_from
from kolofon.read.html.blocks import text_of
from kolofon.read.html.notes import NOTES
from kolofon.read.html.semantics import meanings, words
from kolofon.read.html.tree import HEADING, Element, heading_groups_joined, parse_html

__all__ = ["NOTE_PAGE", "PART", "Matter", "Page", "kind_of_guide", "page_in"]

NOTE_PAGE = "notes"
PART = "part"
_MADE = {
    "cover": "cover",
    "titlepage": "title page",
    "title-page": "title page",
    "fulltitle": "half-title",
    "halftitlepage": "half-title",
    "halftitle": "half-title",
    "half-title": "half-title",
    "imprint": "imprint",
    "copyright-page": "imprint",
    "colophon": "colophon",
    "toc": "contents",
    "landmarks": "contents",
    "page-list": "contents",
    "loi": "list of figures",
    "lot": "list of tables",
}
"""The pages that the press makes itself, by the words for them."""

_BY_NAME = {"cover": "cover", "titlepage": "title page", "title-page": "title page", "title_page": "title page"}
_PARTS = frozenset({"part", "volume", "division"})
_MATTERS = ("frontmatter", "bodymatter", "backmatter")
_WORD = re.compile(r"\w+")
_INNER = frozenset({"section", "article", "div", "nav", "main", "header", "aside", "figure"})

Matter = str
"""`frontmatter`, `bodymatter` or `backmatter`; empty where a page does not say."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an EPUB.

    `kind` is what the press has in its place ("title page"), `NOTE_PAGE`, `PART`, or empty for a page of text.  `title`
    are the words of its first heading, and `bare` is whether it has no others.  `ids` are those of its sections, and
    `parents` those of the sections that it says it is in.  `pictures` and `links` are paths in the EPUB.
    """

    path: str
    kind: str
    matter: Matter
    title: str
    bare: bool
    words: int
    ids: frozenset[str]
    parents: frozenset[str]
    pictures: tuple[str, ...]
    links: frozenset[str]
    language: str = ""
    linear: bool = True


def kind_of_guide(name: str) -> str:
    """The kind of a page, by its type in the guide of EPUB 2."""
    word = name.removeprefix("other.").lower()
    return NOTE_PAGE if word == "notes" else _MADE.get(word, "")


def page_in(publication: Publication, path: str, guide: str, *, linear: bool) -> Page:
    """A page of an EPUB; of one that is not well-formed, as much as can be parsed."""
    text = utf8(publication[path]).decode("utf-8", "replace")
    root = Element("", {}, "", Place(path), list(parse_html(text, Place(path))))
    heading_groups_joined(root)
    every = list(root.walk())
    body = next((element for element in every if element.name == "body"), root)
    inner = [element for element in body.walk() if element.name in _INNER]
    headings = [element for element in body.walk() if HEADING.fullmatch(element.name)]
    title = " ".join(_lines(headings[0]).split()) if headings else ""
    count = len(_WORD.findall(text_of(body)))
    return Page(
        path,
        _kind(path, body, guide, count),
        next((matter for matter in _MATTERS if matter in meanings(body)), ""),
        title,
        bare=count == len(_WORD.findall(title)),
        words=count,
        ids=frozenset(name for element in inner if (name := element.attributes.get("id"))),
        parents=frozenset(name for element in inner if (name := element.attributes.get("data-parent"))),
        pictures=tuple(dict.fromkeys(_targets(path, body, "img", "src")))
        + tuple(dict.fromkeys(_targets(path, body, "image", "xlink:href"))),
        links=frozenset(_targets(path, body, "a", "href")),
        language=next(filter(None, map(_language, every)), ""),
        linear=linear,
    )


def _language(element: Element) -> str:
    """The language of a page, if an element says it for the page."""
    own = element.attributes.get("xml:lang", element.attributes.get("lang", ""))
    return own if element.name in {"html", "body"} else ""


def _kind(path: str, body: Element, guide: str, count: int) -> str:
    types = meanings(body) | words(body)
    first = _first(body)
    types |= words(first) | meanings(first) if first else frozenset()
    if not NOTES.isdisjoint(types):
        return NOTE_PAGE
    if made := next((kind for word, kind in _MADE.items() if word in types), ""):
        return made
    if not _PARTS.isdisjoint(types):
        return PART
    if guide:
        return guide
    stem = posixpath.splitext(posixpath.basename(path))[0].lower()
    return _BY_NAME.get(stem, "") if not count or stem != "cover" else ""


def _first(body: Element) -> Element | None:
    """The outermost section of a page, if it has only one."""
    inner = [node for node in body.children if isinstance(node, Element)]
    while len(inner) == 1 and inner[0].name in _INNER:
        if words(inner[0]):
            return inner[0]
        inner = [node for node in inner[0].children if isinstance(node, Element)]
    return None


def _lines(heading: Element) -> str:
    """The words of a heading, with a space in the place of a line end."""
    pieces: list[str] = []
    for node in heading.children:
        if isinstance(node, Element):
            pieces.append(" " if node.name == "br" else _lines(node))
        elif hasattr(node, "text"):
            pieces.append(node.text)
    return "".join(pieces)


def _targets(path: str, body: Element, name: str, attribute: str) -> Iterator[str]:
    """The files that some elements of a page name."""
    for element in body.walk():
        if element.name == name:
            address = element.attributes.get(attribute, element.attributes.get("href", "")).partition("#")[0]
            target = path_from(path, unquote(address)) if address and ":" not in address.split("/")[0] else None
            yield from [target] if target else []
