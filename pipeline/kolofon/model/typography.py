"""How a page is set in type, as `[page]` and `theme` in `source/edition.toml` say it, without a style sheet."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Look", "Typography"]


class Look(StrEnum):
    """The looks that come with the press: its plain ones, and the themes that ship."""

    PLAIN = "plain"
    CLASSIC = "classic"
    MODERN = "modern"
    LARGE_PRINT = "large-print"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """The type of the page.

    `font` is the family of Latin, Greek and Cyrillic text; `font_size` is a length (`Page.size` is that of the paper);
    `leading` is the distance of two lines, as a length or as a multiple of the size of the type; empty values are as
    the theme has them, or by the width of the paper.  `drop` is how many lines the first letter of a chapter takes, 0
    for none.  `large_print` is for readers with low vision.
    """

    font: str = ""
    font_size: str = ""
    leading: str = ""
    drop: int = 0
    large_print: bool = False
