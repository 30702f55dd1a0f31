"""What the process that makes books keeps of them from one order to the next.

Law: what is made with it is what is made without it.
"""

from itertools import chain

from kolofon.check.session import EditingSession
from kolofon.commands.build.way import Way
from kolofon.commands.check import families, original_text
from kolofon.commands.serve.book.turning import Turning
from kolofon.edition.locale.dictionaries import spelling_digest
from kolofon.edition.locale.glossaries import read_glossary
from kolofon.edition.project import Project, Source
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from kolofon.set.again import Before
from kolofon.write.means import Memory

__all__ = ["Held"]

_BOOKS = 4
"""How many books are kept: a text in a language each."""


class _Book:
    """A text in a language: its passages in translation, its chapters as they were set, what the checks saw."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.before = Before()
        self.turning: tuple[Patterns, Turning] | None = None
        self.editing: dict[str, tuple[tuple[object, ...], EditingSession]] = {}


class Held(Way):
    """The way of a process that builds the same books again and again."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.checked = self._checked
        self._books: dict[tuple[str, str], _Book] = {}

    def translated(self, source: Source, catalogue: Catalogue, patterns: Patterns) -> Document:
        """The text, of which only the passages are translated whose words are new; errors as in `Way.translated`."""
        book = self._book(source, catalogue.language)
        if book.turning is None or book.turning[0] != patterns:
            book.turning = patterns, Turning(source.document, patterns)
        turned = book.turning[1].turned(catalogue)
        if turned.faults:
            raise turned.faults[0]
        return turned.document

    def before(self, source: Source, language: str) -> Before:
        """What was set of a text in a language before."""
        return self._book(source, language).before

    def _checked(self, project: Project, source: Source, catalogue: Catalogue) -> tuple[Finding, ...]:
        """What the checks find in a catalogue, looking only at the messages that changed."""
        book, language = self._book(source, catalogue.language), catalogue.language
        terms, _ = read_glossary(project, language)
        ground = (project.edition, terms, spelling_digest(project, language))
        known = book.editing.get(catalogue.path)
        if known is None or known[0] != ground:
            editing = EditingSession(original_text(project, source), families(project, language))
            known = book.editing[catalogue.path] = ground, editing
        return tuple(chain.from_iterable(known[1].findings(catalogue).values()))

    def _book(self, source: Source, language: str) -> _Book:
        key = (source.work.name, language)
        book = self._books.pop(key, None)
        if book is None or book.source is not source:
            book = _Book(source)
        self._books[key] = book
        while len(self._books) > _BOOKS:
            del self._books[next(iter(self._books))]
        return book
