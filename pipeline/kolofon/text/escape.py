"""Text for printing, with its control characters made visible and harmless.

Texts, names of files and catalogues are written by others.  A terminal obeys control characters, GitHub's runner obeys
a line that begins with `::`, and a bidirectional control shows a text in another order than the one it is in (Unicode
Standard Annex #9; Unicode Technical Report #36, section 2.10).
"""

import re

__all__ = ["code_point", "escaped", "escaped_json", "is_control"]

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # of the order of writing
    "\u2028\u2029"  # ends of lines
    "\ud800-\udfff]"  # bytes of names that are not UTF-8, as Python has them
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escaped(text: str) -> str:
    r"""A text on one line: controls of terminals, of lines and of the order of writing as `\x1b`, `\n`, `\u202e`.

    A byte of a file's name that is not UTF-8 is shown as `\xff`.
    """
    return text if text.isprintable() else _CONTROL.sub(lambda found: _escape(found[0]), text)


def escaped_json(text: str) -> str:
    r"""JSON (RFC 8259) of the same value, in which these characters are written as `\u202e`; its lines stay."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in _SHORT else f"\\u{ord(found[0]):04x}", text)


def is_control(character: str) -> bool:
    """Whether `escaped` would escape a character."""
    return _CONTROL.fullmatch(character) is not None


def code_point(character: str) -> str:
    """A character as Unicode names its place: U+202E."""
    return f"U+{ord(character):04X}"


def _escape(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # noqa: PLR2004  PEP 383
        number -= 0xDC00
    return _SHORT.get(character) or (f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}")  # noqa: PLR2004
