"""From the chunks of a text, those without its list of contents, which is made anew in every edition."""

import re
from collections.abc import Sequence

from kolofon.read.gutenberg.chunks import Chunk
from kolofon.read.gutenberg.headings import head_of

__all__ = ["without_contents"]

_CONTENTS = re.compile(r"_?(?:TABLE OF |THE )?CONTENTS(?: OF [A-Z ]+)?[.:]?_?", re.IGNORECASE)
_PAGE = re.compile(r"[\s.…]+(?:[0-9]{1,4}|[ivxlc]{1,8})$")
_WORDS = re.compile(r"\w+")
_CHUNKS = 400
_LONG = 6
"""Words in a line of an entry; running text has more."""


def without_contents(chunks: Sequence[Chunk]) -> tuple[list[Chunk], tuple[Chunk, ...]]:
    """The chunks without those of the first list of contents, and the chunks of that list.

    The list ends where its first entry is repeated as a heading; if it is not repeated, the list remains.
    """
    at = next((number for number, chunk in enumerate(chunks) if _is_title(chunk)), None)
    if at is None:
        return list(chunks), ()
    entries = _entries(chunks[at])
    for number in range(at + 1, min(at + _CHUNKS, len(chunks))):
        chunk = chunks[number]
        key = _key(chunk.text)
        if entries and head_of(chunk) and _begins(entries[0], key) and _has_text_below(chunks, number):
            return [*chunks[:at], *chunks[number:]], tuple(chunks[at:number])
        entries += [_key(line.text) for line in chunk.lines if _key(line.text)]
    return list(chunks), ()


def _is_title(chunk: Chunk) -> bool:
    return bool(_CONTENTS.fullmatch(chunk.lines[0].text.strip()))


def _entries(chunk: Chunk) -> list[str]:
    """The entries in the chunk with the title of the list, without the title."""
    return [_key(line.text) for line in chunk.lines[1:] if _key(line.text)]


def _begins(entry: str, key: str) -> bool:
    """Whether an entry is a heading, or begins with it, as the number of a chapter with its title does."""
    return bool(key) and (entry == key or entry.startswith(f"{key} ") or key.startswith(f"{entry} "))


def _has_text_below(chunks: Sequence[Chunk], number: int) -> bool:
    """Whether running text follows soon below a heading: between two entries of a list there is none."""
    return any(len(_WORDS.findall(chunk.text)) > _LONG * len(chunk.lines) for chunk in chunks[number + 1 : number + 6])


def _key(text: str) -> str:
    """The words of a line in small letters, without the number of a page."""
    return " ".join(_WORDS.findall(_PAGE.sub("", text.strip()).casefold()))
