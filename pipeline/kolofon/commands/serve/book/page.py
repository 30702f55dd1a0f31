"""A page of a book for the browser, as a medium: its links, its pictures, and the annotations of its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kolofon.commands.serve.book.annotations import Annotation
from kolofon.commands.serve.workspace.messages import message_id
from kolofon.commands.serve.workspace.states import State
from kolofon.model.message import Key
from kolofon.set.addresses import safe_picture
from kolofon.set.values.line import SetSentence
from kolofon.write.markup.elements import Attributes, element
from kolofon.write.xhtml.medium import Medium

__all__ = ["PageMedium"]


@dataclass(frozen=True)
class PageMedium(Medium):
    """The page of a part of a book.

    `parts` has the part of each id, `picture_folder` is the address of the pictures of the language.  `annotations` are
    those of sentences, by their identity; `picture_messages` has the messages of the words of pictures on this page,
    and `states` the state of each message.
    """

    id: str
    parts: Mapping[str, str]
    picture_folder: str
    annotations: Mapping[int, Annotation]
    picture_messages: Mapping[str, Key]
    states: Mapping[Key, State]

    @property
    def paper(self) -> bool:
        """False: it is not for paper."""
        return False

    @property
    def whole(self) -> bool:
        """False: it has one part of the book."""
        return False

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return self.picture_folder

    def link(self, id_: str, /) -> str | None:
        """A place on this page, or on another one."""
        part = self.parts.get(id_)
        return None if part is None else f"#{id_}" if part == self.id else f"{part}.xhtml#{id_}"

    def picture(self, path: str, alternative: str | None = None, /) -> Attributes:
        """A picture in that folder, marked as the message of its words."""
        place = safe_picture(path)
        key = self.picture_messages.get(alternative or "")
        return {"src": place and f"{self.picture_folder}{place}", **(self._attributes(Annotation(key)) if key else {})}

    def table(self, table: Markup) -> Markup:
        """A table that is wider than the page can be scrolled, by the keyboard too."""
        return element("div", {"class": "wide", "tabindex": "0", "role": "group"}, table)

    def aligned(self, side: str) -> Attributes:
        """A class: the page may have no styles in its elements."""
        return {"class": side}

    def sentence(self, sentence: SetSentence, content: Markup, /) -> Markup:
        """A sentence, in an element with the ids of its message and of those that went into it."""
        annotation = self.annotations.get(id(sentence.source)) if sentence.source else None
        if annotation is None:
            return content
        return Markup("") if annotation.duplicate else element("span", self._attributes(annotation), content)

    def _attributes(self, annotation: Annotation) -> Attributes:
        return {
            "data-message": annotation.key and message_id(annotation.key),
            "data-state": annotation.key and self.states.get(annotation.key, State.UNTRANSLATED),
            "data-merged": " ".join(map(message_id, annotation.merged)) or None,
        }
