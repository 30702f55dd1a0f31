"""A work in a language as pages for the browser, in which each sentence knows its message."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolofon.commands.build.books import original_of, untranslated_book, with_translation
from kolofon.commands.serve.book.page import PageMedium
from kolofon.commands.serve.book.translation import IncrementalTranslation
from kolofon.commands.serve.book.view import BookView
from kolofon.commands.serve.workspace.messages import message_id
from kolofon.language.date_patterns import Patterns
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
)
from kolofon.model.edition import Page
from kolofon.model.error import CatalogueError
from kolofon.model.figures import Figures
from kolofon.model.message import Catalogue
from kolofon.model.notes import NotePlace
from kolofon.text.furniture import date_patterns
from kolofon.text.notation import MERGED
from kolofon.translate import translate
from kolofon.translate.localize import localize
from kolofon.write.xhtml.parts import parts_of
from tests.laws import examples
from tests.leaves import HTML, NOW, blank, ids_of, marked, project_of, source_of, tree_of, unmarked, view_of
from tests.publishing import everything, paragraph, sentence, text_of
from tests.stress import stress_book

HOSTILE = (
    "</span><script>alert(1)</script><a id='1' href=\"javascript:alert(1)\" style='color:red'>x</a> & <em>y</em> ]]>"
)


def indexed() -> Document:
    """A book with parts, notes, an index, pictures with and without words, and a glossary of everything else."""
    book = everything()
    picture = Image("pictures/a.png", "A tree by the river")
    rye = replace(sentence("Rye is cut."), index=(IndexMark(("rye",), number=1), IndexMark(("secale",), number=2)))
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


NAMES = ["everything", "indexed", pytest.param("stress", marks=pytest.mark.slow)]


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


@pytest.mark.parametrize("name", NAMES)
@given(edits=EDITS)
@settings(deadline=None, max_examples=examples(25))
def test_a_text_that_is_translated_again_and_again_is_as_if_it_were_once(
    name: str, edits: list[tuple[int, int]]
) -> None:
    source = source_of(project_of(Path()), BOOKS[name])
    turning, patterns = _turning(name)
    for catalogue in edited(blank(source), edits):
        expected = localize(translate(source.document, catalogue), patterns)
        assert turning.update(catalogue).document == expected


@cache
def _turning(name: str) -> tuple[IncrementalTranslation, Patterns]:
    project = project_of(Path())
    patterns = date_patterns(project.furniture("sq")[0])
    return IncrementalTranslation(source_of(project, BOOKS[name]).document, patterns), patterns


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", NotePlace)
@given(edits=EDITS)
@settings(deadline=None, max_examples=examples(4))
def test_the_pages_after_edits_are_those_of_the_whole_edition_but_for_their_marks(
    name: str, place: NotePlace, edits: list[tuple[int, int]]
) -> None:
    project = project_of(Path("/nowhere"), Page(notes=place))
    source = source_of(project, BOOKS[name])
    view = _view(name, place)
    catalogue = list(edited(filled(blank(source)), edits))[-1]
    for each in edited(filled(blank(source)), edits):
        view.refresh(each)
    book, _ = untranslated_book(project, source, original_of(project, source), "sq", NOW)
    document = localize(translate(source.document, catalogue), date_patterns(book.side.furniture))
    book = with_translation(book, source, catalogue, document)
    parts = parts_of(book.side.placed, book.looks)
    where = {id_: part.id for part in parts for id_ in part.ids}
    bare = {part.id: part.write(PageMedium(part.id, where, "/book/sq/picture/", {}, {}, {})) for part in parts}
    assert [part.id for part in view.parts] == list(bare)
    for id_, page in pages(view).items():
        assert bare[id_].encode() in unmarked(page), id_


@cache
def _view(name: str, place: NotePlace) -> BookView:
    return view_of(project_of(Path("/nowhere"), Page(notes=place)), BOOKS[name])


@pytest.mark.parametrize("place", NotePlace)
@pytest.mark.parametrize("name", NAMES)
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


def test_what_a_catalogue_says_is_text_on_every_page() -> None:
    source = source_of(project_of(Path("/nowhere")), indexed())
    view = view_of(project_of(Path("/nowhere")), indexed())
    view.refresh(filled(blank(source), HOSTILE + " %s"))
    for id_, page in pages(view).items():
        root = tree_of(page)
        names = {element.tag.removeprefix(HTML) for element in root.iter()}
        assert not names & {"script", "style", "iframe", "object", "form", "base"}, id_
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}, id_
        assert not [element for element in root.iter() if element.get("href", "").startswith("javascript:")]
    said = " ".join(pages(view)["s1-1"].decode().split())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "<em>y</em>" in said


def test_the_press_s_own_pages_have_no_styles_in_them_and_lead_only_to_one_another() -> None:
    source = source_of(project_of(Path("/nowhere")), indexed())
    view = view_of(project_of(Path("/nowhere")), indexed())
    view.refresh(blank(source))
    made = {id_: tree_of(page) for id_, page in pages(view).items()}
    for id_, root in made.items():
        assert not [element for element in root.iter() if element.get("style") is not None], id_
        for element in root.iter(HTML + "a"):
            file, _, place = element.get("href", "").partition("#")
            if file.startswith("https:"):
                continue
            aim = made[file.removesuffix(".xhtml")] if file else root
            assert [found for found in aim.iter() if found.get("id") == place], (id_, element.get("href"))


def test_a_sentence_that_went_into_another_is_found_there() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    ids = {message.msgid: message_id(message.key) for message in source.messages}
    told = {"Rye is cut.": "Thekra korret, është e thatë.", "It is dry.": MERGED, "Then rain.": "Pastaj bie shi."}
    view.refresh(_with(blank(source), told))
    (first,) = [one for one in marked(view.page("s1-1") or b"") if one.get("data-merged")]
    assert first.get("data-message") == ids["Rye is cut."]
    assert first.get("data-merged") == ids["It is dry."]
    view.refresh(_with(blank(source), {**told, "Rye is cut.": MERGED}))
    (third,) = [one for one in marked(view.page("s1-1") or b"") if one.get("data-merged")]
    assert third.get("data-message") == ids["Then rain."]
    assert third.get("data-merged") == f"{ids['Rye is cut.']} {ids['It is dry.']}"


def test_entries_of_the_index_that_read_alike_are_printed_once_and_both_are_found() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    view.refresh(_with(blank(source), {"rye": "thekër", "secale": "thekër"}))
    page = view.page("index") or b""
    assert page.decode().count(">thekër<") == 2  # the entry, and the one that another refers to
    (entry,) = [one for one in marked(page) if one.get("data-merged")]
    assert ids_of([entry]) == {
        message_id(message.key) for message in source.messages if message.msgid in {"rye", "secale"}
    }


def test_the_words_of_a_picture_are_marked_at_the_picture() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    view.refresh(_with(blank(source), {"A tree by the river": "Një pemë"}))
    images = [one for one in marked(view.page("s1-1") or b"") if one.tag == HTML + "img"]
    key = next(message.key for message in source.messages if message.msgid == "A tree by the river")
    assert {one.get("data-message") for one in images} == {message_id(key)}
    assert {one.get("alt") for one in images} == {"Një pemë"}
    assert {one.get("src") for one in images} == {"/book/sq/picture/pictures/a.png"}


def test_the_state_of_each_sentence_is_on_the_page() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    catalogue = _with(blank(source), {"Rye is cut.": "A.", "It is dry.": "B.", "Then rain.": "C."})
    entries = [
        replace(
            entry,
            fuzzy=entry.msgid == "It is dry.",
            comments=("reviewed: Ana, 2026-03-14",) * (entry.msgid == "Then rain."),
        )
        for entry in catalogue.entries
    ]
    view.refresh(replace(catalogue, entries=tuple(entries)))
    states = {text_of(one): one.get("data-state") for one in marked(view.page("s1-1") or b"")}
    expected = {"A.": "translated", "It is dry.": "fuzzy", "C.": "reviewed", "The tree.": "untranslated"}
    assert expected.items() <= states.items()


def test_an_edit_of_one_sentence_makes_one_passage_anew_and_looks_through_one_part() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, stress_book(12))
    view = BookView(project, source, "sq", NOW)
    catalogue = filled(blank(source))
    view.refresh(catalogue)
    (last,) = edited(catalogue, [(len(catalogue.entries) // 2, 2)])
    view.refresh(last)
    assert len(view.updates.translated) == 1
    assert len(view.updates.examined) == 1
    assert not view.updates.written
    view.page(view.parts[4].id)
    view.page(view.parts[4].id)
    assert view.updates.written == (view.parts[4].id,)


def test_a_title_that_is_too_long_leaves_what_was_there_and_all_else_is_new() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    view.refresh(_with(blank(source), {"One": "Një"}))
    amiss = _with(blank(source), {"One": "Një " * 10_000, "Then rain.": "Pastaj shi.", "Before.": "Para."})
    with pytest.raises(CatalogueError, match="the translation of a title has"):
        view.refresh(amiss)
    assert ">Një</span></h3>" in (view.page("s1-1") or b"").decode()
    assert "Para." in (view.page("s1") or b"").decode()
    again = BookView(project, source, "sq", NOW)
    with pytest.raises(CatalogueError):
        again.refresh(amiss)
    assert ">One</span>" in (again.page("s1-1") or b"").decode()


def test_what_is_printed_is_in_the_order_of_reading() -> None:
    project = project_of(Path("/nowhere"))
    source = source_of(project, indexed())
    view = BookView(project, source, "sq", NOW)
    view.refresh(blank(source))
    printed = view.printed
    at = [part.id for part in view.parts]
    assert [one.part for one in printed] == sorted((one.part for one in printed), key=at.index)
    texts = [one.text for one in printed if one.part == "s1-1"]
    assert texts == ["One", "Rye is cut.", "It is dry.", "Then rain.", "See  here.", "The tree. ", "In May."]
    assert {one.id for one in printed} == {id_ for ids in shown(view).values() for id_ in ids} - {
        message_id(message.key)
        for message in source.messages
        if message.msgid in {"A tree by the river", "plan", "hartë"}
    }


def test_a_style_sheet_names_whole_fonts_by_what_is_in_them() -> None:
    view = view_of(project_of(Path("/nowhere")), everything())
    source = source_of(project_of(Path("/nowhere")), everything())
    view.refresh(blank(source))
    names = re.findall(r"/book/font/([0-9a-f]+\.(?:ttf|otf|woff2))", view.style().decode())
    assert len(names) == len(set(names)) > 1
    for name in names:
        content = view.font(name)
        assert content is not None
        assert hashlib.sha256(content).hexdigest().startswith(name.partition(".")[0])
    assert view.font("../../etc/passwd") is None


def _with(catalogue: Catalogue, words: Mapping[str, str]) -> Catalogue:
    entries = (replace(entry, msgstrs=(words.get(entry.msgid, ""),)) for entry in catalogue.entries)
    return replace(catalogue, entries=tuple(entries))
