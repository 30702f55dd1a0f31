"""pdfium: a page → its structure tree and its glyphs.  The caller has to hold the lock of `pages`."""

import ctypes
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from unicodedata import bidirectional

from PIL.Image import Image
from pypdfium2 import raw

from kolofon.commands.serve.paper.reading_order import Element, Glyph

__all__ = ["Page", "glyphs_of", "tree_of", "utf16"]

_DEEPEST = 200
"""How deep a structure tree is followed."""


class _Closing(Protocol):
    def close(self) -> None:
        """Close it in pdfium."""


class _Bitmap(Protocol):
    def to_pil(self) -> Image:
        """The same for Pillow."""


class Page(_Closing, Protocol):
    """A page, as pypdfium2 has it."""

    def get_height(self) -> float:
        """Its height in points."""

    def get_textpage(self) -> _Closing:
        """Its text."""

    def render(self, *, scale: float) -> _Bitmap:
        """A picture of it, with `scale` pixels to the point."""


def utf16(buffer: "ctypes.Array[ctypes.c_char]", length: int) -> str:
    """The text in a buffer that pdfium has filled."""
    return buffer.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")


def tree_of(page: Page) -> list[Element]:
    """The elements of the structure tree that have something on a page."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
        return [_element(top, 0) for top in tops if top]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _element(element: object, depth: int) -> Element:
    kids: list[Element | int] = []
    for at in range(raw.FPDF_StructElement_CountChildren(element) if depth < _DEEPEST else 0):
        if kid := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            kids.append(_element(kid, depth + 1))
        elif (number := raw.FPDF_StructElement_GetChildMarkedContentID(element, at)) >= 0:
            kids.append(number)
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    name = ctypes.create_string_buffer(max(length, 2))
    raw.FPDF_StructElement_GetType(element, name, length)
    return Element(utf16(name, length), tuple(kids))


@dataclass(slots=True)
class _Drawn:
    """A text object: the number of its marked content, or -1; the text that it is read as, if that differs."""

    content: int
    spoken: str | None
    begun: bool = False


@dataclass(slots=True)
class _Piece:
    """Glyphs of one text object that pdfium has one after another."""

    drawn: _Drawn
    glyphs: list[Glyph] = field(default_factory=list)


def glyphs_of(page: Page) -> dict[int, list[Glyph]]:
    """The glyphs of a page, by the numbers of the marked content that they are in; others are left out.

    pdfium has them in the order in which they are read, also from right to left.
    """
    pieces = _pieces(page)
    for at, piece in enumerate(pieces[1:-1], 1):
        if pieces[at - 1].drawn is pieces[at + 1].drawn and pieces[at - 1].drawn.spoken is not None:
            # A word within what is read otherwise: pdfium turns its letters around once too often.
            piece.glyphs = _in_reading_direction(piece.glyphs)
    found: dict[int, list[Glyph]] = {}
    for piece in pieces:
        if piece.drawn.content >= 0:
            found.setdefault(piece.drawn.content, []).extend(piece.glyphs)
    return found


def _pieces(page: Page) -> list[_Piece]:
    height = page.get_height()
    text = page.get_textpage()
    objects: dict[int, _Drawn] = {}
    pieces: list[_Piece] = []
    box, spaced = raw.FS_RECTF(), True
    try:
        for at in range(raw.FPDFText_CountChars(text)):
            drawn = raw.FPDFText_GetTextObject(text, at)
            code = raw.FPDFText_GetUnicode(text, at)
            character = chr(code) if code <= sys.maxunicode else ""
            if not drawn or character.isspace() or not raw.FPDFText_GetLooseCharBox(text, at, box):
                spaced = True
                continue
            key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
            if key not in objects:
                objects[key] = _Drawn(raw.FPDFPageObj_GetMarkedContentID(drawn), _spoken(drawn))
            one = objects[key]
            if not (pieces and pieces[-1].drawn is one):
                pieces.append(_Piece(one))
            if one.spoken is not None:
                character = "" if one.begun else one.spoken
                one.begun = True
            edges = (box.left, height - box.top, box.right, height - box.bottom)
            pieces[-1].glyphs.append(Glyph(character, edges, spaced))
            spaced = False
    finally:
        text.close()
    return pieces


def _in_reading_direction(glyphs: Sequence[Glyph]) -> list[Glyph]:
    leftward = any(bidirectional(glyph.text[:1] or " ") in {"R", "AL"} for glyph in glyphs)
    return list(reversed(glyphs)) if leftward else list(glyphs)


def _spoken(drawn: object) -> str | None:
    """The text that a text object is read as (`ActualText`)."""
    for at in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, at)
        length = ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, length):
            held = (ctypes.c_ubyte * max(length.value, 1))()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", held, length.value, length)
            content = bytes(held)[: length.value]
            return content.decode("utf-16" if content.startswith(b"\xfe\xff") else "latin-1", errors="replace")
    return None
