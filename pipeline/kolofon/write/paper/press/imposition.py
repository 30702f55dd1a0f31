"""The printer's file: PDF/X-4 (ISO 15930-7), with bleed, in four inks, with pages in whole signatures."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import pydyf

from kolofon.model.document import Place
from kolofon.model.edition import Edition, Imprint, Page
from kolofon.model.finding import Finding, Severity
from kolofon.model.page_sizes import points
from kolofon.write.fonts import Family
from kolofon.write.paper.file.metadata import for_press
from kolofon.write.paper.file.protocols import File, object_at
from kolofon.write.paper.kinds import Kind
from kolofon.write.paper.pdf import PRODUCER, Composed, compose, set_metadata
from kolofon.write.paper.press.colour import FOGRA39, Inks
from kolofon.write.services import DEFAULT_SERVICES, Services
from kolofon.write.typography.geometry import geometry

__all__ = ["Sheet", "impose", "kind_for_press", "least_inner_margin"]

_INCH = 72

_INNER = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
"""The inner margin, in inches, that a bound book needs up to a number of pages.

As Kindle Direct Publishing requires for print on demand (its help, "Set Trim Size, Bleed, and Margins"), which is
stricter than others: a thick book does not open flat.
"""

_SUFFIX = "-press"

_SHEET = "@page {{ bleed: {bleed}pt; marks: none }}"
"""No crop marks: WeasyPrint draws them into the bleed, and printers make their own."""

_RED_GREEN_BLUE = re.compile(rb"(?:^|\s)(?:rg|RG)$|/srgb|/DeviceRGB|/lab-")
"""Operators and names that would draw a page in anything but inks."""


@dataclass(frozen=True, slots=True)
class _Condition:
    """How the file will be printed (ISO 15930-7, 6.3): by its name in the registry of the ICC, if it has one there."""

    identifier: str
    description: str
    registry: str


_FOGRA39 = _Condition(
    "FOGRA39",
    "Offset printing, according to ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2 = coated art, 115 g/m2",
    "http://www.color.org",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pages of a printer's file, in points: their size when they are cut, and what goes on beyond that.

    Their number is a multiple of `signature`.
    """

    width: float
    height: float
    bleed: float
    signature: int = 1


def impose(  # noqa: PLR0913, PLR0917  each is another thing
    render: Callable[[Page], bytes],
    imprint: Imprint,
    images: Mapping[str, bytes],
    edition: Edition,
    profile: bytes | None = None,
    services: Services = DEFAULT_SERVICES,
    own: tuple[Family, ...] = (),
) -> Composed:
    """A PDF for a printer, with the findings about it and the number of its pages.

    `render` sets the book for a page (`kolofon.write.xhtml.render`); `images` are as in `pdf.typeset`; of the edition,
    `page` and `press` are used; `profile` is the ICC profile of the printing condition, FOGRA39 if there is none;
    `services` keep quires as in `pdf.compose`; `own` are the families of the edition.  The book is set again where its
    number of pages needs another inner margin.  The same values give the same bytes.  Raises EditionError for an
    invalid length or profile, and MachineError as `pdf.typeset` does.
    """
    press = edition.press
    page = replace(edition.page, size=press.trim or edition.page.size, gutter=press.gutter or edition.page.gutter)
    cut = geometry(page)
    sheet = Sheet(cut.width, cut.height, points(press.bleed), press.signature)
    kind = kind_for_press(imprint, sheet, _SUFFIX, profile, own)
    while True:
        composed = compose(render(page), imprint, images, kind, services)
        needed = 0 if press.gutter else least_inner_margin(composed.pages)
        # It only ever grows, so this ends.
        if needed <= (points(page.gutter) if page.gutter else geometry(page).inner):
            return replace(composed, pages=composed.pages + -composed.pages % press.signature)
        page = replace(page, gutter=f"{needed}pt")


