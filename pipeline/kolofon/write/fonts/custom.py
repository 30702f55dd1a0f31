"""A family of fonts that an edition brings itself: what its files must be, and what they say of themselves."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Protocol

import uharfbuzz as harfbuzz

from kolofon.language.letters import BLOCKS, LATIN, script_of
from kolofon.language.scripts import letters_of, script_name
from kolofon.write.fonts import families_for_code, text_family
from kolofon.write.fonts.sources import LICENCES, Family, NameId

__all__ = ["CODE", "UnfitError", "own_family", "with_own_names"]

CODE = "code"
"""What edition.toml calls the family of listings."""

_FACES = {
    "regular": ("normal", 400),
    "bold": ("normal", 700),
    "italic": ("italic", 400),
    "bold_italic": ("italic", 700),
}
_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")
"""How a font file begins (OpenType, "Organization of an OpenType Font")."""

_NEEDED = ("head", "hhea", "hmtx", "maxp", "cmap")
"""Tables without which no glyph can be measured or found (OpenType, "Required Tables")."""
_UNITS = range(16, 16385)
"""How many units the em of a font may have (OpenType, `head`)."""

_RESTRICTED, _USES = 0x0002, 0x000F
_NOT_CUT, _BITMAPS = 0x0100, 0x0200
"""Bits of `fsType` (OpenType, `OS/2`): not to be embedded; what the use may be; not to be cut; bitmaps alone."""

_MARKS = {"Cyrl": ((0x0300, 0x0301),)}
"""Marks that go with the letters, by their first and last code points: the stress in Russian, for which Unicode has no
letters of its own.  In another font than its letter a mark is not where it belongs."""

_LONGEST = 300
"""How many characters are printed of a text that a font has about itself."""


class _Font(Protocol):
    """What is used of a font that HarfBuzz has read."""

    glyph_count: int
    unicodes: Iterable[int]
    axis_infos: Iterable["_Axis"]

    def get_name(self, name: NameId) -> str | None: ...
    def reference_table(self, tag: str) -> "_Table": ...


class _Axis(Protocol):
    tag: str


class _Table(Protocol):
    data: bytes


class UnfitError(Exception):
    """A file cannot be the face that it is named as, by the key in edition.toml; what is wrong, and how to mend it."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.key, self.message, self.hint = key, message, hint


def own_family(script: str, named: Mapping[str, tuple[str, bytes | None]]) -> Family:
    """The family that an edition has for a script (ISO 15924), or for listings (`CODE`).

    `named` are the paths of its files below `theme/` and their bytes, None for one that is not there, by the keys of
    `kolofon.model.edition.FontFiles`.  Raises UnfitError for a file that is not there, no font or damaged, that has no
    letter of the script, or that its maker does not let be embedded, or be cut to the letters of a book.
    """
    return _family(script, tuple(named.items()))


@cache
def _family(script: str, files: tuple[tuple[str, tuple[str, bytes | None]], ...]) -> Family:
    named = dict(files)
    faces = {key: _face(key, path, content, script) for key, (path, content) in named.items()}
    upright = faces["regular"]
    name = re.sub(r"[^\w -]", "", _said(upright, NameId.FAMILY)).strip()
    if not name:
        raise UnfitError("regular", f"theme/{named['regular'][0]} has no name", "save it anew with a family name")
    licence = f"{_said(upright, NameId.LICENCE)} {_said(upright, NameId.LICENCE_ADDRESS)}"
    return Family(
        name=name,
        version=_said(upright, NameId.VERSION).removeprefix("Version ").partition(";")[0],
        licence=next((code for said, code in LICENCES.items() if said in licence), ""),
        copyright=_said(upright, NameId.COPYRIGHT),
        package="",
        files=tuple(
            (_FACES[key][0], None if _varies(face) else _FACES[key][1], f"theme/{named[key][0]}")
            for key, face in faces.items()
        ),
        script="" if script == CODE else script,
        code=script == CODE,
        contents=tuple(_alone(content, script) for _, content in named.values() if content is not None),
    )


