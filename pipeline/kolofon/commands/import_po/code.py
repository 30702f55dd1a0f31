"""A message that is a comment or a string of code, as mdbook-i18n-helpers extracts them → its words, line by line.

Such a message has comment signs or quotation marks, and line ends: `// The wheel turns.`, `"Hello {name}"`.
"""

import re
from collections.abc import Iterator

from kolofon.model.document import Document, Paragraph, Place, Sentence, Text
from kolofon.model.edition import Edition
from kolofon.read.elements.listing import unquoted, words_of_comment
from kolofon.read.reading import printable

__all__ = ["read_listing"]

_COMMENT = re.compile(r"//|/\*|#(?!\[)|--|;|%|<!--|\(\*|\{-")
_STRING = re.compile(r"""[A-Za-z]{0,3}#*["'`]""")


def read_listing(text: str, edition: Edition) -> Document | None:
    """A message as a document with a paragraph for each line that has words; None if it is no piece of a listing."""
    lines = list(_lines(text.strip()))
    nowhere = Place("")
    blocks = tuple(Paragraph((Sentence((Text(line),), nowhere),)) for line in lines)
    return Document(edition.source_language, Sentence((), nowhere), blocks, ()) if blocks else None


def _lines(text: str) -> Iterator[str]:
    text = printable(text)
    if _COMMENT.match(text):
        pieces = [line[slice(*words_of_comment(line))] for line in text.split("\n")]
    elif _STRING.match(text):
        start, end = unquoted(text)
        if end == len(text):
            return
        pieces = [line.strip() for line in text[start:end].split("\n")]
    else:
        return
    yield from (piece for piece in pieces if any(map(str.isalpha, piece)))
