"""A portion of a text → a quire: it is set alone, and what is drawn is kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

import pydyf

from kolofon.model.finding import Finding
from kolofon.write.paper.audit.bibliography import Entries
from kolofon.write.paper.audit.comparison import audited_layout, audited_pages
from kolofon.write.paper.extraction.codes import texts
from kolofon.write.paper.extraction.whole_words import Broken, broken
from kolofon.write.paper.file.protocols import File, Object, object_at
from kolofon.write.paper.floats.figures import floated
from kolofon.write.paper.pages.folios import numbering_of
from kolofon.write.paper.pages.locators import Locators
from kolofon.write.paper.pages.pieces import Piece, pieces
from kolofon.write.paper.pages.starts import page_starts
from kolofon.write.paper.quire.fonts import Font, kept_font
from kolofon.write.paper.quire.job import Job
from kolofon.write.paper.quire.job import Leaf as Sheet
from kolofon.write.paper.quire.layouts import Margins, Targets, breaks, kind_of, numbered_from, sided
from kolofon.write.paper.quire.objects import deflated, gathered
from kolofon.write.paper.quire.portions import CONTINUED, CONTINUES
from kolofon.write.paper.quire.tree import kept, numbered
from kolofon.write.paper.quire.values import UNKNOWN, Bookmark, Leaf, Link, Quire
from kolofon.write.paper.tags.boxes import Builder, Document, Stream
from kolofon.write.paper.tags.tree import Node, finish
from kolofon.write.paper.tags.writer import Writer
from kolofon.write.paper.weasyprint.effort import bounded
from kolofon.write.paper.weasyprint.mends import complete_characters, replaced
from kolofon.write.paper.weasyprint.messages import collected, message_findings, missing
from kolofon.write.paper.weasyprint.modules import draw, inline, preferred, writer
from kolofon.write.paper.weasyprint.protocols import POINTS, Box, PageBox
from kolofon.write.paper.weasyprint.session import is_shown, mended

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["compile_quire"]


def compile_quire(portion: str, job: Job, shown: Mapping[str, str] | None, *, recto: bool) -> Quire:
    """The quire of a portion, its first page a recto, or a verso.

    `portion` is a complete page of XHTML (`portions`); `shown` has the pages of ids, for references and an index, and
    is None if no page is known yet.  What is wrong with it is in the quire's findings.  Raises EditionError as
    `effort.bounded` does.
    """
    whole: dict[object, Broken] = {}
    entries, drawn = Entries(), _Drawn()
    targets = Targets(shown, numbering_of([portion], job.imprint.language))
    already = len(job.fetch.found)
    with ExitStack() as stack:
        messages = stack.enter_context(collected())
        styles = stack.enter_context(mended(job.kind, whole))
        stack.enter_context(entries.watched(draw))
        stack.enter_context(job.read_once())
        stack.enter_context(targets.known())
        book = job.tree(portion)
        root: Element = book.etree_element
        margins = Margins(book)
        stack.enter_context(margins.left_out())
        stack.enter_context(numbered_from(root))
        locators = Locators(root)
        entries.follow(root)
        if shown:
            locators.show(shown)
        options = job.options(sided(recto=recto))
        with bounded(inline, preferred, portion):
            laid = book.render(font_config=job.fonts, **options)
        told_pieces = pieces(laid.pages)
        findings = list(audited_layout(root, told_pieces, partial(is_shown, styles[0]), job.place))
        if job.kind.tagged and job.whole:
            whole |= broken(told_pieces)
        stack.enter_context(drawn.captured())
        pdf: File = writer.generate_pdf(laid, None, 1, **{**options, "pdf_variant": None})
        names = dict.fromkeys([*targets.asked, *locators.names])
    asked = {name: UNKNOWN if shown is None else shown.get(name, "") for name in names}
    findings[:0] = message_findings(tuple(dict.fromkeys([*job.said, *messages])), job.place, portion)
    findings += (*job.fetch.found[already:], *job.kind.inspect(pdf.objects), *entries.misprinted(job.place))
    made = _Set(pdf, laid.pages, drawn, margins, told_pieces, recto)
    return _quire(made, asked, missing(messages), tuple(dict.fromkeys(findings)), job)


class _Drawn:
    """What is not written into a file of its own: the fonts and the structure tree of a quire."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.builder = Builder(self.root)
        self.fonts: Mapping[object, Font] = {}
        self.dictionary: Object = pydyf.Dictionary()

    @contextmanager
    def captured(self) -> Iterator[None]:
        """Keep these, and leave links open: where they lead may be in another quire."""

        def add_tags(pdf: File, document: Document, version: object, streams: Sequence[Stream]) -> None:
            for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
                self.builder.page(number, page, stream)
            finish(self.root)
            Writer(pdf, version).remove(self.builder.spare)

        def build_fonts_dictionary(_pdf: object, fonts: Mapping[object, Font], *_: object) -> Object:
            self.fonts = fonts
            for font in fonts.values():
                complete_characters(font)
            return self.dictionary

        with replaced(
            writer,
            resolve_links=_open_links,
            add_outlines=lambda *_: ([], 0),
            build_fonts_dictionary=build_fonts_dictionary,
            add_tags=add_tags,
        ):
            yield


def _open_links(pages: Sequence[Sheet]) -> Iterator[tuple[Sequence[object], list[tuple[str, float, float]]]]:
    """The links of each page, whether or not what they lead to is there, and the ids that begin on it."""
    known: set[str] = set()
    for page in pages:
        new = [(name, x, y) for name, (x, y, *_) in page.anchors.items() if name not in known]
        known.update(name for name, _, _ in new)
        yield page.links, new


