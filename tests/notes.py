"""A book with sixty notes of every kind, and the notes on its pages."""

import io
import random
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kolofon.model.document import Document, Role
from kolofon.model.edition import SourceFormat
from kolofon.segment import segment
from kolofon.translate.localize import localize
from tests.later import pikepdf
from tests.pdfs import extracted
from tests.reading import Reader

__all__ = ["LONG", "amiss", "book_with_notes", "links"]

_WORDS = """the column went down from the mountain to the river and crossed it at the mill where nobody had been for
days while the others waited above the road until the lamps of the town were lit again and the bells could be heard"""

LONG = {7: 60, 23: 260, 41: 900}
"""How many words the long notes have, by their numbers in the source; the last is longer than a page."""


def book_with_notes(notes: int = 60, chapters: int = 4, seed: int = 15, long: Mapping[int, int] = LONG) -> Document:
    """A book of a few chapters with notes in text, headings, tables, lists, quotations and captions.

    The first words of note 12 are "Note 12 begins", its last are "note 12 ends".
    """
    chance = random.Random(seed)  # noqa: S311  the same book each time
    numbers = iter(range(1, notes + 1))
    parts = ["# The book of notes", "Words before it begins.", ""]
    for chapter in range(1, chapters + 1):
        parts.append(f"## Chapter {chapter}[^{next(numbers)}]" if chapter == 2 else f"## Chapter {chapter}")
        for _ in range(notes // chapters - (chapter == 2)):
            parts.append(_passage(chance, next(numbers, 0)))
            if chance.random() < 0.5:
                parts.append(_words(chance, 90).capitalize() + ".")
    parts += [_note(chance, number, notes // chapters, long) for number in range(1, notes + 1)]
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


def _note(chance: random.Random, number: int, each: int, long: Mapping[int, int]) -> str:
    many = long.get(number, chance.randrange(6, 50))
    before = f"[^{number - 1}]" if (number - 1) % each else ""
    inner = f" It calls{before} another." if number % 20 == 0 else ""
    again = f" As before.{before}" if number % 7 == 0 else ""
    text = f"[^{number}]: Note {number} begins: {_words(chance, many)}.{inner}{again}"
    if number % 11 == 0:
        text += f"\n\n    {_words(chance, 12).capitalize()}.\n\n    - {_words(chance, 4)}\n    - {_words(chance, 5)}"
    return f"{text} And note {number} ends." if number % 11 else f"{text}\n\n    And note {number} ends."


def _words(chance: random.Random, many: int) -> str:
    return " ".join(chance.choice(_WORDS.split()) for _ in range(many))


def amiss(content: bytes, folder: Path, notes: int = 60) -> list[str]:
    """The faults of the notes at the feet of pages, found in the text and the links of a PDF.

    A note begins on the page with its first call, and is printed once, from its first words to its last.
    """
    file = folder / "notes.pdf"
    file.write_bytes(content)
    pages = [" ".join(page.split()) for page in extracted(file).split("\f")]
    begins = _pages_with(pages, r"Note (\d+) begins")
    ends = _pages_with(pages, r"note (\d+) ends")
    places, calls = links(content)
    wrong = [f"note {number} begins on {begins[number]}" for number in range(1, notes + 1) if len(begins[number]) != 1]
    wrong += [f"note {number} ends on {ends[number]}" for number in range(1, notes + 1) if len(ends[number]) != 1]
    wrong += [
        f"{name} is on {places[name]}, its calls on {on}" for name, on in calls.items() if places[name] != min(on)
    ]
    return wrong


def _pages_with(pages: list[str], words: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for page, text in enumerate(pages):
        for number in re.findall(words, text):
            found[int(number)].append(page)
    return found


def links(content: bytes) -> tuple[dict[str, int], dict[str, list[int]]]:
    """The page of each note, by its id, and the pages of the links to it."""
    with pikepdf.open(io.BytesIO(content)) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        names = list(book.Root.Names.Dests.Names)
        places = {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
        calls: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(book.pages):
            for link in page.obj.get("/Annots", pikepdf.Array()):
                if re.fullmatch(r"n\d+(-\d+)?", str(link.get("/Dest", ""))):
                    calls[str(link.Dest)].append(number)
    return places, calls