def kind_for_press(
    imprint: Imprint, sheet: Sheet, suffix: str, profile: bytes | None = None, own: tuple[Family, ...] = ()
) -> Kind:
    """The kind of a printer's PDF on some sheet, whose name ends in `suffix`; the rest is as in `impose`."""
    inks = Inks(profile or FOGRA39)
    condition = _Condition("Custom", inks.name, "") if profile else _FOGRA39
    place = Place(f"{imprint.language}/{imprint.work}{suffix}.pdf")

    def finish(pdf: File, title: str) -> Iterable[Finding]:
        set_metadata(pdf, for_press(imprint, title, PRODUCER), imprint.language)
        _intend(pdf, condition, inks.profile)
        _unlink(pdf)
        _fill_up(pdf, sheet.signature)
        _cut(pdf, sheet)
        return ()

    def inspect(objects: Iterable[object]) -> Iterator[Finding]:
        if _has_screen_colours(objects):
            what = "a colour of the screen is left in the printer's file"
            yield Finding("screen-colour", Severity.ERROR, place, what, "give colours in sRGB or as device-cmyk(…)")

    return Kind(
        "pdf/x-4",
        tagged=False,
        finish=finish,
        picture=inks.picture,
        colour=inks.colour,
        suffix=suffix,
        sheet=_SHEET.format(bleed=round(sheet.bleed, 4)),
        inks=sha256(profile or FOGRA39).hexdigest(),
        inspect=inspect,
        draft=imprint.draft,
        own=own,
    )


def least_inner_margin(pages: int) -> float:
    """The least inner margin of a bound book, in points; for one thicker than the table's last, the widest."""
    return next((inches for most, inches in _INNER if pages <= most), _INNER[-1][1]) * _INCH


def _intend(pdf: File, condition: _Condition, profile: bytes) -> None:
    """Say how the file will be printed (ISO 32000-1, 14.11.5)."""
    written = pydyf.Stream([profile], {"N": len("CMYK")}, compress=True)
    pdf.add_object(written)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": pydyf.String(condition.identifier),
        "OutputCondition": pydyf.String(condition.description),
        "Info": pydyf.String(condition.description),
        "DestOutputProfile": written.reference,
    }
    if condition.registry:
        intent["RegistryName"] = pydyf.String(condition.registry)
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def _unlink(pdf: File) -> None:
    """Take out the links: on paper there is nothing to click (ISO 15930-7, 6.16)."""
    for reference in pdf.page_references:
        object_at(pdf, reference).pop("Annots", None)
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/Annot":
            thing.clear()
    pdf.catalog.pop("Names", None)


def _fill_up(pdf: File, signature: int) -> None:
    """Add blank pages up to a multiple of a signature's."""
    pages = len(pdf.page_references)
    for _ in range(-pages % signature):
        blank = pydyf.Stream()
        pdf.add_object(blank)
        parent = {"Type": "/Page", "Parent": pdf.pages.reference, "Resources": pydyf.Dictionary()}
        pdf.add_page(pydyf.Dictionary({**parent, "Contents": blank.reference}))


def _cut(pdf: File, sheet: Sheet) -> None:
    """Mark where each page is cut, and that the drawing continues beyond that (ISO 32000-1, 14.11.2)."""
    bleed = sheet.bleed
    outer = (-bleed, -bleed, sheet.width + bleed, sheet.height + bleed)
    boxes = {"MediaBox": outer, "BleedBox": outer, "TrimBox": (0, 0, sheet.width, sheet.height)}
    for reference in pdf.page_references:
        leaf = object_at(pdf, reference)
        for name, edges in boxes.items():
            leaf[name] = pydyf.Array(round(edge, 4) for edge in edges)


def _has_screen_colours(objects: Iterable[object]) -> bool:
    """Whether a page, a group, a picture or a gradient is in a colour of the screen."""
    for thing in objects:
        operators = getattr(thing, "stream", ())
        spaces = [getattr(thing, "extra", {}).get("ColorSpace")]
        if isinstance(thing, dict) and "ShadingType" in thing:
            spaces.append(thing["ColorSpace"])
        written = [item.encode() if isinstance(item, str) else item for item in (*operators, *spaces)]
        if any(isinstance(item, bytes) and _RED_GREEN_BLUE.search(item) for item in written):
            return True
    return False
