"""The rules for `[cover]` in `edition.toml`."""

from collections.abc import Iterator

from kolofon.edition.configuration.mistake import Mistake, is_safe_source
from kolofon.model.cover import Cover
from kolofon.model.error import EditionError
from kolofon.model.page_sizes import points

__all__ = ["cover_mistakes"]

_WIDEST = "200mm"
"""The widest spine: the thickest books that are bound have about half of it."""


def cover_mistakes(cover: Cover) -> Iterator[Mistake]:
    """The mistakes in `[cover]`."""
    if cover == Cover():
        return
    from kolofon.write.paper.cover.colours import is_colour  # noqa: PLC0415  most editions say nothing of it
    from kolofon.write.paper.cover.printers import PRINTERS  # noqa: PLC0415  as above

    if cover.printer and cover.printer not in PRINTERS:
        hint = f"write {', '.join(PRINTERS)}, or leave it out for a printer who takes any cover"
        yield Mistake(("cover", "printer"), f"“{cover.printer}” is no printer that the press knows", hint)
    stocks = PRINTERS[cover.printer].stocks if cover.printer in PRINTERS else {}
    if cover.stock and cover.stock not in stocks:
        hint = f"write {', '.join(stocks)}" if stocks else "leave it out; the thickness of a leaf is press.paper"
        yield Mistake(("cover", "stock"), f"“{cover.stock}” is no paper of that printer's", hint)
    if cover.spine:
        hint = "write a number and mm, cm, in or pt, such as 12.5mm"
        try:
            wide = points(cover.spine)
        except EditionError:
            yield Mistake(("cover", "spine"), f"“{cover.spine}” is not a length", hint)
        else:
            if wide > points(_WIDEST):
                yield Mistake(("cover", "spine"), f"no spine is {cover.spine} wide: {_WIDEST} at most", hint)
    for key, colour in (("background", cover.background), ("ink", cover.ink)):
        if colour and not is_colour(colour):
            hint = "write it as #7a2a2a, or in per cent of four inks as cmyk(0, 80, 60, 40)"
            yield Mistake(("cover", key), f"“{colour}” is not a colour", hint)
    if cover.artwork and not is_safe_source(cover.artwork):
        hint = "write the path of a picture below source/, such as pictures/cover.jpg"
        yield Mistake(("cover", "artwork"), f"“{cover.artwork}” is not such a path", hint)
