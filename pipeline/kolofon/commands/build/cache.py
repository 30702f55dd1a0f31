"""What a process that builds the same texts again and again reuses of earlier builds; a single build reuses nothing."""

from typing import TYPE_CHECKING

from kolofon.edition.project import Source
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document
from kolofon.model.message import Catalogue
from kolofon.set.chapter_cache import ChapterCache
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.services import Memory

if TYPE_CHECKING:
    from kolofon.commands.check import Checked

__all__ = ["NO_CACHE", "BuildCache"]


class BuildCache:
    """A cache that is always empty; a process that builds again and again derives its own, which gives the same books.

    `memory` has values of the books that were made last.  `checked` is the function that returns the findings in a
    catalogue; None for that of `kolofon.commands.check`.
    """

    memory: Memory | None = None
    checked: "Checked | None" = None

    def translated(self, source: Source, catalogue: Catalogue, patterns: Patterns) -> Document:
        """The text translated by a catalogue; `patterns` are those of the dates of the edition.

        Raises CatalogueError as `translate` does.
        """
        return localize(translate(source.document, catalogue), patterns)

    def chapters(self, source: Source, language: str) -> ChapterCache | None:
        """The set chapters of a text in a language; None where none are kept."""
        del source, language
        return None


NO_CACHE = BuildCache()
