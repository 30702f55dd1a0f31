"""The kinds of PDF, and the options of WeasyPrint for each."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kolofon.model.finding import Finding
from kolofon.write.fonts import Family
from kolofon.write.paper.file.protocols import File
from kolofon.write.paper.weasyprint.mends import Colour

__all__ = ["Kind", "options_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The differences between kinds of PDF.

    `variant` is WeasyPrint's name of it; `suffix` goes between the name of the work and `.pdf`; `finish` completes the
    file, with the title that is printed, and returns its findings; `inspect` returns those about the objects of which
    pages are drawn; `picture` makes a picture ready; `colour`, if there is one, turns sRGB into inks, and `inks` names
    these; `sheet` is CSS for it; `draft` says whether a mark may be printed for a letter that no
    font has; `own` are the families of the edition.
    """

    variant: str
    tagged: bool
    finish: Callable[[File, str], Iterable[Finding]]
    picture: Callable[[bytes], bytes]
    colour: Colour | None = None
    suffix: str = ""
    sheet: str = ""
    draft: bool = False
    own: tuple[Family, ...] = ()
    inks: str = ""
    inspect: Callable[[Iterable[object]], Iterable[Finding]] = lambda _objects: ()


def options_of(xhtml: bytes, kind: Kind, sheet: object) -> dict[str, object]:
    """WeasyPrint's options for a PDF of one kind of a page."""
    return {
        "stylesheets": [sheet],
        "presentational_hints": True,  # among them `start` of a list
        "pdf_variant": kind.variant,
        "pdf_tags": kind.tagged,
        "pdf_identifier": hashlib.sha256(xhtml).hexdigest()[:32].encode(),
    }
