"""The values that all quires of a book share."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from typing import NamedTuple, Protocol
from xml.etree.ElementTree import Element

from kolofon.model.document import Place
from kolofon.model.edition import Imprint
from kolofon.write.fonts import Family
from kolofon.write.paper.footnotes.place import place_notes
from kolofon.write.paper.kinds import Kind, options_of
from kolofon.write.paper.quire.portions import SHEET
from kolofon.write.paper.weasyprint.fetcher import Fetcher, fetcher, font_faces
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.messages import BASE, collected
from kolofon.write.paper.weasyprint.modules import CSS, DEFAULT_OPTIONS, HTML, FontConfiguration, styles, writer
from kolofon.write.paper.weasyprint.protocols import Page
from kolofon.write.services import DEFAULT_SERVICES, Services

__all__ = ["Job", "Leaf", "Rendered", "Tools", "Tree"]

_OWN = ("@counter-style", "@color-profile")
"""Rules that WeasyPrint keeps with each page that it reads, and not with its style."""


class Leaf(Page, Protocol):
    """A page that is laid out; what is on it is in pixels, from its upper left corner."""

    links: Sequence[object]
    bookmarks: Sequence[tuple[int, str, tuple[float, float], str]]


class Rendered(Protocol):
    """A book that WeasyPrint has laid out."""

    pages: Sequence[Leaf]

    def write_pdf(self, *, finisher: object, **options: object) -> bytes: ...  # noqa: D102  WeasyPrint's own


class Tree(Protocol):
    """A page as WeasyPrint reads it."""

    etree_element: Element

    def render(self, *, font_config: object, **options: object) -> Rendered: ...  # noqa: D102  WeasyPrint's own


class _Wrapper(Protocol):
    """An element as cssselect2 has it, with that of the tree."""

    etree_element: Element

    def query_all(self, *selectors: str) -> Iterator["_Wrapper"]: ...


class Tools(NamedTuple):
    """The fonts of a book, its style sheet, and those of its pages that were read, with what is logged of each."""

    fonts: object
    sheet: object
    sheets: dict[tuple[str, ...], tuple[list[object], tuple[str, ...]]]


@dataclass
class Job:
    """A book that is set in quires: its kind and its imprint, its pictures, the families of its fonts.

    `digest` is a text of which the identifier of the file is made; `whole` says whether the words that a line's end
    breaks are to be marked as whole; `said` is what WeasyPrint logs about the style of its pages.  `services` may have
    the tools of an earlier book that has the same fonts.
    """

    kind: Kind
    imprint: Imprint
    images: Mapping[str, bytes]
    families: tuple[Family, ...]
    digest: bytes
    whole: bool
    services: Services = DEFAULT_SERVICES
    fetch: Fetcher = field(init=False)
    said: list[str] = field(default_factory=list, init=False)
    _tools: Tools = field(init=False)
    _read: set[tuple[str, ...]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.fetch = fetcher(self.images, self.kind.picture, self.families)
        style = font_faces(self.families) + self.kind.sheet + SHEET

        def tools() -> Tools:
            fonts = FontConfiguration()
            return Tools(fonts, CSS(string=style, base_url=BASE, url_fetcher=self.fetch, font_config=fonts), {})

        key = " ".join([sha256(style.encode()).hexdigest(), *self.files])
        self._tools = self.services.last(f"tools {self.place.path}", key, tools)

    @property
    def fonts(self) -> object:
        """WeasyPrint's fonts."""
        return self._tools.fonts

    @property
    def sheet(self) -> object:
        """The style sheet of its fonts and of its kind, as WeasyPrint reads it."""
        return self._tools.sheet

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of its fonts, by their digests."""
        contents = (face.content for family in self.families for face in family.faces())
        return {_digest(content): content for content in contents}

    @property
    def place(self) -> Place:
        """Where the findings about the book are."""
        return Place(f"{self.imprint.language}/{self.imprint.work}{self.kind.suffix}.pdf")

    @contextmanager
    def read_once(self) -> Iterator[None]:
        """Read the style of a page once for all its portions, which have the same one."""
        stock = styles.find_stylesheets

        def find_stylesheets(root: _Wrapper, *more: object) -> object:
            sheets = tuple(element.etree_element.text or "" for element in root.query_all("style"))
            if any(root.query_all("link")) or any(word in sheet for word in _OWN for sheet in sheets):
                return stock(root, *more)
            known = self._tools.sheets
            if sheets not in known:
                *given, _rules, _layers = more
                with collected() as said:
                    read = list(stock(root, *given, [], []))
                known[sheets] = read, tuple(said)
            if sheets not in self._read:
                self._read.add(sheets)
                self.said += known[sheets][1]
            return known[sheets][0]

        with replaced(styles, find_stylesheets=find_stylesheets):
            yield

    def options(self, *more: object) -> dict[str, object]:
        """WeasyPrint's options, complete; `more` are style sheets for a quire alone."""
        options = {**DEFAULT_OPTIONS, **options_of(self.digest, self.kind, self.sheet)}
        options["stylesheets"] = [self.sheet, *more]
        properties: Mapping[str, object] = writer.VARIANTS[self.kind.variant][1]
        return options | {name: value for name, value in properties.items() if options[name] is None}

    def tree(self, page: str) -> "Tree":
        """A page as WeasyPrint reads it."""
        tree: Tree = HTML(string=page, base_url=f"{BASE}source/", url_fetcher=self.fetch)
        place_notes(tree.etree_element)
        return tree


@cache
def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
