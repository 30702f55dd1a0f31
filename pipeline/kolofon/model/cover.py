"""What `source/edition.toml` says of the cover for print.  The field names are the keys of the file."""

from dataclasses import dataclass

__all__ = ["Cover"]


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover for print: back, spine and front on one sheet.

    `printer` is the name of a printer on demand, whose rules are then kept (`kolofon.write.paper.cover.printers`), and
    `stock` a paper of that printer's, the first one if empty.  `spine` is the thickness of the book, a length, as a
    printer says it; if empty, that of its leaves and of the cover (`Press.paper`, `Press.board`), or by the printer's
    formula.  `background` and `ink` are colours, `#7a2a2a` in sRGB or `cmyk(0, 80, 60, 40)` in per cent; if empty, the
    press's own for the language, and the one of black and white that is read best on it.  `artwork` is a picture for
    the front, a path below `source/`.
    """

    printer: str = ""
    stock: str = ""
    spine: str = ""
    background: str = ""
    ink: str = ""
    artwork: str = ""
