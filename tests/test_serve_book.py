"""A work in a language as pages for the browser, in which each sentence knows its message."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.commands.build.books import begun, in_translation, original_of
from kolofon.edition.project import open_project
from kolofon.model.document import (
    Document,
    Figure,
    Headword,
    Image,
    Index,
    IndexMark,
    Paragraph,
    Role,
    Section,
    Text,
)
from kolofon.model.edition import Page
from kolofon.model.error import CatalogueError
from kolofon.model.figures import Counting, Figures
from kolofon.model.message import Catalogue
from kolofon.model.notes import NotePlace
from kolofon.serve.book.leaf import Leaf
from kolofon.serve.book.turning import Turning
from kolofon.serve.book.view import BookView
from kolofon.serve.messages import message_id
from kolofon.text.furniture import date_patterns
from kolofon.text.notation import MERGED
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.xhtml.parts import parts_of
from tests.leaves import HTML, NOW, blank, ids_of, marked, project_of, source_of, unmarked, view_of
from tests.machine import ROOT
from tests.publishing import everything, paragraph, sentence
from tests.stress import stress_book

HOSTILE = "</span><script>alert(1)</script><a id='1' href=\"javascript:alert(1)\" style='color:red'>x</a> & <em>y</em> ]]>"


def indexed() -> Document:
    """A book with parts, notes, an index, pictures with and without words, and a glossary of everything else."""
    book = everything()
    picture = Image("pictures/a.png", "A tree by the river")
    rye = replace(sentence("Rye is cut."), index=(IndexMark(("rye",), 1), IndexMark(("secale",), 2)))
    chapter = Section(
        sentence("One"),
        (
            Paragraph((rye, sentence("It is dry."), sentence("Then rain."))),
            paragraph("See ", picture, " here."),
            Figure(picture, (sentence("The tree. "), sentence("In May."))),
        ),
        (),
        Role.CHAPTER,
    )
    return replace(
        book,
        lead=tuple(block for block in book.lead if not isinstance(block, Index)),
        sections=(Section(sentence("Part"), (paragraph("Before."),), (chapter,), Role.PART), *book.sections),
        description=sentence("About a river."),
        blurb=(paragraph("Read it."),),
        index=(
            Headword(("rye",), sentence("rye")),
            Headword(("secale",), sentence("secale")),
            Headword(("corn",), sentence("corn"), see=(("rye",),)),
            Headword(("gone",), sentence("gone")),
        ),
    )


BOOKS: Mapping[str, Document] = MappingProxyType(
    {"everything": everything(), "indexed": indexed(), "stress": stress_book(4)}
)


def pages(view: BookView) -> dict[str, bytes]:
    """All pages of a view."""
    return {part.id: page for part in view.parts if (page := view.page(part.id)) is not None}


def told(view: BookView) -> dict[str, set[str]]:
    """The messages of each part, as the view tells them."""
    return {part.id: set(map(message_id, part.keys)) for part in view.parts}


def shown(view: BookView) -> dict[str, set[str]]:
    """The messages of each part, as they are on its page."""
    return {id_: ids_of(marked(page)) for id_, page in pages(view).items()}


def filled(catalogue: Catalogue, words: str = "Fjalë %s.") -> Catalogue:
    """A catalogue with a translation of each message, none like another."""
    entries = (replace(entry, msgstrs=(words % number,)) for number, entry in enumerate(catalogue.entries))
    return replace(catalogue, entries=tuple(entries))


def edited(catalogue: Catalogue, edits: Iterable[tuple[int, int]]) -> Iterator[Catalogue]:
    """A catalogue after each of some edits: the number of a message, and what becomes of it."""
    for number, kind in edits:
        at = number % len(catalogue.entries)
        entry = catalogue.entries[at]
        states = [
            replace(entry, msgstrs=("",), fuzzy=False),
            replace(entry, msgstrs=(f"Fjali {number}.",), fuzzy=False),
            replace(entry, msgstrs=(f"Zgjat: {entry.msgid}",), fuzzy=False),
            replace(entry, msgstrs=(f"{entry.msgid} {entry.msgid}",), fuzzy=False),
            replace(entry, msgstrs=(MERGED,), fuzzy=False),
            replace(entry, fuzzy=True),
            replace(entry, comments=("reviewed: Ana, 2026-03-14",)),
        ]
        entries = (*catalogue.entries[:at], states[kind], *catalogue.entries[at + 1 :])
        catalogue = replace(catalogue, entries=entries)
        yield catalogue


EDITS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 6)), min_size=1, max_size=12)


@pytest.mark.parametrize("name", BOOKS)
@given(edits=EDITS)
@settings(deadline=None, max_examples=25)
def test_a_text_that_is_translated_again_and_again_is_as_if_it_were_once(
    name: str, edits: list[tuple[int, int]]
) -> None:
    source = source_of(project_of(Path()), BOOKS[name])
    turning, patterns = _turning(name)
    for catalogue in edited(blank(source), edits):
        expected = localize(translate(source.document, catalogue), patterns)
        assert turning.turned(catalogue).document == expected


@cache
def _turning(name: str) -> tuple[Turning, Mapping[str, str]]:
    project = project_of(Path())
    patterns = date_patterns(project.furniture("sq")[0])
    return Turning(source_of(project, BOOKS[name]).document, patterns), patterns


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("place", NotePlace)
@given(edits=EDITS)
@settings(deadline=None, max_examples=4)
def test_the_pages_after_edits_are_those_of_the_whole_edition_but_for_their_marks(
    name: str, place: NotePlace, edits: list[tuple[int, int]]
) -> None:
    project = project_of(Path("/nowhere"), Page(notes=place))
    source = source_of(project, BOOKS[name])
    view = _view(name, place)
    catalogue = blank(source)
    for catalogue in edited(filled(catalogue), edits):
        view.refresh(catalogue)
    book, _ = begun(project, source, original_of(project, source), "sq", NOW)
    document = localize(translate(source.document, catalogue), date_patterns(book.side.furniture))
    book = in_translation(book, source, catalogue, document)
    parts = parts_of(book.side.placed, book.looks)
    where = {id_: part.id for part in parts for id_ in part.ids}
    bare = {part.id: part.write(Leaf(part.id, where, "/book/sq/picture/", {}, {}, {})) for part in parts}
    assert [part.id for part in view.parts] == list(bare)
    for id_, page in pages(view).items():
        assert bare[id_].encode() in unmarked(page), id_


@cache
def _view(name: str, place: NotePlace) -> BookView:
    return view_of(project_of(Path("/nowhere"), Page(notes=place)), BOOKS[name])


@pytest.mark.parametrize("place", NotePlace)
@pytest.mark.parametrize("name", BOOKS)
def test_every_message_is_on_exactly_the_pages_that_its_parts_are(name: str, place: NotePlace, tmp_path: Path) -> None:
    project = project_of(tmp_path, Page(notes=place))
    project = replace(project, edition=replace(project.edition, figures=Figures(numbered=True, lists=True)))
    source = source_of(project, BOOKS[name])
    view = BookView(project, source, "sq", NOW)
    every = {message_id(message.key): message.msgid for message in source.messages}
    view.refresh(blank(source))
    assert set().union(*told(view).values()) == set(every)
    assert {every[id_] for id_ in _not_shown(view)} == ({"Read it.", "gone"} if name == "indexed" else set())
    # A translation that leaves out a picture leaves out its words.
    view.refresh(filled(blank(source)))
    left_out = {"plan", "A tree by the river"} if place is NotePlace.LIST else set()
    assert {every[id_] for id_ in _not_shown(view)} <= left_out | {"Read it.", "gone"}


def _not_shown(view: BookView) -> set[str]:
    """The messages that are on no page of their parts; none is on another page."""
    on_pages = shown(view)
    assert {part: on_pages[part] - ids for part, ids in told(view).items()} == {part: set() for part in on_pages}
    return {id_ for part, ids in told(view).items() for id_ in ids - on_pages[part]}
