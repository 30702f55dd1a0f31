"""Notes at the feet of pages, behind chapters and at the end."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kolofon.model.document import Document, Note, NoteRef, Role, Section
from kolofon.model.edition import Layout, Page, SourceFormat
from kolofon.model.notes import NoteNumbers, NotePlace, Notes
from kolofon.segment import segment
from kolofon.set import set_document
from kolofon.set.pages.marks import PageStart
from kolofon.set.values.document import SetDocument, SetNote
from kolofon.set.values.line import Call
from kolofon.set.walk.traverse import ids_in, walk
from kolofon.set.words import Words
from kolofon.translate.localize import localize
from kolofon.write.paper.footnotes.boxes import Call as Called
from kolofon.write.paper.footnotes.height import Needs, room_for
from kolofon.write.screen.epub import bind
from kolofon.write.screen.publication import Publication
from tests.epubs import said_by_epubcheck
from tests.later import impose, pikepdf, typeset
from tests.notes import amiss, book_with_notes, links
from tests.pdfs import EDITION, set_page, structure, tags, valid, words_of
from tests.publishing import paragraph, sentence
from tests.quires import seen
from tests.reading import EDITION as PRINTED
from tests.reading import Reader
from tests.setting import on_screens, published, render
from tests.test_quires import as_a_whole, leftward

FOOT = Page("A6", notes=NotePlace.FOOT)


def text(*numbers: str) -> Section:
    """A chapter that calls these notes."""
    calls = [part for number in numbers for part in ("Words", NoteRef(number), " and ")]
    return Section(sentence("Chapter"), (paragraph(*calls),), role=Role.CHAPTER)


def note(number: str, *more: str) -> Note:
    """A note that calls more notes."""
    return Note(number, (paragraph(f"Note {number}.", *map(NoteRef, more)),))


def document_of(sections: tuple[Section, ...], notes: tuple[Note, ...]) -> Document:
    return Document("en", sentence("Book"), (paragraph("Before", NoteRef("a")),), sections, notes)


def placed(
    sections: tuple[Section, ...], notes: tuple[Note, ...], place: NotePlace, numbers: NoteNumbers = NoteNumbers.CHAPTER
) -> SetDocument:
    document = document_of(sections, notes)
    return set_document(document, Words({}, "en"), Layout.AUTO, notes=Notes(place, numbers))


def numbered(notes: tuple[SetNote, ...]) -> list[tuple[int, str]]:
    return [(one.number, one.id) for one in notes]


def called(part: object) -> list[int]:
    return [node.number for node in walk(part) if isinstance(node, Call)]


SECTIONS = (text("b", "c", "b"), text("d", "b"))
NOTES = (note("a"), note("b", "e"), note("c"), note("d"), note("e"), note("f"))


def test_notes_are_in_the_chapters_that_call_them_and_one_behind_the_note_that_calls_it() -> None:
    book = placed(SECTIONS, NOTES, NotePlace.CHAPTER)
    first, second = book.sections
    assert numbered(book.lead_notes) == [(1, "n1")]
    assert numbered(first.notes) == [(1, "n2"), (2, "n5"), (3, "n3")]
    assert called(first.blocks) == [1, 3, 1]
    # What two chapters call is in each of them, with what it calls.
    assert numbered(second.notes) == [(1, "n4"), (2, "n2-2"), (3, "n5-2")]
    assert called(second.blocks) == [1, 2]
    assert numbered(book.notes) == [(1, "n6")]  # nothing calls it
    assert [one.back for one in first.notes] == ["r2", "r5", "r3"]


def test_notes_are_counted_through_the_book() -> None:
    book = placed(SECTIONS, NOTES, NotePlace.FOOT, NoteNumbers.BOOK)
    assert [[number for number, _ in numbered(part.notes)] for part in book.sections] == [[2, 3, 4], [5, 6, 7]]


def test_notes_at_the_end_are_below_the_titles_of_their_chapters() -> None:
    book = placed(SECTIONS, NOTES, NotePlace.END)
    assert [(group.chapter, group.calls, len(group.notes)) for group in book.groups] == [
        ("", ("r1",), 1),
        ("s1", ("r2", "r2-2"), 3),
        ("s2", ("r4", "r2-3"), 3),
        ("", (), 1),
    ]
    assert not book.notes
    assert not any(part.notes for part in book.sections)


@pytest.mark.parametrize("place", NotePlace)
def test_no_id_is_twice_and_each_call_leads_to_a_note(place: NotePlace) -> None:
    book = placed(SECTIONS, NOTES, place)
    ids = list(ids_in(book))
    assert len(ids) == len(set(ids))
    notes = {node.id: node.number for node in walk(book) if isinstance(node, SetNote)}
    calls = [node for node in walk(book) if isinstance(node, Call)]
    assert [notes[call.note] for call in calls] == [call.number for call in calls]
    assert {one.back for one in walk(book) if isinstance(one, SetNote)} <= {*ids, ""}
    xhtml = ET.fromstring(render(document_of(SECTIONS, NOTES), EDITION, {}, replace(FOOT, notes=place)))  # noqa: S314  ours
    found = {element.get("id") for element in xhtml.iter()}
    assert {link.get("href", "")[1:] for link in xhtml.iter("a") if link.get("href", "").startswith("#")} <= found


def test_a_part_has_its_own_notes_before_its_chapters() -> None:
    part = Section(sentence("Part", NoteRef("f")), (), SECTIONS, Role.PART)
    book = placed((part,), NOTES, NotePlace.CHAPTER)
    assert numbered(book.sections[0].notes) == [(1, "n6")]
    assert [len(one.notes) for one in book.sections[0].sections] == [3, 3]
    page = render(Document("en", sentence("Book"), (), (part,), NOTES), EDITION, {}, replace(FOOT, notes=NotePlace.END))
    assert 'data-pages="Pages %(first)s–%(last)s"' in page.decode()


SOURCES: Mapping[SourceFormat, str] = {
    SourceFormat.MARKDOWN: "# Book\n\n## One\n\nText.[^x]\n\n[^x]: A *note*.",
    SourceFormat.WIKITEXT: "== One ==\nText.<ref name=x>A ''note''.</ref>",
    SourceFormat.XHTML: (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Book</h1><h2>One</h2><p>Text.<a role="doc-noteref" '
        'class="call" href="#n1">1</a></p><section class="notes" role="doc-endnotes"><ol><li id="n1"><p>A '
        "<em>note</em>.</p></li></ol></section></body></html>"
    ),
}


@pytest.mark.parametrize("form", SOURCES)
def test_notes_of_every_format_are_in_their_chapter(form: SourceFormat) -> None:
    document, _ = Reader(form)(SOURCES[form])
    page = ET.fromstring(render(segment(document), EDITION, {}, Page(layout=Layout.BOOK, notes=NotePlace.FOOT)))  # noqa: S314  ours
    (chapter,) = (part for part in page.iter() if part.get("id") == "s1")
    (item,) = chapter.iter("{http://www.w3.org/1999/xhtml}li")
    assert "".join(item.itertext()).startswith("A note.")


def lines(*calls: tuple[float, float]) -> list[Called]:
    return [Called(None, top, bottom, column=False) for top, bottom in calls]  # type: ignore[arg-type]  # any note


def test_the_room_of_notes() -> None:
    two = lines((100, 110), (480, 490))
    fits = Needs([20, 60], [20, 40], 0)
    assert room_for(lines((100, 110)), Needs([20], [20], 0), 0, 500, ends=False) == 20
    # The second note has no room as a whole, and can begin; without it the page would lack two lines.
    assert room_for(two, fits, 0, 530, ends=False) == pytest.approx(40)
    # It lacks none if the text ends above its line; and no note is broken where the text ends.
    assert room_for(two, fits, 0, 500, ends=False) == pytest.approx(20, abs=0.1)
    assert room_for(two, fits, 0, 530, ends=True) == pytest.approx(50, abs=0.1)


@pytest.fixture(scope="module")
def at_feet() -> bytes:
    """The PDF of a book with sixty notes at the feet of pages."""
    page = render(book_with_notes(), replace(EDITION, language="en"), {}, replace(FOOT, size="A5"))
    content, findings = typeset(page, EDITION, {})
    assert not findings
    return content


@pytest.mark.pdf
def test_every_note_begins_on_the_page_with_its_call_and_is_printed_once(at_feet: bytes, tmp_path: Path) -> None:
    assert not amiss(at_feet, tmp_path)
    valid(at_feet, tmp_path, "2a", "ua1")


@pytest.mark.pdf
def test_notes_are_read_aloud_behind_their_calls_and_lead_back(at_feet: bytes) -> None:
    with pikepdf.open(io.BytesIO(at_feet)) as book:
        notes = tags(book, "Note")
        assert len({tag.says["ID"] for tag in notes}) == len(notes) == 60
        there = (link for page in book.pages for link in page.obj.get("/Annots", pikepdf.Array()))
        targets = {str(link.get("/Dest", "")) for link in there}
        assert {tag.says["ID"].replace("n", "r") for tag in notes} <= targets
    told = [line.strip() for line in structure(at_feet)]
    begins = [index for index, line in enumerate(told) if line == "Note"]
    assert all(told[index - 3 : index - 1] == ["Reference", "Link"] for index in begins)
    assert all(told[index + 1 : index + 3] == ["Lbl", "Link"] for index in begins)
    assert all(told[index - 1] == told[index + 3] for index in begins)  # the same number


LAST = {5: 500}
"""The last note of a chapter, which goes on on pages behind its text."""


@pytest.mark.pdf
@pytest.mark.parametrize("columns", [1, 2])
def test_a_long_note_that_ends_a_chapter_has_pages_before_the_next_one_bound_or_whole(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = render(book_with_notes(10, 2, 3, LAST), EDITION, {}, replace(FOOT, columns=columns))
    content, findings = typeset(page, EDITION, {})
    assert not findings
    assert not amiss(content, tmp_path, 10)
    as_a_whole(monkeypatch)
    whole, findings = typeset(page, EDITION, {})
    assert not findings
    seen(content, tmp_path).assert_same(seen(whole, tmp_path))
    assert content != whole


@pytest.mark.pdf
def test_heads_of_endnotes_show_their_pages(tmp_path: Path) -> None:
    page = render(book_with_notes(12, 2, long={}), EDITION, {}, Page("A6", notes=NotePlace.END))
    content, findings = typeset(page, EDITION, {})
    assert not findings
    shown = re.findall(r"Chapter \d Pages (\d+)–(\d+) 1 Note", words_of(content, tmp_path))
    places, calls = links(content)
    chapters_of = [{f"n{number}" for number in numbers} for numbers in (range(1, 7), range(7, 13))]
    front = places["text"]  # its pages are counted by themselves
    pages = [
        sorted(on + 1 - front for name in names for on in calls[name] if on < places["notes"]) for names in chapters_of
    ]
    assert shown == [(str(on[0]), str(on[-1])) for on in pages]
    assert all(leads > places["notes"] - 1 for name, leads in places.items() if re.fullmatch("n[0-9]+", name))
    valid(content, tmp_path, "2a", "ua1")


ARABIC = "ملاحظة قصيرة عن المدينة والطريق إليها "


@pytest.mark.pdf
def test_notes_from_right_to_left_are_at_feet(tmp_path: Path) -> None:
    document = leftward()
    sections = tuple(
        replace(part, blocks=(*part.blocks, paragraph("هنا", NoteRef(str(number)), " وهناك")))
        for number, part in enumerate(document.sections[:2])
    )
    notes = tuple(Note(str(number), (paragraph(ARABIC * (number * 20 + 1)),)) for number in range(len(sections)))
    page = render(replace(document, sections=sections, notes=notes), replace(EDITION, language="ar"), {}, FOOT)
    content, findings = typeset(page, EDITION, {})
    assert not findings
    places, calls = links(content)
    assert {name: min(on) for name, on in calls.items()} == {name: places[name] for name in calls}
    assert len(calls) == len(notes)
    valid(content, tmp_path, "ua1")


def article_with_notes() -> Document:
    """An article whose title calls a note, and the head of a table that is on several pages another."""
    read = Reader(SourceFormat.MARKDOWN).clean(
        "# Work[^1]\n\nText.\n\n| A[^2] | B |\n| --- | --- |\n"
        + "| c | d |\n" * 90
        + "\nAgain.[^2]\n\n## One\n\nThe end.\n\n"
        + "[^1]: Note 1 begins and note 1 ends.\n\n[^2]: Note 2 begins and note 2 ends."
    )
    return localize(replace(segment(read), language="en"))


@pytest.mark.pdf
def test_a_note_of_an_article_is_at_the_foot_of_its_title_or_of_its_table(tmp_path: Path) -> None:
    page = render(article_with_notes(), replace(EDITION, language="en"), {}, replace(FOOT, layout=Layout.ARTICLE))
    content, findings = typeset(page, EDITION, {})
    assert not findings
    assert not amiss(content, tmp_path, 2)
    places, _ = links(content)
    assert f"One {places['s1'] + 1} " in words_of(content, tmp_path)  # the page that the contents show


@pytest.mark.pdf
def test_a_note_that_a_style_sheet_floats_is_at_the_foot_and_goes_on(tmp_path: Path) -> None:
    style = "em { float: footnote } p { orphans: 2; widows: 2 } @page { size: 100mm 60mm; margin: 10mm }"
    notes = {n: f"<em>Note {n} begins {'so it is ' * n * 9}note {n} ends</em>" for n in (1, 9)}
    body = "".join(f"<p>Words {'and words ' * 30}{note} on.</p>" for note in notes.values())
    words = words_of(set_page(body, style, "en"), tmp_path)
    assert [words.count(f"Note {n} begins") + words.count(f"note {n} ends") for n in (1, 9)] == [2, 2]


@pytest.mark.pdf
def test_a_book_for_the_press_has_its_notes(tmp_path: Path) -> None:
    page = render(book_with_notes(8, 2, long={}), EDITION, {}, FOOT)
    made = impose(lambda _: page, EDITION, {}, PRINTED)
    assert not made.findings
    words = words_of(made.content, tmp_path)
    assert all(words.count(f"Note {number} begins") == 1 for number in range(1, 9))


def in_epub(place: NotePlace, *starts: PageStart) -> Publication:
    setting = on_screens(replace(EDITION, language="en"), {}, page=Page(layout=Layout.BOOK, notes=place))
    return published(book_with_notes(12, 2, long={}), setting, {}, starts)


@pytest.mark.parametrize("place", [NotePlace.FOOT, NotePlace.END])
def test_an_epub_has_its_notes_in_their_place(place: NotePlace) -> None:
    files = {str(file.path): file.content.decode() for file in in_epub(place).files if file.path.suffix == ".xhtml"}
    popping = {name: text.count('epub:type="footnote"') for name, text in files.items() if "doc-footnote" in text}
    assert popping == ({"s1.xhtml": 6, "s2.xhtml": 6} if place is NotePlace.FOOT else {"notes.xhtml": 12})
    assert ("notes.xhtml" in files["nav.xhtml"]) is (place is NotePlace.END)


@pytest.mark.parametrize(
    ("place", "heading"), [(NotePlace.CHAPTER, "s2-notes-heading"), (NotePlace.END, "notes-heading")]
)
def test_a_page_that_begins_with_the_heading_of_notes_is_marked_there(place: NotePlace, heading: str) -> None:
    made = in_epub(place, PageStart("1", "s1", 0), PageStart("6", heading, 0, next=heading))
    assert not [finding for finding in made.findings if finding.code == "page-without-mark"]
    text = b"".join(file.content for file in made.files)
    assert re.search(rf'<h[23] id="{heading}"><span id="page-6"[^>]*></span>Notes<'.encode(), text)


@pytest.mark.browser
def test_epubcheck_finds_nothing_in_notes_by_chapters(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(bind(in_epub(NotePlace.END)))
    assert not [line for line in said_by_epubcheck(file) if not line.startswith("INFO")]
