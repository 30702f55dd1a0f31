"""One baseline, and lines of one height, where a line has glyphs of several fonts.

The height of a line is that of the font of its text (CSS 2.2, 10.8.1, the strut).  WeasyPrint takes it from all fonts
that Pango needed for a text, so that a Thai or a Hindi word would move a line off the grid.
"""

from contextlib import AbstractContextManager
from types import ModuleType
from typing import TYPE_CHECKING

from kolofon.write.paper.weasyprint.mends import replaced
from kolofon.write.paper.weasyprint.protocols import Box

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["on_one_baseline"]


def on_one_baseline(lines: ModuleType) -> AbstractContextManager[None]:
    """Put all text of a line on the baseline of its own font.  `lines` is `weasyprint.layout.inline`."""
    stock: Callable[..., tuple[Box | None, int | None, bool]] = lines.split_text_box

    def split_text_box(*given: object, **named: object) -> tuple[Box | None, int | None, bool]:
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
