"""The codes of a font, beyond those that WeasyPrint gives: each has what is drawn, and the text of that.

WeasyPrint's codes are the numbers of the glyphs, and each has the text that it is first met with.  Where a glyph has
another text, and where several glyphs are one piece of text, there is a code behind those of the glyphs; for the
latter the font gets a glyph that is made of the others (`composites`).  A font says of each code which glyph it shows
(`CIDToGIDMap`, ISO 32000-1, 9.7.4.3) and which text it means (`ToUnicode`, 9.10.3).

A code is made of what it shows and means, so that chapters that are set apart agree on it.  Where they do not, since
two sorts have the same code, `recoded` gives one of them another.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Protocol

import pydyf

from kolofon.write.paper.extraction.composites import with_composites
from kolofon.write.paper.extraction.operators import DIGITS, FONT
from kolofon.write.paper.extraction.sorts import Sort
from kolofon.write.paper.file.protocols import File, Object, object_at
from kolofon.write.paper.weasyprint.mends import replaced

__all__ = [
    "SORTS",
    "Coded",
    "NoCodesError",
    "code_of",
    "forget",
    "merged",
    "recoded",
    "sorts",
    "text_of",
    "texts",
    "written_codes",
]

_SPARE = 256
"""Codes behind the glyphs that WeasyPrint may take for letters that the font lacks."""
_LEAST = 1024
"""How many codes have to be left; a font of more glyphs is one of Han or Hangul, which hardly needs them."""
_CODES = 0x10000
_BATCH = 100
"""How many lines a section of a CMap may have (Adobe Technical Note 5014, 2)."""
_DRAWN = re.compile(rb"<([0-9a-f]*)>")

SORTS = "sorts"
"""The attribute of a font that holds its codes that are not the numbers of glyphs."""


class Coded(Protocol):
    """A font of WeasyPrint's; `widths` are in thousandths of an em."""

    hash: str
    bitmap: bool
    upem: int
    glyph_count: int
    file_content: bytes
    widths: dict[int, int]
    to_unicode: dict[int, str]

    @property
    def type(self) -> str: ...  # noqa: D102  WeasyPrint's own


class NoCodesError(Exception):
    """A font has not as many codes as there are sorts in chapters that were set apart."""


class _Case:
    """The sorts of a font by their codes, and the codes by the sorts."""

    def __init__(self) -> None:
        self.codes: dict[Sort, int] = {}
        self.sorts: dict[int, Sort] = {}

    def put(self, sort: Sort, start: int, code: int) -> int:
        """Give a sort a code, this one or the next that is free, from `start` on; NoCodesError, if there is none."""
        if len(self.sorts) >= _CODES - start:
            raise NoCodesError
        while code in self.sorts:
            code = code + 1 if code + 1 < _CODES else start
        self.codes[sort], self.sorts[code] = code, sort
        return code


def _case(font: Coded) -> _Case:
    found: _Case = vars(font).setdefault(SORTS, _Case())
    return found


def sorts(font: Coded) -> dict[int, Sort]:
    """The sorts of a font by their codes, in the order of these."""
    return dict(sorted(_case(font).sorts.items()))


def forget(font: Coded) -> None:
    """Forget the sorts of a font."""
    vars(font).pop(SORTS, None)


def texts(font: Coded) -> dict[int, str]:
    """The text of each code of a font."""
    return font.to_unicode | {code: sort.text for code, sort in sorts(font).items()}


def text_of(font: Coded, code: int) -> str:
    """The text of a code of a font."""
    sort = _case(font).sorts.get(code)
    return sort.text if sort else font.to_unicode.get(code, "")


def code_of(font: Coded, sort: Sort) -> int | None:
    """The code of a sort.

    None if the font has no codes left, or is one of PostScript's outlines, of which no glyphs are made here.
    """
    known, start = _case(font), font.glyph_count + _SPARE
    if sort in known.codes:
        return known.codes[sort]
    if font.bitmap or font.type == "otf" or _CODES - start < _LEAST + len(known.codes):
        return None
    return known.put(sort, start, start + zlib.crc32(repr(tuple(sort)).encode()) % (_CODES - start))


def merged(font: Coded, more: Mapping[int, Sort]) -> dict[int, int]:
    """Add sorts to a font by their codes; returns the new codes of those whose code is that of another.

    Raises NoCodesError.
    """
    known, new = _case(font), {}
    for code, sort in more.items():
        found = known.codes.get(sort)
        if found is None:
            found = known.put(sort, font.glyph_count + _SPARE, code)
        if found != code:
            new[code] = found
    return new


