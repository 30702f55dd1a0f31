"""Words in the cells of a table that there is no room for."""

from pathlib import Path

import pytest

from tests.later import typeset
from tests.paper import sheets
from tests.pdfs import EDITION

LEFT, WIDTH = 50.0, 200.0
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Words</title><style>
@page {{ size: 500pt; margin: {left}pt }} body {{ margin: 0; width: {width}pt; hyphens: manual }}
</style></head><body><table><tr>{row}</tr></table></body></html>"""


def words(cells: list[str], folder: Path) -> tuple[dict[str, tuple[float, float]], list[str]]:
    """The pieces of words of a row with these cells, from where to where each goes, and the codes of the findings."""
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    content, findings = typeset(PAGE.format(left=LEFT, width=WIDTH, row=row).encode(), EDITION, {})
    told = [word for sheet in sheets(content, folder) for line in sheet.lines for word in line.words]
    return {word: (box.left, box.right) for word, box in told}, [finding.code for finding in findings]


@pytest.mark.pdf
@pytest.mark.parametrize("word", ["incomprehensibilities", "ქართველებისათვისაც"])
def test_a_table_does_not_run_out_of_its_place(word: str, tmp_path: Path) -> None:
    told, findings = words([f"{number}{word}" for number in range(4)], tmp_path)
    assert all(left > LEFT - 1 and right < LEFT + WIDTH + 1 for left, right in told.values()), told
    assert findings == ["narrow-cell"]


@pytest.mark.pdf
def test_a_word_that_there_is_room_for_is_whole(tmp_path: Path) -> None:
    told, findings = words(["responsibilities", "to all of them that are there at the same time"], tmp_path)
    assert set(told) >= {"responsibilities", "there"}
    assert not findings
