"""A set document in chapters: nothing is lost, and each note is with the chapter that first calls it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolofon.model.document import Document, Note, NoteRef, Role, Section
from kolofon.model.notes import NoteNumbers, NotePlace, Notes
from kolofon.set import set_document
from kolofon.set.chapters import in_chapters
from kolofon.set.values.document import SetDocument, SetSection
from kolofon.set.walk.traverse import ids_in
from kolofon.set.words import Words
from tests.publishing import paragraph, sentence

PLACES = [Notes(place, numbers) for place in NotePlace for numbers in NoteNumbers]
NAMES = "abcd"


def sections(depth: int) -> st.SearchStrategy[Section]:
    """A section that calls some notes, and may hold others."""
    inner = st.lists(sections(depth - 1), max_size=2) if depth else st.just([])
    calls = st.lists(st.sampled_from(NAMES), max_size=3)
    roles = st.sampled_from([Role.CHAPTER, Role.SECTION])
    return st.builds(
        lambda named, below, role: Section(
            sentence("Heading"), (paragraph("Text", *map(NoteRef, named)),), tuple(below), role
        ),
        calls,
        inner,
        roles,
    )


def notes(calls: list[str]) -> tuple[Note, ...]:
    """Notes of which each may call another one."""
    return tuple(Note(name, (paragraph("Noted", NoteRef(called)),)) for name, called in zip(NAMES, calls, strict=True))


DOCUMENTS = st.builds(
    lambda body, called, lead: Document(
        "en", sentence("The book"), (paragraph("Lead", *map(NoteRef, lead)),), tuple(body), notes(called)
    ),
    st.lists(sections(2), min_size=1, max_size=3),
    st.lists(st.sampled_from([*NAMES, "gone"]), min_size=len(NAMES), max_size=len(NAMES)),
    st.lists(st.sampled_from(NAMES), max_size=2),
)


def chapters_of(found: Iterable[SetSection], *, outermost: bool = True) -> Iterator[str]:
    for section in found:
        if outermost or section.role == "doc-chapter":
            yield section.id
        yield from chapters_of(section.sections, outermost=False)


def ids(document: SetDocument) -> Counter[str]:
    parts = (document.lead, document.lead_notes, document.sections, document.groups, document.notes)
    return Counter(ids_in(parts))


@given(DOCUMENTS, st.sampled_from(PLACES))
def test_all_that_is_in_a_document_is_in_its_chapters(document: Document, placed: Notes) -> None:
    made = set_document(document, Words({}, "en"), notes=placed)
    chapters = tuple(chapters_of(made.sections))
    divided = in_chapters(made, chapters)
    given_ids = ids(made)
    assert ids(divided.flat) == ids(divided.whole)
    assert ids(divided.flat) == given_ids
    assert [section.id for section in divided.flat.sections] == list(chapters)


@given(DOCUMENTS, st.sampled_from(PLACES))
def test_a_note_is_with_the_first_call_of_it(document: Document, placed: Notes) -> None:
    made = set_document(document, Words({}, "en"), notes=placed)
    flat = in_chapters(made, tuple(chapters_of(made.sections))).flat
    for page in flat.sections:
        there = set(ids_in(page))
        assert all(note.back in there for note in page.notes)
    front = set(ids_in((flat.lead, flat.lead_notes)))
    assert all(note.back in front for note in flat.lead_notes)


def test_a_chapter_knows_what_it_is_in() -> None:
    deep = Section(sentence("Deep"), (), (), Role.CHAPTER)
    chapter = Section(sentence("Chapter"), (), (deep,), Role.CHAPTER)
    part = Section(sentence("Part"), (), (chapter,), Role.PART)
    made = set_document(Document("en", sentence("The book"), (), (part,)), Words({}, "en"))
    divided = in_chapters(made, {"s1-1", "s1-1-1"})
    assert divided.above == {"s1": (), "s1-1": ("s1",), "s1-1-1": ("s1", "s1-1")}
    assert [section.sections for section in divided.flat.sections] == [(), (), ()]


@pytest.mark.parametrize("place", list(NotePlace))
def test_a_note_that_nothing_calls_remains_at_the_end(place: NotePlace) -> None:
    one = Section(sentence("One"), (paragraph("Text"),), (), Role.CHAPTER)
    document = Document("en", sentence("The book"), (), (one,), (Note("a", (paragraph("Noted"),)),))
    made = set_document(document, Words({}, "en"), notes=Notes(place))
    flat = in_chapters(made, ()).flat
    assert "Noted" in str([*flat.notes])


@pytest.mark.slow
def test_long_chains_of_notes_end() -> None:
    many = 3000
    called = [Note(str(n), (paragraph("x", NoteRef(str(n + 1))),)) for n in range(many)]
    one = Section(sentence("One"), (paragraph("Text", NoteRef("0")),), (), Role.CHAPTER)
    made = set_document(Document("en", sentence("The book"), (), (one,), tuple(called)), Words({}, "en"))
    assert len(in_chapters(made, ()).flat.sections[0].notes) == many
