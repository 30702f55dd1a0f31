"""The file in Markdown."""

from collections.abc import Container, Iterable, Iterator

from kolofon.language.formats import list_semicolon
from kolofon.model.edition import Artefact, Imprint
from kolofon.set.values.document import SetDocument, SetNote, SetParagraph, SetQuotation, SetSection
from kolofon.set.walk.reading_order import targets
from kolofon.set.words import Words
from kolofon.write.book import Book, Made
from kolofon.write.markdown.blocks import BlockWriter
from kolofon.write.markdown.inline import escaped
from kolofon.write.text.colophon import colophon, credit_lines
from kolofon.write.text.lines import indented

__all__ = ["markdown", "write_markdown"]

_CLASSES = {"doc-glossary": ".glossary", "doc-index": ".index"}


def markdown(book: Book, suffix: str) -> Iterator[Made]:
    """The whole edition in Markdown, in UTF-8."""
    text = write_markdown(book.side.book, book.side.words) + _imprint(book.imprint, book.side.words)
    yield Made(Artefact(book.path(suffix), "text/markdown", text.encode()))


def write_markdown(document: SetDocument, words: Words) -> str:
    """A document in Markdown; `words` are the press's own: an index without a place in the text gets a heading."""
    led_to = targets(document)
    writer = BlockWriter(document.language, led_to)
    about = document.description
    head = ["---", f"description: {_quoted(about.plain)}", "---"] if about else []
    title = [f"# {writer.cells.sentence(document.title.sentence)}"]
    first = [SetQuotation(document.opening.epigraph)] if document.opening.epigraph else []
    opening = (*document.opening.frontispiece, *document.opening.dedication, *first, *document.opening.attribution)
    parts: list[list[str]] = [head, title, writer.blocks(opening), writer.blocks(document.lead)]
    parts += (part for section in document.sections for part in _section(writer, section, led_to))
    if document.index:
        parts += [f"## {escaped(words.text('Index'))}"], writer.blocks([document.index])
    parts += _notes(writer, document.notes)
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _section(writer: BlockWriter, section: SetSection, led_to: Container[str]) -> Iterator[list[str]]:
    name = f"#{section.id}" if section.id in led_to else ""
    marks = " ".join(filter(None, [name, _CLASSES.get(section.role, "")]))
    heading = writer.cells.sentence(section.heading.sentence)
    yield [f"{'#' * section.level} {heading}{f' {{{marks}}}' if marks else ''}"]
    yield writer.blocks(section.blocks)
    for inner in section.sections:
        yield from _section(writer, inner, led_to)


def _notes(writer: BlockWriter, notes: Iterable[SetNote]) -> Iterator[list[str]]:
    for number, note in enumerate(notes, 1):
        # What begins in the line of a mark is indented by less than the lines below, which matters in a list.
        apart = [""] if note.blocks and not isinstance(note.blocks[0], SetParagraph) else []
        yield indented([*apart, *writer.blocks(note.blocks)] or [""], f"[^{number}]: ", "    ")


def _imprint(imprint: Imprint, words: Words) -> str:
    """The colophon, a section behind the text."""
    statements = [
        list_semicolon(words.language).join(imprint.authors),
        *credit_lines(imprint.credits, words),
        *colophon(imprint, words),
    ]
    lines = (f"- {escaped(line)}" for line in dict.fromkeys(statements) if line)
    return "\n".join(["", f"## {escaped(words.text('Colophon'))}", "", *lines, ""])


def _quoted(text: str) -> str:
    """A text as a scalar of YAML in double quotation marks."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " "))
