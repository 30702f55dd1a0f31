"""XHTML → PDF, by WeasyPrint.  The one module that drives it; importing it costs half a second.

WeasyPrint is kept from the machine: it sees only the fonts of the press's packages, and fetches only the addresses that
are given to it.
"""

import gc
import hashlib
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from typing import Protocol
from urllib.parse import quote
from xml.etree.ElementTree import Element

from kolofon.model.document import Place
from kolofon.model.edition import Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.pages import PageStart
from kolofon.write.fonts import Face, Family, families
from kolofon.write.paper import glyphs, hyphenation, mends
from kolofon.write.paper.attachments import Attachment, attach
from kolofon.write.paper.audit import audited_file, audited_layout
from kolofon.write.paper.colour import on_screen
from kolofon.write.paper.effort import bounded
from kolofon.write.paper.entries import Entries
from kolofon.write.paper.file import File, object_at
from kolofon.write.paper.leftward import set_leftward
from kolofon.write.paper.locators import Laid, Locators, folios
from kolofon.write.paper.messages import NOT_THERE, REFUSED, SHELF, collected, missing, told, written_by
from kolofon.write.paper.metadata import archival
from kolofon.write.paper.pagination import page_starts
from kolofon.write.paper.pieces import Page, pieces
from kolofon.write.paper.vectors import drawn_in_time
from kolofon.write.paper.whole_words import HYPHEN, Broken, broken, told_whole
from kolofon.write.pictures import Pictures, pictures_of
from kolofon.write.pictures.vector.clean import held_picture

with warnings.catch_warnings():
    # A machine without fonts makes WeasyPrint warn when it is imported; the press has fonts of its own.
    warnings.simplefilter("ignore", UserWarning)
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML, VERSION, draw, svg
    from weasyprint import document as documents
    from weasyprint import pdf as writer
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline, preferred
    from weasyprint.pdf import stream
    from weasyprint.svg import defs
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = ["PRODUCER", "Composed", "Kind", "compose", "set_metadata", "shelf", "typeset"]

PRODUCER = f"WeasyPrint {VERSION}"
"""The name of the program that writes the file, as that program gives it."""

_ROUNDS = 4
"""How often a book is laid out again at most, until its index shows its pages."""


class _Leaf(Laid, Page, Protocol):
    """A page that is laid out."""


class Rendered(Protocol):
    """A book that WeasyPrint has laid out."""

    pages: Sequence[_Leaf]

    def write_pdf(self, *, finisher: object, **options: object) -> bytes: ...


StyleFor = Callable[[Element], Mapping[str, object] | None]
"""A function from an element to its computed style."""

