"""Sorts, as a compositor calls his pieces of type: glyphs that are drawn as one piece, and their text."""

from typing import NamedTuple

__all__ = ["Placed", "Sort"]

Placed = tuple[int, int, int]
"""A glyph, and where it is: to the right, and above the line, in units of the font."""


class Sort(NamedTuple):
    """A piece of type: its glyphs, how far it moves on, in units of the font, and its text."""

    glyphs: tuple[Placed, ...]
    advance: int
    text: str

    @property
    def single(self) -> int | None:
        """The glyph, where it is one that is where it always is."""
        return self.glyphs[0][0] if len(self.glyphs) == 1 and self.glyphs[0][1:] == (0, 0) else None
