"""A document that is set again and again: what is kept of it is what would be set anew."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.commands.serve.book.translation import IncrementalTranslation
from kolofon.language.date_patterns import USUAL
from kolofon.model.document import Document, Formula, Inline, Link, Note, NoteRef, Role, Section
from kolofon.model.edition import Layout
from kolofon.model.figures import Counting, Figures
from kolofon.model.message import Catalogue
from kolofon.model.notes import NoteNumbers, NotePlace, Notes
from kolofon.set import set_document
from kolofon.set.chapter_cache import ChapterCache
from kolofon.set.values.document import SetDocument
from kolofon.set.values.line import SetSentence
from kolofon.set.walk.digest import digest
from kolofon.set.walk.traverse import walk
from kolofon.set.words import Words
from tests.leaves import blank, project_of, source_of
from tests.publishing import everything, paragraph, sentence
from tests.stress import stress_book
from tests.test_serve_book import EDITS, edited, indexed

WORDS = Words({}, "sq")


def noted(chapters: int = 6) -> Document:
    """A book whose chapters call notes, one of them all of them, and lead to one another; a note calls another."""
    notes = (
        *(Note(f"a{at}", (paragraph(f"Note {at}."),)) for at in range(chapters)),
        Note("all", (paragraph("For all", NoteRef("inner"), "."),)),
        Note("inner", (paragraph("Within."),)),
        Note("never", (paragraph("Nobody calls it."),)),
    )

    def chapter(at: int) -> Section:
        line = paragraph(
            f"Chapter {at}",
            NoteRef(f"a{at}"),
            NoteRef("all"),
            Formula(f"x = {at}", display=True, name=f"f{at}"),
            Link((), f"#s1-{(at + 1) % chapters + 1}", ""),
        )
        again = replace(line, sentences=(*line.sentences, sentence(f"More of {at}.")))
        return Section(sentence(f"Heading {at}"), (again, paragraph(f"End {at}.")), (), Role.CHAPTER)

    part = Section(sentence("Part"), (), tuple(chapter(at) for at in range(chapters)), Role.PART)
    return Document("en", sentence("Title"), (paragraph("Lead", NoteRef("all")),), (part,), notes)


BOOKS: Mapping[str, Document] = MappingProxyType(
    {"everything": everything(), "indexed": indexed(), "stress": stress_book(4), "noted": noted()}
)
WISHES = [Notes(place, numbers) for place in NotePlace for numbers in NoteNumbers]
COUNTED = Figures(numbered=True, count=Counting.CHAPTER, lists=True)
EACH_WISH_ONCE = [
    pytest.param(name, wished, marks=[] if at % len(BOOKS) == book else pytest.mark.slow)
    for book, name in enumerate(BOOKS)
    for at, wished in enumerate(WISHES)
]
"""Each book with each wish, of which those that are not slow have each wish once."""


@cache
def _text(name: str) -> tuple[IncrementalTranslation, Catalogue]:
    source = source_of(project_of(Path()), BOOKS[name])
    return IncrementalTranslation(source.document, USUAL), blank(source)


def sources(document: SetDocument) -> list[int]:
    """The sentences that a document is set from, each by its identity."""
    return [id(node.source) for node in walk(document) if isinstance(node, SetSentence)]


@pytest.mark.parametrize(("name", "wished"), EACH_WISH_ONCE)
@given(edits=EDITS, layout=st.sampled_from(Layout), figures=st.sampled_from([Figures(), COUNTED]))
@settings(deadline=None, max_examples=6)
def test_what_is_set_again_and_again_is_as_if_it_were_set_once(
    name: str, wished: Notes, edits: list[tuple[int, int]], layout: Layout, figures: Figures
) -> None:
    turning, catalogue = _text(name)
    cache = ChapterCache()
    for each in edited(catalogue, edits):
        document = turning.update(each).document
        again = set_document(document, WORDS, layout, figures, wished, cache)
        once = set_document(document, WORDS, layout, figures, wished)
        assert again == once
        assert digest(again) == digest(once)
        assert sources(again) == sources(once)


def edit(catalogue: Catalogue, words: str, msgstr: str) -> Catalogue:
    """A catalogue with a translation for the message of these words."""
    entries = [replace(entry, msgstrs=(msgstr,)) if entry.msgid == words else entry for entry in catalogue.entries]
    assert entries != list(catalogue.entries)
    return replace(catalogue, entries=tuple(entries))


@pytest.mark.parametrize("wished", WISHES)
def test_only_the_chapters_are_set_that_an_edit_reaches(wished: Notes) -> None:
    turning, catalogue = _text("noted")
    cache, figures = ChapterCache(), Figures()

    def anew(catalogue: Catalogue) -> list[str]:
        document = turning.update(catalogue).document
        set_document(document, WORDS, Layout.AUTO, figures, wished, cache)
        return list(cache.newly_set)

    every = [f"s1-{at}" for at in range(1, 7)]
    assert anew(catalogue) == every
    computed = cache.parts.computed
    assert anew(catalogue) == []
    assert cache.parts.computed == computed
    assert anew(edit(catalogue, "End 3.", "Fund.")) == ["s1-4"]
    assert cache.parts.computed - computed <= 8  # the part and the chapter, whatever the number of the others
    # A heading is shown by the chapter before it, too, whose link has no words of its own.
    catalogue = edit(edit(catalogue, "End 3.", "Fund."), "Heading 2", "Titull")
    assert anew(catalogue) == ["s1-2", "s1-3"]
    catalogue = edit(catalogue, "Note 4.", "Shënim.")
    assert anew(catalogue) == ([] if wished.place is NotePlace.LIST else ["s1-5"])


def test_a_note_that_is_called_no_more_has_only_the_chapters_set_whose_numbers_move() -> None:
    turning, catalogue = _text("noted")
    calls = next(entry.msgid for entry in catalogue.entries if entry.msgid.startswith("Chapter 2"))
    for wished, anew in (
        (Notes(NotePlace.CHAPTER, NoteNumbers.CHAPTER), ["s1-3", "s1-4", "s1-5", "s1-6"]),  # copies of “all”: n7-3
        (Notes(NotePlace.LIST), ["s1-3", "s1-4", "s1-5", "s1-6"]),  # its calls: r7-3
    ):
        cache = ChapterCache()
        set_document(turning.update(catalogue).document, WORDS, Layout.AUTO, Figures(), wished, cache)
        changed = turning.update(edit(catalogue, calls, "Pa shënime.")).document
        again = set_document(changed, WORDS, Layout.AUTO, Figures(), wished, cache)
        assert cache.newly_set == anew
        assert again == set_document(changed, WORDS, Layout.AUTO, Figures(), wished)


@pytest.mark.parametrize(
    "marks", [(NoteRef("a1"), NoteRef("a2")), tuple(Formula("x", display=True, name=f"f{at}") for at in (1, 2))]
)
def test_a_chapter_that_has_less_to_count_has_the_next_one_counted_anew(marks: tuple[Inline, Inline]) -> None:
    chapters = [
        Section(sentence(f"Heading {at}"), (paragraph(f"Chapter {at}", mark, "."),), (), Role.CHAPTER)
        for at, mark in enumerate(marks, 1)
    ]
    notes = tuple(Note(mark.name, (paragraph(f"Of {mark.name}."),)) for mark in marks if isinstance(mark, NoteRef))
    source = source_of(project_of(Path()), Document("en", sentence("Title"), (), tuple(chapters), notes))
    translation, catalogue = IncrementalTranslation(source.document, USUAL), blank(source)
    wished, cache = Notes(NotePlace.CHAPTER, NoteNumbers.BOOK), ChapterCache()
    calls = next(entry.msgid for entry in catalogue.entries if entry.msgid.startswith("Chapter 1"))
    for each in (catalogue, edit(catalogue, calls, "Kapitulli."), catalogue):
        document = translation.update(each).document
        again = set_document(document, WORDS, Layout.AUTO, Figures(), wished, cache)
        assert cache.newly_set == ["s1", "s2"]
        assert again == set_document(document, WORDS, Layout.AUTO, Figures(), wished)


def test_other_words_of_the_press_have_all_set() -> None:
    turning, catalogue = _text("noted")
    document = turning.update(catalogue).document
    cache = ChapterCache()
    for words in (WORDS, WORDS, Words({"Figure %(number)s": "Figura %(number)s"}, "sq")):
        set_document(document, words, cache=cache)
    assert len(cache.newly_set) == len(document.sections[0].sections)
