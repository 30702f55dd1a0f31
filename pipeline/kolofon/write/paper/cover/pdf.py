"""The cover of a book as a PDF for a printer, and the findings about it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from urllib.parse import quote

from PIL import Image, ImageChops

from kolofon.language import language
from kolofon.language.tags import base_of
from kolofon.model.document import Place
from kolofon.model.edition import EDITION, Edition, Imprint
from kolofon.model.finding import Finding, Severity
from kolofon.set.addresses import missing_picture
from kolofon.write.paper.cover.barcode import isbn_in, placed
from kolofon.write.paper.cover.colours import BLACK, LEAST_CONTRAST, WHITE, Ink, contrast, ink_of
from kolofon.write.paper.cover.front import artwork_box
from kolofon.write.paper.cover.page import page_of
from kolofon.write.paper.cover.texts import Texts
from kolofon.write.paper.cover.wrap import Box, printer_of, refused, wrap_of
from kolofon.write.paper.pdf import compose
from kolofon.write.paper.press.colour import FOGRA39, Inks
from kolofon.write.paper.press.imposition import Sheet, kind_for_press
from kolofon.write.pictures import Pictures
from kolofon.write.pictures.raster import media_type, opened
from kolofon.write.themes.theme import PLAIN, Theme
from kolofon.write.typography.geometry import geometry

__all__ = ["SUFFIX", "artwork_of", "colour_findings", "colours_of", "printed_cover"]

SUFFIX = "-cover"
"""What is between the name of the work and `.pdf`."""

_BOARDS = (
    Ink(0.25, 0.90, 0.75, 0.45),
    Ink(0.90, 0.65, 0.30, 0.40),
    Ink(0.75, 0.35, 0.65, 0.50),
    Ink(0.60, 0.75, 0.25, 0.40),
    Ink(0.25, 0.55, 0.95, 0.35),
    Ink(0.80, 0.35, 0.45, 0.40),
    Ink(0.30, 0.20, 0.15, 0.70),
    Ink(0.30, 0.75, 0.80, 0.50),
)
"""The colours of covers, by which the languages of one work differ on a fetcher, as they do on screens."""

_MOST_INK = 320
"""The most ink on one spot of coated paper in offset printing, in per cent of one (the profile's own limit is 330)."""
_NEAR = 2.0
"""The greatest error of the amount of ink, in per cent: it is measured in steps."""
_LEAST_PIXELS = 300
"""Pixels to the inch that an artwork has at the least in the size in which it is printed."""


def printed_cover(  # noqa: PLR0913, PLR0917  each is another thing
    texts: Texts,
    pages: int,
    imprint: Imprint,
    images: Pictures,
    edition: Edition,
    profile: bytes | None = None,
    theme: Theme = PLAIN,
    isbn: str | None = None,
) -> tuple[bytes, tuple[Finding, ...]]:
    """The cover of a book of so many pages as a PDF for a printer, and the findings about it.

    `images` are the pictures by their paths below `source/`; of the edition, `page`, `press`, `cover` and `identifier`
    are used; `isbn` is that of the printed book, the one in the identifier if it is None, and none if it is empty;
    `profile` is the ICC profile of the printing condition.  There are no bytes where there are no pages, and where the
    printer does not take such a book.  The same values give the same bytes.  Raises EditionError for an invalid length
    or profile, and MachineError as `pdf.typeset` does.
    """
    place = Place(f"{imprint.language}/{imprint.work}{SUFFIX}.pdf")
    if not pages:
        return b"", ()
    trim = geometry(replace(edition.page, size=edition.press.trim or edition.page.size))
    wrap = wrap_of(edition, trim, pages, rightward=language(imprint.language).direction == "ltr")
    stopped = tuple(refused(edition, wrap, pages, place))
    if stopped:
        return b"", stopped
    inks = Inks(profile or FOGRA39)
    ground, ink = colours_of(edition, imprint.language, inks)
    number = isbn_in(edition.identifier) if isbn is None else isbn
    barcode = placed(number, wrap.room) if number else None
    artwork, lacking = artwork_of(edition, images, artwork_box(wrap))
    found = [*colour_findings(ground, ink, edition, inks, place), *lacking]
    page = page_of(texts, wrap, (ground, ink), imprint, theme, barcode=barcode, artwork=artwork)
    found += [_lost(what, place) for what in page.lost]
    kind = kind_for_press(imprint, Sheet(wrap.across, wrap.height, wrap.bleed), SUFFIX, profile, theme.fonts)
    most: list[float] = []
    composed = compose(page.xhtml, imprint, images, replace(kind, picture=_watched(kind.picture, most)))
    limit = _limit(edition)
    found += [
        _too_much(f"the artwork has {total:.0f}", limit, _of_artwork(edition))
        for total in most
        if total > limit + _NEAR
    ]
    return composed.content, (*found, *composed.findings)


def colours_of(edition: Edition, tag: str, inks: Inks) -> tuple[Ink, Ink]:
    """The colours of the ground and of what is printed on it."""
    cover = edition.cover
    # A sum, and not hash(), whose value is another one in each process.
    usual = _BOARDS[sum(base_of(tag).encode()) % len(_BOARDS)]
    ground = ink_of(cover.background, inks.colour) if cover.background else usual
    best = max((WHITE, BLACK), key=lambda ink: contrast(ground, ink, inks.seen))
    return ground, ink_of(cover.ink, inks.colour) if cover.ink else best


def colour_findings(ground: Ink, ink: Ink, edition: Edition, inks: Inks, place: Place) -> Iterator[Finding]:
    """A warning for words that are not well read on their ground, and for each colour of too much ink."""
    if (found := contrast(ground, ink, inks.seen)) < LEAST_CONTRAST:
        message = f"the words of the cover have a contrast of {found:.1f} to their ground, less than {LEAST_CONTRAST}"
        yield Finding(
            "cover-contrast", Severity.WARNING, place, message, "make `ink` or `background` lighter or darker"
        )
    limit = _limit(edition)
    for name, colour in (("background", ground), ("ink", ink)):
        if colour.total > limit:
            yield _too_much(f"`{name}` has {colour.total:.0f}", limit, place)


def _limit(edition: Edition) -> int:
    """The most ink on one spot, in per cent of one."""
    printer = printer_of(edition)
    return printer.ink if printer else _MOST_INK


def _too_much(what: str, limit: int, place: Place) -> Finding:
    message = f"{what} % of ink on one spot, and the printer takes {limit} %"
    return Finding("cover-ink", Severity.WARNING, place, message, "take a lighter colour, or less of each ink")


def _of_artwork(edition: Edition) -> Place:
    return Place(f"source/{edition.cover.artwork}")


def artwork_of(edition: Edition, images: Pictures, box: Box) -> tuple[str, list[Finding]]:
    """The address of the artwork, "" if there is none to show, and the findings about it."""
    path = edition.cover.artwork
    if not path:
        return "", []
    if path not in images:
        return "", [missing_picture(path, Place(str(EDITION)))]
    content = images.find(path).content
    found: list[Finding] = []
    if content is not None and media_type(content):
        across, down = opened(content).size
        # As `object-fit: cover` has it: the picture fills the box, and what is left of it is cut off.
        dense = min(across / box.width, down / box.height) * 72
        if dense < _LEAST_PIXELS:
            message = f"the artwork has {dense:.0f} pixels to the inch where it is printed, less than {_LEAST_PIXELS}"
            needed = [ceil(side / 72 * _LEAST_PIXELS) for side in (box.width, box.height)]
            hint = f"take one of {needed[0]} × {needed[1]} pixels or more"
            found.append(Finding("cover-artwork", Severity.WARNING, _of_artwork(edition), message, hint))
    return quote(path), found


def _watched(picture: Callable[[bytes], bytes], most: list[float]) -> Callable[[bytes], bytes]:
    """The conversion of pictures, which also says how much ink is on the fullest spot of each, in per cent of one."""

    def converted(content: bytes) -> bytes:
        made = picture(content)
        if media_type(content):  # and no vector picture
            with Image.open(io.BytesIO(made)) as image:
                if image.mode == "CMYK":
                    cyan, magenta, yellow, black = image.split()
                    mean = ImageChops.add(ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2), 2)
                    most.append(max(mean.tobytes()) / 255 * 400)
        return made

    return converted


def _lost(what: str, place: Place) -> Finding:
    severity = Severity.WARNING if what.endswith("spine") else Severity.ERROR
    return Finding("cover-room", severity, place, f"there is no room for {what}", "make it shorter")
