"""Quires in their order → one PDF, as it would be if the book had been set as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple, cast

import pydyf
from msgspec import structs

from kolofon.model.finding import Finding
from kolofon.set.pages.marks import PageStart
from kolofon.write.paper.audit.comparison import audited_fonts, audited_page
from kolofon.write.paper.file.protocols import File, Object
from kolofon.write.paper.pages.folios import labelled
from kolofon.write.paper.quire.file import file_of
from kolofon.write.paper.quire.fonts import Joined, recoded_margins, recoded_quire
from kolofon.write.paper.quire.gathering import Gathered, Placed, folios
from kolofon.write.paper.quire.job import Job
from kolofon.write.paper.quire.objects import fingerprint, put, written
from kolofon.write.paper.quire.specimen import Specimen
from kolofon.write.paper.quire.strings import Running
from kolofon.write.paper.quire.tree import Tree, grafted
from kolofon.write.paper.quire.values import Late, Leaf, Link, PageKind, Quire
from kolofon.write.paper.tags.second import Leads
from kolofon.write.paper.tags.tree import Node, number_heads
from kolofon.write.paper.tags.writer import Writer
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.messages import collected, message_findings, missing
from kolofon.write.paper.weasyprint.modules import Matrix, anchors, writer
from kolofon.write.paper.weasyprint.session import mended

__all__ = ["Bound", "bind"]

_FORM = "Margins"
"""The name of what is in the margins, where that is a form."""


class Bound(NamedTuple):
    """A PDF, the number of its pages, the findings about it, and where each page begins.

    `missing` are the letters that no font has; `settled` says whether the pages that the book shows are right.
    """

    content: bytes
    pages: int
    findings: tuple[Finding, ...]
    starts: tuple[PageStart, ...]
    missing: tuple[str, ...]
    settled: bool


def bind(gathered: Gathered, job: Job, specimen: Specimen, margins: "Margins") -> Bound:
    """The PDF of a book in quires.

    `specimen` is the book without its text; `margins` returns what is in the margins of a page, which is drawn on the
    specimen or known from an earlier time.
    """
    options = job.options()
    binder = _Binder(gathered, job, margins)
    findings: list[Finding] = []
    with collected() as messages, mended(job.kind, {}):
        with replaced(writer, build_fonts_dictionary=binder.filled(writer.build_fonts_dictionary), add_tags=_nothing):
            pdf: File = writer.generate_pdf(specimen.document, None, 1, **options)
        labelled(pdf, gathered.numbering)
        findings += binder.findings()
        findings += job.kind.finish(pdf, str(specimen.document.metadata.title))
        findings += audited_fonts(pdf, job.place)
    content = file_of(pdf, str(options["pdf_version"]), cast("bytes", options["pdf_identifier"]))
    findings += message_findings(tuple(dict.fromkeys(messages)), job.place, "")
    letters = [letter for placed in gathered.quires for letter in placed.quire.missing]
    lost = tuple(dict.fromkeys([*letters, *missing(messages)]))
    told_once = tuple(dict.fromkeys(findings))
    starts = tuple(binder.starts())
    return Bound(content, len(pdf.page_references), told_once, starts, lost, gathered.settled)


def _nothing(*_: object) -> None:
    """In place of WeasyPrint's tags: the press's own are written with the pages."""


Margins = Callable[[PageKind, int, int, Callable[[str, str], tuple[str, ...]]], Late]
"""A function from the type of a page, its number, the number of pages and its strings to what is in its margins."""

Build = Callable[..., Object]
"""WeasyPrint's function from fonts to their dictionary in the file."""


@dataclass
class _Page:
    """A page of the book: its leaf, if it is not blank, and what is in its margins."""

    late: Late
    boxes: Mapping[str, tuple[float, ...]]
    leaf: Leaf | None = None
    shift: float = 0.0
    written: Object = field(default_factory=pydyf.Dictionary)
    links: list[Object | None] = field(default_factory=list)


