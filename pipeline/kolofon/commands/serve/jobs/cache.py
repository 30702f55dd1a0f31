"""The books that the process of the jobs keeps from one order to the next.

Law: what is made with this cache is what is made without it.
"""

from itertools import chain

from kolofon.check.session import EditingSession
from kolofon.commands.build.cache import BuildCache
from kolofon.commands.check import families, original_text
from kolofon.commands.serve.book.translation import IncrementalTranslation
from kolofon.edition.locale.dictionaries import spelling_digest
from kolofon.edition.locale.glossaries import read_glossary
from kolofon.edition.project import Project, Source
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document
from kolofon.model.finding import Finding
from kolofon.model.message import Catalogue
from kolofon.set.chapter_cache import ChapterCache
from kolofon.write.services import Memory

__all__ = ["BookCache"]

_BOOKS = 4
"""How many books are kept: a text in a language each."""


class _Book:
    """A text in a language: its translated passages, its set chapters, and the checks of its catalogues."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.chapters = ChapterCache()
        self.translation: tuple[Patterns, IncrementalTranslation] | None = None
        self.sessions: dict[str, tuple[tuple[object, ...], EditingSession]] = {}


class BookCache(BuildCache):
    """The last books that a process has built, each with what is needed to build it again after a change."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.checked = self._checked
        self._books: dict[tuple[str, str], _Book] = {}

    def translated(self, source: Source, catalogue: Catalogue, patterns: Patterns) -> Document:
        """The text translated by a catalogue; only passages whose translations changed are translated again.

        Errors as in `BuildCache.translated`.
        """
        book = self._book(source, catalogue.language)
        if book.translation is None or book.translation[0] != patterns:
            book.translation = patterns, IncrementalTranslation(source.document, patterns)
        text = book.translation[1].update(catalogue)
        if text.faults:
            raise text.faults[0]
        return text.document

    def chapters(self, source: Source, language: str) -> ChapterCache:
        """The set chapters of a text in a language."""
        return self._book(source, language).chapters

    def _checked(self, project: Project, source: Source, catalogue: Catalogue) -> tuple[Finding, ...]:
        """The findings in a catalogue, of which only the messages that changed are checked again."""
        book, language = self._book(source, catalogue.language), catalogue.language
        terms, _ = read_glossary(project, language)
        ground = (project.edition, terms, spelling_digest(project, language))
        known = book.sessions.get(catalogue.path)
        if known is None or known[0] != ground:
            session = EditingSession(original_text(project, source), families(project, language))
            known = book.sessions[catalogue.path] = ground, session
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
