"""The context of the pages of a book on screens, and their templates filled in with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.language.formats import direction
from kolofon.model.edition import Artefact, Imprint
from kolofon.set.values.document import SetDocument
from kolofon.set.words import Words
from kolofon.write.markup.words import marked_words
from kolofon.write.screen.cover import Label, cover
from kolofon.write.themes.pages import Kind
from kolofon.write.themes.templates import filled, style
from kolofon.write.themes.theme import OWN, Theme
from kolofon.write.typography import settings as typography
from kolofon.write.typography.extras import extras
from kolofon.write.typography.scripts import sheet
from kolofon.write.views import About
from kolofon.write.xhtml.page import Looks

__all__ = ["ScreenContext"]

_XML = (".opf.jinja", ".svg.jinja", ".xhtml.jinja")


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """How an edition looks; in a bilingual one `beside` is the language beside its own.

    The lines of an EPUB that is `vertical` run from top to bottom, and its pages from right to left.
    """

    looks: Looks
    beside: str = ""
    vertical: bool = False

    @property
    def imprint(self) -> Imprint:
        """What the edition says of itself."""
        return self.looks.imprint

    @property
    def words(self) -> Words:
        """The press's own words."""
        return self.looks.words

    @property
    def theme(self) -> Theme:
        """The theme of the edition."""
        return self.looks.theme

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the edition; the second of two is its own."""
        return (self.beside, self.imprint.language) if self.beside else (self.imprint.language,)

    def about(self, document: SetDocument, folios: Iterable[str] = ()) -> About:
        """What the templates see of a book, in which these pages of the print are marked."""
        return About(
            language=document.language,
            direction=direction(document.language),
            title=" ".join(document.title.plain.split()),
            title_language=document.title.sentence.language or document.language,
            folios=tuple(folios),
        )

    def render(self, template: str, **values: object) -> bytes:
        """A template, filled in, in UTF-8."""
        frame = {"_": marked_words(self.words), "gettext": self.words.text, "imprint": self.imprint}
        kind = Kind.XML if template.endswith(_XML) else Kind.TEXT
        return filled(template, {**frame, **values}, self.theme, kind).encode()

    def cover(self, book: About) -> Artefact:
        """The cover of a book."""
        return cover(Label(book.title, book.direction, self.languages, self.imprint.publisher), self.theme)

    def style(self, markup: str, *names: str) -> Markup:
        """Style sheets one after another: those named, what the scripts in the markup need, and that of the edition."""
        sheets = [style(name, self.theme) for name in names]
        scripts, more = sheet(markup, theme=self.theme), extras(markup, self.theme, paper=False)
        typed = typography.screen_sheet(markup, self.imprint.language, self.looks.page, self.theme)
        return Markup("").join([*sheets, scripts, more, typed, style(OWN, self.theme)])