class _Binder:
    """Writes the pages of a book into a file, with what leads to them."""

    def __init__(self, gathered: Gathered, job: Job, margins: Margins) -> None:
        self._gathered, self._job, self._margins = gathered, job, margins
        self._pages: list[_Page] = []
        self._folios = folios(gathered.quires, gathered.numbering)
        self._same: dict[bytes, Object] = {}
        self._lost: list[str] = []

    def filled(self, build: Build) -> Build:
        """WeasyPrint's `build_fonts_dictionary`, which writes the pages, too, as these need the fonts."""

        def build_fonts_dictionary(pdf: File, _fonts: object, *more: object) -> Object:
            files = dict(self._job.files)
            for placed in self._gathered.quires:
                files |= placed.quire.files
            used = Joined(files)
            quires = [placed._replace(quire=_added(placed.quire, used)) for placed in self._gathered.quires]
            self._gathered = self._gathered._replace(quires=tuple(quires))
            self._pages = list(self._laid())
            for page in self._pages:
                page.late = recoded_margins(page.late, used.add(page.late.fonts))
            fonts = build(pdf, used.fonts, *more)
            pdf.add_object(fonts)
            self._write(pdf, fonts.reference)
            again: Object = pydyf.Dictionary(fonts)  # WeasyPrint numbers what it gets anew
            return again

        return build_fonts_dictionary

    def findings(self) -> Iterator[Finding]:
        """The findings about the quires, and about what leads nowhere."""
        for placed in self._gathered.quires:
            yield from placed.quire.findings
        messages = [f"No anchor #{name} for internal URI reference" for name in dict.fromkeys(self._lost)]
        yield from message_findings(messages, self._job.place, "")
        for number, page in enumerate(self._pages, 1):
            yield from page.late.findings
            if page.leaf:
                yield from audited_page(number, page.leaf.unreadable, page.leaf.flat, self._job.place)

    def starts(self) -> Iterator[PageStart]:
        """Where each page begins."""
        for placed in self._gathered.quires:
            for start in placed.quire.starts:
                yield start._replace(folio=self._gathered.numbering.folio(int(start.folio) + placed.first - 1))

    def _laid(self) -> Iterator[_Page]:
        """The pages of the book, each with its margins."""
        running, number = Running(), 0
        for placed in self._gathered.quires:
            leaves: list[tuple[PageKind, Leaf | None]] = [(_side(leaf, placed), leaf) for leaf in placed.quire.leaves]
            if placed.blank:
                leaves.insert(0, (PageKind(_other(leaves[0][0].side), blank=True, name=placed.quire.around), None))
            for kind, leaf in leaves:
                number += 1
                running.turn(leaf.strings if leaf else {})
                late = self._margins(kind, number, self._gathered.pages, running.value)
                boxes = (leaf or placed.quire.leaves[0]).boxes  # a blank one is as large as the next
                yield _Page(late, boxes, leaf, (leaf.shift or 0.0) if leaf and placed.shifted else 0.0)

    def _write(self, pdf: File, fonts: bytes) -> None:
        waiting = iter(self._pages)
        trees: list[Tree] = []
        for placed in self._gathered.quires:
            pages = [next(waiting) for _ in range(placed.blank + len(placed.quire.leaves))]
            reference = put(pdf, placed.quire.objects, self._same, fonts)
            resources = cast("Object", written(placed.quire.resources, reference))
            states = {name: state for page in pages for name, state in page.late.states.items()}
            known = cast("Object", resources["ExtGState"])
            known.update({name: written(state, reference) for name, state in states.items()})
            pdf.add_object(resources)
            for number, page in enumerate(pages, placed.first - 1 - placed.blank):
                self._add(pdf, number, page, resources, fonts)
            shown = pages[placed.blank :]
            links, shifts = [page.links for page in shown], [page.shift for page in shown]
            trees.append(Tree(placed.first - 1, placed.quire.tree, links, shifts))
        self._lead(pdf)
        if self._job.kind.tagged:
            self._tag(pdf, trees)

    def _add(self, pdf: File, number: int, page: _Page, resources: Object, fonts: bytes) -> None:
        """Add a page by its number, from 0."""
        leaf, boxes = page.leaf, page.boxes
        parent = {"Type": "/Page", "Parent": pdf.pages.reference}
        page.written = pydyf.Dictionary(parent)
        page.written["MediaBox"] = pydyf.Array(boxes["MediaBox"])
        page.written["Contents"] = pydyf.Array(self._contents(pdf, page))
        page.written["Resources"] = self._resources(pdf, page, resources, fonts)
        if self._job.kind.tagged:
            page.written.update({"Tabs": "/S", "StructParents": number})
        pdf.add_page(page.written)
        for link in leaf.links if leaf else ():
            page.links.append(self._link(pdf, link, page.shift))
        annotations = [link.reference for link in page.links if link]
        if annotations:
            page.written["Annots"] = pydyf.Array(annotations)
        page.written.update({name: pydyf.Array(boxes[name]) for name in ("TrimBox", "BleedBox")})

    def _contents(self, pdf: File, page: _Page) -> Iterator[bytes]:
        """The streams of a page: what was drawn of it, shifted to its place, and what is in its margins."""
        if page.leaf is None:
            # Upside down, as WeasyPrint draws.
            yield self._stream(pdf, pydyf.Stream([b"1 0 0 -1 0 %s cm" % _number(page.boxes["TrimBox"][3])]))
        if page.shift:
            yield self._stream(pdf, pydyf.Stream([b"1 0 0 1 %s 0 cm" % _number(page.shift)]))
        if page.leaf:
            yield self._stream(pdf, pydyf.Stream([page.leaf.content], _DEFLATED))
        if page.shift:
            yield self._stream(pdf, pydyf.Stream([b"1 0 0 1 %s 0 cm" % _number(-page.shift)]))
        if page.late.resources:
            yield self._stream(pdf, pydyf.Stream([f"/{_FORM} Do"]))
        else:
            yield self._stream(pdf, pydyf.Stream([page.late.content], _DEFLATED))

    def _resources(self, pdf: File, page: _Page, resources: Object, fonts: bytes) -> bytes:
        """The resources of a page; its own, if the margins are a form."""
        if not page.late.resources:
            return resources.reference
        reference = put(pdf, page.late.objects, self._same, fonts)
        about = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(page.boxes["MediaBox"]),
            "Resources": written(page.late.resources, reference),
        }
        form = self._stream(pdf, pydyf.Stream([page.late.content], {**about, **_DEFLATED}))
        own = pydyf.Dictionary(resources)
        own["XObject"] = pydyf.Dictionary(own["XObject"])
        own["XObject"][_FORM] = form
        pdf.add_object(own)
        reference_to_own: bytes = own.reference
        return reference_to_own

    def _stream(self, pdf: File, stream: Object) -> bytes:
        """The reference to a stream, which is in the file once."""
        key = fingerprint(stream)
        if key not in self._same:
            self._same[key] = stream
            pdf.add_object(stream)
        return self._same[key].reference

    def _link(self, pdf: File, link: Link, shift: float) -> Object | None:
        """A link as an annotation (ISO 32000-1, 12.5.6.5); None for one that leads nowhere."""
        if not link.external and link.target not in self._folios:
            self._lost.append(link.target)
            return None
        left, first, right, second = link.edges
        annotation: Object = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array([left + shift, first, right + shift, second]),
                "BS": pydyf.Dictionary({"W": 0}),
            }
        )
        target = pydyf.String(link.target)
        if link.external:
            annotation["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": target})
        else:
            annotation["Dest"] = target
        pdf.add_object(annotation)
        return annotation

    def _lead(self, pdf: File) -> None:
        """Write the names that links lead to, and the outline."""
        places: dict[str, object] = {}
        pages = [page for page in self._pages if page.leaf]
        for page, leaf in ((page, page.leaf) for page in pages if page.leaf):
            for name, x, y, _ in leaf.anchors:
                places.setdefault(name, pydyf.Array([page.written.reference, "/XYZ", x + page.shift, y, 0]))
        if places:
            names = [part for name in sorted(places) for part in (pydyf.String(name), places[name])]
            pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": pydyf.Array(names)})})
        outline: list[object] = []
        depths, skipped, level = [outline], list[int](), 0
        for number, page in enumerate(self._pages):
            marks = (
                [(m.level, m.label, (m.x + page.shift, m.y), m.state) for m in page.leaf.bookmarks] if page.leaf else []
            )
            level = anchors.make_page_bookmark_tree(
                SimpleNamespace(bookmarks=marks), skipped, depths, level, number, Matrix()
            )
        # WeasyPrint looks up the references to all pages for each line.
        references = pdf.page_references
        writer.add_outlines(
            SimpleNamespace(page_references=references, add_object=pdf.add_object, catalog=pdf.catalog), outline
        )

    def _tag(self, pdf: File, trees: Sequence[Tree]) -> None:
        root = Node("Document")
        held: list[dict[int, Node]] = [{} for _ in self._pages]
        joined = grafted(trees, root)
        for number, mark, node in joined.held:
            held[number][mark] = node
        number_heads(root)
        leads = self._leads(joined.nodes)
        Writer(pdf, self._job.options()["pdf_version"]).write(root, held, leads)

    def _leads(self, nodes: Sequence[Sequence[Node]]) -> Leads:
        """The nodes that something leads to; `nodes` are those of each quire."""
        anchors: dict[str, Node] = {}
        outlined: list[Node] = []
        for placed, made in zip(self._gathered.quires, nodes, strict=True):
            for leaf in placed.quire.leaves:
                for name, _, _, node in leaf.anchors:
                    anchors.setdefault(name, made[node])
                outlined += (made[bookmark.node] for bookmark in leaf.bookmarks)
        return Leads(anchors, outlined)


def _added(quire: Quire, used: Joined) -> Quire:
    return recoded_quire(quire, used.add(quire.fonts))


_DEFLATED = {"Filter": "/FlateDecode"}


def _number(value: float) -> bytes:
    return f"{value:f}".rstrip("0").rstrip(".").encode()


def _side(leaf: Leaf, placed: Placed) -> PageKind:
    return structs.replace(leaf.kind, side=_other(leaf.kind.side)) if placed.shifted else leaf.kind


def _other(side: str) -> str:
    return "left" if side == "right" else "right"
