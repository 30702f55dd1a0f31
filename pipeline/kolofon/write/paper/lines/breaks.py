"""Lines of text in scripts without spaces between words, and in Korean, broken where the language allows it.

Pango knows no words of Lao, Khmer and Burmese, few of Thai, and breaks Korean words anywhere.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from types import ModuleType
from typing import TYPE_CHECKING

from kolofon.language.breaks import line_breaks
from kolofon.language.letters import UNSPACED
from kolofon.write.paper.weasyprint.mends import replaced

if TYPE_CHECKING:
    from kolofon.write.paper.weasyprint.protocols import TextLayout

__all__ = ["HANGUL", "broken_by_words"]

HANGUL = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
"""The letters of Korean, as a class of characters; ICU knows where lines end between them."""

_BROKEN_HERE = re.compile(f"{UNSPACED}|{HANGUL}")
"""Text whose line breaks are found here: unspaced scripts, and Hangul."""

_STAND_IN = "\N{CJK RADICAL REPEAT}"
"""The character that WeasyPrint looks up in place of a picture or a box in a line."""

_LEFT_TO_PANGO = re.compile("[\n\u00ad]")
"""What may end a line by itself, which WeasyPrint sees to."""

_AS_A_HEADING = "manual"
"""The value of `hyphens` for what the press sets in a few lines that are not filled: headings, contents, tables."""

_SEEN = 4
"""How many ems of text are looked at for each em of a line: no letter is narrower than a quarter of an em."""
_UNSURE = 24
"""How many of the last characters of a text that was cut off may be half a word, whose breaks nobody knows."""


@contextmanager
def broken_by_words(lines: ModuleType, measures: ModuleType, texts: ModuleType) -> Iterator[None]:
    """Break lines where ICU says.

    The modules are `weasyprint.layout.inline`, `weasyprint.layout.preferred` and `weasyprint.text.line_break`.
    """
    split, breakable = _split(texts), _breakable(texts.can_break_text)
    with (
        replaced(lines, split_first_line=split, can_break_text=breakable),
        replaced(measures, split_first_line=split, can_break_text=breakable),
    ):
        yield


def _breakable(stock: Callable[[str, str | None], bool]) -> Callable[[str, str | None], bool]:
    def can_break_text(text: str, tag: str | None) -> bool:
        here = text and _STAND_IN not in text and _BROKEN_HERE.search(text)
        return bool(line_breaks(text, tag or "")) if here else stock(text, tag)

    return can_break_text


def _split(texts: ModuleType) -> Callable[..., object]:
    """`split_first_line` of WeasyPrint, whose result is described there, for text of these scripts too."""
    stock: Callable[..., tuple[object, int, int | None, float, float, float]] = texts.split_first_line

    def split_first_line(  # noqa: PLR0913, PLR0917  as WeasyPrint has it
        text: str,
        style: Mapping[str, object],
        context: object,
        room: float | None,
        spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002  as above
        minimum: bool = False,  # noqa: FBT001, FBT002  as above
    ) -> object:
        def by_weasyprint(part: str) -> tuple[object, int, int | None, float, float, float]:
            return stock(part, style, context, room, spacing, is_line_start, minimum)

        wraps = style["white_space"] in {"normal", "pre-wrap", "pre-line"}
        if not _BROKEN_HERE.search(text) or _LEFT_TO_PANGO.search(text):
            return by_weasyprint(text)
        size = float(str(style["font_size"]))
        if room is None or math.isinf(room) or not wraps or not size:
            return by_weasyprint(text)
        collapses = style["white_space"] != "pre-wrap"
        layout: TextLayout = texts.create_layout("", style, context, None, spacing)

        def fits(part: str) -> bool:
            layout.set_text(part.rstrip(" ") if collapses else part)
            width, _ = texts.line_size(layout.get_first_line()[0], style)
            return bool(width <= room)

        seen = text[: max(_UNSURE * 2, int(room / size * _SEEN))]
        if fits(seen):
            if fits(text):
                layout.set_text(text)
                return texts.first_line_metrics(layout.get_first_line()[0], text, layout, None, collapses, style)
            seen = text
        sure = len(seen) - (_UNSURE if seen != text else 0)
        kept, places = None, list[int]()
        for phrases in (True, False) if style["hyphens"] == _AS_A_HEADING else (False,):
            if kept is None:
                allowed = line_breaks(seen, str(style["lang"] or ""), phrases=phrases)
                places = list(takewhile(lambda place: place <= sure, allowed))
                kept = _most(places, lambda place: fits(text[:place]))
        if kept is None:
            # The first piece is too long, or all of the text is one.  Perhaps it may be hyphenated, or broken anywhere.
            piece = text[: places[0]] if places else text
            line = by_weasyprint(piece)
            resume_at = line[2] if line[2] is not None or piece == text else len(piece.encode())
            return (*line[:2], resume_at, *line[3:])
        layout.set_text(text[:kept])
        first_line, _ = layout.get_first_line()
        resume_at = len(text[:kept].encode())
        return texts.first_line_metrics(first_line, text, layout, resume_at, collapses, style)

    return split_first_line


def _most(places: Sequence[int], fits: Callable[[int], bool]) -> int | None:
    """The last of some places that fits, where all before one that fits do; None where none does."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if fits(places[middle]):
            low = middle + 1
        else:
            high = middle
    return places[low - 1] if low else None
