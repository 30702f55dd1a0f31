"""The pages of a work in a language for the browser, updated as its catalogue changes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from kolofon.commands.build.books import original_of, untranslated_book, with_translation
from kolofon.commands.serve.book.annotations import Annotation
from kolofon.commands.serve.book.contents import ContentCache
from kolofon.commands.serve.book.page import PageMedium
from kolofon.commands.serve.book.part_messages import index_annotations, keys_of, places_of, sentences_in
from kolofon.commands.serve.book.style import StyleSheet, style_sheet
from kolofon.commands.serve.book.translation import IncrementalTranslation, TranslatedText
from kolofon.commands.serve.workspace.messages import message_id
from kolofon.commands.serve.workspace.states import State, states_of
from kolofon.edition import files
from kolofon.edition.project import Project, Source
from kolofon.model.edition import INPUTS
from kolofon.model.error import PipelineError
from kolofon.model.message import Catalogue, Key
from kolofon.set.chapter_cache import ChapterCache
from kolofon.set.walk.characters import characters
from kolofon.set.walk.traverse import characters_in, languages_in
from kolofon.text.furniture import date_patterns
from kolofon.write.book import Book
from kolofon.write.pictures import Picture, Pictures
from kolofon.write.xhtml.parts import Part, parts_of

__all__ = ["BookPart", "BookView", "Printed", "picture_in"]


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of a work: its id, its kind and its title as `write.xhtml.parts` has them, and its messages in order."""

    id: str
    kind: str
    title: str
    keys: tuple[Key, ...]


class Printed(NamedTuple):
    """A sentence as it is printed, with the id of its message and of the part that it is on."""

    id: str
    text: str
    part: str


class Updates(NamedTuple):
    """What the last catalogue made necessary: the passages translated, the parts examined, the pages written."""

    translated: tuple[str, ...]
    examined: tuple[str, ...]
    written: tuple[str, ...]