class _Set(NamedTuple):
    """A portion that is set and drawn."""

    pdf: File
    pages: Sequence[Sheet]
    drawn: _Drawn
    margins: Margins
    pieces: Sequence[Piece]
    recto: bool


def _quire(
    made: _Set, asked: Mapping[str, str], lost: tuple[str, ...], findings: tuple[Finding, ...], job: Job
) -> Quire:
    pdf, drawn = made.pdf, made.drawn
    written = [object_at(pdf, reference) for reference in pdf.page_references]
    start = object_at(pdf, written[0]["Resources"])
    resources, objects = gathered(pdf, start, start.number, drawn.dictionary.number)
    links = {reference: number for page in written for number, reference in enumerate(_annotations(page))}
    ours = job.files
    roots = [box.children[0] for box in _boxes(made)]
    fonts = [(kept_font(font), font.file_content) for font in drawn.fonts.values()]
    numbers = numbered(drawn.root)
    return Quire(
        recto=made.recto,
        leaves=_leaves(made, written, numbers),
        resources=resources,
        objects=objects,
        fonts=tuple(use for use, _ in fonts),
        tree=kept(numbers, links),
        starts=page_starts(made.pieces),
        before=breaks(roots[0], CONTINUED),
        after=breaks(_last_text(roots), CONTINUES),
        around=_around(roots[0]),
        asked=asked,
        missing=lost,
        findings=findings,
        files={use.file: content for use, content in fonts if use.file not in ours},
    )


def _last_text(roots: Sequence[Box]) -> Box:
    """The root of the last page that does not hold figures alone."""
    return next((root for root in reversed(roots) if not all(map(floated, root.children))), roots[-1])


def _boxes(made: _Set) -> list[PageBox]:
    """The boxes of the pages."""
    return [cast("PageBox", page._page_box) for page in made.pages]  # noqa: SLF001  WeasyPrint has no public name


def _around(box: Box) -> str:
    """The name of the pages of the innermost element that a quire continues."""
    name = "auto"
    while inner := next((child for child in box.children if _continued(child)), None):
        box, name = inner, str(inner.style["page"])
    return name


def _continued(box: Box) -> bool:
    return box.element is not None and CONTINUED in box.element.get("data-quire", "").split()


def _leaves(made: _Set, written: Sequence[Object], numbers: Mapping[Node, int]) -> tuple[Leaf, ...]:
    """The pages of a quire; none moves to the other side if one must be on its own, or is painted to its edges.

    `numbers` are those of the nodes of its structure tree.
    """

    def number(node: Node | None) -> int:
        while node and node not in numbers:  # it is empty, and so not in the tree
            node = node.parent
        return numbers[node] if node else 0

    builder = made.drawn.builder
    nodes = builder.outlined or [[] for _ in written]  # there is no tree in a printer's file
    tables = {
        font.hash: {f"{code:04x}": text for code, text in texts(font).items()} for font in made.drawn.fonts.values()
    }
    audited = audited_pages(made.pdf, made.pieces, dict(tables))
    anchors = _anchors(made.pdf)
    boxes = _boxes(made)
    fixed = made.margins.sided or any(map(_painted, boxes))
    return tuple(
        Leaf(
            kind=kind_of(box.page_type),
            boxes={name: tuple(page[name]) for name in ("MediaBox", "TrimBox", "BleedBox")},
            content=deflated(object_at(made.pdf, page["Contents"])),
            links=tuple(_link(object_at(made.pdf, reference)) for reference in _annotations(page)),
            anchors=tuple(
                (*anchor, number(builder.anchors.get(anchor[0]))) for anchor in anchors.get(page.reference, ())
            ),
            bookmarks=tuple(
                Bookmark(level, label, x * POINTS, (laid.height - y) * POINTS, state, number(node))
                for (level, label, (x, y), state), node in zip_longest(laid.bookmarks, outlined)
            ),
            strings=strings,
            shift=None if fixed or shift is None else shift * POINTS,
            unreadable=lost,
            flat=flat,
        )
        for page, laid, box, outlined, strings, shift, (lost, flat) in zip(
            written, made.pages, boxes, nodes, made.margins.strings, made.margins.shifts, audited, strict=True
        )
    )


def _painted(box: PageBox) -> bool:
    """Whether a page has a background, which fills it to its edges."""
    grounds = [ground for ground in (box.background, box.canvas_background) if ground]
    return any(
        ground.color.alpha or ground.style["box_shadow"] or any(layer.image for layer in ground.layers)
        for ground in grounds
    )


def _anchors(pdf: File) -> dict[bytes, list[tuple[str, float, float]]]:
    """The ids that begin on each page, by its reference, each with its place."""
    found: dict[bytes, list[tuple[str, float, float]]] = {}
    match pdf.catalog.get("Names"):
        case {"Dests": {"Names": [*pairs]}}:
            for name, (page, _, x, y, _zoom) in zip(pairs[::2], pairs[1::2], strict=True):
                found.setdefault(page, []).append((name.string, x, y))
    return found


def _annotations(page: Object) -> list[bytes]:
    found = page.get("Annots", [])
    return found if isinstance(found, list) else []


def _link(annotation: Object) -> Link:
    match annotation:
        case {"Rect": [*edges], "A": {"URI": pydyf.String() as target}}:
            return Link(_edges(edges), target.string, external=True)
        case {"Rect": [*edges], "Dest": pydyf.String() as target}:
            return Link(_edges(edges), target.string, external=False)
    raise TypeError(annotation)


def _edges(edges: Sequence[object]) -> tuple[float, float, float, float]:
    left, first, right, second = (float(str(edge)) for edge in edges)
    return left, first, right, second
