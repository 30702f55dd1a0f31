"""Words with spaced letters, behind which there is no more space than behind any other word.

Letter spacing is put behind each letter (CSS Text 3, 8.2), the last one too, so that a word in small capitals would
be too far from the comma behind it.  WeasyPrint adds this last share to what Pango says of a line.  It is left out of
what is not to be broken, as is a word in small capitals; in words that are, it goes with the spaces between them.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import ModuleType

from kolofon.write.paper.weasyprint.mends import replaced

__all__ = ["spaced_within"]

_NORMAL, _WHOLE = "normal", "nowrap"


def spaced_within(texts: ModuleType) -> AbstractContextManager[None]:
    """Put no space behind a word that is not broken.  `texts` is `weasyprint.text.line_break`."""
    stock: Callable[[object, Mapping[str, object]], tuple[float, float]] = texts.line_size

    def line_size(line: object, style: Mapping[str, object]) -> tuple[float, float]:
        width, height = stock(line, style)
        spacing = style["letter_spacing"]
        if spacing != _NORMAL and style["white_space"] == _WHOLE:
            width -= float(str(spacing))
        return width, height

    return replaced(texts, line_size=line_size)
