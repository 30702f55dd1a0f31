"""The formats that the press makes.  To add one is to add a folder or a module, and a line here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from kolofon.model.edition import Format
from kolofon.write.book import Book, Made

__all__ = ["WRITERS", "Need", "Writer", "writers"]


class Need(Enum):
    """A condition of a format besides a text."""

    PAGE = auto()
    """The whole edition as a page of XHTML (`Book.xhtml`)."""
    TRANSLATION = auto()
    """A translation: the format is not made of the source itself."""
    REVIEW = auto()
    """Only a translation that is begun: the format is made even where errors hold back the edition."""
    SHELF = auto()
    """Every edition, with its other files: the format is made last, by the command `build` itself."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: the ending of its files after the name of the work, its needs, and the function that makes it.

    `make` takes a book and that ending, and yields the files.  `doing` is the progress message, before the file's name.
    """

    format: Format
    suffix: str
    needs: frozenset[Need]
    make: Callable[[Book, str], Iterable[Made]]
    doing: str = ""


# WeasyPrint costs half a second, and a screen needs fonts and templates: each is imported when it is used.
def _pdf(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.paper.writers import pdf

    return pdf(book, suffix)


def _press(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.paper.writers import press

    return press(book, suffix)


def _bilingual(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.paper.writers import bilingual

    return bilingual(book, suffix)


def _proof(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.paper.writers import proof

    return proof(book, suffix)


def _html(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.screen.edition import html

    return html(book, suffix)


def _epub(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.screen.edition import epub

    return epub(book, suffix)


def _text(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.text import text

    return text(book, suffix)


def _markdown(book: Book, suffix: str) -> Iterable[Made]:
    from kolofon.write.markdown import markdown

    return markdown(book, suffix)


def _none(_: Book, __: str) -> Iterator[Made]:
    yield from ()


_PAGE = frozenset({Need.PAGE})

# In the order in which they are made: an EPUB points at the pages of the PDF, and the site offers all the others.
WRITERS = (
    Writer(Format.PDF, ".pdf", _PAGE, _pdf, "typesetting"),
    Writer(Format.PRESS, "-press.pdf", frozenset(), _press, "typesetting"),
    Writer(Format.BILINGUAL, "-bilingual.pdf", frozenset({Need.TRANSLATION}), _bilingual, "typesetting"),
    Writer(Format.HTML, ".xhtml", _PAGE, _html),
    Writer(Format.EPUB, ".epub", _PAGE, _epub),
    Writer(Format.TEXT, ".txt", frozenset(), _text),
    Writer(Format.MARKDOWN, ".md", frozenset(), _markdown),
    Writer(Format.PROOF, "-proof.pdf", frozenset({Need.TRANSLATION, Need.REVIEW}), _proof, "typesetting"),
    Writer(Format.SITE, "", frozenset({Need.PAGE, Need.SHELF}), _none, "building"),
)


def writers(formats: Iterable[Format]) -> tuple[Writer, ...]:
    """The writers of some formats, in the order in which they work."""
    chosen = set(formats)
    return tuple(writer for writer in WRITERS if writer.format in chosen)
