"""Hyphens, stops and quotation marks that hang out of the measure, so that its edges look even (`page.optical`).

A style sheet switches it on by the custom property `--optical: 1`, which WeasyPrint hands down as any other.
"""

from typing import TYPE_CHECKING, cast

from kolofon.write.paper.lines.composer.widths import Measure
from kolofon.write.paper.weasyprint.protocols import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["at_end", "at_start", "is_wanted"]

_ENDS = {
    **dict.fromkeys("-\u2010\u058a\u05be", 0.6),
    **dict.fromkeys(".,\u060c\u06d4\u3001\u3002", 0.7),
    **dict.fromkeys("'\"\u2018\u2019\u201c\u201d\u201a\u201e", 0.5),
    **dict.fromkeys(":;\u061b\u00b7", 0.4),
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a\u2013", 0.3),
    **dict.fromkeys("!?\u061f\u2014", 0.2),
    **dict.fromkeys(")]", 0.1),
}
_STARTS = {
    **dict.fromkeys("'\"\u2018\u2019\u201c\u201d\u201a\u201e", 0.5),
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a\u2013", 0.3),
    **dict.fromkeys("([\u2014", 0.1),
}
"""Which part of a character is out of the measure at the end of a line, and at its start."""


def is_wanted(style: Style) -> bool:
    """Whether marks protrude in text of a style."""
    tokens = cast("Iterable[object]", style["__optical"])
    return any(getattr(token, "value", 0) == 1 for token in tokens)


def at_end(text: str, measure: Measure) -> float:
    """How far the end of a line is out of the measure, in pixels; `text` is what it ends with."""
    part = _ENDS.get(text[-1:], 0.0)
    return part * measure.width(text[-1]) if part else 0.0


def at_start(text: str, measure: Measure) -> float:
    """How far the start of a line is out of the measure, in pixels; `text` is what it begins with."""
    part = _STARTS.get(text[:1], 0.0)
    return part * measure.width(text[0]) if part else 0.0
