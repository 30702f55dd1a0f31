"""XHTML → PDF, by WeasyPrint, a page of XHTML as a whole.  Importing this costs half a second.

WeasyPrint is kept from the machine: it sees only the fonts of the press's packages, and fetches only the addresses that
are given to it.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import pydyf

from kolofon.language import language
from kolofon.model.document import Place
from kolofon.model.edition import Imprint, Standard
from kolofon.model.finding import Finding, Severity
from kolofon.set.pages.marks import PageStart
from kolofon.write.fonts import Family, languages_in
from kolofon.write.paper.audit import glyphs
from kolofon.write.paper.audit.bibliography import Entries
from kolofon.write.paper.audit.comparison import audited_file, audited_layout
from kolofon.write.paper.extraction.codes import NoCodesError
from kolofon.write.paper.extraction.whole_words import HYPHEN, Broken, broken
from kolofon.write.paper.file.attachments import Attachment, attach
from kolofon.write.paper.file.metadata import archival
from kolofon.write.paper.file.protocols import File, object_at
from kolofon.write.paper.kinds import Kind
from kolofon.write.paper.lines import hyphenation
from kolofon.write.paper.pages.folios import counted, labelled, numbering_of
from kolofon.write.paper.pages.locators import Locators
from kolofon.write.paper.pages.pieces import pieces
from kolofon.write.paper.pages.starts import page_starts
from kolofon.write.paper.press.colour import on_screen
from kolofon.write.paper.quire.book import bound, portions
from kolofon.write.paper.quire.job import Job, Rendered
from kolofon.write.paper.weasyprint import mends
from kolofon.write.paper.weasyprint.effort import bounded
from kolofon.write.paper.weasyprint.messages import collected, message_findings, missing, written_by
from kolofon.write.paper.weasyprint.modules import VERSION, draw, inline, layout, preferred, targets
from kolofon.write.paper.weasyprint.session import environment, is_shown, mended, uncollected
from kolofon.write.services import DEFAULT_SERVICES, Services

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["PRODUCER", "Composed", "compose", "compose_whole", "set_metadata", "typeset"]

PRODUCER = f"WeasyPrint {VERSION}"
"""The name of the program that writes the file, as that program gives it."""

_LOG = logging.getLogger(__name__)

_ROUNDS = 4
"""How often a book is laid out again at most, until its index shows its pages."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A PDF, the number of its pages, the findings about it, and where each page begins."""

    content: bytes
    pages: int
    findings: tuple[Finding, ...]
    starts: tuple[PageStart, ...]


def typeset(  # noqa: PLR0913, PLR0917  each is another thing
    xhtml: bytes,
    imprint: Imprint,
    images: Mapping[str, bytes],
    attachments: Sequence[Attachment] = (),
    starts: list[PageStart] | None = None,
    services: Services = DEFAULT_SERVICES,
    *,
    own: tuple[Family, ...] = (),
    draft: bool = False,
    standard: Standard = Standard.AUTO,
) -> tuple[bytes, tuple[Finding, ...]]:
    """A PDF for reading and archiving of what `kolofon.write.xhtml.render` made, and the findings about it.

    It is of the `standard`, with PDF/UA-1 or PDF/UA-2.  `images` are the pictures by their paths below
    `source/`.  Each message that WeasyPrint logs is a finding, an error until it is understood; one is that no face has
    a certain letter.  For a symbol that none has, a square is printed, in a draft also for a letter; `draft` says so of
    what `imprint` does not.  Where letters have no face, and it is no draft, no PDF is made, and the bytes are none.
    The same values give the same bytes.  Raises MachineError for a WeasyPrint that the press was not made for.

    `starts` is filled with where each page begins, for an EPUB that points at the pages of this edition; `services`
    keep quires for the next time, and set several at once (`compose`); `own` are the families that the edition has
    itself.
    """
    part = {Standard.A2A: 2, Standard.A3A: 3, Standard.A4: 4}.get(standard, 3 if attachments else 2)
    # WeasyPrint knows no plain 4; the difference is in the metadata, which are the press's own.
    variant = "pdf/a-4f" if standard == Standard.A4 else f"pdf/a-{part}a"

    def finish(pdf: File, title: str) -> Iterable[Finding]:
        packet = archival(imprint, title, PRODUCER, part, holds=bool(attachments))
        set_metadata(pdf, packet, imprint.language)
        mends.forbid_interpolation(pdf.objects)
        mends.hide_hyphens(pdf.objects, xhtml.decode())
        attach(pdf, attachments, imprint.date)
        return ()

    draft = draft or imprint.draft
    kind = Kind(variant, tagged=True, finish=finish, picture=on_screen, draft=draft, own=own)
    composed = compose(xhtml, imprint, images, kind, services)
    if starts is not None:
        starts.extend(composed.starts)
    return composed.content, composed.findings


