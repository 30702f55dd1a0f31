"""The fonts of a quire ⇄ values, and those of several quires as one."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import structs

from kolofon.write.paper.extraction.codes import SORTS, Coded, merged, recoded, sorts
from kolofon.write.paper.quire.keys import digest
from kolofon.write.paper.quire.values import FontUse, Late, Quire, Written
from kolofon.write.paper.weasyprint.faces import face_of
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.messages import collected
from kolofon.write.paper.weasyprint.modules import fonts
from kolofon.write.services import Store

__all__ = ["Font", "Joined", "cut_once", "kept_font", "recoded_margins", "recoded_quire"]

_APART = frozenset({"hb_face", "hb_font", "file_content", "hash", "to_unicode", "widths", SORTS})
"""Attributes of WeasyPrint's fonts that are kept elsewhere, or not at all."""


Codes = Mapping[str, Mapping[int, int]]
"""The new codes of what had other ones, by the names of fonts."""


class Font(Coded, Protocol):
    """A font of WeasyPrint's, and its file."""

    index: int
    file_content: bytes


def kept_font(font: Font) -> FontUse:
    """What a quire keeps of a font, before it is cut."""
    facts = {name: value for name, value in vars(font).items() if name not in _APART}
    file = hashlib.sha256(font.file_content).hexdigest()
    return FontUse(font.hash, file, facts, dict(font.widths), dict(font.to_unicode), sorts(font))


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


class Joined:
    """The fonts of WeasyPrint's with the glyphs of all quires, in `fonts` by their names.

    `files` are the fonts' files by their digests.  Where two quires know a glyph by other characters, the first is
    right.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.fonts: dict[str, Font] = {}
        self._files = files

    def add(self, used: Iterable[FontUse]) -> Codes:
        """Add glyphs; returns the new codes of those whose code is already that of something else."""
        codes: dict[str, Mapping[int, int]] = {}
        for use in used:
            font = self.fonts.get(use.name)
            if font is None:
                font = self.fonts[use.name] = _font(use, self._files[use.file])
            for glyph, text in use.to_unicode.items():
                font.to_unicode.setdefault(glyph, text)
            font.widths |= use.widths
            if new := merged(font, use.sorts):
                codes[use.name] = new
        return codes


def recoded_quire(quire: Quire, codes: Codes) -> Quire:
    """A quire whose glyphs have new codes."""
    if not codes:
        return quire
    leaves = tuple(structs.replace(leaf, content=recoded(leaf.content, codes)) for leaf in quire.leaves)
    return structs.replace(quire, leaves=leaves, objects=_recoded(quire.objects, codes))


def recoded_margins(late: Late, codes: Codes) -> Late:
    """What is in margins, with new codes for its glyphs."""
    if not codes:
        return late
    return structs.replace(late, content=recoded(late.content, codes), objects=_recoded(late.objects, codes))


def _recoded(objects: Mapping[int, Written], codes: Codes) -> Mapping[int, Written]:
    """Objects of which the forms (ISO 32000-1, 8.10) have new codes."""
    found = dict(objects)
    for number, thing in objects.items():
        match thing:
            case Written([_, {"Subtype": "/Form", "Filter": "/FlateDecode"}], bytes() as content):
                found[number] = Written(thing.value, recoded(content, codes))
            case _:
                pass
    return found


def _font(use: FontUse, content: bytes) -> Font:
    font: Font = object.__new__(fonts.Font)
    vars(font).update(use.facts)
    font.hash, font.file_content = use.name, content
    font.widths, font.to_unicode = dict(use.widths), dict(use.to_unicode)
    vars(font)["hb_face"] = face_of(content, font.index)
    vars(font)["variations"] = dict(vars(font)["variations"])  # it is completed when the font is cut
    return font
