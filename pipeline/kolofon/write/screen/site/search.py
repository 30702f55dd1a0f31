"""The passages of a book of many pages as one script, which a page loads to search in them.

It is a script and not a file of data, because a browser lets no page fetch a file from a disk.  It has
the text and no list of words: so a search finds beginnings and phrases in any script, shows what is around them, and
needs no knowledge of where words end.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple

from kolofon.set.values.document import SetDocument
from kolofon.write.screen.site.passages import Passage, passages_in
from kolofon.write.xhtml.cache import PartStore

__all__ = ["Searched", "index_file"]

_NAME = "globalThis.kolofonIndex"


class Searched(NamedTuple):
    """A page: its path from the folder of the language, its title, the language of that, and what is on it.

    The language is empty where it is that of the book.
    """

    address: str
    title: str
    language: str
    document: SetDocument


def index_file(pages: Iterable[Searched], store: PartStore) -> bytes:
    """The script: for each page its path, its title, the language of that, and its passages.

    A passage is an id and its words; 1 behind these if it is a heading, or 0; and its language, where that is not the
    book's.
    """
    lines = (
        f"[{_json(page.address)},{_json(page.title)},{_json(page.language)},{_passages(page.document, store)}]"
        for page in pages
    )
    listed = ",\n".join(lines)
    return f"{_NAME} = [\n{listed}\n];\n".encode()


def _passages(document: SetDocument, store: PartStore) -> str:
    return store.text(
        store.digest(document, use="search"), lambda: _json([_short(passage) for passage in passages_in(document)])
    )


def _short(passage: Passage) -> list[str | int]:
    """A passage without what need not be said."""
    if passage.language:
        return [passage.id, passage.words, int(passage.heading), passage.language]
    return [passage.id, passage.words, 1] if passage.heading else [passage.id, passage.words]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