Fetcher = Callable[[str], object]
"""A function from an address to WeasyPrint's `URLFetcherResponse`, which has no type."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The differences between kinds of PDF.

    `variant` is WeasyPrint's name of it; `suffix` goes between the name of the work and `.pdf`; `finish` completes the
    file, with the title that is printed, and returns its findings; `picture` makes a picture ready; `colour`, if there
    is one, turns sRGB into inks; `sheet` is CSS for it.
    """

    variant: str
    tagged: bool
    finish: Callable[[File, str], Iterable[Finding]]
    picture: Callable[[bytes], bytes]
    colour: mends.Colour | None = None
    suffix: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A PDF, the number of its pages, the findings about it, and where each page begins."""

    content: bytes
    pages: int
    findings: tuple[Finding, ...]
    starts: tuple[PageStart, ...]


def typeset(
    xhtml: bytes,
    imprint: Imprint,
    images: Mapping[str, bytes],
    attachments: Sequence[Attachment] = (),
    starts: list[PageStart] | None = None,
) -> tuple[bytes, tuple[Finding, ...]]:
    """A PDF for reading and archiving of what `kolofon.write.xhtml.render` made, and the findings about it.

    It is PDF/UA-1 and PDF/A-2a, or with attachments PDF/A-3a.  `images` are the pictures by their paths below
    `source/`.  Each message that WeasyPrint logs is a finding, an error until it is understood; one is that no face has
    a certain letter.  For a symbol that none has, a square is printed.  The same values give the same bytes.  Raises
    MachineError for a WeasyPrint that the press was not made for.

    `starts` is filled with where each page begins, for an EPUB that points at the pages of this edition.
    """
    part = 3 if attachments else 2

    def finish(pdf: File, title: str) -> Iterable[Finding]:
        set_metadata(pdf, archival(imprint, title, PRODUCER, part))
        mends.forbid_interpolation(pdf.objects)
        if "\N{HYPHEN}" not in xhtml.decode():
            mends.hide_hyphens(pdf.objects)
        attach(pdf, attachments, imprint.date)
        return ()

    kind = Kind(f"pdf/a-{part}a", tagged=True, finish=finish, picture=on_screen)
    composed = compose(xhtml, imprint, images, kind)
    if starts is not None:
        starts.extend(composed.starts)
    return composed.content, composed.findings


def compose(xhtml: bytes, imprint: Imprint, images: Mapping[str, bytes], kind: Kind) -> Composed:
    """A PDF of one kind; as `typeset`."""
    mends.assert_version(VERSION)
    place = Place(f"{imprint.language}/{imprint.work}{kind.suffix}.pdf")
    hyphenation.register()
    page, symbols = glyphs.with_stand_ins(xhtml.decode())
    chosen = families(page)
    fetch = shelf(images, kind.picture, chosen)
    found: list[Finding] = []
    pages: list[int] = []
    entries = Entries()
    whole: dict[object, Broken] = {}
    root: Element

    def finish(laid_out: object, pdf: File) -> None:
        title = str(getattr(getattr(laid_out, "metadata", None), "title", ""))
        found.extend(kind.finish(pdf, title))
        pages.append(len(pdf.page_references))
        found.extend(audited_file(pdf, told_pieces, place))

    with ExitStack() as stack:
        stack.enter_context(_environment(imprint))
        stack.enter_context(_uncollected())
        messages = stack.enter_context(collected())
        styles = stack.enter_context(_mended(kind, whole))
        stack.enter_context(entries.watched(draw))
        fonts = FontConfiguration()
        sheet = CSS(string=_font_faces(chosen) + kind.sheet, base_url=SHELF, url_fetcher=fetch, font_config=fonts)
        options = _options(xhtml, kind, sheet)

        def lay_out(shown: Mapping[str, str]) -> tuple[Rendered, dict[str, str]]:
            nonlocal root
            book = HTML(string=page, base_url=f"{SHELF}source/", url_fetcher=fetch)
            locators = Locators(book.etree_element)
            entries.follow(book.etree_element)
            if shown:
                locators.show(shown)
            root = book.etree_element
            with bounded(inline, preferred, page):
                laid = book.render(font_config=fonts, **options)
            return laid, locators.shown(folios(laid.pages))

        laid, settled = _settled(lay_out)
        told_pieces = pieces(laid.pages)
        found.extend(audited_layout(root, told_pieces, partial(_is_shown, styles[0]), place))
        if kind.tagged and HYPHEN not in page:
            whole |= broken(told_pieces)
        content: bytes = laid.write_pdf(finisher=finish, **{**DEFAULT_OPTIONS, **options})
    found.extend(() if settled else [_unsettled(place)])
    found.extend(entries.misprinted(place))
    said = (
        *told(tuple(dict.fromkeys(messages)), place, page),
        *glyphs.told(missing(messages), symbols, place, partial(written_by, page=page)),
    )
    return Composed(content, pages[0], (*said, *dict.fromkeys(fetch.found), *found), page_starts(told_pieces))


def _options(xhtml: bytes, kind: Kind, sheet: object) -> dict[str, object]:
    """WeasyPrint's options for a PDF of one kind of a page."""
    return {
        "stylesheets": [sheet],
        "presentational_hints": True,  # among them `start` of a list
        "pdf_variant": kind.variant,
        "pdf_tags": kind.tagged,
        "pdf_identifier": hashlib.sha256(xhtml).hexdigest()[:32].encode(),
    }


def _unsettled(place: Place) -> Finding:
    message = "the index shows pages that move when it shows them"
    return Finding("unsettled-index", Severity.ERROR, place, message, "let the index stand behind the text")


@contextmanager
def _mended(kind: Kind, whole: Mapping[object, Broken]) -> Iterator[Sequence[StyleFor]]:
    """Apply the corrections of WeasyPrint; yields the function that returns the style of an element.

    `whole` are the broken words to mark as whole; they may be filled in when the book is laid out.
    """
    with ExitStack() as stack:
        stack.enter_context(mends.fit_without_last_space(inline))
        stack.enter_context(mends.links_with_area(boxes))
        stack.enter_context(mends.headed_rows(block))
        styles = stack.enter_context(mends.kept_styles(documents))
        stack.enter_context(mends.tagged_by_elements(writer))
        stack.enter_context(mends.told_by_glyphs(writer))
        stack.enter_context(set_leftward(inline, draw))
        stack.enter_context(told_whole(draw, whole))
        stack.enter_context(drawn_in_time(svg, defs))
        if kind.colour:
            stack.enter_context(mends.drawn_in_inks(stream.Stream, kind.colour))
        yield styles


