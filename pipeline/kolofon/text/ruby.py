"""Ruby, characters with their reading: how a line of Markdown writes it, and how wide it is."""

import re
from unicodedata import east_asian_width

__all__ = ["ems", "parse_ruby", "write_ruby"]

_ANNOTATED = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u30fa\u30fd-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uffdc"
    "\U0001aff0-\U0001b2fb\U00020000-\U0003fffd]"
)
"""A letter of Han, kana, hangul or bopomofo: braces whose first part has none are no ruby."""

_BRACED = re.compile(r"\{([^{}|\\\n]+)((?:\\?\|[^{}|\\\n]+)+)\}")
_BAR = re.compile(r"\\?\|")


def parse_ruby(text: str, start: int = 0) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """The ruby that a text has at a place: where it ends, and its parts, each characters with their reading.

    `{漢字|かんじ}` has one part, `{漢字|かん|じ}` one for each character of it.  None for braces that are no ruby,
    those with another number of readings among them.  A bar may have a backslash before it, as in a table.
    """
    found = _BRACED.match(text, start)
    if not found or not _ANNOTATED.search(found[1]):
        return None
    base, readings = found[1].strip(), [each.strip() for each in _BAR.split(found[2])[1:]]
    bases = [base] if len(readings) == 1 else list(base)
    if len(bases) != len(readings) or not all(readings):
        return None
    return found.end(), tuple(zip(bases, readings, strict=True))


def write_ruby(text: str, reading: str, bar: str = "|") -> str:
    """Ruby as `parse_ruby` reads it; "" where it cannot be written so."""
    written = f"{{{text}{bar}{reading}}}"
    return written if parse_ruby(written) == (len(written), ((text, reading),)) else ""


def ems(text: str) -> float:
    """How wide a text is, in ems, if each of its characters has the usual width of its kind (UAX 11)."""
    return sum(1.0 if east_asian_width(character) in "WF" else 0.6 for character in text)
