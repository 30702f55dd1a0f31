"""Letters, whatever language they are of."""

import unicodedata
from functools import cache

__all__ = ["LETTER", "script_of"]

LETTER = (
    "[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5"
    "\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5\u200c\u200d]"
)
"""A pattern for a letter, or a vowel or mark written on one (in India's scripts, `\\w` does not match these)."""


@cache
def script_of(character: str) -> str:
    """The script of a letter, as its Unicode name begins: LATIN, CYRILLIC, ARABIC, CJK and so on."""
    return unicodedata.name(character, "").split(" ", maxsplit=1)[0]
