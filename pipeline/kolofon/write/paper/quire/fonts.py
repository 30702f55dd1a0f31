"""The fonts of a quire ⇄ values, and those of several quires as one."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from kolofon.write.paper.faces import face_of
from kolofon.write.paper.quire.values import FontUse
from kolofon.write.paper.typesetter import fonts

__all__ = ["joined", "kept_font"]

_APART = frozenset({"hb_face", "hb_font", "file_content", "hash", "to_unicode", "widths"})
"""Attributes of WeasyPrint's fonts that are kept elsewhere, or not at all."""


class Font(Protocol):
    """A font of WeasyPrint's."""

    hash: str
    index: int
    file_content: bytes
    widths: dict[int, int]
    to_unicode: dict[int, str]


def kept_font(font: Font) -> FontUse:
    """What a quire keeps of a font, before it is cut."""
    facts = {name: value for name, value in vars(font).items() if name not in _APART}
    digest = hashlib.sha256(font.file_content).hexdigest()
    return FontUse(font.hash, digest, facts, dict(font.widths), dict(font.to_unicode))


def joined(used: Iterable[FontUse], files: Mapping[str, bytes]) -> dict[str, Font]:
    """The fonts of WeasyPrint's with the glyphs of all quires, by their names.

    `files` are the fonts' files by their digests.  Where two quires know a glyph by other characters, the first is
    right.
    """
    found: dict[str, Font] = {}
    for use in used:
        font = found.get(use.name)
        if font is None:
            found[use.name] = _font(use, files[use.file])
            continue
        for glyph, text in use.to_unicode.items():
            font.to_unicode.setdefault(glyph, text)
        font.widths |= use.widths
    return found


def _font(use: FontUse, content: bytes) -> Font:
    font: Font = object.__new__(fonts.Font)
    vars(font).update(use.facts)
    font.hash, font.file_content = use.name, content
    font.widths, font.to_unicode = dict(use.widths), dict(use.to_unicode)
    vars(font)["hb_face"] = face_of(content, font.index)
    vars(font)["variations"] = dict(vars(font)["variations"])  # it is completed when the font is cut
    return font
