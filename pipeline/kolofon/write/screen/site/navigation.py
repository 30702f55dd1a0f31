"""What a page of a site shows of the others of its book: the contents beside it, what it is in, its neighbours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kolofon.set.chapters import Chapters
from kolofon.set.values.document import SetHeading, SetSection
from kolofon.write.screen.media import Sheet
from kolofon.write.screen.site.addresses import relative
from kolofon.write.xhtml.inline import InlineWriter
from kolofon.write.xhtml.parts import Part

__all__ = ["Line", "Navigation", "Title"]

_MOST = 100
"""Pages of a book up to which each of them shows all others, and chapters next to each other that one shows."""

_NEAR = 20
"""How many chapters are shown before a chapter and behind it, where there are more than `_MOST` next to each other."""

_PART = "doc-part"
_DEEP = 2
"""The levels of the sections of a chapter that are shown beside it."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page, as the contents have it and in characters; its language, where that is not the book's."""

    markup: Markup
    plain: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents, with those below it: where it leads, whether it is this page, or a part of the book."""

    address: str
    title: Markup
    current: bool = False
    part: bool = False
    below: tuple["Line", ...] = ()


class Navigation:
    """What each page of a book shows of the others.

    `parts` are those that are pages, in their order, and `files` their paths; `front` is the medium of the page before
    them, whose id is "" here.
    """

    def __init__(self, divided: Chapters, parts: Sequence[Part], files: Mapping[str, str], front: Sheet) -> None:
        document = divided.whole
        self._inline = InlineWriter(document.language, None, front)
        self._divided = divided
        self._files = {"": front.file, **files}
        self._order = ["", *(part.id for part in parts)]
        self._places = {id_: place for place, id_ in enumerate(self._order)}
        self._sections = {section.id: section for section in divided.flat.sections}
        self._titles = {"": self._title(document.title)} | {
            part.id: self._title(self._sections[part.id].heading)
            if part.id in self._sections
            else Title(escape(part.title), part.title, "")
            for part in parts
        }
        self._rest = [part.id for part in parts if part.id not in self._sections]
        self._below: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        for section in divided.flat.sections:
            siblings = self._below.setdefault(next(reversed(divided.above[section.id]), ""), [])
            self._numbers[section.id] = len(siblings)
            siblings.append(section.id)

    def title(self, id_: str) -> Title:
        """The title of a page by its id."""
        return self._titles[id_]

    def position(self, id_: str) -> int:
        """The place of a page among the others, from 1; the page before the chapters has none."""
        return self._places[id_]

    def neighbours(self, id_: str) -> tuple[Line | None, Line | None]:
        """The pages before a page and behind it, where there are any."""
        at = self._places[id_]
        before, after = self._order[:at][-1:], self._order[at + 1 : at + 2]
        return (
            self._line(before[0], id_) if before else None,
            self._line(after[0], id_) if after else None,
        )

    def above(self, id_: str) -> tuple[Line, ...]:
        """The parts and chapters that a chapter is in, the outermost first."""
        return tuple(self._line(outer, id_) for outer in self._divided.above.get(id_, ()))

    def lines(self, id_: str) -> tuple[Line, ...]:
        """The contents beside a page: its own sections, the chapters, and what the book has behind these.

        In a book of many pages they are the chapters around it.
        """
        path = (*self._divided.above[id_], id_) if id_ in self._sections else ()
        rest = (self._line(other, id_, current=other == id_) for other in self._rest)
        return (self._line("", id_), *self._level("", path, id_), *rest)

    def inside(self, id_: str) -> tuple[Line, ...]:
        """The chapters of a part of the book; none of a chapter, which has a text to read."""
        section = self._sections.get(id_)
        if section is None or section.role != _PART:
            return ()
        return tuple(self._line(inner, id_) for inner in self._below.get(id_, ()))

    def _level(self, parent: str, path: Sequence[str], page: str) -> tuple[Line, ...]:
        """The chapters in one; `path` leads from there to the page, and is empty where that is elsewhere."""
        siblings = self._below.get(parent, [])
        if len(siblings) > _MOST:
            at = self._numbers[path[0]] if path else 0
            siblings = siblings[max(0, at - _NEAR) : at + _NEAR + 1] if path else []
        few = len(self._order) <= _MOST
        found = []
        for id_ in siblings:
            on, current = id_ in path[:1], id_ == page
            own = self._outline(self._sections[id_].sections, _DEEP) if current else ()
            inner = self._level(id_, path[1:] if on else (), page) if few or on else ()
            found.append(self._line(id_, page, current=current, below=(*own, *inner)))
        return tuple(found)

    def _outline(self, sections: Iterable[SetSection], deep: int) -> tuple[Line, ...]:
        return tuple(
            Line(
                f"#{section.id}",
                self._title(section.heading).markup,
                below=self._outline(section.sections, deep - 1) if deep > 1 else (),
            )
            for section in sections
        )

    def _line(self, id_: str, page: str, *, current: bool = False, below: tuple[Line, ...] = ()) -> Line:
        section = self._sections.get(id_)
        return Line(
            address=relative(self._files[id_], self._files[page]),
            title=self._titles[id_].markup,
            current=current,
            part=section is not None and section.role == _PART,
            below=below,
        )

    def _title(self, heading: SetHeading) -> Title:
        plain = " ".join(heading.plain.split())
        return Title(self._inline.heading(heading).contents, plain, heading.contents.language)
