"""Vector pictures, made fit for a book: complete in themselves, and SVG alone."""

import re

__all__ = ["fit_for_books"]

_RULE = re.compile(rb"@font-face\s*\{[^}]*\}|@import\b[^;<]*;?")
_ADDRESS = re.compile(rb"(?:https?:)?//")
_SWITCHED = re.compile(rb"(<switch>\s*)<foreignObject\b.*?</foreignObject>(?=\s*<)", re.DOTALL)


def fit_for_books(picture: bytes) -> bytes:
    """An SVG without the fonts and style sheets that it would have from the web; other pictures as they are.

    A book that shows it would ask another host for them, and an EPUB must not (EPUB 3.3, 3.6).  Words that a drawing
    program wrote twice, as HTML and as SVG (SVG 1.1, `switch`), stand there as SVG: such HTML is seldom valid.
    """
    if b"<svg" not in picture:
        return picture
    alone = _RULE.sub(lambda rule: b"" if _ADDRESS.search(rule[0]) else rule[0], picture)
    return _SWITCHED.sub(rb"\1", alone)
