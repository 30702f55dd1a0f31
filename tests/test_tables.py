"""Tables on paper: cells begin where their column does, headings beside several rows, words that a cell cuts."""

from pathlib import Path

import pytest

from kolofon.model.document import Table, TableCell
from tests.paper import sheets
from tests.pdfs import book, sound
from tests.publishing import HTML, article, sentence, tree


def cell(text: str, *, heading: bool = False, columns: int = 1, rows: int = 1) -> TableCell:
    return TableCell((sentence(text),), heading, columns, rows)


def head(text: str, columns: int = 1, rows: int = 1) -> TableCell:
    return cell(text, heading=True, columns=columns, rows=rows)


def left(content: bytes, folder: Path) -> dict[str, float]:
    """Where each word of a PDF begins, in points from the left."""
    return {word: box.left for sheet in sheets(content, folder) for line in sheet.lines for word, box in line.words}


OVER = Table(
    (),
    ((head("Who", rows=2), head("Both", columns=2)), (head("First"), head("Second"))),
    ((cell("one"), cell("111"), cell("222")),),
)
BESIDE = Table(
    (),
    ((head("Who", rows=3), head("First"), head("Second")),),
    ((cell("111"), cell("222")), (cell("333"), cell("444"))),
)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("table", "columns"), [(OVER, ["First 111 Both", "Second 222"]), (BESIDE, ["First 111 333", "Second 222 444"])]
)
def test_a_cell_begins_where_its_column_does(table: Table, columns: list[str], tmp_path: Path) -> None:
    at = left(sound(article(table)), tmp_path)
    for column in columns:
        places = [at[word] for word in column.split()]
        assert max(places) - min(places) < 1.5


def test_a_heading_beside_several_rows_is_not_cut_off_by_the_head() -> None:
    (table,) = tree(article(BESIDE)).iter(f"{HTML}table")
    assert [row.tag for row in table] == [f"{HTML}tbody"]
    assert [cell.get("scope") for cell in table.iter(f"{HTML}th")] == ["col", "col", "col"]
    (table,) = tree(article(OVER)).iter(f"{HTML}table")
    assert [row.tag for row in table] == [f"{HTML}thead", f"{HTML}tbody"]


@pytest.mark.pdf
def test_a_word_that_a_cell_cuts_is_a_finding() -> None:
    row = tuple(cell("1234567") for _ in range(20))
    _, findings = book(article(Table((), (), (row,))))
    (finding,) = findings
    assert finding.code == "narrow-cell"
    assert finding.subject == "1234567"


@pytest.mark.pdf
@pytest.mark.parametrize("text", ["http://example.org/" + "long/" * 40, "多" * 80, "two words " * 30])
def test_a_cell_may_break_what_breaks(text: str) -> None:
    _, findings = book(article(Table((), (), ((cell(text), cell("x")),))))
    assert findings == ()
