"""A page of a book for the browser, as a medium: its links, its pictures, and the marks of its messages."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.commands.serve.book.marks import Mark
from kolofon.commands.serve.desk.messages import message_id
from kolofon.commands.serve.desk.states import State
from kolofon.model.message import Key
from kolofon.set.addresses import safe_picture
from kolofon.set.values.line import SetSentence
from kolofon.write.markup.elements import Attributes, element
from kolofon.write.xhtml.medium import Medium

__all__ = ["Leaf"]


@dataclass(frozen=True)
class Leaf(Medium):
    """The page of a part of a book.

    `parts` has the part of each id, `shelf` is where the pictures of the language are; `marks` has the messages of
    sentences by their identity, `pictured` those of the words of pictures on this page, and `states` how far they are.
    """

    id: str
    parts: Mapping[str, str]
    shelf: str
    marks: Mapping[int, Mark]
    pictured: Mapping[str, Key]
    states: Mapping[Key, State]

    @property
    def paper(self) -> bool:
        """It has none."""
        return False

    @property
    def whole(self) -> bool:
        """It holds a part alone."""
        return False

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return self.shelf

    def link(self, id_: str, /) -> str | None:
        """A place on this page, or on another one."""
        part = self.parts.get(id_)
        return None if part is None else f"#{id_}" if part == self.id else f"{part}.xhtml#{id_}"

    def picture(self, path: str, alternative: str | None = None, /) -> Attributes:
        """A picture in that folder, marked as the message of its words."""
        place = safe_picture(path)
        key = self.pictured.get(alternative or "")
        return {"src": place and f"{self.shelf}{place}", **(self._marked(Mark(key)) if key else {})}

    def table(self, table: Markup) -> Markup:
        """A table that is wider than the page can be scrolled, by the keyboard too."""
        return element("div", {"class": "wide", "tabindex": "0", "role": "group"}, table)

    def aligned(self, side: str) -> Attributes:
        """A class: the page may have no styles in its elements."""
        return {"class": side}

    def sentence(self, sentence: SetSentence, content: Markup, /) -> Markup:
        """A sentence, in an element that knows its message and those that went into it."""
        mark = self.marks.get(id(sentence.source)) if sentence.source else None
        if mark is None:
            return content
        return Markup("") if mark.alike else element("span", self._marked(mark), content)

    def _marked(self, mark: Mark) -> Attributes:
        return {
            "data-message": mark.key and message_id(mark.key),
            "data-state": mark.key and self.states.get(mark.key, State.UNTRANSLATED),
            "data-merged": " ".join(map(message_id, mark.merged)) or None,
        }
