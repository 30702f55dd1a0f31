"""How a build goes about its texts: from the beginning, or from what they were the last time."""

from typing import TYPE_CHECKING

from kolofon.edition.project import Source
from kolofon.language.date_patterns import Patterns
from kolofon.model.document import Document
from kolofon.model.message import Catalogue
from kolofon.set.again import Before
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.means import Memory

if TYPE_CHECKING:
    from kolofon.commands.check import Checked

__all__ = ["AFRESH", "Way"]


class Way:
    """From the beginning.  A process that builds again and again has a way of its own, which gives the same.

    `memory` is for the values of the books that were made last; `checked` is how catalogues are looked through, None
    for as `kolofon.commands.check` does it.
    """

    memory: Memory | None = None
    checked: "Checked | None" = None

    def translated(self, source: Source, catalogue: Catalogue, patterns: Patterns) -> Document:
        """The text by a catalogue; `patterns` are those of the dates of the edition.

        Raises CatalogueError as `translate` does.
        """
        return localize(translate(source.document, catalogue), patterns)

    def before(self, source: Source, language: str) -> Before | None:
        """What was set of a text in a language before."""
        del source, language
        return None


AFRESH = Way()
