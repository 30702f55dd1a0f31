"""The entries of a bibliography as a PDF prints them, compared with the page that it is made of.

Read while the file is written: the glyphs that go into a page's content, mapped by the character map of their font,
which is what any program reads from the finished file.  So what a style sheet does to an entry (`text-transform`,
`display`, `visibility`, `content`, a hyphen at the end of a line) is seen, and a page without entries takes no time.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol
from xml.etree.ElementTree import Element

from kolofon.model.document import Place
from kolofon.model.finding import Finding, Severity, where_they_differ
from kolofon.write.paper.extraction.codes import Coded, text_of
from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box

__all__ = ["Entries"]

_LIST = "bibliography"
_GLYPHS = re.compile("<([0-9a-f]*)>")
_DIGITS = {True: 2, False: 4}
"""How many hexadecimal digits the number of a glyph has, by whether its font is one of pictures."""
_PAIRS = str.maketrans(")]}»›", "([{«‹")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


class _Stream(Protocol):
    """A page's content: its font and the size of that, and the fonts of the file."""

    _current_font: tuple[str, float]
    _fonts: Mapping[object, Coded]
    show_text: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A box of text that was drawn: its characters, and its glyphs in strings, each with its font; `cut` at its end."""

    text: str
    cut: bool
    leftward: bool
    glyphs: tuple[tuple[Coded, str], ...]


class Entries:
    """The entries of the bibliographies of a book, and the text that is drawn for each."""

    def __init__(self) -> None:
        self._entries: list[Element] = []
        self._entry: dict[Element, int] = {}
        self._drawn: dict[int, list[_Piece]] = {}

    def follow(self, page: Element) -> None:
        """Watch the entries in the tree of a page, in place of those of an earlier one."""
        lists = (element for element in page.iter() if _LIST in element.get("class", "").split())
        self._entries = [entry for listed in lists if listed.tag in {"ol", "ul"} for entry in listed]
        self._entry = {part: number for number, entry in enumerate(self._entries) for part in entry.iter()}

    @contextmanager
    def watched(self, drawing: ModuleType) -> Iterator[None]:
        """Keep what is drawn of the entries.  `drawing` is `weasyprint.draw`."""
        stock = drawing.draw_text

        def draw_text(stream: _Stream, box: Box, offset_x: float, text_overflow: str, *more: object) -> None:
            number = None if box.element is None else self._entry.get(box.element)
            if number is None or (box.element_tag or "").endswith("::marker"):
                stock(stream, box, offset_x, text_overflow, *more)
                return
            # WeasyPrint gives an ellipsis the text that it replaces.
            room = box.pango_layout.max_width
            cut = text_overflow == "ellipsis" and room is not None and box.width > room
            glyphs = self._shown(stream, lambda: stock(stream, box, offset_x, text_overflow, *more))
            if glyphs:
                piece = _Piece(box.text, cut, box.style["direction"] == "rtl", glyphs)
                self._drawn.setdefault(number, []).append(piece)

        with replaced(drawing, draw_text=draw_text):
            yield

    def misprinted(self, place: Place) -> Iterator[Finding]:
        """A finding, if an entry is not printed as the page has it, character for character but for the spaces.

        To be called when the whole file is drawn; `place` is its own.
        """
        wrong = [
            ("".join(entry.itertext()), said)
            for number, entry in enumerate(self._entries)
            if (said := self._misprint("".join(entry.itertext()), self._drawn.get(number, ()))) is not None
        ]
        if wrong:
            entry, said = where_they_differ(*wrong[0])
            several = (
                f"{len(wrong)} entries of the bibliography are" if wrong[1:] else "an entry of the bibliography is"
            )
            how = f"is printed as {said}" if wrong[0][1] else "is not printed"
            yield Finding(
                "bibliography",
                Severity.ERROR,
                place,
                f"{several} not printed character for character: {entry} {how}",
                "take out of theme/ what changes the text of .bibliography (text-transform, display, content, hyphens)",
            )

    @staticmethod
    def _shown(stream: _Stream, draw: Callable[[], object]) -> tuple[tuple[Coded, str], ...]:
        """The text that is shown while something is drawn."""
        shown: list[tuple[str, str]] = []
        show = stream.show_text

        def show_text(text: str) -> None:
            shown.append((stream._current_font[0], text))  # noqa: SLF001  WeasyPrint reads it there, too
            show(text)

        stream.show_text = show_text
        try:
            draw()
        finally:
            del stream.show_text
        fonts = {font.hash: font for font in stream._fonts.values()} if shown else {}  # noqa: SLF001  as above
        return tuple((fonts[name], text) for name, text in shown)

    @staticmethod
    def _misprint(entry: str, pieces: Sequence[_Piece]) -> str | None:
        """The text that is printed instead of an entry; None, if it is printed right."""
        # Glyphs are in the order in which they are seen, and in scripts that join letters one is not one letter.
        seen = any(piece.leftward for piece in pieces) or any(map(_joins, unicodedata.normalize("NFC", entry)))
        said = "".join("…" if piece.cut else piece.text if seen else _read(piece.glyphs) for piece in pieces)
        hyphens = "\N{HYPHEN}" if "\N{SOFT HYPHEN}" in entry else ""
        same = _bare(entry).replace(hyphens, "") == _bare(said).replace(hyphens, "")
        return None if same else said


def _joins(character: str) -> bool:
    return unicodedata.bidirectional(character) in _FROM_THE_RIGHT or unicodedata.category(character) in {"Mn", "Mc"}


def _read(glyphs: Sequence[tuple[Coded, str]]) -> str:
    """The characters of some glyphs."""
    found: list[str] = []
    for font, text in glyphs:
        for numbers in _GLYPHS.findall(text):
            step = _DIGITS[font.bitmap]
            found += (text_of(font, int(numbers[at : at + step], 16)) for at in range(0, len(numbers), step))
    return "".join(found)


def _bare(text: str) -> str:
    """A text without spaces, some of which are lost at the ends of lines, and without invisible characters.

    A bracket is that of its pair which opens: in text from right to left one has the glyph of the other, and a font
    has one character for a glyph.
    """
    return "".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split()).translate(_PAIRS)
