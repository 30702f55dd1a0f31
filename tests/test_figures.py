"""Figures and tables on paper: where they are, what they are called, and how they are tagged."""

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kolofon.model.edition import Page, SourceFormat
from kolofon.model.notes import NotePlace
from kolofon.segment import segment
from kolofon.write.typography.geometry import geometry
from tests.figured import FLOATING, HEIGHTS, PICTURES, figured, page_of
from tests.later import pdf, pikepdf, quire_book, typeset
from tests.paper import SLACK, over_the_edge, sheets
from tests.pdfs import EDITION, extracted, tags, valid
from tests.quires import seen
from tests.reading import Reader

if TYPE_CHECKING:
    from kolofon.set.pages.marks import PageStart

pytestmark = pytest.mark.pdf


PAGE = Page("A6")

FULL = 100
"""Words that a page without a figure has at least."""


@cache
def made() -> "tuple[bytes, tuple[PageStart, ...]]":
    starts: list[PageStart] = []
    page = page_of(figured(), FLOATING)
    content, findings = typeset(page, replace(EDITION, language="en"), PICTURES, starts=starts)
    assert not findings
    return content, tuple(starts)


def pages(folder: Path) -> list[str]:
    """The words of the pages."""
    file = folder / "book.pdf"
    file.write_bytes(made()[0])
    return [" ".join(page.split()) for page in extracted(file).split("\f")[:-1]]


def only(pattern: str, told: list[str]) -> tuple[int, str]:
    """The page of the only match of a pattern, and the first group of that."""
    ((number, found),) = [(n, found) for n, page in enumerate(told, 1) for found in re.findall(pattern, page)]
    return number, found


def test_a_figure_without_room_leaves_no_white_page(tmp_path: Path) -> None:
    told = pages(tmp_path)
    # Without the front, whose lists name the figures, and the colophon.
    front = next(n for n, page in enumerate(told) if page.startswith("Chapter 1 "))
    text = told[front : next(n for n, page in enumerate(told) if page.startswith("COLOPHON"))]
    second = next(n for n, page in enumerate(text, 1) if page.startswith("Chapter 2 "))
    ends = [second - 1, len(text)]
    placed = {number: only(rf"(Figure [0-9.]+) View {number}\.", text) for number in range(1, len(HEIGHTS) + 1)}
    assert [label for _, label in placed.values()] == [
        f"Figure {n}" for n in ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2")
    ]
    for page, label in placed.values():
        number = re.escape(label.removeprefix("Figure "))
        called, shown = only(rf"See figure {number} on page ([0-9]+)", text)
        assert shown == str(page)
        assert 0 <= page - called <= 2
        assert page <= ends[int(label[len("Figure ")]) - 1]
    moved = [page for page, label in placed.values() if f"See {label.lower()}" not in text[page - 1]]
    assert moved
    with_pictures = {page for page, _ in placed.values()} | {n for n, page in enumerate(text, 1) if "Table" in page}
    plain = [n for n in range(1, len(text)) if n not in with_pictures and n not in ends]
    assert plain
    assert all(
        len(text[n - 1].split()) > FULL
        for n in plain
        if "number number" not in text[n - 1] and "Verw" not in text[n - 1]
    )


def test_a_moved_figure_is_read_where_the_source_has_it(tmp_path: Path) -> None:
    content, starts = made()
    valid(content, tmp_path, "2a", "ua1")
    with pikepdf.open(io.BytesIO(content)) as book:
        told = tags(book)
    figures = [at for at, tag in enumerate(told) if tag.type == "Figure"]
    assert len(figures) == len(HEIGHTS)
    for number, at in enumerate(figures, 1):
        figure, caption = told[at : at + 2]
        assert figure.says["Alt"] == f"View {number}. Of the river."
        assert (caption.type, caption.depth) == ("Caption", figure.depth + 1)
        assert told[at - 1].depth >= figure.depth  # what is in the paragraph before it
    assert [sum(tag.type == kind for tag in told) for kind in ("Table", "THead")] == [3, 3]
    # A page of the print begins where its text does, and not at a figure from the page before.
    assert len({start.folio for start in starts}) == len(starts)
    moved = {id_ for start in starts for id_ in start.figures}
    assert moved
    assert not [start for start in starts if start.id in moved and start.picture >= 0]


