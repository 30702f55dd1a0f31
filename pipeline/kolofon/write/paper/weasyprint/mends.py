"""Corrections of what WeasyPrint does wrong.  This module does not import it: its modules are passed as arguments.

Each correction is for the one version that it was written against and has a test that fails without it.  Before an
upgrade, look whether each is still needed, then change `WRITTEN_FOR`.
"""

import io
import math
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import NamedTuple, Protocol

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from kolofon.model.error import MachineError
from kolofon.write.paper.tags import add_tags
from kolofon.write.paper.weasyprint.protocols import Box, Style

__all__ = [
    "WRITTEN_FOR",
    "Colour",
    "assert_version",
    "characters_for_glyphs",
    "complete_characters",
    "drawn_in_inks",
    "fit_without_last_space",
    "forbid_interpolation",
    "headed_rows",
    "hide_hyphens",
    "kept_styles",
    "links_with_area",
    "numbered_by_glyphs",
    "replaced",
    "tagged_by_elements",
]

WRITTEN_FOR = "70.0"

Colour = Callable[[float, float, float], tuple[float, float, float, float]]
"""A function from a colour of sRGB to amounts of four inks, all from 0 to 1."""

_HYPHENS = "\N{HYPHEN}\N{ARMENIAN HYPHEN}"
"""What is printed where a word is broken."""

_LEAST_WIDTH = 0.2
"""No text is narrower than this many ems a character; a text that is too long by that measure need not be tried."""


class _Given(Protocol):
    """A colour of tinycss2."""

    space: str

    def to(self, space: str) -> Iterable[float]: ...


class _Font(Protocol):
    """A font of WeasyPrint's; `to_unicode` has the characters of each glyph."""

    file_content: bytes
    index: int
    to_unicode: dict[int, str]


class _Inked(NamedTuple):
    """A colour as WeasyPrint's streams take it."""

    cyan: float
    magenta: float
    yellow: float
    black: float
    alpha: float

    @property
    def space(self) -> str:
        return "device-cmyk"

    @property
    def coordinates(self) -> tuple[float, ...]:
        return self[:4]


class _Row(Protocol):
    """A row of a table, and its computed style."""

    style: Style


class _Group(Protocol):
    """A head, a foot or a body of a table."""

    is_header: bool
    is_footer: bool
    children: Sequence[_Row]


class _Table(Protocol):
    """A table, or the part of it that is on one page."""

    children: Sequence[_Group]


_Laid = tuple[_Table | None, ...]
"""The part of a table that there is room for, and what else WeasyPrint returns from its layout."""

_Skip = Mapping[int, Mapping[int, object] | None] | None
"""Where the layout of a table continues: the index of its group, and in that the index of the row."""


def assert_version(version: str) -> None:
    """Raise MachineError if another version of WeasyPrint is installed than these mends are for."""
    if version != WRITTEN_FOR:
        raise MachineError(
            f"WeasyPrint {version} is installed, and this press is made for {WRITTEN_FOR}",
            hint="install what the lock says",
        )


@contextmanager
def replaced(owner: ModuleType | type, **functions: Callable[..., object]) -> Iterator[None]:
    """Replace functions of a module, or methods of a class, and restore them at the end."""
    stock = {name: vars(owner)[name] for name in functions}
    for name, function in functions.items():
        setattr(owner, name, function)
    try:
        yield
    finally:
        for name, function in stock.items():
            setattr(owner, name, function)


def fit_without_last_space(lines: ModuleType) -> AbstractContextManager[None]:
    """Make text before an inline element fill its line to the end.  `lines` is `weasyprint.layout.inline`.

    Such text ends in a space.  Where it fits into the line but for that space, WeasyPrint takes it for too long and
    breaks its first word by a hyphen, however short the line then is.  The space hangs (CSS Text 3, 4.1.2).
    """
    split = lines.split_first_line

    def split_first_line(
        text: str, style: Mapping[str, object], context: object, room: float | None, *more: object, **named: object
    ) -> object:
        line = split(text, style, context, room, *more, **named)
        words = text.rstrip(" ")
        hangs = words != text and style["white_space"] in {"normal", "pre-line"}
        if line[2] is None or not words or not hangs or room is None:
            return line
        if len(words) * _LEAST_WIDTH * float(str(style["font_size"])) < room:
            resume_at = split(words, style, context, room, *more, **named)[2]
            if resume_at is None:
                return split(text, style, context, math.inf, *more, **named)
        return line

    return replaced(lines, split_first_line=split_first_line)


