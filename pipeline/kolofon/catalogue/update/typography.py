"""A text → the text without what is typography alone."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold"]

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
        "…": "...",
    }
)
_DASHES = re.compile(r" ?-+ ?")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The text with quotation marks, dashes, spaces and the ellipsis as a typewriter has them.

    Two texts that fold to the same text differ in typography alone.  The width of a space does not count, and no space
    counts around a dash or at the ends; letters, their case and all other punctuation count.
    """
    # Most English is ASCII, and has of the signs only this one.
    text = text.replace("`", "'") if text.isascii() else unicodedata.normalize("NFC", text).translate(_SIGNS)
    text = " ".join(text.split())
    return _DASHES.sub("-", text) if "-" in text else text
