"""Fonts without Pango: their files, and the widths of their glyphs, by HarfBuzz."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Protocol

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.modules import fonts, libraries, writer

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Widths", "even_widths", "face_of", "versions"]

_CALLS = """
    typedef struct { int32_t ascender; int32_t descender; int32_t line_gap; int32_t reserved[9]; } hb_font_extents_t;
    hb_bool_t hb_font_get_h_extents (hb_font_t *font, hb_font_extents_t *extents);
    hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *data_of_user, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    hb_font_t * hb_font_create (hb_face_t *face);
    void hb_font_destroy (hb_font_t *font);
    void hb_font_set_scale (hb_font_t *font, int across, int down);
    const int * hb_font_get_var_coords_normalized (hb_font_t *font, unsigned int *length);
    void hb_font_set_var_coords_normalized (hb_font_t *font, const int *coords, unsigned int length);
    int hb_font_get_glyph_h_advance (hb_font_t *font, hb_codepoint_t glyph);
    hb_bool_t hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t character, hb_codepoint_t *glyph);
    const char * hb_version_string (void);
"""
"""The declarations of functions of HarfBuzz that WeasyPrint does not use."""

_COPIED = 0
"""HB_MEMORY_MODE_DUPLICATE."""


class _Font(Protocol):
    """A font of WeasyPrint's, with the face and the sized font that HarfBuzz has of it."""

    hb_face: object
    hb_font: object
    upem: int
    glyph_count: int
    widths: dict[int, int]
    ascent: int
    descent: int


@cache
def _harfbuzz() -> "ModuleType":
    libraries.ffi.cdef(_CALLS)
    library: ModuleType = libraries.harfbuzz
    return library


def versions() -> tuple[str, str]:
    """The versions of HarfBuzz and of Pango."""
    return libraries.ffi.string(_harfbuzz().hb_version_string()).decode(), str(libraries.pango.pango_version())


def face_of(content: bytes, index: int) -> object:
    """The face in a font file, for HarfBuzz."""
    library = _harfbuzz()
    ffi = libraries.ffi
    blob = library.hb_blob_create(content, len(content), _COPIED, ffi.NULL, ffi.NULL)
    face = library.hb_face_create(blob, index)
    library.hb_blob_destroy(blob)
    return ffi.gc(face, library.hb_face_destroy)


@contextmanager
def even_widths() -> Iterator[None]:
    """Make the measures of a font and of a glyph the same whatever the size of the text that it is first met in.

    WeasyPrint measures at that size, in whole thousandths of an em, so a font may have others in another chapter.
    """
    stock = fonts.Font.__init__

    def begin(self: _Font, *given: object) -> None:
        stock(self, *given)
        self.widths = widths = Widths(self)
        self.ascent, self.descent = widths.extents()

    build = writer.build_fonts_dictionary

    def build_fonts_dictionary(pdf: object, used: Mapping[object, _Font], *more: object) -> object:
        for font in used.values():
            font.widths = dict(font.widths)
        return build(pdf, used, *more)

    with replaced(fonts.Font, __init__=begin), replaced(writer, build_fonts_dictionary=build_fonts_dictionary):
        yield


class Widths(dict[int, int]):
    """The widths of the glyphs of a font that were looked up, in thousandths of an em; `in` is true for every glyph."""

    def __init__(self, font: _Font) -> None:
        super().__init__()
        library, ffi = _harfbuzz(), libraries.ffi
        sized = library.hb_font_create(font.hb_face)
        library.hb_font_set_scale(sized, font.upem, font.upem)
        length = ffi.new("unsigned int *")
        coords = library.hb_font_get_var_coords_normalized(font.hb_font, length)
        if length[0]:
            library.hb_font_set_var_coords_normalized(sized, coords, length[0])
        self._font, self._known = ffi.gc(sized, library.hb_font_destroy), font.glyph_count
        self._upem = font.upem
        self._glyphs: dict[str, int | None] = {}

    def glyph(self, character: str) -> int | None:
        """The glyph of a character by itself; None if the font has none, or for anything but one character."""
        if character not in self._glyphs:
            found = libraries.ffi.new("hb_codepoint_t *")
            has = len(character) == 1 and _harfbuzz().hb_font_get_nominal_glyph(self._font, ord(character), found)
            self._glyphs[character] = found[0] if has else None
        return self._glyphs[character]

    def extents(self) -> tuple[int, int]:
        """How far the font reaches above its line, and below it, which is negative."""
        found = libraries.ffi.new("hb_font_extents_t *")
        _harfbuzz().hb_font_get_h_extents(self._font, found)
        return round(found.ascender * 1000 / self._upem), round(found.descender * 1000 / self._upem)

    def __contains__(self, glyph: object) -> bool:
        return super().__contains__(glyph) or (isinstance(glyph, int) and 0 < glyph < self._known)

    def __missing__(self, glyph: int) -> int:
        self[glyph] = round(self.advance(glyph) * 1000 / self._upem)
        return self[glyph]

    def advance(self, glyph: int) -> int:
        """How far a glyph moves on, in units of the font."""
        advance: int = _harfbuzz().hb_font_get_glyph_h_advance(self._font, glyph)
        return advance
