"""Tables that are not written with pipes, Markdown in the elements of HTML, and lists that CommonMark has not."""

import pytest

from kolofon.model.document import (
    Block,
    Code,
    Emphasis,
    Figure,
    Image,
    LineBreak,
    List,
    ListItem,
    Quotation,
    Rule,
    Strong,
    Table,
    TableCell,
    Text,
)
from kolofon.model.edition import SourceFormat
from tests.reading import Reader, p, s

MARKDOWN = Reader(SourceFormat.MARKDOWN)
BOLD = Strong((Text("md"),))


def cell(*words: str, heading: bool = False, columns: int = 1, rows: int = 1) -> TableCell:
    inlines = [part for word in words for part in (LineBreak(), word)][1:]
    return TableCell((s(*inlines),) if words else (), heading, columns, rows)


GRID = """\
+-----+-------+
| a   | b     |
+=====+:=====:+
| c   | - one |
| d   | - two |
+-----+-------+
| wide        |
+-----+-------+
"""
ROWS = """\
+---+---+
| a | b |
|   +---+
|   | c |
+---+---+
"""
SIMPLE = """\
  Right Left
------- ------
     12 12
"""
MULTILINE = """\
-------------------
 A      B of
        two lines
------ ------------
 one   the first
       of two

 two   the second
-------------------
"""


def test_a_grid_table() -> None:
    (table,) = MARKDOWN.lead(f"{GRID}\n: C {{#tbl-x}}\n")
    head = ((cell("a", heading=True), cell("b", heading=True)),)
    body = ((cell("c\nd"), cell("• one", "• two")), (cell("wide", columns=2),))
    assert table == Table((s("C"),), head, body, ("", "center"), "tbl-x")


def test_a_cell_over_two_rows() -> None:
    assert MARKDOWN.lead(ROWS) == (Table((), (), ((cell("a", rows=2), cell("b")), (cell("c"),))),)


def test_a_grid_of_characters_that_are_two_columns_wide() -> None:
    (table,) = MARKDOWN.lead("+----+---+\n| 漢 | b |\n+----+---+\n")
    assert table == Table((), (), ((cell("漢"), cell("b")),))


def test_simple_and_multiline_tables() -> None:
    head = ((cell("Right", heading=True), cell("Left", heading=True)),)
    numbers = MARKDOWN.lead("| a |\n|---|\n| 12 |\n")[0]
    assert isinstance(numbers, Table)
    twelve = numbers.body[0][0]
    assert MARKDOWN.lead(SIMPLE) == (Table((), head, ((twelve, twelve),), ("right", "left")),)
    (table,) = MARKDOWN.lead(MULTILINE)
    assert isinstance(table, Table)
    assert table.head == ((cell("A", heading=True), cell("B of\ntwo lines", heading=True)),)
    assert table.body == ((cell("one"), cell("the first\nof two")), (cell("two"), cell("the second")))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("--- ---\n", (Rule(),)),
        ("-- --\n\ntext\n- a\n- b\n", None),
        ("a word over the space\n-- --\n\nb\n", (p("a word over the space"), Rule(), p("b"))),
        ("+---+---+\n| a     | b |\n+---+---+\n", (p("+---+---+\n| a | b |\n+---+---+"),)),
        ("+---+\nno grid\n", (p("+---+\nno grid"),)),
        ("+---+---+\n| a |\n+---+---+\n", (p("+---+---+\n| a |\n+---+---+"),)),
    ],
)
def test_what_is_no_table(text: str, blocks: tuple[Block, ...] | None) -> None:
    found = MARKDOWN.lead(text)
    assert not [block for block in found if isinstance(block, Table)]
    assert blocks is None or found == blocks


def test_plus_signs_below_the_head() -> None:
    assert MARKDOWN.lead("| a | b |\n|---+---|\n| c | d |\n") == MARKDOWN.lead("| a | b |\n|---|---|\n| c | d |\n")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        (
            "<table><tr><td>\n\ncell **md**\n\n</td><td>\n\nother\n\n- x\n\n</td></tr></table>\n",
            Table((), (), ((TableCell((s("cell ", BOLD),)), cell("other", "• x")),)),
        ),
        (
            "<ul>\n<li>\n\na **md**\n\n</li>\n<li>b</li>\n</ul>\n",
            List((ListItem((p("a ", BOLD),)), ListItem((p("b"),)))),
        ),
        ("<blockquote>\n\n**md**\n\n</blockquote>\n", Quotation((p(BOLD),))),
        ('<div markdown="1">\n**md**\n</div>\n', p(BOLD)),
        (
            "<figure>\n\n![a](a.png)\n\n<figcaption>\n\nC **md**\n\n</figcaption>\n</figure>\n",
            Figure(Image("a.png", "a"), (s("C ", BOLD),)),
        ),
        (
            "<table><tr><td>\n\n```\nx\ny\n```\n\n</td></tr></table>\n",
            Table((), (), ((TableCell((s(Code("x"), LineBreak(), Code("y")),)),),)),
        ),
    ],
)
def test_markdown_in_an_element(text: str, block: Block) -> None:
    assert MARKDOWN.lead(text) == (block,)


def test_a_block_of_html_that_closes_one_element_and_opens_another() -> None:
    blocks = MARKDOWN.lead("<blockquote>\n\na\n\n</blockquote>\n<ul><li>\n\nb\n\n</li></ul>\n")
    assert blocks == (Quotation((p("a"),)), List((ListItem((p("b"),)),)))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("#. a\n#. b\n", List((ListItem((p("a"),)), ListItem((p("b"),))), 1)),
        ("(1) a\n(2) b\n", List((ListItem((p("a"),)), ListItem((p("b"),))), 1)),
        ("(@) a\n\n    c\n(@x) b\n", List((ListItem((p("a"), p("c"))), ListItem((p("b"),))), 1, loose=True)),
    ],
)
def test_lists_that_are_numbered(text: str, block: List) -> None:
    assert MARKDOWN.lead(text) == (block,)


@pytest.mark.parametrize("marks", ["a. b.", "A) B)", "(a) (b)", "i. ii.", "(I) (II)"])
def test_lists_of_letters_are_numbered_and_told(marks: str) -> None:
    first, second = marks.split()
    document, (finding,) = MARKDOWN(f"{first} one\n{second} *two*\n")
    items = (ListItem((p("one"),)), ListItem((p(Emphasis((Text("two"),))),)))
    assert document.lead == (List(items, 1),)
    assert marks in finding.message


@pytest.mark.parametrize("text", ["a. alone\n", "A. Smith wrote\nB. Jones did\n", "b. one\nc. two\n", "e.g. one\n"])
def test_letters_that_begin_a_paragraph(text: str) -> None:
    assert MARKDOWN.lead(text) == (p(text.rstrip("\n")),)


def test_the_number_of_an_example() -> None:
    document = MARKDOWN.clean("(@good) a\n\nAs (@good) says.\n\n(@) b\n")
    assert document.lead == (List((ListItem((p("a"),)),), 1), p("As (1) says."), List((ListItem((p("b"),)),), 2))
