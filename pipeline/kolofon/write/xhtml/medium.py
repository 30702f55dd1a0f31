"""The differences between the pages that the same text is written for: links, pictures, roles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from kolofon.set.addresses import safe_picture
from kolofon.set.values.line import PageMark, SetSentence
from kolofon.write.markup.elements import Attributes, attributes, element
from kolofon.write.markup.languages import marked

__all__ = ["PAPER", "Answers", "Medium", "Watched"]


class Answers(msgspec.Struct, frozen=True):
    """What was looked up of other parts of the book while a part was written for a medium, and the results.

    `files` are those that ids are in, or None; `folios` are the pages of the print that begin at an id; `pictures` are
    paths, each with its words for those who do not see it, and the address that it has.
    """

    files: dict[str, str | None] = {}
    folios: dict[str, tuple[str, ...]] = {}
    pictures: tuple[tuple[str, str | None, str | None], ...] = ()


class Watched(NamedTuple):
    """A medium that records what is looked up in it.

    `name` covers what of the medium is the same for every look-up; `answers` returns what was looked up so far, with
    the results; `same` returns whether the results of an earlier run still hold, and has the effects of these look-ups.
    """

    name: str
    medium: "Medium"
    answers: Callable[[], Answers]
    same: Callable[[Answers], bool]


@dataclass(frozen=True)
class Medium:
    """A page that XHTML is written for; this one holds the whole book, and a PDF can be drawn from it.

    Others override what is otherwise there: where links lead, where pictures are, what is said for reading systems.
    """

    def watched(self) -> Watched | None:
        """The same medium, which records what is looked up in it; None if what is written for it is not to be kept."""
        # Not for media that override the look-ups below.
        return Watched("paper", self, Answers, lambda _: True) if type(self) is Medium else None

    @property
    def paper(self) -> bool:
        """Whether the page says what is needed for running heads and page numbers."""
        return True

    @property
    def xml(self) -> bool:
        """Whether the page is XML, in which `xml:lang` says the language too."""
        return True

    @property
    def whole(self) -> bool:
        """Whether the page holds the whole book, so that every place in it is on this page."""
        return True

    @property
    def brackets(self) -> bool:
        """Whether readings are in brackets for programs that know no ruby."""
        return True

    @property
    def pictures(self) -> str:
        """How the addresses of pictures begin."""
        return ""

    def link(self, id_: str, /) -> str | None:
        """The address of the element with an id; None if nothing has that."""
        return f"#{id_}"

    def picture(self, path: str, _alternative: str | None = None, /) -> Attributes:
        """The attributes that show a picture below `source/`; `_alternative` is text for those who do not see it."""
        return {"src": safe_picture(path)}

    def typed(self, _role: str, /) -> Attributes:
        """The attributes that say the kind of an element to reading systems, by its role in DPUB-ARIA or its class."""
        return {}

    def sentence(self, _sentence: SetSentence, content: Markup, /) -> Markup:
        """A sentence, of which this is the markup, with what marks it on this page."""
        return content

    def page(self, mark: PageMark) -> Markup:
        """The mark of a page of the print."""
        own = {"id": f"page-{mark.folio}", "role": "doc-pagebreak", "aria-label": mark.folio}
        return element("span", own | self.typed("doc-pagebreak"))

    def reference(self, id_: str, words: Markup) -> Markup:
        """A link to the page that an element with an id is on.

        On paper the style sheet writes its number.  On a screen its words are the number of that page in print, if it
        is known (`kolofon.set.pages.marks`), or else those of the place.
        """
        target = self.link(id_)
        if not self.paper:
            return element("a", {"href": target}, words)
        return element("a", {"class": "page", "href": target, "data-target": target}, element("span", {}, words))

    def begins(self, _id: str, /) -> Markup:
        """The marks of pages of the print that begin where the element with an id does."""
        return Markup("")

    def floats(self) -> Attributes:
        """The attributes of a figure or a table that may be at the head or the foot of a page instead of its place."""
        return {"data-place": "page"} if self.paper else {}

    def behind(self, _id: str, /) -> Markup:
        """What follows the words of a passage."""
        return Markup("")

    def table(self, table: Markup) -> Markup:
        """A table, with what it needs around it."""
        return table

    def aligned(self, side: str) -> Attributes:
        """The attributes of a cell whose text is at one side: `left`, `center`, `right`."""
        return {"style": f"text-align: {side}"}

    def running(self, text: str) -> Attributes:
        """The attributes of a heading whose words are to be in running heads."""
        return {"data-title": text} if self.paper else {}

    @property
    def functions(self) -> Mapping[str, object]:
        """What the templates have of it, by the names that they know."""
        return {
            "paper": self.paper,
            "pictures": self.pictures,
            "link": self.link,
            "picture": lambda path: self.picture(path).get("src") or "",
            "typed": lambda role: attributes(self.typed(role)),
            "begins": self.begins,
            "running": lambda text: attributes(self.running(text)),
            "marked": partial(marked, xml=self.xml),
        }


PAPER = Medium()
