"""Fonts, cut to the characters that a book has, for screens.

The faces of the press are variable fonts, which many reading devices do not support.  So one weight is embedded: the
regular one, which is the font's default, or the bold one.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as harfbuzz

from kolofon.language.letters import EUROPEAN
from kolofon.write.fonts import Face, Family, families, families_for_code, text_family
from kolofon.write.views import FontFile

__all__ = ["ScreenFont", "lacking", "screen_fonts"]

_REGULAR, _BOLD = 400, 700

_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "pnum", "smcp", "c2sc")
"""The OpenType features that the style sheets use, and those that are always on."""

_CFF = b"OTTO"
"""How a font begins whose outlines are PostScript's (OpenType, "Organization of an OpenType Font")."""

_IDLE = ("DSIG", "STAT")
"""Tables without a use in a font of one weight that has been cut."""

_NAMES = frozenset({0, 1, 2, 3, 4, 5, 6, 13, 14})
"""Copyright, the names that a font must have, and its licence (OpenType, `name`)."""


@dataclass(frozen=True, slots=True)
class ScreenFont:
    """A font file: its family, CSS font-style and font-weight, its name without ending, that ending, and its bytes."""

    family: str
    style: str
    weight: int
    name: str
    ending: str
    content: bytes

    @property
    def about(self) -> FontFile:
        """What the templates see of the font."""
        return FontFile(self.family, self.style, self.weight, self.name, self.ending)


def screen_fonts(  # noqa: PLR0913  each is another thing
    characters: frozenset[str],
    languages: Iterable[str] = (),
    own: Sequence[Family] = (),
    *,
    bold: bool,
    code: frozenset[str] = frozenset(),
    flavour: str | None = None,
) -> tuple[ScreenFont, ...]:
    """The faces of each family that the text needs, upright and italic, and the upright in bold where `bold` is set.

    In scripts of their own, bold takes the place of much that is italic elsewhere.  Where there is code, and `code` are
    its characters, there is the upright face of that family too.  `flavour` is None (OpenType, which every reading
    device knows) or "woff2".  The same values give the same bytes.
    """
    fonts: list[ScreenFont] = []
    chosen = families(characters, languages, own, code=False)
    for family in chosen:
        for face in family.faces():
            heavy = face.style == "normal" and (bold or family.heads or family.script not in {"", *EUROPEAN})
            weights = (_REGULAR, _BOLD) if heavy else () if family.heads else (_REGULAR,)
            fonts += (
                _font(family, face, weight, characters, flavour) for weight in weights if face.weight in {None, weight}
            )
    if code:
        for family in families_for_code(families(code, languages, own, code=False), own):
            fonts += (_font(family, face, _REGULAR, code, flavour) for face in family.faces() if face.style == "normal")
    return tuple(fonts)


@lru_cache(maxsize=16)  # a process that makes a book again after an edit mostly has the same letters
def _font(family: Family, face: Face, weight: int, characters: frozenset[str], flavour: str | None) -> ScreenFont:
    kind = "Bold" if weight == _BOLD else "Regular" if face.style == "normal" else "Italic"
    stem = family.name.replace(" ", "")
    # Older reading systems do not find a file with another name (EPUB 3.3, 4.2.2)
    name = f"{stem if stem.isascii() else family.script or 'Code'}-{kind}"
    content = _cut(face.content, characters, weight, flavour, shaped=family.script != "")
    ending = flavour or ("otf" if content.startswith(_CFF) else "ttf")
    return ScreenFont(family.name, face.style, weight, name, ending, content)


def lacking(text: str, family: Family | None = None) -> frozenset[str]:
    """The characters of a text for which a family has no letter; the text's family, if none is named."""
    upright = next(face for face in (family or text_family()).faces() if face.style == "normal")
    known = harfbuzz.Face(upright.content).unicodes
    return frozenset(character for character in text if ord(character) not in known)


def _cut(content: bytes, characters: frozenset[str], weight: int, flavour: str | None, *, shaped: bool) -> bytes:
    """A font with these characters alone.

    `shaped` says that letters are joined, stacked or put before others: then all features that HarfBuzz keeps by
    default are kept.
    """
    face, wanted = harfbuzz.Face(content), harfbuzz.SubsetInput()
    wanted.unicode_set.set(map(ord, characters))
    if shaped:
        wanted.layout_feature_tag_set.update(map(_tag, _FEATURES))
    else:
        wanted.layout_feature_tag_set.set(map(_tag, _FEATURES))
    wanted.name_id_set.set(_NAMES)
    wanted.drop_table_tag_set.update(map(_tag, _IDLE))
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    made = bytes(harfbuzz.subset(face, wanted).blob.data)
    return made if flavour is None else _packed(made, flavour)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def _packed(content: bytes, flavour: str) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only a site needs it, and it takes as long as all the fonts do

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    font.flavor = flavour
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
