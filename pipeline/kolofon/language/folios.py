"""The folios of the pages before a text: roman numbers, or the letters of a language in their order."""

from collections.abc import Sequence

__all__ = ["front_folio"]

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def front_folio(number: int, letters: Sequence[str] = ()) -> str:
    """The folio of a page before the text, by its number from 1: its letter, or a roman number where there is none."""
    if 0 < number <= len(letters):
        return letters[number - 1]
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