def recoded(content: bytes, codes: Mapping[str, Mapping[int, int]]) -> bytes:
    """The deflated operators of a page with other codes; `codes` has the new ones by the names of fonts."""
    texts = {
        name.encode(): {f"{old:04x}".encode(): f"{new:04x}".encode() for old, new in of_font.items()}
        for name, of_font in codes.items()
    }
    new: Mapping[bytes, bytes] = {}

    def shown(found: re.Match[bytes]) -> bytes:
        drawn = (found[1][at : at + DIGITS] for at in range(0, len(found[1]), DIGITS))
        return b"<" + b"".join(new.get(code, code) for code in drawn) + b">"

    lines = zlib.decompress(content).split(b"\n")
    for at, line in enumerate(lines):
        if font := FONT.fullmatch(line):
            new = texts.get(font[1], {})
        elif new and line.startswith(b"[") and line.endswith(b"] TJ"):
            lines[at] = _DRAWN.sub(shown, line)
    return zlib.compress(b"\n".join(lines), 9)


@contextmanager
def written_codes(writer: ModuleType, font: type) -> Iterator[None]:
    """Write the codes of fonts into the file.  `writer` is `weasyprint.pdf`, `font` the class of its fonts."""
    build: Callable[..., Mapping[str, bytes]] = writer.build_fonts_dictionary
    cut: Callable[..., None] = vars(font)["clean"]
    numbers: dict[str, dict[Sort, int]] = {}

    def clean(self: Coded, glyphs: Mapping[int, str], hinting: object) -> None:
        cut(self, glyphs, hinting)
        if made := sorts(self):
            self.file_content, numbers[self.hash] = with_composites(self.file_content, made.values())

    def build_fonts_dictionary(pdf: File, fonts: Mapping[object, Coded], *more: object) -> Mapping[str, bytes]:
        coded = {each.hash: each for each in fonts.values() if sorts(each)}
        for each in coded.values():
            for sort in sorts(each).values():
                for glyph, *_ in sort.glyphs:
                    each.to_unicode.setdefault(glyph, sort.text)  # a font is cut to the glyphs that have a text
        written = build(pdf, fonts, *more)
        for name, each in coded.items():
            _write(pdf, object_at(pdf, written[name]), each, numbers[name])
        return written

    with replaced(font, clean=clean), replaced(writer, build_fonts_dictionary=build_fonts_dictionary):
        yield


def _write(pdf: File, written: Object, font: Coded, numbers: Mapping[Sort, int]) -> None:
    """Write the codes of a font; `numbers` are those of the glyphs that they show."""
    known = sorts(font)
    means = [b"<%04x> <%s>" % (code, sort.text.encode("utf-16-be").hex().encode()) for code, sort in known.items()]
    _map(object_at(pdf, written["ToUnicode"]), b"bfchar", means)
    if written["Encoding"] != "/Identity-H":  # the font lacks letters, and has a map of its own of what it has
        _map(object_at(pdf, written["Encoding"]), b"cidchar", [b"<%04x> %d" % (code, code) for code in known])
    below = written["DescendantFonts"]
    outlines = object_at(pdf, below[0] if isinstance(below, list) else None)
    widths = outlines["W"]
    if isinstance(widths, list):
        for code, sort in known.items():
            widths += code, pydyf.Array([width_of(font, sort)])
    shown = {glyph: glyph for glyph in font.to_unicode if glyph < font.glyph_count}
    shown |= {code: numbers[sort] for code, sort in known.items()}
    table = bytearray(2 * (max(shown) + 1))
    for code, glyph in shown.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    stream = pydyf.Stream([bytes(table)], compress=True)
    pdf.add_object(stream)
    outlines["CIDToGIDMap"] = stream.reference


def width_of(font: Coded, sort: Sort) -> int:
    """The width of a sort in thousandths of an em."""
    return round(sort.advance * 1000 / font.upem)


def _map(cmap: Object, section: bytes, lines: list[bytes]) -> None:
    """Add lines to a CMap before its end."""
    end = cmap.stream.index(b"endcmap")
    sections: list[bytes] = []
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        sections += b"%d begin%s" % (len(batch), section), *batch, b"end" + section
    cmap.stream[end:end] = sections
