"""One baseline, and lines of one height, where a line has glyphs of several fonts.

The height of a line is that of the font of its text (CSS 2.2, 10.8.1, the strut).  WeasyPrint takes it from all fonts
that Pango needed for a text, so that a Thai or a Hindi word would move a line off the grid.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Protocol

from kolofon.write.paper.weasyprint.mends import replaced

__all__ = ["on_one_baseline"]


class _Text(Protocol):
    """A box of text, whose baseline is measured from the top of its margin; lengths are in pixels."""

    style: Mapping[str, object]
    baseline: float
    margin_top: float
    margin_bottom: float


def on_one_baseline(lines: ModuleType) -> AbstractContextManager[None]:
    """Put all text of a line on the baseline of its own font.  `lines` is `weasyprint.layout.inline`."""
    stock: Callable[..., tuple[_Text | None, int | None, bool]] = lines.split_text_box

    def split_text_box(*given: object, **named: object) -> tuple[_Text | None, int | None, bool]:
        box, resume_at, preserved = stock(*given, **named)
        if box:
            _, baseline = lines.strut(box.style)
            lower = baseline - box.baseline
            if lower:
                box.baseline += lower
                box.margin_top += lower
                box.margin_bottom -= lower
        return box, resume_at, preserved

    return replaced(lines, split_text_box=split_text_box)
