"""The table of contents of an EPUB: the navigation document of EPUB 3, the NCX of EPUB 2."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from kolofon.commands.init.epub.container import Publication
from kolofon.commands.init.epub.package import Package
from kolofon.commands.init.epub.xml import parsed, text_of
from kolofon.read.beside import path_from

__all__ = ["Contents", "contents_of"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the contents say of pages by their paths: the order, the first label, and the page or the words above.

    `above` has for a page the path of the page that the contents have above it; `headings` has the label above it, if
    that is no page.
    """

    order: tuple[str, ...]
    labels: Mapping[str, str]
    above: Mapping[str, str]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    path: str
    below: tuple["_Entry", ...]


def contents_of(publication: Publication, package: Package) -> Contents:
    """The contents of an EPUB; empty where it has none.  SourceError where they are not well-formed."""
    entries: tuple[_Entry, ...] = ()
    for path, read in ((package.nav, _nav), (package.toc, _ncx)):
        if not entries and path and path in publication:
            entries = tuple(read(parsed(publication[path], str(publication.file(path))), path))
    order: list[str] = []
    labels: dict[str, str] = {}
    above: dict[str, str] = {}
    headings: dict[str, str] = {}

    def walk(below: tuple[_Entry, ...], page: str, heading: str) -> None:
        for entry in below:
            if entry.path and entry.path not in labels:
                order.append(entry.path)
                labels[entry.path] = entry.label
                if page and page != entry.path:
                    above[entry.path] = page
                elif heading:
                    headings[entry.path] = heading
            walk(entry.below, entry.path or page, "" if entry.path else entry.label)

    walk(entries, "", "")
    return Contents(tuple(order), labels, above, headings)


def _nav(root: Element, path: str) -> Iterator[_Entry]:
    every = [nav for nav in root.iter("nav") if "toc" in nav.get("type", "").split()] or list(root.iter("nav"))[:1]
    lists = (child for nav in every for child in nav.iter("ol"))
    first = next(lists, None)
    return iter(()) if first is None else _items(first, path)


def _items(element: Element, path: str) -> Iterator[_Entry]:
    for item in element.findall("li"):
        link = next((child for child in item if child.tag in {"a", "span"}), None)
        inner = item.find("ol")
        below = tuple(_items(inner, path)) if inner is not None else ()
        yield _Entry(text_of(link), _target(link.get("href", ""), path) if link is not None else "", below)


def _ncx(root: Element, path: str) -> Iterator[_Entry]:
    for tree in root.iter("navMap"):
        yield from _points(tree, path)


def _points(element: Element, path: str) -> Iterator[_Entry]:
    for point in element.findall("navPoint"):
        content = point.find("content")
        address = content.get("src", "") if content is not None else ""
        yield _Entry(text_of(point.find("navLabel")), _target(address, path), tuple(_points(point, path)))


def _target(address: str, path: str) -> str:
    name = address.partition("#")[0]
    return path_from(path, unquote(name)) or "" if name else ""
