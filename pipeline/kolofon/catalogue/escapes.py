"""The escapes of a PO file's strings."""

from collections.abc import Mapping

__all__ = ["LETTERS"]

LETTERS: Mapping[str, str] = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
"""The character that a letter behind a backslash means (gettext-tools, po-lex.c, `control_sequence`)."""