def with_own_names(families: Iterable[Family]) -> Iterator[Family]:
    """The families of an edition, each with a name of its own, Latin letters first.

    A style sheet knows a family by its name alone, and an edition may name one font for several scripts.  That of Latin
    letters keeps its name, and may be another release of the press's; one of Greek letters alone may not.
    """
    press = {family.name for family in (text_family(), *families_for_code(()))}
    taken: set[str] = set()
    for family in sorted(families, key=lambda each: each.script != LATIN):
        name = family.name
        if name in taken or (name in press and family.script in BLOCKS):
            name = f"{name} {script_name(family.script) if family.script else 'Code'}"
        taken.add(name)
        yield replace(family, name=name)


def _face(key: str, path: str, content: bytes | None, script: str) -> _Font:
    shown = f"theme/{path}"
    if content is None:
        raise UnfitError(key, f"there is no {shown}", "put the font file there, or name another one")
    face: _Font = harfbuzz.Face(content)
    if not content.startswith(_SIGNATURES) or not face.glyph_count or not face.unicodes:
        raise UnfitError(key, f"{shown} is no font", "save it as TrueType or OpenType, .ttf or .otf")
    if not _whole(face, content):
        raise UnfitError(key, f"{shown} is damaged", "copy the font anew from where it is from")
    if wrong := next(_forbidden(face), ""):
        raise UnfitError(key, f"{shown} may not be in a book: {wrong}", "ask its maker, or take another font")
    if script != CODE and not _has_letters(face, script):
        message = f"{shown} has no letter of {script_name(script)}"
        raise UnfitError(key, message, "name the font by the script that it is for, or take another one")
    return face


def _whole(face: _Font, content: bytes) -> bool:
    """Whether the tables that a font file names are all within it, those among them without which it is none."""
    tables = [content[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(content[4:6], "big"), 16)]
    within = all(int.from_bytes(one[8:12], "big") + int.from_bytes(one[12:], "big") <= len(content) for one in tables)
    units = int.from_bytes(bytes(face.reference_table("head").data)[18:20], "big")
    return within and {one[:4].decode("latin-1") for one in tables}.issuperset(_NEEDED) and units in _UNITS


def _alone(content: bytes, script: str) -> bytes:
    """A font without the letters of other scripts, if it is one of Greek or Cyrillic ones.

    Its family comes before that of Latin letters, which may have Greek ones, and is not to be in its place.
    """
    if script not in BLOCKS:
        return content
    wanted = harfbuzz.SubsetInput()
    for kept in (wanted.layout_feature_tag_set, wanted.name_id_set):
        kept.clear()
        kept.invert()  # all
    wanted.unicode_set.set(map(ord, " \N{NO-BREAK SPACE}"))  # Pango takes these from the first family
    for first, last in (*BLOCKS[script], *_MARKS.get(script, ())):
        wanted.unicode_set.add_range(first, last)
    return bytes(harfbuzz.subset(harfbuzz.Face(content), wanted).blob.data)


def _forbidden(face: _Font) -> Iterator[str]:
    """What the licence of a font, as its own bits say it, does not let be done with it."""
    table = bytes(face.reference_table("OS/2").data)
    bits = int.from_bytes(table[8:10], "big")
    if bits & _USES == _RESTRICTED:
        yield "it is not to be embedded (fsType)"
    if bits & _NOT_CUT:
        yield "it is not to be cut to the letters of the book (fsType)"
    if bits & _BITMAPS:
        yield "only its bitmaps are to be embedded (fsType)"


def _has_letters(face: _Font, script: str) -> bool:
    letters = letters_of(script)
    return any(script_of(chr(code)) in letters for code in face.unicodes)


def _varies(face: _Font) -> bool:
    return any(axis.tag == "wght" for axis in face.axis_infos)


def _said(face: _Font, name: NameId) -> str:
    """What a font says of itself, on one line."""
    found = unicodedata.normalize("NFC", str(face.get_name(name) or ""))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in found).split())[:_LONGEST]
