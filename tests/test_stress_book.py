"""A book that is hard to set: nothing stands over the edge of the text, alone, or under the wrong head."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kolofon.model.edition import Page
from kolofon.write.typography.geometry import Geometry, geometry
from tests import paper
from tests.later import typeset
from tests.paper import SLACK, Line, Sheet, over_the_edge, sheets
from tests.publishing import IMPRINT, PROGRESS
from tests.setting import render
from tests.stress import CHAPTERS, PICTURES, stress_book

pytestmark = pytest.mark.pdf

PAGE = Page("A5")
TITLE = "Libri i provave"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, ...]:
    imprint = replace(IMPRINT, progress=PROGRESS, original_title="A book of trials")
    content, findings = typeset(render(stress_book(), imprint, {}, PAGE), imprint, PICTURES)
    # One of its tables has more columns than there is room for.
    assert [(finding.code, finding.subject) for finding in findings] == [("narrow-cell", "operacioni")]
    return sheets(content, tmp_path_factory.mktemp("stress"))


@pytest.fixture(scope="module")
def text(book: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The pages of the text itself, from the first chapter on; the colophon is behind it."""
    first = next(sheet.number for sheet in book if opens(sheet) and sheet.number > 1)
    return book[first - 1 : -1]


def block() -> Geometry:
    return geometry(PAGE)


def body(sheet: Sheet) -> tuple[Line, ...]:
    return paper.body(sheet, block())


def opens(sheet: Sheet) -> str:
    """The chapter that begins on a page, below the empty lines at its head."""
    lines = body(sheet)
    opening = lines and re.match(r"Kapitulli \d+|Literatura|Notes", lines[0].text)
    return opening[0] if opening and lines[0].box.top > block().top + 2 * block().line else ""


def test_nothing_stands_over_the_edge(book: tuple[Sheet, ...]) -> None:
    assert not over_the_edge(book, block())
    assert sum(len(sheet.pictures) for sheet in book) >= 2


def test_no_line_of_a_paragraph_stands_alone(text: tuple[Sheet, ...]) -> None:
    alone = []
    seen = set[str]()
    for sheet in text:
        lines = [line.text for line in body(sheet)]
        for index, line in enumerate(lines):
            begun, ended = re.findall(r"¶(\d+)", line), re.findall(r"§(\d+)", line)
            seen.update(begun)
            if index == len(lines) - 1 and begun and begun[-1] not in ended:
                alone.append((sheet.number, line))
            if index == 0 and ended and ended[0] not in begun:
                alone.append((sheet.number, line))
    assert not alone
    assert len(seen) > 100


def is_heading(line: Line) -> bool:
    return bool(re.match(r"Kapitulli \d+:|Nënkreu \d+\.\d|Ndërtitull|Literatura$|Notes$", line.text))


def test_no_heading_stands_at_the_foot_of_a_page(text: tuple[Sheet, ...]) -> None:
    found = 0
    for sheet in text:
        lines = body(sheet)
        for index, line in enumerate(lines):
            if is_heading(line):
                found += 1
                below = [other for other in lines[index + 1 :] if not is_heading(other)]
                assert len(below) >= 2 or sheet.pictures, (sheet.number, line.text)
    assert found > CHAPTERS * 5


def test_no_page_has_one_line(text: tuple[Sheet, ...]) -> None:
    for sheet in text:
        lines = body(sheet)
        assert len(lines) > 2 or sheet.pictures or not sheet.lines, (sheet.number, [line.text for line in lines])


def test_each_page_has_its_head_and_folio(text: tuple[Sheet, ...]) -> None:
    page = block()
    chapter = ""
    heads = set[str]()
    front = text[0].number - 1
    for sheet in text:
        if not sheet.lines:
            continue
        head = " ".join(line.text for line in sheet.lines if line.box.bottom <= page.top + SLACK)
        opening = opens(sheet)
        chapter = opening or chapter
        if opening:
            assert head == "", sheet.number
        elif sheet.number % 2:
            assert head.startswith(chapter), sheet.number
            heads.add(chapter)
        else:
            assert head.casefold() == TITLE.casefold(), sheet.number
        assert sheet.lines[-1].text == str(sheet.number - front)
    assert len(heads) >= CHAPTERS


def test_lines_stand_on_the_grid(text: tuple[Sheet, ...]) -> None:
    page = block()
    held: list[bool] = []
    phases: list[float] = []
    opened: list[float] = []
    for sheet in text:
        lines = [line for line in body(sheet) if re.search("[¶§]", line.text)]
        if sheet.pictures or len(lines) < 4:
            continue
        feet = [min(box.bottom for word, box in line.words if re.match("[¶§]", word)) for line in lines]
        steps = [(second - first) / page.line for first, second in pairwise(feet)]
        held.append(all(abs(step - round(step)) < 0.02 for step in steps))
        phases.append((feet[0] - page.top) / page.line % 1)
        opened += [phases[-1]] if opens(sheet) else []
    # One of them is off by half a line.
    assert held.count(False) <= 1
    assert len(held) > len(text) // 3
    # A page that a chapter begins is level with the one that it faces.
    level = sorted(phases)[len(phases) // 2]
    assert len(opened) > 5
    assert all(abs(phase - level) < 0.02 for phase in opened)
