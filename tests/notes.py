"""A book with sixty notes of every kind, and what is on its pages."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from kolofon.model.document import Document, Role
from kolofon.model.edition import SourceFormat
from kolofon.segment import segment
from kolofon.translate.localize import localize
from tests.reading import Reader

__all__ = ["LONG", "begins_of", "book_with_notes", "calls_of"]

_WORDS = [
    "the",
    "column",
    "went",
    "down",
    "from",
    "the",
    "mountain",
    "to",
    "the",
    "river",
    "and",
    "crossed",
    "it",
    "at",
    "the",
    "mill",
    "where",
    "nobody",
    "had",
    "been",
    "for",
    "days",
    "while",
    "the",
    "others",
    "waited",
    "above",
    "the",
    "road",
    "until",
    "the",
    "lamps",
    "of",
    "the",
    "town",
    "were",
    "lit",
    "again",
    "and",
    "the",
    "bells",
    "could",
    "be",
    "heard",
]

LONG = {7: 60, 23: 260, 41: 900}
"""How many words the long notes have, by their numbers in the source; the last is longer than a page."""


def book_with_notes(notes: int = 60, chapters: int = 4) -> Document:
    """A book of a few chapters with notes in text, headings, tables, lists, quotations and captions.

    The first words of note 12 are "Note 12 begins", its last are "note 12 ends".
    """
    chance = random.Random(15)  # noqa: S311  the same book each time
    numbers = iter(range(1, notes + 1))
    parts = ["# The book of notes", "Words before it begins.", ""]
    for chapter in range(1, chapters + 1):
        parts.append(f"## Chapter {chapter}[^{next(numbers)}]" if chapter == 2 else f"## Chapter {chapter}")
        for _ in range(notes // chapters - (chapter == 2)):
            parts.append(_passage(chance, next(numbers, 0)))
            if chance.random() < 0.5:
                parts.append(_words(chance, 90).capitalize() + ".")
    parts += [_note(chance, number, notes) for number in range(1, notes + 1)]
    read = Reader(SourceFormat.MARKDOWN).clean("\n\n".join(parts))
    sections = tuple(replace(section, role=Role.CHAPTER) for section in read.sections)
    return localize(replace(segment(replace(read, sections=sections)), language="en"))


def _passage(chance: random.Random, number: int) -> str:
    call, text = f"[^{number}]" if number else "", _words(chance, 40)
    match number % 10:
        case 3:
            return f"- {text}{call}\n- {_words(chance, 8)}"
        case 5:
            return f"> {text.capitalize()}.{call}"
        case 7:
            return f"| One | Two |\n| --- | --- |\n| {_words(chance, 5)}{call} | {_words(chance, 6)} |\n| a | b |"
        case 9:
            return f"### {_words(chance, 4).capitalize()}{call}\n\n{text.capitalize()}."
        case _:
            return f"{text.capitalize()}.{call} {_words(chance, 30).capitalize()}."


def _note(chance: random.Random, number: int, notes: int) -> str:
    many = LONG.get(number, chance.randrange(6, 50))
    inner = f" It calls[^{number - 1}] another." if number % 20 == 0 else ""
    again = f" As before.[^{number - 1}]" if number == notes - 1 else ""
    text = f"[^{number}]: Note {number} begins: {_words(chance, many)}.{inner}{again}"
    if number % 11 == 0:
        text += f"\n\n    {_words(chance, 12).capitalize()}.\n\n    - {_words(chance, 4)}\n    - {_words(chance, 5)}"
    return f"{text} And note {number} ends." if number % 11 else f"{text}\n\n    And note {number} ends."


def _words(chance: random.Random, many: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(many))


def begins_of(pages: list[str]) -> dict[int, int]:
    """On which page each note begins, from 0, by its number in the source."""
    found: dict[int, int] = {}
    for page, text in enumerate(pages):
        for number in re.findall(r"Note (\d+) begins", " ".join(text.split())):
            assert int(number) not in found
            found[int(number)] = page
    return found


def calls_of(content: bytes) -> Iterator[tuple[int, str]]:
    """The page, from 0, and the target of each link that leads to a note."""
    raise NotImplementedError
