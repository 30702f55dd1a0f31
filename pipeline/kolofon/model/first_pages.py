"""What the first pages of a book print, beside its title: as `edition.toml` has it, and as one edition prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kolofon.model.contributor import (
    AUTHOR,
    TRANSLATOR,
    Contributor,
    Credit,
    CreditPage,
    creators,
    credited,
    merged,
)
from kolofon.model.isbn import Isbn

__all__ = ["FirstPages", "FirstPagesData"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPages:
    """The keys of a work for its first pages.

    `frontispiece` is the path of a picture below `source/`, which faces the title page; `frontispiece_words` are for
    those who do not see it.  `dedication` and `epigraph`, with `epigraph_source`, who said it where, have pages of
    their own; a line end in one is a line end in the book.  All these words are translated.  `contributors` made this
    work, beside those of the edition.  `isbn` has the numbers of each language (BCP 47); `cataloguing` are lines for
    libraries, untranslated; `printing` is the number of the printing, 0 if it is not said.
    """

    frontispiece: str = ""
    frontispiece_words: str = ""
    dedication: str = ""
    epigraph: str = ""
    epigraph_source: str = ""
    contributors: tuple[Contributor, ...] = ()
    isbn: Mapping[str, Isbn] = field(default_factory=dict, hash=False)
    cataloguing: tuple[str, ...] = ()
    printing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPagesData:
    """The names and numbers that the first pages of one edition print.

    `contributors` are those of `edition.toml` who worked on it, `translators` those whom the catalogue names as well.
    `isbns` are its numbers, `isbn` is that of the file that is made; `place` is the publisher's.
    """

    contributors: tuple[Contributor, ...] = ()
    translators: tuple[str, ...] = ()
    place: str = ""
    isbns: Isbn = field(default_factory=Isbn)
    isbn: str = ""
    cataloguing: tuple[str, ...] = ()
    printing: int = 0

    @property
    def everybody(self) -> tuple[Contributor, ...]:
        """The contributors and the translators, each once."""
        return merged(self.contributors, self.translators)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors; none where `edition.toml` names none."""
        return tuple(one.name for one in self.contributors if one.code == AUTHOR)

    @property
    def ascribed(self) -> tuple[Contributor, ...]:
        """Those to whom catalogues ascribe the book: the authors, or else the editors and compilers; may be none."""
        return creators(self.contributors)

    @property
    def translation(self) -> tuple[str, ...]:
        """The names of all translators."""
        return tuple(one.name for one in self.everybody if one.code == TRANSLATOR)

    @property
    def credits(self) -> tuple[Credit, ...]:
        """The credits on the title page, besides the authors."""
        return credited(self.everybody, CreditPage.TITLE)

    @property
    def makers(self) -> tuple[Credit, ...]:
        """The credits in the colophon."""
        return credited(self.everybody, CreditPage.COLOPHON)
