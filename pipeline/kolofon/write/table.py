"""The formats that the press makes.  To add one is to add a folder or a module, and a line here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from importlib import import_module
from types import ModuleType

from kolofon.model.edition import Format
from kolofon.write.book import Book, Made

__all__ = ["WRITERS", "Need", "Writer", "load", "writers"]


class Need(Enum):
    """A condition of a format besides a text."""

    PAGES = auto()
    """Where the pages of the PDF begin, if that is made (`Book.starts`): the format is made with it, after it."""
    SPINE = auto()
    """How many pages the printer's file has, if that is made (`Book.pages`): the format is made with it, after it."""
    TRANSLATION = auto()
    """A translation: the format is not made of the source itself."""
    REVIEW = auto()
    """Only a translation that is begun: the format is made even where errors hold back the edition."""
    SHELF = auto()
    """Every edition, with its other files: the format is made last, by the command `build` itself."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: the ending of its files after the name of the work, its needs, and the function that makes it.

    `make` takes a book and that ending, and yields the files.
    """

    format: Format
    suffix: str
    needs: frozenset[Need]
    make: Callable[[Book, str], Iterable[Made]]


@dataclass(frozen=True, slots=True)
class _Later:
    """A function of a module of this package, which is imported when it is called.

    WeasyPrint costs half a second, and screens need fonts and templates.  `filled` says that it fills in templates.
    """

    module: str
    name: str
    filled: bool = True

    def __call__(self, book: Book, suffix: str) -> Iterable[Made]:
        made: Iterable[Made] = getattr(self.load(), self.name)(book, suffix)
        return made

    def load(self) -> ModuleType:
        return import_module(f"kolofon.write.{self.module}")


def _none(_: Book, __: str) -> Iterable[Made]:
    return ()


_ALONE = frozenset[Need]()
_PAGED = frozenset({Need.PAGES})
_BOUND = frozenset({Need.SPINE})
_TRANSLATED = frozenset({Need.TRANSLATION})
_REVIEWED = frozenset({Need.TRANSLATION, Need.REVIEW})
_ALL = frozenset({Need.SHELF})

# In the order in which they are made: an EPUB points at the pages of the PDF, a cover is as thick as the printer's
# file, and the site offers all the others.
WRITERS = (
    Writer(Format.PDF, ".pdf", _PAGED, _Later("paper.writers", "pdf")),
    Writer(Format.PRESS, "-press.pdf", _BOUND, _Later("paper.writers", "press")),
    Writer(Format.COVER, "-cover.pdf", _BOUND, _Later("paper.writers", "cover")),
    Writer(Format.BILINGUAL, "-bilingual.pdf", _TRANSLATED, _Later("paper.writers", "bilingual")),
    Writer(Format.HTML, ".xhtml", _PAGED, _Later("screen.edition", "html")),
    Writer(Format.EPUB, ".epub", _PAGED, _Later("screen.edition", "epub")),
    Writer(Format.TEXT, ".txt", _ALONE, _Later("text", "text", filled=False)),
    Writer(Format.MARKDOWN, ".md", _ALONE, _Later("markdown", "markdown", filled=False)),
    Writer(Format.PROOF, "-proof.pdf", _REVIEWED, _Later("paper.writers", "proof")),
    Writer(Format.SITE, "", _ALL, _none),
)


def load(wanted: Iterable[Writer], *, templates: bool) -> None:
    """Import the modules of some writers; to be called before processes are forked in which these work.

    With `templates`, compile those of the press too, if one of the writers fills them in.
    """
    later = [writer.make for writer in wanted if isinstance(writer.make, _Later)]
    for make in later:
        make.load()
    if templates and any(make.filled for make in later):
        from kolofon.write.themes.templates import compile_templates  # noqa: PLC0415  text is written without them

        compile_templates()


def writers(formats: Iterable[Format]) -> tuple[Writer, ...]:
    """The writers of some formats, in the order in which they work."""
    chosen = set(formats)
    return tuple(writer for writer in WRITERS if writer.format in chosen)
