"""Fonts, cut to the characters that a book has, for screens.

The faces of the press are variable fonts.  Many reading devices know no such thing, so what is embedded is one weight:
the regular one, which is the font's default, or the bold one.
"""

import io
from dataclasses import dataclass

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pipeline.publish.fonts import families

__all__ = ["ScreenFont", "lacking", "screen_fonts"]

_REGULAR, _BOLD = 400, 700

_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "pnum", "smcp", "c2sc")
"""The OpenType features that the style sheets use, and those that are always on."""

_VARIATIONS = ("HVAR", "MVAR", "STAT", "avar", "cvar", "fvar", "gvar")

_NAMES = frozenset({0, 1, 2, 3, 4, 5, 6, 13, 14})
"""Copyright, the names that a font must have, and its licence (OpenType, `name`)."""


@dataclass(frozen=True, slots=True)
class ScreenFont:
    """A font file: its family, CSS font-style and font-weight, its name without ending, and its bytes."""

    family: str
    style: str
    weight: int
    name: str
    content: bytes


def screen_fonts(characters: frozenset[str], *, bold: bool, flavour: str | None = None) -> tuple[ScreenFont, ...]:
    """The faces of the text's family, upright and italic, and the upright one in bold where that is asked for.

    `flavour` is None (TrueType, which every reading device knows) or "woff2".  The same values give the same bytes.
    """
    family = families()[0]
    base = family.name.replace(" ", "")
    fonts = []
    for face in family.faces():
        weights = (_REGULAR, _BOLD) if bold and face.style == "normal" else (_REGULAR,)
        for weight in weights:
            content = _cut(face.content, characters, weight, flavour)
            name = f"{base}-{'Bold' if weight == _BOLD else 'Regular' if face.style == 'normal' else 'Italic'}"
            fonts.append(ScreenFont(family.name, face.style, weight, name, content))
    return tuple(fonts)


def lacking(text: str) -> frozenset[str]:
    """The characters of a text for which the family has no letter."""
    upright = next(face for face in families()[0].faces() if face.style == "normal")
    known = TTFont(io.BytesIO(upright.content), lazy=True).getBestCmap()
    return frozenset(character for character in text if ord(character) not in known)


def _cut(content: bytes, characters: frozenset[str], weight: int, flavour: str | None) -> bytes:
    font = TTFont(io.BytesIO(content), lazy=True, recalcTimestamp=False)
    if weight == _REGULAR:
        # The default of every axis, so what varies is only to be left out; to compute it takes a second.
        for table in _VARIATIONS:
            if table in font:
                del font[table]
        font["GDEF"].table.VarStore = None
    # Subsetting would walk all of the font for names that nothing refers to, which takes as long as the rest together.
    names = font["name"]
    del font["name"]
    options = subset.Options(layout_features=list(_FEATURES), hinting=False, notdef_outline=True, drop_tables=["DSIG"])
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    names.names = [record for record in names.names if record.nameID in _NAMES]
    font["name"] = names
    if weight != _REGULAR:
        font = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = flavour
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
