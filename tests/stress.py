"""A book that is hard to set: twelve chapters of everything that goes wrong on a page.

Each paragraph of prose begins with ¶ and its number and ends with § and the same number, so that a test can find it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from PIL import Image as Picture

from kolofon.model.document import (
    Bibliography,
    Block,
    Bridgehead,
    Code,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Entry,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Preformatted,
    Quotation,
    Role,
    Rule,
    Section,
    Table,
    TableCell,
    Text,
    Verse,
)
from tests.publishing import BIBLIOGRAPHY, PLACE, infobox, paragraph, sentence

__all__ = ["CHAPTERS", "LONG_WORD", "PICTURES", "stress_book"]

CHAPTERS = 12


def _picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Picture.new("L", (width, height), 200).save(file, "PNG")
    return file.getvalue()


PICTURES = {"tall.png": _picture(300, 1200), "wide.png": _picture(1200, 150)}

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
_ADDRESS = "https://example.org/" + "a-very-long-path/" * 8
_TEXT = """
    forcat e brigadave që luftonin në kryeqytet vazhduan sulmet për shkatërrimin e armikut të rrethuar dhe në mëngjesin
    e datës u hodhën në sulmin përfundimtar për çlirimin e qytetit luftimet qenë shumë të ashpra gjatë gjithë ditës
    komanda gjermane nuk shihte asnjë mundësi shpëtimi UNÇSH-së LANÇ-it partizanët shtypshkronja operacioni
"""
_WORDS = re.findall(r"\S+", _TEXT)


class _Writer:
    """Writes paragraphs, each with its number, none like another."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.notes: list[Note] = []

    def prose(self, words: int) -> Paragraph:
        number = next(self._numbers)
        text = self.words(words, number)
        first, rest = text[: len(text) // 2], text[len(text) // 2 :]
        middle = (Emphasis((Text(" theksuar "),)), self._note(number)) if number % 5 == 0 else ()
        return paragraph(f"¶{number} {first}", *middle, f"{rest} §{number}.")

    def words(self, many: int, seed: int) -> str:
        return " ".join(_WORDS[(seed * 31 + at * (seed % 7 + 3)) % len(_WORDS)] for at in range(many))

    def _note(self, number: int) -> NoteRef:
        name = f"note{number}"
        self.notes.append(Note(name, (paragraph(self.words(8 + number % 30, number) + "."),)))
        return NoteRef(name)

    def pages(self, chapter: int) -> tuple[Paragraph, ...]:
        return tuple(self.prose(4 + (chapter * 17 + at * 29) % 110) for at in range(2))


def stress_book(chapters: int = CHAPTERS, hard_in_each: int = 1) -> Document:
    """The book; each chapter has so many of the ten things that are hard to set, the first chapter the first ones.

    `stress_book(2, 5)` has all of them, as the whole book has, but not its many pages of prose.
    """
    writer = _Writer()
    hard = [*_hard(writer), ()]

    def of_chapter(number: int) -> tuple[Block, ...]:
        begun = (number - 1) * hard_in_each
        return tuple(block for at in range(begun, begun + hard_in_each) for block in hard[at % len(hard)])

    sections = tuple(
        Section(
            sentence(f"Kapitulli {number}: {writer.words(2 + number * 2 % 9, number)}"),
            (*writer.pages(number), *of_chapter(number), *writer.pages(number + 20)),
            (_deep(writer, number, 3),),
            Role.CHAPTER,
        )
        for number in range(1, chapters + 1)
    )
    literature = Bibliography(tuple(Entry(text, PLACE) for text in BIBLIOGRAPHY * 8), "sq")
    return Document(
        "sq",
        sentence("Libri i provave"),
        (),
        (*sections, Section(sentence("Literatura"), (literature,))),
        tuple(writer.notes),
    )


def _deep(writer: _Writer, chapter: int, level: int) -> Section:
    """Headings one below the other, down to the seventh level, where the sixth is the lowest that HTML has."""
    inner = (_deep(writer, chapter, level + 1),) if level < 7 else ()
    blocks = () if level == 3 else (writer.prose(20 + chapter * 3), writer.prose(9))
    return Section(sentence(f"Nënkreu {chapter}.{level} {writer.words(2, level)}"), blocks, inner)


def _hard(writer: _Writer) -> Iterator[tuple[Block, ...]]:
    """One after another, what is hard to set."""
    cell = TableCell((sentence("15 000"),))
    yield (_table(writer, 45, 3),)
    yield (_table(writer, 8, 8), replace(_table(writer, 3, 2), caption=()))
    yield (_nested(writer, 4), List(tuple(ListItem((writer.prose(30), writer.prose(12))) for _ in range(6)), 98))
    yield (Verse(tuple(tuple(sentence(writer.words(6, s * 9 + v)) for v in range(9 + s * 8)) for s in range(4))),)
    yield (Figure(Image("tall.png", "e lartë"), (sentence(writer.words(14, 3)),)), writer.prose(50))
    yield (writer.prose(30), Figure(Image("wide.png", "e gjerë"), (sentence(writer.words(60, 4)),)))
    yield (Quotation(tuple(writer.prose(40 + many) for many in range(0, 60, 12))),)
    yield (
        Quotation((writer.prose(20), Quotation((writer.prose(90), _nested(writer, 2))))),
        Rule(),
        Bridgehead(sentence("Ndërtitull brenda tekstit")),
        writer.prose(70),
    )
    yield (
        paragraph("Fjala ", LONG_WORD, " dhe ", Link((Text(_ADDRESS),), _ADDRESS), " dhe ", Code("x" * 120), "."),
        Table((), (), ((TableCell((sentence(LONG_WORD),)), cell, TableCell((sentence(_ADDRESS),))),)),
        List((ListItem((paragraph(LONG_WORD),)),)),
        Preformatted("def f():\n    return " + "x + " * 60 + "1\n" * 12),
    )
    yield (
        DefinitionList(
            tuple(
                Definition((sentence(writer.words(2, at)),), (ListItem((paragraph(writer.words(30, at)),)),))
                for at in range(12)
            )
        ),
        replace(infobox(), rows=infobox().rows * 6),
    )


def _nested(writer: _Writer, depth: int) -> List:
    inner: tuple[Block, ...] = (_nested(writer, depth - 1),) if depth > 1 else ()
    return List(tuple(ListItem((paragraph(writer.words(12 + at * 9, depth)), *inner)) for at in range(2)))


def _table(writer: _Writer, rows: int, columns: int) -> Table:
    head = tuple(TableCell((sentence(writer.words(1, at)),), heading=True) for at in range(columns))
    body = tuple(
        (
            TableCell((sentence(writer.words(2, row)),), heading=True),
            *(TableCell((sentence(writer.words(1 + row % 5, row + at)),)) for at in range(1, columns)),
        )
        for row in range(rows)
    )
    return Table((sentence("Tabela: " + writer.words(6, rows)),), (head,), body, ("left", "right"))