def test_a_wide_table_is_turned_with_its_head_on_each_page(tmp_path: Path) -> None:
    told = pages(tmp_path)
    turned = []
    with pikepdf.open(io.BytesIO(made()[0])) as book:
        for number, page in enumerate(book.pages):
            page.contents_coalesce()
            if re.search(rb"^0 -1 1 0 ", page.Contents.read_bytes(), re.MULTILINE):
                turned.append(number)
    assert len(turned) > 1
    assert turned == list(range(turned[0], turned[-1] + 1))
    assert all("1234567890 1234567890" in told[number] for number in turned)


def test_a_table_that_moved_is_at_the_edge_of_its_own_page(tmp_path: Path) -> None:
    words = "The river runs through a wide valley. " * 18
    table = "| a | Edge |\n|---|---|\n" + "| b | c |\n" * 8
    several = "".join(
        f"See table [](#tbl-{n}).\n\n{table}\n: Table {n} {{#tbl-{n}}}\n\n{words}\n\n" for n in range(1, 7)
    )
    document = segment(Reader(SourceFormat.MARKDOWN).clean(f"# Rivers\n\n## One\n\n{words}\n\n{several}"))
    content, _ = typeset(page_of(document, FLOATING), replace(EDITION, language="en"), {})
    book = sheets(content, tmp_path)
    on = [page.number for page in book for line in page.lines if "Edge" in line.text]
    called = [page.number for page in book for line in page.lines for _ in re.findall("See table", line.text)]
    assert len(on) == len(called)
    assert [(there - here) % 2 for here, there in zip(called, on, strict=True)].count(1) > 1
    assert not over_the_edge([page for page in book if page.number in on], geometry(PAGE))


def test_the_notes_of_a_turned_table_are_below_it(tmp_path: Path) -> None:
    line = "|" + " 1234567890 |" * 7 + "\n"
    called = line.replace("0 |", "0[^a] |", 1)
    text = f"# Rivers\n\n{line}|{'---|' * 7}\n{line * 3}{called}{line * 20}\n[^a]: {'A note. ' * 20}\n"
    document = segment(Reader(SourceFormat.MARKDOWN).clean(text))
    page = page_of(document, FLOATING, notes=NotePlace.FOOT)
    content, findings = typeset(page, replace(EDITION, language="en"), {})
    assert not findings
    with_cells = [one for one in sheets(content, tmp_path) if any("1234567890" in line.text for line in one.lines)]
    assert len(with_cells) > 1
    note, *others = ([one for one in sheet.lines if "note" in one.text] for sheet in with_cells)
    assert note
    assert not any(others)
    for number, sheet in enumerate(with_cells):
        cells = [box for one in sheet.lines for word, box in one.words if "1234567890" in word]
        foot = min(one.box.top for one in note) if not number else geometry(PAGE).height - geometry(PAGE).bottom
        assert max(box.bottom for box in cells) < foot + SLACK


def test_the_note_of_a_moved_figure_is_before_those_of_the_text_below_it(tmp_path: Path) -> None:
    prose = "The river runs through a wide valley where the towns have stood for many years. "
    text = f"# Rivers\n\n{prose * 6}\n\n![View[^a]](p3.png){{#fig-v}}\n\n{prose * 9}\n\n{prose}Towns[^b] are there.\n"
    document = segment(Reader(SourceFormat.MARKDOWN).clean(f"{text}\n[^a]: First of notes.\n[^b]: Second of notes.\n"))
    content, findings = typeset(
        page_of(document, FLOATING, notes=NotePlace.FOOT), replace(EDITION, language="en"), PICTURES
    )
    assert not findings
    (called,) = (one for one in sheets(content, tmp_path) if one.pictures)
    assert [one.text for one in called.lines if "of notes" in one.text] == ["1 First of notes.", "2 Second of notes."]


def test_the_lists_begin_where_the_text_does(tmp_path: Path) -> None:
    lists = [page for page in sheets(made()[0], tmp_path) if any("LIST OF" in line.text for line in page.lines)]
    assert lists
    assert not over_the_edge(lists, geometry(PAGE))


def test_chapters_bound_are_the_whole_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound, starts = made()
    monkeypatch.setattr(pdf, "portions", lambda *_: quire_book.Portions((), None, "the test wants it"))
    begun: list[PageStart] = []
    page = page_of(figured(), FLOATING)
    whole, findings = typeset(page, replace(EDITION, language="en"), PICTURES, starts=begun)
    assert not findings
    assert tuple(begun) == starts
    seen(bound, tmp_path).assert_same(seen(whole, tmp_path))
