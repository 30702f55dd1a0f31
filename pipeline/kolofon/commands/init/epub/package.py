"""The package document of an EPUB (EPUB 3.3, Package documents; OPF 2.0.1)."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from kolofon.commands.init.epub.container import CONTAINER, ENCRYPTION, Publication
from kolofon.commands.init.epub.xml import parsed
from kolofon.model.edition import SourceFormat
from kolofon.model.error import SourceError
from kolofon.read.beside import path_from
from kolofon.read.table import SUFFIXES
from kolofon.read.works.contents import natural

__all__ = ["Item", "Package", "package_in"]

_NAVIGATION = re.compile(rb"""<nav\b[^>]*epub:type\s*=\s*["'][^"']*\btoc\b""")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""The algorithms by which fonts are made unusable elsewhere; the book itself is not encrypted."""
_ALGORITHM = "Algorithm"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest: its path in the EPUB, its media type, its properties, and whether it is in the order."""

    path: str
    media_type: str
    properties: frozenset[str]
    linear: bool = True

    @property
    def page(self) -> bool:
        """Whether it is a page of text."""
        return self.media_type in _PAGES


@dataclass(frozen=True, slots=True)
class Package:
    """What a package document says: its path, its metadata, its files, and the pages in the order of reading.

    `guide` has the kinds of pages by their paths, as EPUB 2 says them; `toc` is the path of the contents of EPUB 2.
    """

    path: str
    metadata: Element
    identifier: str
    items: Mapping[str, Item]
    spine: tuple[Item, ...]
    guide: Mapping[str, str]
    toc: str

    @property
    def nav(self) -> str:
        """The path of the contents of EPUB 3; empty if there are none."""
        return next((item.path for item in self.items.values() if "nav" in item.properties), "")

    @property
    def cover(self) -> str:
        """The path of the picture of the cover; empty if there is none."""
        named = next((item.path for item in self.items.values() if "cover-image" in item.properties), "")
        old = next((one.get("content", "") for one in self.metadata.iter("meta") if one.get("name") == "cover"), "")
        return named or (self.items[old].path if old in self.items else "")


def package_in(publication: Publication) -> Package:
    """The package document of an EPUB.

    Raises SourceError where there is none, where it is broken or names no pages, and where the book is encrypted.
    """
    _refuse_encrypted(publication)
    if not publication.main and CONTAINER not in publication and publication.path.is_dir():
        return _without(publication)
    path = publication.main or _main(publication)
    if path not in publication:
        message = f"the EPUB has no package document {path}"
        raise SourceError(message, place=publication.place(CONTAINER), hint="get another copy of it")
    root = parsed(publication[path], str(publication.file(path)))
    items = {item.get("id", ""): found for item in root.iter("item") if (found := _item(item, path))}
    spine = next(root.iter("spine"), None)
    order = list(_order(spine, items)) if spine is not None else []
    if not any(item.path in publication for item in order):
        message = "this EPUB lists no page that it has" if order else "this EPUB lists no pages to read"
        raise SourceError(message, place=publication.place(path), hint="get another copy of it")
    metadata = next(root.iter("metadata"), Element("metadata"))
    guide = {_path(path, one): one.get("type", "") for one in root.iter("reference")}
    toc = items.get(spine.get("toc", "")) if spine is not None else None
    ncx = next((item.path for item in items.values() if item.media_type == "application/x-dtbncx+xml"), "")
    identifier = root.get("unique-identifier", "")
    return Package(path, metadata, identifier, items, tuple(order), guide, toc.path if toc else ncx)


def _without(publication: Publication) -> Package:
    """What a folder of pages has without a package: they come in the order of their names, `index` first."""
    endings = {ending for ending, kind in SUFFIXES.items() if kind is SourceFormat.XHTML}
    pages = [path for path in publication if posixpath.splitext(path)[1].lower() in endings]
    pages.sort(key=lambda path: (posixpath.splitext(path)[0] != "index", natural(path)))
    nav = next((path for path in pages if _NAVIGATION.search(publication[path])), "")
    items = {path: Item(path, "application/xhtml+xml", frozenset({"nav"} if path == nav else ())) for path in pages}
    return Package("", Element("metadata"), "", items, tuple(items.values()), {}, "")


def _refuse_encrypted(publication: Publication) -> None:
    if ENCRYPTION not in publication:
        return
    root = parsed(publication[ENCRYPTION], str(publication.file(ENCRYPTION)))
    methods = {one.get(_ALGORITHM, "") for data in root.iter("EncryptedData") for one in data.iter("EncryptionMethod")}
    if any(method not in _FONTS for method in methods) or "META-INF/rights.xml" in publication:
        message = "this EPUB is encrypted, as one with digital rights management is"
        hint = "ask the publisher for one without it; the press does not break it"
        raise SourceError(message, place=publication.place(ENCRYPTION), hint=hint)


def _main(publication: Publication) -> str:
    if CONTAINER not in publication:
        message = "this is no EPUB: it has no META-INF/container.xml"
        raise SourceError(message, place=publication.place(""), hint="get another copy of it")
    root = parsed(publication[CONTAINER], str(publication.file(CONTAINER)))
    named = [one.get("full-path", "") for one in root.iter("rootfile")]
    if not named:
        message = "the container names no package document"
        raise SourceError(message, place=publication.place(CONTAINER), hint="get another copy of it")
    return posixpath.normpath(unquote(named[0])) if named[0] not in publication else named[0]


def _item(element: Element, path: str) -> Item | None:
    found = _path(path, element)
    properties = frozenset(element.get("properties", "").split())
    return Item(found, element.get("media-type", ""), properties) if found else None


def _path(path: str, element: Element) -> str:
    """The path in the EPUB that the address of an element leads to; empty if it leads out of it."""
    address = element.get("href", "").partition("#")[0]
    return "" if ":" in address.split("/")[0] else path_from(path, unquote(address)) or ""


def _order(spine: Element, items: Mapping[str, Item]) -> Iterator[Item]:
    """The pages of the spine, each once."""
    seen: set[str] = set()
    for reference in spine.iter("itemref"):
        item = items.get(reference.get("idref", ""))
        if item and item.path not in seen:
            seen.add(item.path)
            yield Item(item.path, item.media_type, item.properties, linear=reference.get("linear") != "no")