def compose(
    xhtml: bytes,
    imprint: Imprint,
    images: Mapping[str, bytes],
    kind: Kind,
    services: Services = DEFAULT_SERVICES,
) -> Composed:
    """A PDF of one kind; as `typeset`.  It is empty where letters have no font, and it is no draft.

    A book whose chapters each begin a page is set in quires, which are taken from the store of `services` if they
    are there, and put there if not.  The reason why another is set as a whole is logged.
    """
    mends.assert_version(VERSION)
    shown = glyphs.shown(xhtml.decode(), kind.own, draft=kind.draft)
    page = shown.page
    place = Place(f"{imprint.language}/{imprint.work}{kind.suffix}.pdf")
    of_glyphs = partial(glyphs.glyph_findings, shown, place, partial(written_by, page=page), draft=kind.draft)
    if shown.letters and not kind.draft:
        return Composed(b"", 0, tuple(of_glyphs()), ())
    hyphenation.register(languages_in(page))
    with environment(), uncollected():
        job = Job(kind, imprint, images, shown.families, xhtml, HYPHEN not in page, services)
        found = portions(page, job)
        if found.specimen is None:
            _LOG.info("%s is set as a whole: %s", job.place.path, found.reason)
            return compose_whole(page, of_glyphs, job)
        try:
            made = bound(found.pages, found.specimen, job)
        except NoCodesError:
            _LOG.info("%s is set as a whole: a font has not enough codes for all its chapters", job.place.path)
            return compose_whole(page, of_glyphs, job)
    lacking = of_glyphs(more=made.missing)
    unsettled = () if made.settled else (_unsettled(job.place),)
    return Composed(made.content, made.pages, (*lacking, *made.findings, *unsettled), made.starts)


def compose_whole(page: str, of_glyphs: Callable[..., Iterable[Finding]], job: Job) -> Composed:
    """A PDF that is laid out as a whole; `of_glyphs` returns the findings for the characters that no font has."""
    kind, place, fetch = job.kind, job.place, job.fetch
    found: list[Finding] = []
    pages: list[int] = []
    entries = Entries()
    numbering = numbering_of([page], job.imprint.language)
    whole: dict[object, Broken] = {}
    root: Element

    def finish(laid_out: object, pdf: File) -> None:
        title = str(getattr(getattr(laid_out, "metadata", None), "title", ""))
        labelled(pdf, numbering)
        found.extend(kind.inspect(pdf.objects))
        found.extend(kind.finish(pdf, title))
        pages.append(len(pdf.page_references))
        found.extend(audited_file(pdf, laid_pieces, place))

    with ExitStack() as stack:
        messages = stack.enter_context(collected())
        styles = stack.enter_context(mended(kind, whole))
        stack.enter_context(entries.watched(draw))
        stack.enter_context(counted(numbering, layout, targets.TargetCollector))
        options = job.options()

        def lay_out(shown: Mapping[str, str]) -> tuple[Rendered, dict[str, str]]:
            nonlocal root
            book = job.tree(page)
            locators = Locators(book.etree_element)
            entries.follow(book.etree_element)
            if shown:
                locators.show(shown)
            root = book.etree_element
            with bounded(inline, preferred, page):
                laid = book.render(font_config=job.fonts, **options)
            return laid, locators.shown(numbering.folios([tuple(leaf.anchors) for leaf in laid.pages]))

        laid, settled = _settled(lay_out)
        laid_pieces = pieces(laid.pages)
        found.extend(audited_layout(root, laid_pieces, partial(is_shown, styles[0]), place))
        if kind.tagged and job.whole:
            whole |= broken(laid_pieces)
        content: bytes = laid.write_pdf(finisher=finish, **options)
    found.extend(() if settled else [_unsettled(place)])
    found.extend(entries.misprinted(place))
    said = (
        *message_findings(tuple(dict.fromkeys(messages)), place, page),
        *of_glyphs(more=missing(messages)),
    )
    starts = tuple(start._replace(folio=numbering.folio(int(start.folio))) for start in page_starts(laid_pieces))
    return Composed(content, pages[0], (*said, *dict.fromkeys(fetch.found), *found), starts)


def _unsettled(place: Place) -> Finding:
    message = "the index shows pages that move when it shows them"
    return Finding("unsettled-index", Severity.ERROR, place, message, "put the index behind the text")


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


def set_metadata(pdf: File, packet: bytes, tag: str) -> None:
    """Put an XMP packet in the place of WeasyPrint's; not compressed, so that any program finds it.

    `tag` is the language of the edition.  For one that is read from right to left the file says so, and viewers then
    show facing pages in that order (ISO 32000-1, 12.2, `Direction`).
    """
    written = object_at(pdf, pdf.catalog["Metadata"])
    written.stream, written.compress = [packet], False
    if language(tag).direction == "rtl":
        preferences = cast("dict[str, str]", pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary()))
        preferences["Direction"] = "/R2L"
