"""The pages of the print, marked in a set document, so that readers of another format can find them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar, cast

from kolofon.model.document import Code, Date, Image, Ruby, Text
from kolofon.set.pages.references import Moved, with_folios
from kolofon.set.values.document import (
    SetAside,
    SetComment,
    SetDefinition,
    SetDefinitions,
    SetDocument,
    SetEntry,
    SetFigure,
    SetHeading,
    SetInfobox,
    SetNoteGroup,
    SetPlain,
    SetPreformatted,
    SetSection,
)
from kolofon.set.values.index import IndexEntry, Locator, Referral, SetIndex
from kolofon.set.values.line import Call, Literal, PageMark, SetLink, SetSentence
from kolofon.set.walk.traverse import holding
from kolofon.set.words import Words

__all__ = ["PageStart", "mark_pages"]

_Node = TypeVar("_Node")


class PageStart(NamedTuple):
    """Where a page begins: its folio, and the id of the innermost element that the first thing on it is in.

    `letters` says how many letters and digits of that element are on earlier pages.  Where the first thing is a
    picture, `picture` says which of that element's it is, from 0; where it is a word, it is -1.  `next` is the id of
    the first element that begins on the page, or empty; `figures` are the ids of the figures and tables on it whose
    places in the text are on earlier pages: their letters and pictures count for nothing that is around them.
    """

    folio: str
    id: str
    letters: int
    picture: int = -1
    next: str = ""
    figures: tuple[str, ...] = ()


def mark_pages(
    document: SetDocument, starts: Sequence[PageStart], words: Words
) -> tuple[SetDocument, Mapping[str, tuple[str, ...]]]:
    """The document with a mark where each page begins; and the pages that could not be marked: their folios, by ids.

    `words` are the press's own.  A mark is before the word in which the page begins, since no word may be split when it
    is read aloud.  A page that begins in what the document does not hold, such as the places of an index, is marked
    where the next element begins on it.  References to pages show them.
    """
    document, left = _marked(document, starts, words)
    again = [PageStart(start.folio, start.next, 0) for start in left if start.next]
    document, unmarked = _marked(document, again, words)
    lost: dict[str, tuple[str, ...]] = {}
    for start in (*unmarked, *(start for start in left if not start.next)):
        lost[start.id] = (*lost.get(start.id, ()), start.folio)
    moved = [Moved(id_, start.folio) for start in starts for id_ in start.figures]
    return with_folios(document, moved) if starts else document, lost


def _marked(
    document: SetDocument, starts: Sequence[PageStart], words: Words
) -> tuple[SetDocument, tuple[PageStart, ...]]:
    if not starts:
        return document, ()
    marker = _Marker(starts, words)
    document = marker.document(document)
    return document, tuple(start for start in starts if start.folio not in marker.marked)


@dataclass(slots=True)
class _Scope:
    """An element that pages begin in, and how much of it has been passed."""

    starts: list[PageStart]
    letters: int = 0
    pictures: int = 0


class _Marker:
    """Goes through a document in the order in which it is printed, and copies it with its marks."""

    def __init__(self, starts: Sequence[PageStart], words: Words) -> None:
        self._words = words
        self._starts: dict[str, list[PageStart]] = {}
        for start in starts:
            self._starts.setdefault(start.id, []).append(start)
        self._moved = {id_ for start in starts for id_ in start.figures}
        self._open: list[_Scope] = []
        self.marked: set[str] = set()

    def document(self, document: SetDocument) -> SetDocument:
        with self._within("title-page"), self._within("title"):
            title = self._copied(document.title)
        opening = self._copied(document.opening)
        with self._within("lead"):
            lead = self._copied(document.lead)
            lead_notes = self._copied(document.lead_notes)
        sections = self._copied(document.sections)
        notes = self._copied(document.notes)
        groups = self._copied(document.groups)
        index = self._copied(document.index)
        with self._within("contents"):
            self._count(self._words.text("Contents"))
            sections = self._outlined(sections)
        return replace(
            document,
            title=title,
            opening=opening,
            lead=lead,
            lead_notes=lead_notes,
            sections=sections,
            notes=notes,
            groups=groups,
            index=index,
        )

    @contextmanager
    def _within(self, id_: str) -> Iterator[None]:
        around = self._open
        if id_ in self._moved:
            self._open = []
        if starts := self._starts.get(id_) if id_ else None:
            self._open = [*self._open, _Scope(starts)]
        yield
        self._open = around

    def _outlined(self, sections: tuple[SetSection, ...]) -> tuple[SetSection, ...]:
        """The sections, with marks in the words that the contents have of them."""
        if not self._open:
            return sections
        return tuple(
            [
                replace(
                    section,
                    heading=replace(section.heading, contents=self._copied(section.heading.contents)),
                    sections=self._outlined(section.sections),
                )
                for section in sections
            ]
        )

    def _copied(self, node: _Node) -> _Node:
        """A value with its marks, of the same type."""
        return cast("_Node", self._copy(node))

    def _copy(self, node: object) -> object:
        match node:
            case tuple():
                return tuple([piece for each in node for piece in self._pieces(each)])
            case SetNoteGroup():
                return replace(node, notes=self._copied(node.notes))
            case SetHeading():
                return replace(node, sentence=self._copied(node.sentence))
            case SetAside():
                with self._within(node.id):
                    with self._within(f"{node.id}-label"):  # its label has an id, by which it names the aside
                        label = self._copied(node.label)
                    return replace(node, label=label, blocks=self._copied(node.blocks))
            case SetInfobox(title=None):
                with self._within(node.id):
                    self._count(self._words.text("At a glance"))
                    return replace(node, rows=self._copied(node.rows))
            case SetDefinitions():
                items = {index: self._copied(node.items[index]) for index in node.order}
                return replace(node, items=tuple([items[index] for index in range(len(items))]))
            case SetDefinition():
                with self._within(node.id):
                    first = self._copied(node.terms[:1])
                return replace(node, terms=first + self._copied(node.terms[1:]), meanings=self._copied(node.meanings))
            case SetEntry(inlines=()):
                with self._within(node.id):
                    pieces = tuple(self._split(Literal(node.text), node.text))
                return replace(node, inlines=pieces) if len(pieces) > 1 else node
            case SetPreformatted():
                return self._listing(node)
            case SetIndex():
                for scope in self._open:
                    scope.starts = []  # print has pages in place of numbers: what is behind them cannot be counted
                return replace(node, groups=self._copied(node.groups))
            case IndexEntry():
                with self._within(node.id):
                    terms = self._copied(node.terms)
                return replace(node, terms=terms, below=self._copied(node.below))
            case Locator() | Referral():
                return node
            case _:
                return self._whole(node)

    def _whole(self, node: object) -> object:
        """A value whose fields are printed one after another."""
        names = holding(node)
        if not names:
            return node
        with self._within(getattr(node, "id", "")):
            copies: dict[str, Any] = {name: self._copy(getattr(node, name)) for name in names}
            return replace(cast("SetSentence", node), **copies)

    def _pieces(self, node: object) -> Iterator[object]:
        """A value among others, with what is put before it or into it."""
        match node:
            case Text(text) | Literal(text) | Code(text):
                yield from self._split(node, text)
            case Date(text=text):
                yield from self._before(text)
                yield node
            case Ruby(text, reading):
                yield from self._before(text + reading)
                yield node
            case SetLink(page=True):
                yield node  # its words are not printed
            case Call(id_, _, number):
                with self._within(id_):
                    yield from self._before(str(number))
                yield node
            case Image():
                yield from self._at_picture()
                yield node
            case SetFigure(id_, picture, caption):
                with self._within(id_):
                    *before, shown = self._pieces(picture)
                    if before:
                        yield SetPlain((SetSentence(cast("tuple[PageMark, ...]", tuple(before))),))
                    yield replace(node, picture=cast("Image | Literal", shown), caption=self._copied(caption))
            case _:
                yield self._copy(node)

    def _split(self, node: Text | Literal | Code, text: str) -> Iterator[Text | Literal | Code | PageMark]:
        end = 0
        for at, folio in self._pass(text):
            if at > end:
                yield replace(node, text=text[end:at])
            yield PageMark(folio)
            end = max(at, end)
        if end < len(text) or not text:
            yield replace(node, text=text[end:]) if end else node

    def _before(self, text: str) -> Iterator[PageMark]:
        yield from (PageMark(folio) for _, folio in self._pass(text))

    def _listing(self, block: SetPreformatted) -> SetPreformatted:
        """A listing, its marks in its caption and among its comments."""
        with self._within(block.id):
            return self._with_marks(replace(block, caption=self._copied(block.caption)))

    def _with_marks(self, block: SetPreformatted) -> SetPreformatted:
        comments: list[SetComment] = []
        end = 0
        for comment in (*block.comments, None):
            start = comment.start if comment else len(block.text)
            marks = self._pass(block.text[end:start])
            comments += (SetComment(SetSentence((PageMark(folio),)), end + at, end + at) for at, folio in marks)
            if comment:
                comments.append(replace(comment, sentence=self._copied(comment.sentence)))
                end = comment.end
        return replace(block, comments=tuple(comments))

    def _pass(self, text: str) -> list[tuple[int, str]]:
        """Count a text that is printed; returns where in it pages begin, and their folios."""
        if not self._open:
            return []
        letters = [at for at, character in enumerate(text) if character.isalnum()]
        found = []
        for scope in self._open:
            for start in scope.starts:
                passed = max(start.letters - scope.letters, 0)
                if start.picture < 0 and passed < len(letters) and start.folio not in self.marked:
                    found.append((_word_start(text, letters[passed]), start.folio))
        self._count(text)
        self.marked |= {folio for _, folio in found}
        return sorted(found, key=lambda one: one[0])

    def _count(self, text: str) -> None:
        """Count a text that a template prints."""
        for scope in self._open:
            scope.letters += sum(map(str.isalnum, text))

    def _at_picture(self) -> Iterator[PageMark]:
        for scope in self._open:
            for start in scope.starts:
                if start.picture == scope.pictures and start.folio not in self.marked:
                    self.marked.add(start.folio)
                    yield PageMark(start.folio)
            scope.pictures += 1


def _word_start(text: str, at: int) -> int:
    """Where the word begins that holds a character, with the signs before it."""
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at