class BookView:
    """A work of an edition in a language.

    The text and the settings are those of the edition when the view was made; the catalogue is that of `refresh`.
    `now` is the time in its colophon, by default that of a build.
    """

    def __init__(self, project: Project, source: Source, language: str, now: datetime | None = None) -> None:
        self._source = source
        now = now or files.clock(project.root, INPUTS, os.environ)
        book, _ = untranslated_book(project, source, original_of(project, source), language, now)
        self._base = replace(book, side=replace(book.side, chapters=ChapterCache()))
        self._translation = IncrementalTranslation(source.document, date_patterns(self._base.side.furniture))
        self._contents = ContentCache()
        self._state: _Snapshot | None = None
        self._fault: PipelineError | None = None

    def refresh(self, catalogue: Catalogue) -> None:
        """Update the pages for a catalogue.

        Raises a PipelineError for what cannot be printed; that is then as it was before.
        """
        try:
            self._refresh(catalogue)
        except PipelineError as fault:
            self._fault = fault
            raise

    def _refresh(self, catalogue: Catalogue) -> None:
        text = self._translation.update(catalogue)
        book = with_translation(self._base, self._source, catalogue, text.document)
        self._contents.examined.clear()
        state = _Snapshot(self._translation, text, book, catalogue, self._contents)
        _ = state.parts  # so that a mistake of the theme is known now
        self._state = state
        if text.faults:
            raise text.faults[0]

    @property
    def parts(self) -> tuple[BookPart, ...]:
        """The parts in reading order; each message is in those that print it, or in the one that it belongs to."""
        return self._current.parts

    def page(self, part_id: str) -> bytes | None:
        """The page of a part, as XHTML; None if there is no such part.

        Raises a PipelineError for a mistake of the theme.
        """
        return self._current.page(part_id)

    def style(self) -> bytes:
        """The style sheet of the pages."""
        return self._current.sheet.content

    def font(self, name: str) -> bytes | None:
        """A font that the style sheet names; None if there is none of that name."""
        return self._current.sheet.fonts.get(name)

    def picture(self, path: str) -> Picture | None:
        """A picture by its path below `source/`; None if there is none that may be shown."""
        return picture_in(self._base.images, path)

    @property
    def updates(self) -> "Updates":
        """What was done since the last call of `refresh`."""
        return Updates(self._current.retranslated, tuple(self._contents.examined), self._current.written)

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Every sentence that has a message, in the order in which they are printed."""
        return self._current.printed

    @property
    def _current(self) -> "_Snapshot":
        if self._state is None:
            raise self._fault or LookupError("the view was given no catalogue")
        return self._state


def picture_in(images: Pictures, path: str) -> Picture | None:
    """A picture by its path below `source/`; None if there is none that may be shown."""
    name = str(PurePosixPath(path))
    picture = images.find(name) if name in images else None
    return picture if picture and picture.content is not None else None


class _Snapshot:
    """The pages for one catalogue."""

    def __init__(
        self,
        translation: IncrementalTranslation,
        text: TranslatedText,
        book: Book,
        catalogue: Catalogue,
        contents: ContentCache,
    ) -> None:
        self._translation = translation
        self._text = text
        self._book = book
        self._document = book.side.placed
        self._catalogue = catalogue
        self._contents = contents
        self._pages: dict[str, bytes] = {}

    @property
    def retranslated(self) -> tuple[str, ...]:
        """The passages that were translated for it."""
        return self._text.retranslated

    @property
    def written(self) -> tuple[str, ...]:
        """The parts whose pages were written."""
        return tuple(self._pages)

    @cached_property
    def _parts(self) -> dict[str, Part]:
        return {part.id: part for part in parts_of(self._document, self._book.looks, self._contents)}

    @cached_property
    def _places(self) -> Mapping[str, frozenset[str]]:
        return places_of(self._translation.passages, self._document, self._parts)

    @cached_property
    def _where(self) -> dict[str, str]:
        """The part of each id."""
        return {id_: part.id for part in self._parts.values() for id_ in part.ids}

    @cached_property
    def _annotations(self) -> dict[int, Annotation]:
        placed = any(passage.indexed for passage in self._translation.passages)
        return {**self._text.annotations, **index_annotations(self._document, self._text.annotations, placed=placed)}

    @cached_property
    def parts(self) -> tuple[BookPart, ...]:
        """The parts and their messages."""
        held = keys_of(self._translation.passages, self._places, self._text, self._document)
        title = " ".join(self._document.title.plain.split())
        parts = self._parts.values()
        return tuple(BookPart(part.id, part.kind, part.title or title, held.get(part.id, ())) for part in parts)

    def page(self, id_: str) -> bytes | None:
        """The page of a part, written at the first call."""
        part = self._parts.get(id_)
        if part is None:
            return None
        if id_ not in self._pages:
            self._pages[id_] = self._written(part)
        return self._pages[id_]

    def _written(self, part: Part) -> bytes:
        book, context = self._book, self._book.context
        picture_messages: dict[str, Key] = {}
        for name, parts in self._places.items():
            if part.id in parts:
                picture_messages |= self._text.passages[name].picture_messages
        leaf = PageMedium(
            id=part.id,
            parts=self._where,
            picture_folder=f"/book/{book.imprint.language}/picture/",
            annotations=self._annotations,
            picture_messages=picture_messages,
            states=self._states,
        )
        about = context.about(self._document)
        return context.render(
            "epub/chapter.xhtml.jinja",
            book=about,
            title=part.title or about.title,
            matter=part.matter,
            content=part.write(leaf),
            languages=[],
        )

    @cached_property
    def _states(self) -> Mapping[Key, State]:
        return states_of(self._catalogue)

    @cached_property
    def sheet(self) -> StyleSheet:
        """The style sheet and its fonts."""
        document = self._document
        return style_sheet(self._book.context, characters_in(document), tuple(languages_in(document)))

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """The sentences in their order."""
        return tuple(
            Printed(message_id(mark.key), characters(sentence.inlines), part)
            for part, sentence in sentences_in(self._document, self._parts)
            if (mark := self._annotations.get(id(sentence.source))) and mark.key
        )
