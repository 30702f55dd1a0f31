"""The file in plain text."""

from collections.abc import Iterator

from kolofon.language.formats import list_semicolon
from kolofon.model.edition import Artefact, Imprint
from kolofon.set.values.document import SetDocument, SetHeading, SetSection
from kolofon.set.words import Words
from kolofon.write.book import Book, Made
from kolofon.write.text.blocks import blocks, line
from kolofon.write.text.colophon import colophon, credit_lines
from kolofon.write.text.lines import parted
from kolofon.write.text.table import width

__all__ = ["text", "write_text"]

_RULES = "=-"
"""The characters of the lines below the title and below a heading of the highest level; lower ones have none."""


def text(book: Book, suffix: str) -> Iterator[Made]:
    """The whole edition in plain text, in UTF-8."""
    content = write_text(book.side.book, book.imprint, book.side.words)
    yield Made(Artefact(book.path(suffix), "text/plain", content.encode()))


def write_text(document: SetDocument, imprint: Imprint, words: Words) -> str:
    """A document in plain text, with its colophon."""
    description = [document.description.plain] if document.description else []
    named = [list_semicolon(words.language).join(imprint.authors), *credit_lines(imprint.credits, words)]
    title = [_heading(document.title, 0), description, [line for line in named if line]]
    opening = document.opening
    first = (opening.frontispiece, opening.dedication, opening.epigraph, opening.attribution)
    parts = [*title, *(blocks(page, words) for page in first), blocks(document.lead, words)]
    parts += (part for section in document.sections for part in _section(section, words, 1))
    if document.notes:
        parts.append(_ruled(words.text("Notes"), 1))
        parts += (_note(number, blocks(note.blocks, words)) for number, note in enumerate(document.notes, 1))
    if document.index:
        parts += [_ruled(words.text("Index"), 1), blocks([document.index], words)]
    parts += [_ruled(words.text("Colophon"), 1), list(colophon(imprint, words))]
    return "\n".join(parted(parts)) + "\n"


def _section(section: SetSection, words: Words, depth: int) -> Iterator[list[str]]:
    yield _heading(section.heading, depth)
    yield blocks(section.blocks, words)
    for inner in section.sections:
        yield from _section(inner, words, depth + 1)


def _heading(heading: SetHeading, depth: int) -> list[str]:
    return _ruled(" ".join(line((heading.sentence,)).split()), depth)


def _ruled(heading: str, depth: int) -> list[str]:
    return [heading, _RULES[depth] * width(heading)] if depth < len(_RULES) and heading else [heading]


def _note(number: int, lines: list[str]) -> list[str]:
    mark = f"[{number}] "
    return [f"{' ' * len(mark) if index else mark}{one}".rstrip() for index, one in enumerate(lines)]
