"""A name that is given to two places of a file is told."""

import pytest

from kolofon.model.edition import SourceFormat, Work
from kolofon.read import read
from tests.reading import EDITION

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>A</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("source_format", "text", "lines"),
    [
        (SourceFormat.MARKDOWN, "# T\n\n## One {#x}\n\na\n\n## Two {#x}\n\n[one](#x)\n", [7]),
        (SourceFormat.MARKDOWN, "# T\n\n## One {#x}\n\na\n\n## Two {#y}\n\n{#x}\nb\n\n{#y}\nc\n", [10]),
        (SourceFormat.MARKDOWN, "# T\n\n## One {#x}\n\na\n\n## One {#y}\n\n- b {#z}\n- c\n", []),
        (SourceFormat.XHTML, PAGE.format('<p id="x">a</p>\n<h2 id="x">B</h2>\n<p id="y">b</p>'), [2]),
    ],
)
def test_a_name_that_is_given_twice_is_told(source_format: SourceFormat, text: str, lines: list[int]) -> None:
    _, findings = read(text.encode(), "source/x", Work("x", "x", source_format), EDITION)
    assert [finding.place.line for finding in findings if finding.code == "repeated-name"] == lines