def tagged_by_elements(writer: ModuleType) -> AbstractContextManager[None]:
    """Make the tree of a tagged PDF follow the elements (`kolofon.write.paper.tags`).  `writer` is `weasyprint.pdf`.

    WeasyPrint follows the boxes: a paragraph that continues on the next page is two; no element has a language; a folio
    is read aloud within the text; a header cell has no scope, and its name is its address in memory, another in each
    process; a link is described by its address; a footnote is read at the end of its page.
    """
    return replaced(writer, add_tags=add_tags)


def characters_for_glyphs(writer: ModuleType) -> AbstractContextManager[None]:
    """Give every glyph a character.  `writer` is `weasyprint.pdf`.

    Where several glyphs are one sign (a vowel and the mark that doubles a letter, in Arabic), WeasyPrint gives the
    character to the first and none to the others, which ISO 19005-2, 6.2.11.7.2, does not allow.  Such a glyph gets its
    own character, or, if it has none, an invisible one.
    """
    stock = writer.build_fonts_dictionary

    def build_fonts_dictionary(pdf: object, fonts: Mapping[object, _Font], *more: object) -> object:
        for font in fonts.values():
            complete_characters(font)
        return stock(pdf, fonts, *more)

    return replaced(writer, build_fonts_dictionary=build_fonts_dictionary)


def numbered_by_glyphs(font: type) -> AbstractContextManager[None]:
    """Give the characters of a font of PostScript's outlines the numbers of its glyphs.  `font` is WeasyPrint's `Font`.

    WeasyPrint shows glyphs by their numbers.  A CID-keyed font, as those of Han and Hangul are, has numbers of its own
    for characters (CIDs) in its charset, by which a reader looks glyphs up (ISO 32000-1, 9.7.4.2), and finds others.
    Cutting leaves the charset as it was.  Here it becomes one range in which both are the same (Adobe Technical Note
    5176, 13, format 2), in its old place: a charset of any other order is longer.
    """
    stock = vars(font)["clean"]

    def clean(self: _Font, *given: object) -> None:
        stock(self, *given)
        face = TTFont(io.BytesIO(self.file_content), fontNumber=self.index, recalcBBoxes=False, recalcTimestamp=False)
        top = face["CFF "].cff.topDictIndex[0].rawDict if "CFF " in face else {}
        if "ROS" in top and "charset" in top:
            content = bytearray(face.reader["CFF "])
            struct.pack_into(">BHH", content, top["charset"], 2, 1, len(face.getGlyphOrder()) - 2)
            face["CFF "] = DefaultTable("CFF ")
            face["CFF "].data = bytes(content)
            written = io.BytesIO()
            face.save(written, reorderTables=None)
            self.file_content = written.getvalue()

    return replaced(font, clean=clean)


def complete_characters(font: _Font) -> None:
    """Give a character to each glyph of a font that has none."""
    silent = [glyph for glyph, text in font.to_unicode.items() if not text]
    if silent:
        face = TTFont(io.BytesIO(font.file_content), fontNumber=font.index)
        own = {face.getGlyphID(name): chr(code) for code, name in face.getBestCmap().items()}
        font.to_unicode.update((glyph, own.get(glyph, "\N{ZERO WIDTH JOINER}")) for glyph in silent)


def drawn_in_inks(stream: type, colour: Colour) -> AbstractContextManager[None]:
    """Draw in four inks what is in sRGB.  `stream` is `weasyprint.pdf.stream.Stream`; for PDF/X.

    CSS could give the inks of type and rules, but not those of a vector picture.
    """
    stock = {name: vars(stream)[name] for name in ("set_color", "add_shading")}

    def set_color(self: object, given: _Given, stroke: bool = False) -> object:  # noqa: FBT001, FBT002  as WeasyPrint has it
        if given.space not in {"srgb", "hsl", "hwb"}:
            return stock["set_color"](self, given, stroke)
        red, green, blue, alpha = given.to("srgb")
        return stock["set_color"](self, _Inked(*colour(red, green, blue), alpha), stroke)

    def add_shading(self: object, *given: object, **named: object) -> object:
        for part in (*given, *named.values()):
            _ink_shades(part, colour)
        return stock["add_shading"](self, *given, **named)

    return replaced(stream, set_color=set_color, add_shading=add_shading)


