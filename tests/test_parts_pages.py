"""The pages of a book in parts, in one column and in two, and how definitions and headings in quotations are set."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kolofon.model.document import (
    Block,
    Bridgehead,
    Definition,
    DefinitionList,
    Document,
    ListItem,
    Quotation,
    Role,
    Section,
)
from kolofon.model.edition import Layout, Page
from kolofon.translate.localize import in_alphabet
from tests.later import typeset
from tests.paper import Box, Line, Sheet, sheets
from tests.publishing import IMPRINT, paragraph, sentence
from tests.setting import render

pytestmark = pytest.mark.pdf

WORDS = "Here the text of the book goes on for as long as it takes to fill a line, a column and then a page. "
SAME = 2.0
"""Points by which two lines that begin or stand level may differ."""


def prose(times: int = 12) -> tuple[Block, ...]:
    """Paragraphs of a page and some more."""
    return (paragraph(WORDS * 4),) * times


def chapter(title: str, *blocks: Block, role: Role = Role.CHAPTER) -> Section:
    return Section(sentence(title), blocks or prose(), role=role)


def definition(word: str, meaning: str) -> Definition:
    return Definition((sentence(word),), (ListItem((paragraph(meaning),)),))


GLOSSARY = DefinitionList((definition("zeta", WORDS), definition("alpha", WORDS)), glossary=True)
PARTS = (
    chapter("Preface", paragraph("Before it begins."), role=Role.FRONT),
    Section(sentence("Part one"), (), (chapter("Chapter one"), chapter("Chapter two")), Role.PART),
    Section(sentence("Part two"), (), (chapter("Chapter three"), chapter("Words", GLOSSARY)), Role.PART),
)


def printed(folder: Path, *sections: Section, layout: Layout = Layout.AUTO, columns: int = 1) -> tuple[Sheet, ...]:
    """The pages of a book."""
    return sheets(book(sections, layout, columns), folder)


@cache
def book(sections: tuple[Section, ...], layout: Layout, columns: int) -> bytes:
    document = in_alphabet(Document("en", sentence("The book"), (), sections))
    content, findings = typeset(render(document, IMPRINT, {}, Page(layout=layout, columns=columns)), IMPRINT, {})
    assert not findings
    return content


def texts(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines]


def opening(pages: tuple[Sheet, ...], title: str) -> Sheet:
    """The page that a title begins: the first with it above everything, for later ones may have it as their head."""
    page = next(page for page in pages if texts(page)[:1] == [title])
    assert texts(page).count(title) == 1
    return page


@pytest.mark.parametrize("columns", [1, 2])
def test_a_part_has_a_leaf_of_its_own(tmp_path: Path, columns: int) -> None:
    pages = printed(tmp_path, *PARTS, columns=columns)
    for part, first in (("Part one", "Chapter one"), ("Part two", "Chapter three")):
        page = opening(pages, part)
        assert texts(page) == [part]  # no folio, and nothing above it
        assert page.number % 2 == 1
        assert texts(pages[page.number]) == []  # the list counts from 0: this is its back
        assert opening(pages, first).number == page.number + 2


@pytest.mark.parametrize("columns", [1, 2])
def test_a_chapter_of_a_part_begins_a_page_with_its_folio_and_nothing_above(tmp_path: Path, columns: int) -> None:
    pages = printed(tmp_path, *PARTS, columns=columns)
    front = opening(pages, "Part one").number - 1  # the text begins with its first part
    for title in ("Chapter one", "Chapter two", "Chapter three", "Words"):
        page = opening(pages, title)
        assert texts(page)[-1] == str(page.number - front)
    inside = pages[opening(pages, "Chapter one").number]
    assert texts(inside)[0].casefold() in {"the book", "chapter one"}


def test_chapter_titles_are_one_size_whatever_they_hold(tmp_path: Path) -> None:
    pages = printed(tmp_path, *PARTS)
    heights = {
        round(box.bottom - box.top, 1)
        for title in ("Preface", "Chapter one", "Words")
        for box in [opening(pages, title).lines[0].words[0][1]]
    }
    assert len(heights) == 1


def halves(lines: Sequence[Line]) -> tuple[list[Box], list[Box], list[Box]]:
    """The words of some lines on the left and on the right of their middle, and those across it."""
    middle = (min(line.box.left for line in lines) + max(line.box.right for line in lines)) / 2
    boxes = [box for line in lines for _, box in line.words]
    left = [box for box in boxes if box.right < middle - SAME]
    right = [box for box in boxes if box.left > middle + SAME]
    return left, right, [box for box in boxes if box not in left and box not in right]


def test_a_title_stands_above_both_columns(tmp_path: Path) -> None:
    pages = printed(tmp_path, *PARTS, columns=2)
    page = opening(pages, "Chapter one")
    assert page.number == opening(pages, "Part one").number + 2
    title, *lines, _ = page.lines
    left, right, across = halves(lines)
    assert not across
    assert min(box.top for box in left) == pytest.approx(min(box.top for box in right), abs=SAME)
    assert title.box.bottom < lines[0].box.top
    assert title.box.left < max(box.right for box in left)
    assert title.box.right > min(box.left for box in right)


@pytest.mark.parametrize("layout", [Layout.ARTICLE, Layout.BOOK])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_text_without_chapters_has_its_columns_too(tmp_path: Path, layout: Layout, columns: int) -> None:
    pages = printed(tmp_path, Section(sentence("A section"), prose(20)), layout=layout, columns=columns)
    (page,) = [page for page in pages if texts(page)[-1:] == ["4"]]
    _, *lines, _ = page.lines
    left, right, across = halves(lines)
    assert left
    assert right
    assert bool(across) == (columns == 1)


def test_a_paragraph_below_a_heading_in_a_quotation_is_not_indented(tmp_path: Path) -> None:
    quoted = Quotation((Bridgehead(sentence("A heading")), paragraph("First words."), paragraph("Second words.")))
    pages = printed(tmp_path, chapter("Chapter", paragraph("Before."), quoted))
    lines = {line.text: line.box.left for line in opening(pages, "Chapter").lines}
    assert lines["First words."] == pytest.approx(lines["A heading"], abs=SAME)
    assert lines["Second words."] > lines["First words."] + SAME


def test_what_a_word_means_stands_in_and_a_long_word_hangs_deeper(tmp_path: Path) -> None:
    long = "a word of so many words that it takes more than the one line that this narrow page has for it"
    items = (definition("short", "It is short."), definition(long, "It is long."))
    pages = printed(tmp_path, chapter("Chapter", DefinitionList(items)))
    lines = {line.text: line.box.left for line in opening(pages, "Chapter").lines}
    (rest,) = [left for text, left in lines.items() if text.endswith("for it")]
    assert lines["short"] < lines["It is short."] - SAME
    assert lines["It is long."] == lines["It is short."]
    assert rest > lines["It is long."] + SAME


def test_a_description_keeps_its_distance_from_the_title(tmp_path: Path) -> None:
    document = Document("en", sentence("The book"), (), PARTS, description=sentence("What it is about"))
    imprint = replace(IMPRINT, original_title="The book")
    content, _ = typeset(render(document, imprint, {}, Page()), imprint, {})
    (page,) = [page for page in sheets(content, tmp_path) if "What it is about" in texts(page)]
    title, about = page.lines[0], next(line for line in page.lines if line.text == "What it is about")
    assert title.text == "The book"
    assert about.box.top > title.box.bottom + (title.box.bottom - title.box.top) / 4
