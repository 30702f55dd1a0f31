"""The sheet of a cover: the sizes and the places of back, spine and front.  Lengths are in points."""

from collections.abc import Iterator
from dataclasses import dataclass

from kolofon.model.document import Place
from kolofon.model.edition import Edition
from kolofon.model.finding import Finding, Severity
from kolofon.model.page_sizes import UNITS, points
from kolofon.write.paper.cover.printers import INCH, PRINTERS, Printer
from kolofon.write.typography.geometry import Geometry

__all__ = ["MILLIMETRE", "Box", "Wrap", "printer_of", "refused", "wrap_of"]

MILLIMETRE = UNITS["mm"]
_MICROMETRE = MILLIMETRE / 1000

_LEAST_SPINE = 6 * MILLIMETRE
"""The least width of a spine with words on it, where the printer has no rule."""
_MARGIN = 10 * MILLIMETRE
"""How far from the edges words and barcode are, at the least."""
_SPINE_MARGIN = 1.2 * MILLIMETRE
"""What is free on both sides of the words on a spine: a cover is not folded more exactly than by that."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left upper corner, from that of the trimmed sheet."""

    left: float
    top: float
    width: float
    height: float

    def inset(self, margin: float) -> "Box":
        """The rectangle within it that is so far from each edge."""
        return Box(self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True, slots=True)
class Wrap:
    """A cover as it is flat: `width` and `height` of a side, the width of the `spine`, the `bleed` around all.

    `rightward` is whether the front is on the right of the spine, as with a book that is read from left to right.
    `margin` is how far from the edges words are, `spine_margin` the same on the spine; `titled` says whether there are
    words on it.  `room` is the room for a barcode, width and height, or None for any; `corner` its distance from the
    spine and from the edge below.
    """

    width: float
    height: float
    spine: float
    bleed: float
    rightward: bool
    margin: float = _MARGIN
    spine_margin: float = _SPINE_MARGIN
    titled: bool = True
    room: tuple[float, float] | None = None
    corner: float = _MARGIN

    @property
    def across(self) -> float:
        """The width of the whole sheet, trimmed."""
        return 2 * self.width + self.spine

    @property
    def left(self) -> Box:
        """The side on the left."""
        return Box(0, 0, self.width, self.height)

    @property
    def right(self) -> Box:
        """The side on the right."""
        return Box(self.width + self.spine, 0, self.width, self.height)

    @property
    def front(self) -> Box:
        """The front."""
        return self.right if self.rightward else self.left

    @property
    def back(self) -> Box:
        """The back."""
        return self.left if self.rightward else self.right

    @property
    def middle(self) -> Box:
        """The spine."""
        return Box(self.width, 0, self.spine, self.height)

    def barcode(self, width: float, height: float) -> Box:
        """The place of a barcode of some size: in the lower corner of the back that is at the spine."""
        back = self.back
        inner = back.left + back.width - self.corner - width if self.rightward else back.left + self.corner
        return Box(inner, self.height - self.corner - height, width, height)


def printer_of(edition: Edition) -> Printer | None:
    """The printer on demand that an edition names."""
    return PRINTERS[edition.cover.printer] if edition.cover.printer else None


def wrap_of(edition: Edition, page: Geometry, pages: int, *, rightward: bool) -> Wrap:
    """The cover of a book of so many pages, by what edition.toml says of it."""
    printer, press = printer_of(edition), edition.press
    spine = _spine(edition, printer, pages)
    if printer is None:
        titled = spine >= _LEAST_SPINE
        return Wrap(page.width, page.height, spine, points(press.bleed), rightward, titled=titled)
    width, height = printer.barcode
    return Wrap(
        page.width,
        page.height,
        spine,
        printer.bleed * INCH,
        rightward,
        margin=max(_MARGIN, printer.safe * INCH),
        spine_margin=printer.spine_margin * INCH,
        titled=pages >= printer.spine_text,
        room=(width * INCH, height * INCH),
        corner=printer.barcode_margin * INCH,
    )


def _spine(edition: Edition, printer: Printer | None, pages: int) -> float:
    """How thick a book is.  For a printer that publishes nothing of its papers, it is reckoned by `[press]`."""
    if edition.cover.spine:
        return points(edition.cover.spine)
    stock = printer.stock(edition.cover.stock) if printer else None
    if printer and stock:
        return (pages * stock.page + printer.allowance) * INCH
    return (pages / 2 * edition.press.paper + 2 * edition.press.board) * _MICROMETRE


def refused(edition: Edition, wrap: Wrap, pages: int, place: Place) -> Iterator[Finding]:
    """An error for each thing that the printer of an edition does not take."""
    printer = printer_of(edition)
    if printer is None:
        return
    stock = printer.stock(edition.cover.stock)

    def error(message: str, hint: str) -> Finding:
        return Finding("cover-printer", Severity.ERROR, place, message, hint)

    if stock is None and not edition.cover.spine:
        hint = f'write the one that {printer.name} gives for {pages} pages: spine = "12.5mm" below [cover]'
        yield error(f"{printer.name} publishes no formula for the width of the spine", hint)
    least, most = (stock and stock.pages) or printer.pages
    if not least <= pages <= most:
        hint = f"{printer.name} takes {least} to {most} pages" + (" on this paper" if stock and stock.pages else "")
        yield error(f"the book has {pages} pages, which {printer.name} does not take", hint)
    inches = wrap.width / INCH, wrap.height / INCH
    if not printer.takes(*inches):
        shown = ", ".join(f"{width:g}in x {height:g}in" for width, height in printer.trims) or (
            f"{printer.width[0]:g}in to {printer.width[1]:g}in wide, {printer.height[0]:g}in to "
            f"{printer.height[1]:g}in high"
        )
        message = f"{printer.name} has no trim of {inches[0]:.2f}in x {inches[1]:.2f}in"
        yield error(message, f"write another trim below [press]: {shown}")
