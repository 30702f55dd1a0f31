"""The fonts of a quire ⇄ values, and those of several quires as one."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from kolofon.write.means import Store
from kolofon.write.paper.faces import face_of
from kolofon.write.paper.mends import replaced
from kolofon.write.paper.messages import collected
from kolofon.write.paper.quire.keys import digest
from kolofon.write.paper.quire.values import FontUse
from kolofon.write.paper.typesetter import fonts

__all__ = ["cut_once", "joined", "kept_font"]

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
    file = hashlib.sha256(font.file_content).hexdigest()
    return FontUse(font.hash, file, facts, dict(font.widths), dict(font.to_unicode))


def cut_once(store: Store, same: str) -> AbstractContextManager[None]:
    """Take fonts that are cut to some glyphs from a store, if they are there, and put them there if not.

    `same` is the key of what else a cut font depends on.
    """
    stock = fonts.Font.clean

    def clean(font: Font, glyphs: Mapping[int, str], hinting: object) -> None:
        facts = {name: value for name, value in vars(font).items() if name not in _APART}
        whole = hashlib.sha256(font.file_content).hexdigest()
        key = digest("font", same, whole, sorted(facts.items()), sorted(glyphs), hinting)
        content = store.get(key)
        if content is not None:
            font.file_content = content
            return
        with collected() as said:
            stock(font, glyphs, hinting)
        if not said:  # what is said is to be said each time
            store[key] = font.file_content

    return replaced(fonts.Font, clean=clean)


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