def _ink_shades(function: object, colour: Colour) -> None:
    """Turn the ends of each gradient in a function (ISO 32000-1, 7.10.3 and 7.10.4) into inks."""
    match function:
        case {"Functions": [*parts]}:
            for part in parts:
                _ink_shades(part, colour)
        case {"C0": list() as first, "C1": list() as last} if len(first) == len("rgb"):
            for shade in (first, last):
                shade[:] = colour(*shade)
        case _:
            pass


def hide_hyphens(objects: Iterable[object], text: str) -> None:
    """Make the hyphen that ends a broken word a soft one, which search, copies and screen readers leave out.

    ISO 32000-1, 14.8.2.2.3, requires it.  WeasyPrint prints U+2010 there, or the sign that the style sheet has for the
    language, so this is for a `text` that has none itself.
    """
    means = [b"> <%04x>" % ord(hyphen) for hyphen in _HYPHENS if hyphen not in text]
    for thing in objects:
        operators = getattr(thing, "stream", None)
        if isinstance(operators, list) and b"begincmap" in operators:
            operators[:] = [
                line[:-7] + b" <00ad>" if isinstance(line, bytes) and line.endswith(tuple(means)) else line
                for line in operators
            ]


def links_with_area(boxes: ModuleType) -> AbstractContextManager[None]:
    """Make a link as high as its words.  `boxes` is `weasyprint.formatting_structure.boxes`.

    WeasyPrint gives an inline element the height of its line.  The call of a note has a line of no height, so as not to
    push lines apart, and could not be clicked.
    """
    stock = boxes.InlineBox.hit_area

    def hit_area(self: Box) -> tuple[float, float, float, float]:
        left, top, width, height = stock(self)
        if height >= self.border_height():
            return left, top, width, height
        return left, self.border_box_y(), width, self.border_height()

    return replaced(boxes.InlineBox, hit_area=hit_area)


def headed_rows(blocks: ModuleType) -> AbstractContextManager[None]:
    """Make a table keep its head where a row is longer than a page.  `blocks` is `weasyprint.layout.block`.

    WeasyPrint lays out a row that is not to be broken, and is too long for a page below the head, without the head, and
    breaks it all the same.  Here it is laid out again as a row that may be broken.
    """
    stock = blocks.table_layout

    def table_layout(context: object, table: _Table, bottom_space: float, skip_stack: _Skip, *more: object) -> _Laid:
        def lay_out() -> _Laid:
            laid: _Laid = stock(context, table, bottom_space, skip_stack, *more)
            return laid

        laid = lay_out()
        if laid[0] is None or _furnished(laid[0]) == _furnished(table):
            return laid
        *_, absolute, fixed = more
        blocks.remove_placeholders(context, [laid[0]], absolute, fixed)
        first, rows = next(iter((skip_stack or {0: None}).items()))
        group = next((group for group in table.children[first:] if not (group.is_header or group.is_footer)), None)
        for row in group.children[next(iter(rows or {0: None})) :][:1] if group else ():
            row.style = row.style.copy()
            row.style["break_inside"] = "auto"
        return lay_out()

    return replaced(blocks, table_layout=table_layout)


def _furnished(table: "_Table") -> int:
    """How many heads and feet a table has."""
    return sum(group.is_header or group.is_footer for group in table.children)


@contextmanager
def kept_styles(documents: ModuleType) -> Iterator[list[Callable[..., Mapping[str, object] | None]]]:
    """Keep the function that returns the style of an element, for each book.  `documents` is `weasyprint.document`.

    WeasyPrint discards it, and without it an element without a box may be lost or hidden on purpose.
    """
    stock = documents.get_all_computed_styles
    kept: list[Callable[..., Mapping[str, object] | None]] = []

    def get_all_computed_styles(*given: object) -> object:
        kept[:] = [stock(*given)]
        return kept[0]

    with replaced(documents, get_all_computed_styles=get_all_computed_styles):
        yield kept


def forbid_interpolation(objects: Iterable[object]) -> None:
    """Forbid readers to smooth a picture's pixels, as PDF/A requires (ISO 19005-2, 6.2.8)."""
    for thing in objects:
        extra = getattr(thing, "extra", {})
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
