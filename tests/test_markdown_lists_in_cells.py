"""HTML blocks within a line of Markdown, as lists in the cells of a table: each is on a line of its own."""

import pytest

from kolofon.model.document import Inline, LineBreak, Paragraph, Strong, Table, Text
from kolofon.model.edition import SourceFormat
from tests.reading import Reader

MARKDOWN = Reader(SourceFormat.MARKDOWN)
BREAK = LineBreak()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ul><li>oak</li><li>ash</li></ul>", (Text("oak"), BREAK, Text("ash"))),
        ("<ul> <li>oak</li> <li>**ash**</li> </ul>", (Text("oak"), BREAK, Strong((Text("ash"),)))),
        ("trees:<ol><li>oak</li></ol>and more", (Text("trees:"), BREAK, Text("oak"), BREAK, Text("and more"))),
        (
            "<ul><li>oak<ul><li>ash</li></ul></li><li>elm</li></ul>",
            (Text("oak"), BREAK, Text("ash"), BREAK, Text("elm")),
        ),
        ("oak<br><div>ash</div>", (Text("oak"), BREAK, Text("ash"))),
        ("<p>oak</p><p>ash</p>", (Text("oak"), BREAK, Text("ash"))),
        ("<span>oak</span><span>ash</span>", (Text("oakash"),)),
    ],
)
def test_a_block_in_a_cell_is_on_its_own_lines(written: str, read: tuple[Inline, ...]) -> None:
    document, _ = MARKDOWN(f"| {written} |\n|---|\n")
    (table,) = document.lead
    assert isinstance(table, Table)
    ((cell,),) = table.head
    assert _squeezed(cell.sentences[0].inlines) == read


def test_a_block_in_a_paragraph_is_on_its_own_line() -> None:
    document, findings = MARKDOWN("Trees: <li>oak</li><li>ash</li>\n")
    (paragraph,) = document.lead
    assert isinstance(paragraph, Paragraph)
    assert _squeezed(paragraph.sentences[0].inlines) == (Text("Trees:"), BREAK, Text("oak"), BREAK, Text("ash"))
    assert {finding.code for finding in findings} == {"raw-html"}


def _squeezed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without what is at the ends of lines."""
    told = (Text(inline.text.strip()) if isinstance(inline, Text) else inline for inline in inlines)
    return tuple(inline for inline in told if inline != Text(""))