def _is_shown(style_for: StyleFor, element: Element) -> bool:
    """Whether the style sheets show an element."""
    style = style_for(element)
    return style is not None and style["display"] != ("none",) and style["visibility"] == "visible"


def _settled(lay_out: Callable[[Mapping[str, str]], tuple[Rendered, dict[str, str]]]) -> tuple[Rendered, bool]:
    """A book whose index shows the pages that things are on, and whether it does.

    `lay_out` makes a book that shows some pages, and returns the real ones; one with an index is made again with these.
    """
    document, pages = lay_out({})
    shown: dict[str, str] = {}
    for _ in range(_ROUNDS):
        if pages == shown:
            return document, True
        shown = pages
        # A book is a million objects that refer to one another, and this one is no longer needed.
        del document
        gc.collect()
        document, pages = lay_out(shown)
    return document, pages == shown


def set_metadata(pdf: File, packet: bytes) -> None:
    """Put an XMP packet in the place of WeasyPrint's; not compressed, so that any program finds it."""
    written = object_at(pdf, pdf.catalog["Metadata"])
    written.stream, written.compress = [packet], False


def shelf(
    images: Mapping[str, bytes],
    picture: Callable[[bytes], bytes] = bytes,
    chosen: Sequence[Family] = (),
) -> "_Shelf":
    """Everything that WeasyPrint may fetch, by its address; any other address is refused (ValueError).

    No address leads to a file: what is not on the shelf is not looked for.  `picture` makes a picture ready when it is
    fetched, and its findings are then in `found`; the same goes for a picture in a `data:` address.  `chosen` are the
    families of fonts, those of a text in Latin letters if none are named.
    """
    faces = {
        f"{SHELF}fonts/{quote(face.name)}": face.content for family in chosen or families() for face in family.faces()
    }
    return _Shelf(faces, pictures_of(images), picture)


class _Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def __init__(self, faces: Mapping[str, bytes], images: Pictures, picture: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._pictures = {f"{SHELF}source/{quote(path)}": path for path in images}
        self._faces, self._images, self._picture = faces, images, picture
        self.found: list[Finding] = []

    def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002  it may be passed
        if url in self._pictures:
            picture = self._images.find(self._pictures[url])
            self.found += picture.findings
            if picture.content is None:
                raise ValueError(REFUSED)
            return URLFetcherResponse(url, self._picture(picture.content))
        if held := held_picture(url):
            return URLFetcherResponse(url, self._picture(held))
        if url not in self._faces:
            raise ValueError(f"{url} {NOT_THERE}")
        return URLFetcherResponse(url, self._faces[url])


def _font_faces(chosen: Sequence[Family]) -> str:
    return "".join(_font_face(family, face) for family in chosen for face in family.faces())


def _font_face(family: Family, face: Face) -> str:
    # A variable font has no font-weight: WeasyPrint refuses a range, and a single weight spoils the bold outlines.
    address = f"{SHELF}fonts/{quote(face.name)}"
    weight = f" font-weight: {face.weight};" if face.weight else ""
    return f'@font-face {{ font-family: "{family.name}"; font-style: {face.style};{weight} src: url("{address}"); }}\n'


@contextmanager
def _environment(imprint: Imprint) -> Iterator[None]:
    """Set the two variables that the libraries below WeasyPrint read, since it has no options for these.

    A font configuration that is set up under FONTCONFIG_FILE has the fonts that file names, here none.  fontTools
    writes the time into each font that it cuts to size (OpenType, `head.modified`) and takes it from SOURCE_DATE_EPOCH.
    """
    with as_file(files("kolofon.write.paper").joinpath("fontconfig.xml")) as empty:
        variables = {"FONTCONFIG_FILE": str(empty), "SOURCE_DATE_EPOCH": str(int(imprint.date.timestamp()))}
        before = {name: os.environ.get(name) for name in variables}
        os.environ.update(variables)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


@contextmanager
def _uncollected() -> Iterator[None]:
    """Turn off garbage collection: a long book is a million objects, all in use, and going through them takes time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
